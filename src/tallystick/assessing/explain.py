"""An assessment down to its words: plain data for ``show --json`` and for printing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tallystick.assessing.beside import Beside, of_study
from tallystick.assessing.counting import groups, numbers
from tallystick.assessing.identity import identify
from tallystick.assessing.independence import Independence
from tallystick.assessing.material import Told
from tallystick.assessing.ranges import inputs
from tallystick.assessing.sides import Sides, sides
from tallystick.assessing.spread import Spread
from tallystick.assessing.standing import Key, Voice
from tallystick.assessing.study import Study, study
from tallystick.record import Assessment, Folded, Incident, Informant, Range, RangeEnd, Report, Span
from tallystick.serialising import to_plain
from tallystick.vocabulary.grades import is_certain, methods, rule_title
from tallystick.vocabulary.informants import Registry
from tallystick.vocabulary.scales import is_against

Plain = dict[str, Any]


def explain(
    incident: Incident,
    assessment: Assessment,
    reports: Sequence[Report],
    *,
    convention: str = "literal",
    registry: Registry | None = None,
) -> Plain:
    """The assessment of an incident with everything that it stands on.

    Gives a dict of plain data: ``grade`` (grade, rule, reason, confirmation, and the machine's own), ``scales``,
    ``informants`` (low, high, list), ``figures`` (each with its inputs, rule, ends, claims, folded and left out claims,
    and how far the informants agree), ``blame``, ``accounts`` (who says that whom did it, and interests), ``denials``
    (each with its informant), and ``claims`` by id with their words, offsets and report. ``convention`` and
    ``registry`` are those that the assessment was made by.

    Raises TallystickError where a claim has no report.
    """
    case = study(incident, reports, registry)
    told, count = case.told, case.count
    rows = {t.claim.id: _claim(t) for t in told}
    counted = sides(told, case.homes)
    entered, aside = _inputs(case, assessment, convention), of_study(case, assessment)
    return {
        "incident": incident.id,
        "event": incident.event,
        "grade": {**_grade(assessment), "machine": to_plain(aside.machine)},
        "scales": {**to_plain(aside.scales), "airwars": assessment.grade},
        "informants": {
            "low": assessment.informants_low,
            "high": assessment.informants_high,
            "list": [_informant(i, case.known) for i in assessment.informants],
        },
        "figures": [
            {
                **_figure(r, case, counted, rows, convention),
                **_agreement(entered[r.measure, r.group], aside.spreads.get((r.measure, r.group)), count),
            }
            for r in assessment.figures
        ],
        "blame": to_plain(assessment.blame),
        "accounts": _accounts(aside),
        "denials": [{**rows[t.claim.id], "informant": _denier(t)} for t in told if t.claim.id in assessment.denials],
        "claims": rows,
    }


def _accounts(aside: Beside) -> Plain:
    return {
        "stances": to_plain(aside.stances),
        "support": to_plain(aside.support),
        "rivals": list(aside.rivals),
        "interests": [{**to_plain(i), "against": is_against(i.rule)} for i in aside.interests],
    }


def _inputs(case: Study, assessment: Assessment, convention: str) -> dict[Key, list[Plain]]:
    """For each range the word of each informant that its method was given."""
    methods_used = {r.method for r in assessment.figures}
    found = {name: inputs(case, convention=convention, name=name) for name in methods_used}
    return {
        (r.measure, r.group): [_input(v) for v in found[r.method].get((r.measure, r.group), ())]
        for r in assessment.figures
    }


def _agreement(entered: list[Plain], spread: Spread | None, count: Independence) -> Plain:
    low, high = count.among(claim for row in entered for claim in row["claims"])
    return {
        "inputs": entered,
        "informants": {"low": low, "high": high},
        "divergence": spread.divergence if spread else None,
        "modal": list(spread.modal) if spread else [],
        "modal_share": spread.modal_share if spread else None,
        "numbers": to_plain(spread.numbers) if spread else [],
    }


def _input(voice: Voice) -> Plain:
    """A voice; where the parts of its sum leave every end open ("up to five and some"), the most that it names."""
    ends = (voice.low, voice.best, voice.high)
    return {
        "informant": voice.informant.name,
        "kind": voice.informant.kind,
        "low": voice.low,
        "best": voice.best,
        "high": voice.high if ends != (None, None, None) else voice.top,
        "claims": list(voice.claims),
        "part": voice.part,
        "notes": list(voice.notes),
    }


def _denier(told: Told) -> str:
    """Who denies: a denial witnesses nothing and is therefore none of the informants that are counted."""
    return identify(told, {told.document.id: told.document.id}).name


def _grade(assessment: Assessment) -> Plain:
    return {
        "grade": assessment.grade,
        "rule": assessment.grade_rule,
        "reason": assessment.grade_reason,
        "confirmation": assessment.confirmation,
        "graded_by": assessment.graded_by,
        "machine_grade": assessment.machine_grade,
    }


def _informant(informant: Informant, registry: Registry) -> Plain:
    known = registry.informants.get(informant.id or "")
    return {
        **to_plain(informant),
        "folded": [_fold(f) for f in informant.folded],
        "reliability": to_plain(known.reliability) if known else None,
        "interest": known.interest if known else None,
    }


def _figure(range_: Range, case: Study, counted: Sides, rows: dict[str, Plain], convention: str) -> Plain:
    told, count = case.told, case.count
    ends = {name: getattr(range_, name) for name in ("low", "best", "high")}
    standing = {claim for end in ends.values() for claim in end.claims} | {f.claim for f in range_.left_out}
    claims = [t for t in told if t.claim.id in standing or _counts_these(t, range_, counted)]
    ids = {t.claim.id for t in claims}
    folded = [f for i in count.informants for f in i.folded if f.claim in ids]
    return {
        "measure": range_.measure,
        "group": range_.group,
        **{name: end.value for name, end in ends.items()},
        "method": range_.method,
        "method_says": methods()[range_.method],
        "provisional": range_.provisional,
        "ends": {name: _end(end) for name, end in ends.items()},
        "claims": [
            {**rows[t.claim.id], "informant": _name(t, count), "figures": _figures(t, range_.measure, convention)}
            for t in claims
        ],
        "folded": [_fold(f) for f in folded],
        "left_out": [to_plain(f) for f in range_.left_out],
    }


def _counts_these(told: Told, range_: Range, counted: Sides) -> bool:
    mine = (f for f in told.claim.figures if f.measure == range_.measure)
    return any(range_.group in groups(f, told, counted) for f in mine)


def _name(told: Told, count: Independence) -> str | None:
    position = count.of.get(told.claim.id)
    return None if position is None else count.informants[position].name


def _end(end: RangeEnd) -> Plain:
    return {"value": end.value, "rule": end.rule, "reason": end.reason, "claims": list(end.claims)}


def _fold(folded: Folded) -> Plain:
    return {**to_plain(folded), "title": rule_title(folded.rule), "certain": is_certain(folded.rule)}


def _figures(told: Told, measure: str, convention: str) -> list[Plain]:
    found = []
    for figure in told.claim.figures:
        if figure.measure == measure:
            ends = numbers(figure, convention)
            worth = {"low": ends.low, "best": ends.best, "high": ends.high}
            found.append({"group": figure.group, **_words(figure.text), "phrase": figure.phrase, **worth})
    return found


def _claim(told: Told) -> Plain:
    claim, document = told.claim, told.document
    return {
        "id": claim.id,
        "event": claim.event,
        **_words(claim.text),
        "status": claim.status,
        "certainty": claim.certainty,
        "said_by": [link.source for link in claim.attribution],
        "blames": [party.name for party in claim.perpetrators],
        "report": {
            "id": document.id,
            "path": document.path,
            "publisher": document.publisher,
            "published": document.published,
            "day": told.day,
            "title": document.title,
        },
    }


def _words(span: Span) -> Plain:
    return {"words": span.exact, "start": span.start, "end": span.end}
