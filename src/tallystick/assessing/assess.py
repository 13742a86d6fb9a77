"""What an incident amounts to: the door of the room."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.assessing.belligerents import accounts
from tallystick.assessing.blame import blame, denials
from tallystick.assessing.grading import Case, grade
from tallystick.assessing.independence import happened, of_told
from tallystick.assessing.material import gather, of_the_incident
from tallystick.assessing.ranges import ranges
from tallystick.record import Assessment, Incident, Report


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
    event = of_told(witnesses, "event")
    blamed = accounts([t for t in witnesses if happened(t.claim)], incident.place.country if incident.place else None)
    graded = grade(Case(incident, witnesses, event, blamed))
    return Assessment(
        incident=incident.id,
        grade=graded.grade,
        grade_rule=graded.rule,
        grade_reason=graded.reason,
        confirmation=graded.confirmation,
        informants_low=event.low,
        informants_high=event.high,
        informants=event.informants,
        figures=ranges(told, of_told(witnesses, "count"), blamed, convention=convention, name=method),
        blame=blame(blamed, event),
        denials=denials(told),
        machine_grade=graded.grade,
    )
