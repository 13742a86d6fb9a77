"""What the card of a claim shows: each slot as it stands and as it was read, and what people decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import frozen
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tallystick.casebook import DecisionEntry
from tallystick.casebook.decided import history
from tallystick.casebook.identity import incident_id
from tallystick.casebook.models import Claim as Row
from tallystick.casebook.models import Membership
from tallystick.casebook.models.reports import ADDED_FROM
from tallystick.commands.casebooks import Book
from tallystick.record import Claim, Figure, Place, Report, Source, Span
from tallystick.serialising import from_plain
from tallystick.web.figures import figure_says
from tallystick.web.labels import label
from tallystick.web.templatetags.tallystick import ends

PRECISIONS: dict[int | None, Promise] = {
    1: gettext_lazy("exact place"),
    2: gettext_lazy("near the place"),
    3: gettext_lazy("within the district"),
    4: gettext_lazy("within the province"),
    5: gettext_lazy("within a region"),
    6: gettext_lazy("within the country"),
    7: gettext_lazy("at sea or in the air"),
}
"""UCDP's where_prec in words."""
SLOTS: dict[str, Promise] = {
    "event": gettext_lazy("Event"),
    "figures": gettext_lazy("Figures"),
    "attribution": gettext_lazy("Sources"),
    "place": gettext_lazy("Place"),
    "time": gettext_lazy("Time"),
    "victims": gettext_lazy("Victims"),
    "perpetrators": gettext_lazy("Perpetrators"),
    "weapons": gettext_lazy("Weapons"),
    "status": gettext_lazy("Status"),
    "text": gettext_lazy("Words"),
}
"""The rows of a card, in their order."""
_CONFIDENCES = {"time": "date"}


@frozen
class Filler:
    """One filler of a slot: what it says, what is added in small print, its words, and its place in the slot."""

    says: str
    note: str = ""
    words: Span | None = None
    index: int = 0


@frozen
class Slot:
    """A slot as it stands; ``was`` are its fillers as they were read, where a person corrected it."""

    name: str
    label: str
    now: tuple[Filler, ...]
    was: tuple[Filler, ...] | None = None
    confidence: float | None = None


@frozen
class Card:
    """A claim with what is shown of it; ``number`` counts the claims of the report from 1."""

    number: int
    claim: Claim
    slots: tuple[Slot, ...]
    verdict: str
    corrected: bool
    edition: int
    """The number of the latest decision about it, 0 for none."""
    history: tuple[DecisionEntry, ...]
    incident: str | None
    by_person: bool
    """True where a person added it."""

    @property
    def last(self) -> DecisionEntry | None:
        """The latest decision that stands and can be taken back here."""
        return next((d for d in reversed(self.history) if d.reversed_by is None and d.kind in UNDONE_HERE), None)

    @property
    def percent(self) -> int:
        """Its confidence as a whole percentage."""
        return round(self.claim.confidence * 100)


UNDONE_HERE = ("accept", "reject", "correct", "add")
_VERDICTS = {"accept": "accept", "reject": "reject", "add": "accept"}


def verdict_of(decisions: Iterable[DecisionEntry]) -> str:
    """``accept`` or ``reject`` by the latest that stands, else empty; who adds a claim vouches for it."""
    told = [_VERDICTS[d.kind] for d in decisions if d.kind in _VERDICTS and d.reversed_by is None]
    return told[-1] if told else ""


def edition_of(decisions: Iterable[DecisionEntry]) -> int:
    """The number of the latest decision, undone or not; 0 for none."""
    return max((d.number for d in decisions), default=0)


def report_of(book: Book, document: str) -> Report:
    """The report with its corrected claims in the order of their words.

    Raises CasebookError where there is none.
    """
    (report,) = book.casebook.reports([document])
    return Report(report.document, tuple(sorted(report.claims, key=lambda c: (c.text.start, c.text.end, c.id))))


def cards_of(book: Book, report: Report) -> list[Card]:
    """The cards of all claims of a report."""
    alias, names = book.casebook.alias, [claim.id for claim in report.claims]
    rows = Row.objects.using(alias).in_bulk(names)
    live = Membership.objects.using(alias).filter(claim__in=names, ended_at__isnull=True)
    homes = dict(live.values_list("claim_id", "incident_id"))
    decisions = _by_claim(history(alias, set(names)) if names else (), names)
    return [
        _card(number, claim, rows[claim.id], decisions.get(claim.id, ()), homes.get(claim.id))
        for number, claim in enumerate(report.claims, 1)
    ]


def _by_claim(decisions: Iterable[DecisionEntry], names: Iterable[str]) -> dict[str, tuple[DecisionEntry, ...]]:
    wanted, found = set(names), dict[str, list[DecisionEntry]]()
    for decision in decisions:
        for name in wanted & {*decision.targets, *decision.payload.get("moved", ())}:
            found.setdefault(name, []).append(decision)
    return {name: tuple(told) for name, told in found.items()}


def _card(number: int, claim: Claim, row: Row, decisions: tuple[DecisionEntry, ...], home: int | None) -> Card:
    read = from_plain(row.data, Claim)
    slots = tuple(_slot(name, claim, read) for name in SLOTS)
    return Card(
        number,
        claim,
        tuple(slot for slot in slots if slot.now or slot.was),
        verdict_of(decisions),
        any(d.kind == "correct" and d.reversed_by is None for d in decisions),
        edition_of(decisions),
        decisions,
        None if home is None else incident_id(home),
        row.ordinal >= ADDED_FROM,
    )


def _slot(name: str, claim: Claim, read: Claim) -> Slot:
    now, was = fillers(name, claim), fillers(name, read)
    sure = claim.confidences.get(_CONFIDENCES.get(name, name))
    return Slot(name, str(SLOTS[name]), now, was if was != now else None, sure)


def fillers(slot: str, claim: Claim) -> tuple[Filler, ...]:
    """What a slot of ``claim`` says."""
    return tuple(_FILLERS[slot](claim))


def _event(claim: Claim) -> Iterator[Filler]:
    yield Filler(label(claim.event), words=claim.trigger)


def _figures(claim: Claim) -> Iterator[Filler]:
    for index, figure in enumerate(claim.figures):
        yield Filler(figure_says(figure), " · ".join(_of_figure(figure, claim)), figure.text, index)


def _of_figure(figure: Figure, claim: Claim) -> Iterator[str]:
    if (figure.low, figure.best, figure.high) != (None, None, None):
        best = "?" if figure.best is None else figure.best
        yield _("%(ends)s, best %(best)s") % {"ends": ends(figure.low, figure.high), "best": best}
    if figure.scope != "incident":
        yield {"additional": _("further ones"), "running": _("running total")}[figure.scope]
    if figure.modality == "possible":
        yield _("possibly")
    if figure.part_of is not None and figure.part_of < len(claim.figures):
        yield _("part of “%(whole)s”") % {"whole": claim.figures[figure.part_of].text.exact}


def _sources(claim: Claim) -> Iterator[Filler]:
    for index, link in enumerate(claim.attribution):
        yield Filler(link.source, " · ".join(_of_source(link)), link.text, index)


def _of_source(link: Source) -> Iterator[str]:
    yield from (part for part in (link.role, link.organisation, label(link.kind)) if part)
    if link.cue:
        yield f"“{link.cue}”"


def _place(claim: Claim) -> Iterator[Filler]:
    if claim.place is not None:
        yield Filler(claim.place.name, " · ".join(_of_place(claim.place)), claim.place.text)


def _of_place(place: Place) -> Iterator[str]:
    if place.latitude is None:
        yield _("not located")
        return
    areas = dict.fromkeys(part for part in (place.gazetteer_name, place.admin2, place.admin1, place.country) if part)
    yield ", ".join(areas)
    if place.precision in PRECISIONS:
        yield str(PRECISIONS[place.precision])
    if place.uncertainty_m:
        yield _("±%(km)s km") % {"km": f"{place.uncertainty_m / 1000:g}"}


def _time(claim: Claim) -> Iterator[Filler]:
    if claim.time is not None:
        anchor = _("from %(day)s") % {"day": claim.time.anchor} if claim.time.anchor else ""
        yield Filler(claim.time.edtf, anchor, claim.time.text)


def _names(slot: str) -> Callable[[Claim], Iterator[Filler]]:
    def fillers(claim: Claim) -> Iterator[Filler]:
        for index, party in enumerate(getattr(claim, slot)):
            worded = party.text.exact if party.text is not None and party.text.exact != party.name else ""
            yield Filler(party.name, f"“{worded}”" if worded else "", party.text, index)

    return fillers


def _weapons(claim: Claim) -> Iterator[Filler]:
    for index, weapon in enumerate(claim.weapons):
        yield Filler(weapon.type, words=weapon.text, index=index)


def _status(claim: Claim) -> Iterator[Filler]:
    told = {"status": label(claim.status), "certainty": label(claim.certainty)}
    yield Filler(_("%(status)s, %(certainty)s") % told)


def _text(claim: Claim) -> Iterator[Filler]:
    yield Filler(claim.text.exact, words=claim.text)


_FILLERS: Mapping[str, Callable[[Claim], Iterator[Filler]]] = {
    "event": _event,
    "figures": _figures,
    "attribution": _sources,
    "place": _place,
    "time": _time,
    "victims": _names("victims"),
    "perpetrators": _names("perpetrators"),
    "weapons": _weapons,
    "status": _status,
    "text": _text,
}
