"""What stands beside an assessment: agreement on each range, other scales, the machine's own grade, rival accounts."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from tallystick.assessing.grading import Grade, grade, rival_sides
from tallystick.assessing.scales import Scales, scales
from tallystick.assessing.spread import Spread, spreads
from tallystick.assessing.stances import Interest, Stance, interests, stances
from tallystick.assessing.standing import Key
from tallystick.assessing.study import Study, study
from tallystick.record import Assessment, Incident, Report
from tallystick.vocabulary.informants import Registry


@frozen
class Support:
    """How many independent informants blame a side, at least and at most."""

    perpetrator: str
    low: int
    high: int


@frozen
class Beside:
    """What a reader needs beside the grade and the ranges, and what a person's decision does not replace.

    ``spreads`` is by measure and population; ``machine`` the grade by the rules alone; ``rivals`` the sides whose
    accounts rule one another out.
    """

    spreads: dict[Key, Spread]
    scales: Scales
    machine: Grade
    stances: tuple[Stance, ...]
    interests: tuple[Interest, ...]
    support: tuple[Support, ...]
    rivals: tuple[str, ...]


def beside(
    incident: Incident, assessment: Assessment, reports: Sequence[Report], registry: Registry | None = None
) -> Beside:
    """What stands beside the assessment of an incident, which was made by ``registry``.

    Raises TallystickError where a claim has no report.
    """
    return of_study(study(incident, reports, registry), assessment)


def of_study(case: Study, assessment: Assessment) -> Beside:
    """As ``beside``, from what was already put together."""
    machine = grade(case)
    support = (Support(b.perpetrator, *case.event.among(b.claims)) for b in assessment.blame)
    return Beside(
        spreads=spreads(case),
        scales=scales(case, assessment.confirmation, machine.confirmation),
        machine=machine,
        stances=stances(case),
        interests=interests(case),
        support=tuple(support),
        rivals=tuple(side.label for side in rival_sides(case)),
    )
