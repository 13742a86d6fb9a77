"""The casebook: documents, claims, incidents and what people decided about them, in one database.

Importing this package does not set Django up; taking ``Casebook`` from it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tallystick.casebook.book import Casebook
    from tallystick.casebook.checking import Check, Finding
    from tallystick.casebook.decided import DecisionEntry, GradeOverride

_HOMES = {
    "Casebook": "book",
    "Check": "checking",
    "DecisionEntry": "decided",
    "Finding": "checking",
    "GradeOverride": "decided",
}

__all__ = ["Casebook", "Check", "DecisionEntry", "Finding", "GradeOverride"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    from tallystick.casebook.settings import configure

    configure()
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
