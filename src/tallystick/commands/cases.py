"""Case files: the incidents of a casebook with their assessments and reports, people's grades applied."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from tallystick.assessing import assess
from tallystick.commands import summaries
from tallystick.commands.casebooks import Book
from tallystick.commands.rules import chosen
from tallystick.commands.usage import require_event
from tallystick.errors import CasebookError
from tallystick.record import Assessment, CaseFile, Incident, Report
from tallystick.vocabulary.events import is_harm
from tallystick.vocabulary.grades import confirmation_of
from tallystick.vocabulary.informants import Registry
from tallystick.vocabulary.scales import sentence

if TYPE_CHECKING:
    from tallystick.casebook import GradeOverride
    from tallystick.casebook.registry.spots import Places


@frozen
class Selection:
    """Which incidents are wanted: harm only unless ``everything``, and of one event type where given."""

    everything: bool = False
    event: str | None = None

    def __contains__(self, incident: Incident) -> bool:
        """True where ``incident`` is wanted."""
        if self.event is not None:
            return incident.event == self.event
        return self.everything or is_harm(incident.event)


def case_files(
    book: Book, wanted: Selection, convention: str | None = None, method: str | None = None
) -> Iterator[CaseFile]:
    """The wanted case files in the order of their ids, by the rules in force unless told others.

    Raises UsageError for an unknown event type, convention or method.
    """
    require_event(wanted.event)
    return _wanted(book, wanted, chosen(book, convention, method))


def _wanted(book: Book, wanted: Selection, rules: tuple[str, str]) -> Iterator[CaseFile]:
    people = _People.of(book)
    reports = {r.document.id: r for r in book.casebook.reports()}
    homes = {claim.id: report.document.id for report in reports.values() for claim in report.claims}
    for incident in book.casebook.incidents():
        if incident in wanted:
            held = sorted({homes[c] for c in incident.claims})
            yield _case(incident, tuple(reports[d] for d in held), rules, people)


def case_files_of(
    book: Book, incidents: Collection[str], convention: str | None = None, method: str | None = None
) -> Iterator[CaseFile]:
    """The case files of ``incidents`` (present ids) that hold claims, in the order of their numbers."""
    rules = chosen(book, convention, method)
    people, found = _People.of(book, incidents), book.casebook.incidents(incidents)
    reports = list(book.casebook.reports_of(claim for incident in found for claim in incident.claims))
    homes = {claim.id: number for number, report in enumerate(reports) for claim in report.claims}
    for incident in found:
        held = sorted({homes[claim] for claim in incident.claims})
        yield _case(incident, tuple(reports[number] for number in held), rules, people)


def case_file(book: Book, identity: str, convention: str | None = None, method: str | None = None) -> CaseFile:
    """The case file of one incident, found by any id that it ever had, by the rules in force unless told others.

    Raises CasebookError where there is none, UsageError for an unknown convention or method.
    """
    rules = chosen(book, convention, method)
    current = book.casebook.resolve_incident(identity)
    incident = book.casebook.incident(current)
    if incident is None:
        raise CasebookError(f"The incident {identity} holds no claim: all of it was rejected or moved away.")
    reports = tuple(book.casebook.reports_of(incident.claims))
    return _case(incident, reports, rules, _People.of(book, [current]))


@frozen
class _People:
    """What people decided that assessments go by: the grades that they gave, who is who, and what lies where."""

    grades: Mapping[str, GradeOverride]
    registry: Registry
    places: Places

    @classmethod
    def of(cls, book: Book, incidents: Collection[str] | None = None) -> _People:
        return cls(book.casebook.grades(incidents), book.casebook.sources.registry(), book.casebook.places.known())

    def heard(self, incident: Incident, reports: tuple[Report, ...]) -> tuple[Incident, tuple[Report, ...]]:
        """The incident and its reports with the places as people decided."""
        heard = tuple(self.places.heard(report) for report in reports)
        if all(now is before for now, before in zip(heard, reports, strict=True)):
            return incident, reports
        return evolve(incident, place=summaries.place_of(incident, heard)), heard


def _case(incident: Incident, reports: tuple[Report, ...], rules: tuple[str, str], people: _People) -> CaseFile:
    incident, reports = people.heard(incident, reports)
    assessment = assess(incident, reports, convention=rules[0], method=rules[1], registry=people.registry)
    if incident.id in people.grades:
        assessment = _overridden(assessment, people.grades[incident.id])
    return CaseFile(incident, assessment, reports, people.registry)


def _overridden(assessment: Assessment, override: GradeOverride) -> Assessment:
    return evolve(
        assessment,
        grade=override.grade,
        graded_by=override.author,
        grade_reason=_why(override),
        grade_rule="decided",
        machine_grade=assessment.grade,
        confirmation=confirmation_of(override.grade, override.basis),
    )


def _why(override: GradeOverride) -> str:
    """The person's reason, with the primary evidence that was seen and when."""
    if not override.documents:
        return override.reason
    return f"{sentence(override.reason)} Verified on {override.at[:10]} against: {'; '.join(override.documents)}."
