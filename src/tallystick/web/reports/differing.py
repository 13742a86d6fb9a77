"""Two people at one claim: what the one decided meanwhile beside what the other would make of it, slot by slot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from tallystick.casebook import DecisionEntry
from tallystick.casebook.correcting import checked, corrected
from tallystick.casebook.decided import history
from tallystick.casebook.models import Claim as Row
from tallystick.commands.casebooks import Book
from tallystick.errors import TallystickError
from tallystick.record import Claim, Report
from tallystick.serialising import from_plain
from tallystick.web.reports import deciding
from tallystick.web.reports.cards import SLOTS, Filler, fillers, report_of


@frozen
class Difference:
    """A slot as the person saw it, as it stands, and as it would be by the person's own correction."""

    label: str
    seen: tuple[Filler, ...]
    now: tuple[Filler, ...]
    mine: tuple[Filler, ...]


def differences(book: Book, name: str, asked: deciding.Asked) -> tuple[Difference, ...]:
    """The slots of the claim that differ between those three, in the order of a card."""
    report = report_of(book, deciding.document_of(book, name))
    now = next((claim for claim in report.claims if claim.id == name), None)
    if now is None:  # added by somebody, and taken back since
        return ()
    seen, mine = _seen(book, name, asked.edition or 0), _mine(book, report, now, asked)
    told = [
        Difference(str(label), fillers(slot, seen), fillers(slot, now), fillers(slot, mine))
        for slot, label in SLOTS.items()
    ]
    return tuple(one for one in told if not one.seen == one.now == one.mine)


def _seen(book: Book, name: str, edition: int) -> Claim:
    """The claim as it stood at an edition."""
    alias = book.casebook.alias
    read = from_plain(Row.objects.using(alias).get(pk=name).data, Claim)
    return corrected(read, _changes_by(history(alias, {name}), edition))


def _changes_by(decisions: Iterable[DecisionEntry], edition: int) -> Mapping[str, Any]:
    changes: dict[str, Any] = {}
    for decision in decisions:
        stood = decision.reversed_by is None or decision.reversed_by > edition
        if decision.kind == "correct" and decision.number <= edition and stood:
            changes |= decision.payload
    return changes


def _mine(book: Book, report: Report, now: Claim, asked: deciding.Asked) -> Claim:
    """The claim with the person's own correction; as it stands where that is none, or none that can be."""
    try:
        wanted = deciding.changes(report, book, now.id, asked)
        return corrected(now, checked(now, wanted, report.document.text) if wanted else {})
    except TallystickError:
        return now
