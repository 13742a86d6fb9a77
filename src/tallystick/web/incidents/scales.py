"""What the case amounts to on the scales of others, in words."""

from __future__ import annotations

from attrs import frozen
from django.utils.translation import gettext as _

from tallystick.vocabulary.scales import label
from tallystick.web.incidents.opened import Opened


@frozen
class Scale:
    """One scale: its name, the level, and why."""

    name: str
    level: str
    reason: str = ""


def scales(opened: Opened) -> tuple[Scale, ...]:
    """Every Casualty, Iraq Body Count, UN MRM and the Admiralty code."""
    found = opened.explained["scales"]
    code = found["admiralty"]
    return (
        Scale("Every Casualty", f"{_(label('outcomes', found['outcome']))} ({_(found['standard'])})"),
        Scale("Iraq Body Count", _(label("ibc", found["ibc"]))),
        Scale("UN MRM", _(found["mrm"]), _(found["mrm_reason"])),
        Scale(
            "Admiralty",
            code.get("code") or f"{code['reliability']}{code['credibility']}",
            f"{code['reliability_reason']} {code['credibility_reason']}",
        ),
    )
