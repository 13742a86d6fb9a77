"""Runs the program as a user does: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "aleppo"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def run_program(*arguments: object, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The finished ``tallystick ARGUMENTS``."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TALLYSTICK")}
    done = subprocess.run(
        [sys.executable, "-m", "tallystick", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**environment, "COLUMNS": "220"},
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def run() -> Run:
    return run_program


@pytest.fixture(scope="session")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook with the example added and linked; tests only read it."""
    folder = tmp_path_factory.mktemp("aleppo") / "book"
    for arguments in (("init", folder), ("add", EXAMPLES, "--casebook", folder), ("link", "--casebook", folder)):
        done = run_program(*arguments)
        assert done.returncode == 0, done.stderr
    return folder
