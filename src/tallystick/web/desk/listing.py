"""Rows of the queue: claims from the least sure, and the incidents that have claims to review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen
from django.db.models import QuerySet

from tallystick.casebook.correcting import corrected
from tallystick.casebook.decided import DecisionEntry, corrections, history
from tallystick.casebook.identity import incident_id
from tallystick.casebook.models import Claim, ClaimDigest, Document, IncidentDigest, IncidentVoice
from tallystick.record import Claim as Told
from tallystick.serialising import from_plain
from tallystick.vocabulary.events import event_type
from tallystick.web.desk.paging import Cut, Order, cut, mark
from tallystick.web.figures import figure_says
from tallystick.web.reports.cards import UNDONE_HERE, edition_of, verdict_of

PAGE = 40
COUNTED = 1000
"""Rows over which the counts beside the filters are taken; of more it says so."""
_COUNTED_BY = ("event", "grade", "outlet", "informant")
_NAMED = 8
"""Values of a filter that are shown with their counts."""
LEAST_SURE = Order("confidence", "claim_id", read=float)
LEAST_SURE_INCIDENT = Order("confidence", "incident_id", read=float, tie_read=int)


@frozen
class ClaimRow:
    """A claim in the queue, corrections applied."""

    id: str
    document: str
    title: str
    outlet: str
    published: str
    event: str
    quote: str
    figures: tuple[str, ...]
    place: str
    time: str
    informant: str
    percent: int
    incident: str
    grade: str
    verdict: str
    corrected: bool
    edition: int
    last: DecisionEntry | None
    """The decision that can be taken back here."""


@frozen
class IncidentRow:
    """An incident in a list."""

    id: str
    digest: IncidentDigest
    label: str
    """Of its event type."""
    informants: tuple[str, ...]
    percent: int


@frozen
class Count:
    """How many rows have a value of a filter."""

    value: str
    label: str
    rows: int


@frozen
class Counts:
    """Counts by filter, and of all rows; ``capped`` where there are more than were counted."""

    rows: int
    capped: bool
    by: Mapping[str, tuple[Count, ...]]


def claims_page(alias: str, rows: QuerySet[ClaimDigest], after: str) -> tuple[list[ClaimRow], str]:
    """A page of claims from the least sure, and where the next begins."""
    found = cut(rows.only("claim_id", "confidence"), LEAST_SURE, after, PAGE)
    return claim_rows(alias, [row.claim_id for row in found.rows]), found.after


def first_claims(alias: str, rows: QuerySet[ClaimDigest]) -> tuple[list[ClaimRow], str, Counts]:
    """``claims_page`` from the beginning and ``claim_counts``, in one walk."""
    told = list(
        rows.order_by("confidence", "claim_id").values_list("claim_id", "confidence", *_COUNTED_BY)[: COUNTED + 1]
    )
    after = mark(told[PAGE - 1][1], told[PAGE - 1][0]) if len(told) > PAGE else ""
    return claim_rows(alias, [row[0] for row in told[:PAGE]]), after, _counts([row[2:] for row in told], _COUNTED_BY)


def claim_rows(alias: str, names: Sequence[str]) -> list[ClaimRow]:
    """The rows of the claims ``names``, in that order; those that are not there are left out."""
    claims = Claim.objects.using(alias).in_bulk(names)
    documents = Document.objects.using(alias).only("id", "title", "publisher", "published")
    titles = documents.in_bulk({row.document_id for row in claims.values()})
    digests = ClaimDigest.objects.using(alias).in_bulk(names)
    changes, past = corrections(alias, names), _by_claim(history(alias, set(names)), set(names))
    return [
        _claim_row(
            corrected(from_plain(claims[name].data, Told), changes.get(name, {})),
            titles[claims[name].document_id],
            digests.get(name),
            past.get(name, []),
        )
        for name in names
        if name in claims
    ]


def _by_claim(decisions: Iterable[DecisionEntry], names: set[str]) -> dict[str, list[DecisionEntry]]:
    found: dict[str, list[DecisionEntry]] = {}
    for decision in decisions:
        for name in names.intersection(decision.targets):
            found.setdefault(name, []).append(decision)
    return found


def _claim_row(claim: Told, report: Document, digest: ClaimDigest | None, past: list[DecisionEntry]) -> ClaimRow:
    home = digest.incident_id if digest is not None else None
    standing = [d for d in past if d.reversed_by is None]
    return ClaimRow(
        claim.id,
        report.pk,
        report.title or report.pk,
        report.publisher or "",
        report.published or "",
        event_type(claim.event).label,
        claim.text.exact,
        tuple(figure_says(figure) for figure in claim.figures[:3]),
        claim.place.name if claim.place else "",
        claim.time.edtf if claim.time else "",
        claim.informant.source if claim.informant else "",
        round(claim.confidence * 100),
        incident_id(home) if home is not None else "",
        digest.grade if digest is not None else "",
        verdict_of(past),
        any(d.kind == "correct" for d in standing),
        edition_of(past),
        next((d for d in reversed(standing) if d.kind in UNDONE_HERE), None),
    )


def incidents_page(
    alias: str, rows: QuerySet[IncidentDigest], order: Order, after: str
) -> tuple[list[IncidentRow], str]:
    """A page of incidents, and where the next begins."""
    found: Cut = cut(rows, order, after, PAGE)
    numbers = [row.incident_id for row in found.rows]
    voices = IncidentVoice.objects.using(alias).filter(digest__in=numbers, kind="informant").order_by("name")
    named: dict[int, list[str]] = {}
    for number, name in voices.values_list("digest_id", "name"):
        named.setdefault(number, []).append(name)
    return [
        IncidentRow(
            incident_id(row.incident_id),
            row,
            event_type(row.event).label,
            tuple(named.get(row.incident_id, ())),
            round(row.confidence * 100),
        )
        for row in found.rows
    ], found.after


def claim_counts(rows: QuerySet[ClaimDigest]) -> Counts:
    """How many of the claims there are by event, grade, outlet and informant."""
    return _counted(rows, _COUNTED_BY)


def incident_counts(rows: QuerySet[IncidentDigest]) -> Counts:
    """How many of the incidents there are by event and grade."""
    return _counted(rows, _COUNTED_BY[:2])


def _counted(rows: QuerySet[ClaimDigest] | QuerySet[IncidentDigest], columns: Sequence[str]) -> Counts:
    return _counts(list(rows.order_by().values_list(*columns)[: COUNTED + 1]), columns)


def _counts(told: Sequence[tuple[str, ...]], columns: Sequence[str]) -> Counts:
    """The counts of up to one row more than are counted."""
    some = told[:COUNTED]
    by = {
        name: tuple(
            Count(value, event_type(value).label if name == "event" else value, number)
            for value, number in Counter(row[place] for row in some if row[place]).most_common(_NAMED)
        )
        for place, name in enumerate(columns)
    }
    return Counts(len(some), len(told) > COUNTED, by)
