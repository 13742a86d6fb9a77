"""Where the shared corpora and scorers lie (beside the project's root), and how they are loaded."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def scorer(name: str) -> ModuleType:
    """The module ``score/NAME.py`` of the shared material."""
    path = SHARED / "score" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"score_{name}", path)
    if spec is None or spec.loader is None or not path.exists():
        sys.exit(f"This benchmark needs {path}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(path: Path) -> Iterator[Any]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def articles(paths: Iterable[Path]) -> Iterator[Any]:
    """Coded articles with their ``text``, from folders of gold files or from JSON Lines."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.glob("*.json")):
                text = file.with_suffix(".txt").read_text(encoding="utf-8")
                yield {**json.loads(file.read_text(encoding="utf-8")), "text": text}
        else:
            yield from lines(path)
