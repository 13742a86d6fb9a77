"""Roles and what each may do (``roles.yaml``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return table


@cache
def roles() -> dict[str, frozenset[str]]:
    """Each role's acts, from the role that may least to the one that may most."""
    return {role: frozenset(acts) for role, acts in _table()["roles"].items()}


@cache
def acts() -> dict[str, str]:
    """What there is to do, and what it means."""
    return dict(_table()["acts"])


def may(role: str | None, act: str) -> bool:
    """True where ``role`` (None: no member) may do ``act``."""
    return role is not None and act in roles().get(role, frozenset())


def act_of(kind: str) -> str:
    """The act that a decision of ``kind`` takes, and that taking it back takes."""
    decisions: dict[str, str] = _table()["decisions"]
    return decisions.get(kind, "review")
