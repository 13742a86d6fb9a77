"""The casebook: documents, claims, incidents and what people decided about them, in one database.

Importing this package does not set Django up; taking ``Casebook`` from it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tallystick.casebook.book import Casebook
    from tallystick.casebook.decided import DecisionEntry, GradeOverride
    from tallystick.casebook.editions import ConflictError
    from tallystick.casebook.logged import Logged
    from tallystick.casebook.results import Check, Finding

_HOMES = {
    "Casebook": "book",
    "Check": "results",
    "ConflictError": "editions",
    "DecisionEntry": "decided",
    "Finding": "results",
    "GradeOverride": "decided",
    "Logged": "logged",
}

__all__ = ["Casebook", "Check", "ConflictError", "DecisionEntry", "Finding", "GradeOverride", "Logged"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    from tallystick.casebook.settings import configure

    configure()
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
