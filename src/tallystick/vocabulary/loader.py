"""Reads the data files of the vocabulary; each is read once and kept."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tallystick.errors import VocabularyError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> Any:
    """The content of ``vocabulary/data/NAME.yaml``.

    Raises VocabularyError where there is no such file.
    """
    path = files("tallystick.vocabulary") / "data" / f"{name}.yaml"
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError:
        raise VocabularyError(f"There is no vocabulary named {name!r}.") from None
