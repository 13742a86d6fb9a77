"""What an incident amounts to: the door of the room."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.assessing.belligerents import accounts, home_countries
from tallystick.assessing.blame import blame, denials
from tallystick.assessing.grading import Case, grade
from tallystick.assessing.independence import happened, of_told
from tallystick.assessing.material import gather, of_the_incident
from tallystick.assessing.ranges import ranges
from tallystick.record import Assessment, Incident, Range, Report


def assess(
    incident: Incident,
    reports: Sequence[Report],
    *,
    convention: str = "literal",
    method: str = "reconciled",
) -> Assessment:
    """Independent informants, ranges with their reasons, grade, rival accounts and denials of an incident.

    The result does not depend on the order of the reports or of the incident's members.

    Args:
        incident: the claims that tell of one thing.
        reports: the whole reports that hold them; other claims of theirs are passed over.
        convention: by which low, best and high are derived from the words (``vocabulary.conventions``).
        method: by which informants' figures become a range (``vocabulary.grades.methods``).

    Raises TallystickError where a claim has no report, VocabularyError for an unknown convention or method.
    """
    told = gather(incident, reports)
    witnesses = of_the_incident(incident, told)
    event, count = of_told(witnesses, "event"), of_told(witnesses, "count")
    blamed = accounts([t for t in witnesses if happened(t.claim)], home_countries(incident, reports))
    return _assessment(
        Case(incident, witnesses, event, blamed),
        ranges(told, count, blamed, convention=convention, name=method),
        denials(told),
    )


def _assessment(case: Case, figures: tuple[Range, ...], denied: tuple[str, ...]) -> Assessment:
    graded = grade(case)
    return Assessment(
        incident=case.incident.id,
        grade=graded.grade,
        grade_rule=graded.rule,
        grade_reason=graded.reason,
        confirmation=graded.confirmation,
        informants_low=case.independence.low,
        informants_high=case.independence.high,
        informants=case.independence.informants,
        figures=figures,
        blame=blame(case.accounts, case.independence),
        denials=denied,
        machine_grade=graded.grade,
    )
