"""The reports of an incident in the order in which they came, with their figures and what became of these."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from tallystick.record import Claim, Report
from tallystick.vocabulary.grades import setting
from tallystick.web.figures import figure_says
from tallystick.web.incidents.opened import Opened, Ref

_UPDATES = ("superseded", "running", "less-precise", "larger-in-report", "better-known")
"""Rules of the vocabulary by which one figure gives way to another of the same informant."""


@frozen
class Told:
    """A claim's figures on the day of its report; ``gone`` says what superseded them."""

    ref: Ref
    informant: str
    figures: tuple[str, ...]
    gone: str
    by: Ref | None


@frozen
class Step:
    """A report, the day on which it came, and what it told of the incident."""

    day: str
    report: str
    outlet: str
    title: str
    about: bool
    """True where the incident is what the report is about."""
    told: tuple[Told, ...]


def course(opened: Opened) -> tuple[Step, ...]:
    """The reports from the earliest to the latest; those without a day last."""
    steps = [_step(opened, report) for report in opened.case.reports]
    return tuple(sorted(steps, key=lambda step: (not step.day, step.day, step.report)))


def updates() -> tuple[str, ...]:
    """The rules of replacement that the vocabulary has."""
    known = setting("reconciliation", "left_out")
    return tuple(rule for rule in _UPDATES if rule in known)


def _step(opened: Opened, report: Report) -> Step:
    document = report.document
    gone = {f.claim: f for r in opened.case.assessment.figures for f in r.left_out if f.rule in updates()}
    names = {claim: i.name for i in opened.case.assessment.informants for claim in i.claims}
    return Step(
        day=document.published or document.anchor or "",
        report=document.id,
        outlet=document.publisher or "",
        title=document.title or "",
        about=document.id in opened.case.incident.principal_of,
        told=tuple(_told(opened, report.claims, names, {c: (f.reason, f.into) for c, f in gone.items()})),
    )


def _told(
    opened: Opened, claims: tuple[Claim, ...], names: dict[str, str], gone: dict[str, tuple[str, str]]
) -> Iterator[Told]:
    for claim in claims:
        if claim.id in opened.numbers and claim.figures:
            reason, into = gone.get(claim.id, ("", ""))
            by = next(iter(opened.refs([into])), None) if into != claim.id else None
            words = tuple(figure_says(figure) for figure in claim.figures)
            ref = Ref(claim.id, opened.numbers[claim.id])
            yield Told(ref, names.get(claim.id, ""), words, reason, by)
