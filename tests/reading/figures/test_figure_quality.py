"""The floors that the figure grammar must keep on the coded claims."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT / ".." / "shared"


@pytest.fixture(scope="module")
def benchmark():
    spec = importlib.util.spec_from_file_location("figures_benchmark", ROOT / "benchmarks" / "figures.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not (SHARED / "gold").exists(), reason="the coded claims are not beside the project")
@pytest.mark.parametrize(("part", "floor"), [("gold", 0.93), ("train", 0.90), ("train, held out", 0.90)])
def test_quality_does_not_fall_below_its_floor(benchmark, part, floor):
    table = benchmark.run(SHARED)
    assert benchmark.f1(table.counts["alone", part])[2] >= floor
