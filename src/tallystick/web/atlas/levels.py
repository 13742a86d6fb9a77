"""Confirmed and unconfirmed harm, kept apart (``levels.yaml``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

SURE, UNSURE, REFUTED = "sure", "unsure", "refuted"


@cache
def series_of(confirmation: str) -> str:
    """The sum into which an incident of that confirmation level goes; unsure where the level is not known."""
    table: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return next((series for series, levels in table.items() if confirmation in levels), UNSURE)
