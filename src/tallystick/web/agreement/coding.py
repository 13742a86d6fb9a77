"""What a coder says of a claim, slot by slot, as text fields; the slots are those of ``slots.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from attrs import frozen
from django.utils.translation import gettext as _

from tallystick.errors import UsageError
from tallystick.record import Claim, Document
from tallystick.vocabulary.edtf import interval
from tallystick.vocabulary.events import event_types
from tallystick.web.whole_numbers import whole

VERDICT, KEEP, REJECT = "verdict", "keep", "reject"
Codes = dict[str, dict[str, str]]
"""For each claim its slots, as a coder gave them."""


@frozen
class Slot:
    """A slot that is coded: the name of its metric, and how its field looks."""

    name: str
    metric: str
    label: str
    choices: tuple[str, ...] = ()


@cache
def slots() -> tuple[Slot, ...]:
    """The slots that are coded, in the order of the form."""
    table: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "slots.yaml").read_text(encoding="utf-8"))
    choices = {"event": tuple(kind.id for kind in event_types())}
    return tuple(
        Slot(name, told["metric"], told["label"], choices.get(name, tuple(told.get("choices", ()))))
        for name, told in table.items()
    )


def of_claim(claim: Claim) -> dict[str, str]:
    """The slots of a claim as the record has them: what a coder starts from."""
    counts = {figure.measure: figure.value for figure in reversed(claim.figures) if not figure.part_of}
    told: dict[str, Any] = {
        VERDICT: KEEP,
        "event": claim.event,
        "status": claim.status,
        "killed": counts.get("killed"),
        "injured": counts.get("injured"),
        "time": claim.time.edtf if claim.time else None,
        "place": claim.place.name if claim.place else None,
        "perpetrators": claim.perpetrators[0].name if claim.perpetrators else None,
        "attribution": claim.informant.source if claim.informant else None,
    }
    return {name: "" if value is None else str(value) for name, value in told.items()}


def checked(given: Mapping[str, str]) -> dict[str, str]:
    """The slots of one claim as a coder typed them, once they can be meant.

    Raises UsageError for a number that is none, a day that is none, or a choice that there is not.
    """
    kept = {slot.name: given.get(slot.name, "").strip() for slot in slots()}
    for slot in slots():
        value = kept[slot.name]
        if slot.choices and value and value not in slot.choices:
            raise UsageError(
                _("%(value)r is none of %(choices)s.") % {"value": value, "choices": ", ".join(slot.choices)}
            )
        if slot.metric == "ratio" and value and whole(value) is None:
            raise UsageError(_("%(value)r is no whole number; write a count such as 12.") % {"value": value})
        if slot.metric == "interval" and value:
            _day(value)
    return kept


def _day(text: str) -> None:
    try:
        interval(text)
    except ValueError as error:
        said = _("%(text)r is no EDTF date; write 2024-05-31, 2024-05 or 2024-05-01/2024-05-03.")
        raise UsageError(said % {"text": text}) from error


def added(document: Document, quote: str, given: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """A claim that a coder adds: ``START-END`` of its words, and its slots.

    Raises UsageError where the words do not stand in the report, or the claim has no event.
    """
    start = document.text.find(quote.strip())
    if not quote.strip() or start < 0:
        raise UsageError(_("A missed claim needs words that stand in the report just so; copy them from the text."))
    codes = checked({VERDICT: KEEP, "status": "occurred", **given})
    if not codes["event"]:
        raise UsageError(_("A missed claim needs an event."))
    return f"{start}-{start + len(quote.strip())}", codes
