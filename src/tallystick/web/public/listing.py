"""What may be shown of released incidents: redacted as ``publishing`` redacts it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import frozen
from django.db.models import F, Q, QuerySet

from tallystick.casebook.identity import incident_id
from tallystick.casebook.models import IncidentDigest
from tallystick.commands.casebooks import Book
from tallystick.commands.cases import case_file
from tallystick.commands.methodology import methodology
from tallystick.errors import CasebookError
from tallystick.publishing import Settings
from tallystick.publishing.redaction import place_label
from tallystick.publishing.rows import MEASURES, PARTS, Cell, row
from tallystick.record import Place
from tallystick.serialising import from_plain
from tallystick.vocabulary.events import event_type
from tallystick.vocabulary.grades import confirmations, grades
from tallystick.web.whole_numbers import whole

PAGE = 50
PUBLIC = Settings("public", version=str(methodology()))


@frozen
class Line:
    """A released incident in the list."""

    id: str
    edtf: str
    event: str
    place: str
    country: str
    killed: tuple[int | None, int | None, int | None]
    injured: tuple[int | None, int | None, int | None]
    confirmation: str
    grade: str


@frozen
class Listing:
    """A page of the list."""

    lines: tuple[Line, ...]
    after: str
    """Where the next page begins; empty where this is the last."""


@frozen
class Figure:
    """A range of the public page: what was counted, of whom, and its ends."""

    measure: str
    group: str
    low: Cell
    best: Cell
    high: Cell


@frozen
class Shown:
    """Everything that the public page of an incident says."""

    id: str
    facts: dict[str, Cell]
    """The row of the public export."""
    figures: tuple[Figure, ...]
    event: str
    confirmation_meaning: str
    grade_meaning: str


def listing(book: Book, after: str = "") -> Listing:
    """The released incidents, the latest day first, those without a day last.

    An incident that changed since its digest was made is left out until that is made anew: it may lack signatures now.
    """
    found = list(_after(_released(book), after)[: PAGE + 1])
    lines = tuple(_line(digest) for digest in found[:PAGE])
    return Listing(lines, _cursor(found[PAGE - 1]) if len(found) > PAGE else "")


def shown(book: Book, identity: str) -> Shown | None:
    """The public page of an incident; None where it is not public, does not stand any more, or never was."""
    try:
        if not book.casebook.released(identity).public:
            return None
        case = case_file(book, identity)
    except CasebookError:
        return None
    facts = row(case, PUBLIC)
    return Shown(
        case.incident.id,
        facts,
        tuple(_figures(facts)),
        event_type(case.incident.event).label,
        confirmations().get(case.assessment.confirmation, ""),
        grades().get(case.assessment.grade or "", ""),
    )


def _released(book: Book) -> QuerySet[IncidentDigest]:
    digests = IncidentDigest.objects.using(book.casebook.alias).filter(public__in=[True], stale=False)
    return digests.select_related("incident").order_by(F("first_day").desc(nulls_last=True), "-incident_id")


def _after(digests: QuerySet[IncidentDigest], cursor: str) -> QuerySet[IncidentDigest]:
    """Those behind the cursor ``DAY.NUMBER``, with no day for those without one; all where it is none."""
    day, _, number = cursor.rpartition(".")
    last = whole(number)
    if last is None:
        return digests
    try:
        at = date.fromisoformat(day)
    except ValueError:
        return digests.filter(first_day=None, incident__lt=last)
    return digests.filter(Q(first_day__lt=at) | Q(first_day=at, incident__lt=last) | Q(first_day=None))


def _cursor(digest: IncidentDigest) -> str:
    return f"{digest.first_day or ''}.{digest.incident_id}"


def _line(digest: IncidentDigest) -> Line:
    place = from_plain(digest.incident.place, Place) if digest.incident.place else None
    return Line(
        incident_id(digest.incident_id),
        digest.edtf,
        event_type(digest.event).label,
        place_label(place, PUBLIC) or digest.admin1,
        digest.country,
        (digest.killed_low, digest.killed_best, digest.killed_high),
        (digest.injured_low, digest.injured_best, digest.injured_high),
        digest.confirmation,
        digest.grade,
    )


def _figures(facts: dict[str, Cell]) -> Iterable[Figure]:
    named: Sequence[tuple[str, str, str]] = [
        *((measure, measure, "") for measure in MEASURES),
        *((f"killed_{part}", "killed", part) for part in PARTS),
    ]
    for key, measure, group in named:
        low, best, high = (facts[f"{key}_{end}"] for end in ("low", "best", "high"))
        if (low, best, high) != (None, None, None):
            yield Figure(measure, group, low, best, high)
