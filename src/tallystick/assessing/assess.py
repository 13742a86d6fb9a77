"""What an incident amounts to: the door of the room."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.assessing.blame import blame, denials
from tallystick.assessing.grading import grade
from tallystick.assessing.ranges import ranges
from tallystick.assessing.study import Study, study
from tallystick.record import Assessment, Incident, Range, Report
from tallystick.vocabulary.informants import Registry


def assess(
    incident: Incident,
    reports: Sequence[Report],
    *,
    convention: str = "literal",
    method: str = "reconciled",
    registry: Registry | None = None,
) -> Assessment:
    """Independent informants, ranges with their reasons, grade, rival accounts and denials of an incident.

    The result does not depend on the order of the reports or of the incident's members.

    Args:
        incident: the claims that tell of one thing.
        reports: the whole reports that hold them; other claims of theirs are passed over.
        convention: by which low, best and high are derived from the words (``vocabulary.conventions``).
        method: by which informants' figures become a range (``vocabulary.grades.methods``).
        registry: the informants that are known; those that ship where none is given.

    Raises TallystickError where a claim has no report, VocabularyError for an unknown convention or method.
    """
    case = study(incident, reports, registry)
    return _assessment(case, ranges(case, convention=convention, name=method))


def _assessment(case: Study, figures: tuple[Range, ...]) -> Assessment:
    graded = grade(case)
    return Assessment(
        incident=case.incident.id,
        grade=graded.grade,
        grade_rule=graded.rule,
        grade_reason=graded.reason,
        confirmation=graded.confirmation,
        informants_low=case.event.low,
        informants_high=case.event.high,
        informants=case.event.informants,
        figures=figures,
        blame=blame(case.accounts, case.event),
        denials=denials(case.told),
        machine_grade=graded.grade,
    )
