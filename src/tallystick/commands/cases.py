"""Case files: the incidents of a casebook with their assessments and reports, people's grades applied."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from tallystick.assessing import assess
from tallystick.commands.casebooks import Book
from tallystick.commands.usage import require_event, require_rules
from tallystick.errors import CasebookError
from tallystick.record import Assessment, CaseFile, Incident, Report
from tallystick.vocabulary.events import is_harm
from tallystick.vocabulary.grades import confirmation_of

if TYPE_CHECKING:
    from tallystick.casebook import GradeOverride


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
    book: Book, wanted: Selection, convention: str = "literal", method: str = "reconciled"
) -> Iterator[CaseFile]:
    """The wanted case files in the order of their ids.

    Raises UsageError for an unknown event type, convention or method.
    """
    require_event(wanted.event)
    require_rules(convention, method)
    return _wanted(book, wanted, (convention, method))


def _wanted(book: Book, wanted: Selection, rules: tuple[str, str]) -> Iterator[CaseFile]:
    reports = {r.document.id: r for r in book.casebook.reports()}
    homes = {claim.id: report.document.id for report in reports.values() for claim in report.claims}
    grades = book.casebook.grades()
    for incident in book.casebook.incidents():
        if incident in wanted:
            held = sorted({homes[c] for c in incident.claims})
            yield _case(incident, tuple(reports[d] for d in held), rules, grades)


def case_files_of(
    book: Book, incidents: Collection[str], convention: str = "literal", method: str = "reconciled"
) -> Iterator[CaseFile]:
    """The case files of ``incidents`` (present ids) that hold claims, in the order of their numbers."""
    wanted = set(incidents)
    chosen = [incident for incident in book.casebook.incidents() if incident.id in wanted]
    grades = book.casebook.grades()
    for incident in chosen:
        reports = tuple(book.casebook.reports_of(incident.claims))
        yield _case(incident, reports, (convention, method), grades)


def case_file(book: Book, identity: str, convention: str = "literal", method: str = "reconciled") -> CaseFile:
    """The case file of one incident, found by any id that it ever had.

    Raises CasebookError where there is none, UsageError for an unknown convention or method.
    """
    require_rules(convention, method)
    current = book.casebook.resolve_incident(identity)
    incident = next((i for i in book.casebook.incidents() if i.id == current), None)
    if incident is None:
        raise CasebookError(f"The incident {identity} holds no claim: all of it was rejected or moved away.")
    reports = tuple(book.casebook.reports_of(incident.claims))
    return _case(incident, reports, (convention, method), book.casebook.grades())


def _case(
    incident: Incident, reports: tuple[Report, ...], rules: tuple[str, str], grades: Mapping[str, GradeOverride]
) -> CaseFile:
    assessment = assess(incident, reports, convention=rules[0], method=rules[1])
    if incident.id in grades:
        assessment = _overridden(assessment, grades[incident.id])
    return CaseFile(incident, assessment, reports)


def _overridden(assessment: Assessment, override: GradeOverride) -> Assessment:
    return evolve(
        assessment,
        grade=override.grade,
        graded_by=override.author,
        grade_reason=override.reason,
        grade_rule="decided",
        machine_grade=assessment.grade,
        confirmation=confirmation_of(override.grade),
    )
