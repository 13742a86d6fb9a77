"""How a decision is written down."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from tallystick.casebook.models import Decision
from tallystick.errors import UsageError


@frozen
class By:
    """Who decides, and why."""

    author: str
    reason: str


def write(
    alias: str, kind: str, targets: list[str], payload: dict[str, Any], by: By, reverses: Decision | None = None
) -> Decision:
    """Appends a decision; raises UsageError where it has no author or no reason."""
    if not by.author.strip():
        raise UsageError("A decision needs an author; say who decides.")
    if not by.reason.strip():
        raise UsageError("A decision needs a reason; say why with --reason.")
    return Decision.objects.using(alias).create(
        kind=kind,
        targets=targets,
        payload=payload,
        author=by.author.strip(),
        reason=by.reason.strip(),
        reverses=reverses,
    )
