"""One flat row for each incident: the columns that table-like formats share."""

from __future__ import annotations

from collections.abc import Mapping

from tallystick.publishing.redaction import (
    blamed_label,
    informant_label,
    outlet_label,
    people_label,
    place_label,
    point,
)
from tallystick.publishing.settings import Settings
from tallystick.record import CaseFile, Range
from tallystick.vocabulary.populations import side_of_group

_ENDS = ("low", "best", "high")
Cell = str | int | float | None
MEASURES = ("killed", "injured", "casualties", "missing", "detained", "abducted", "trapped", "displaced", "evacuated")
PARTS = ("civilians", "children", "women", "men", "combatants", "unknown")
COUNTED = (*((measure, "all") for measure in MEASURES), *(("killed", part) for part in PARTS))
"""Measure and population of each range that has columns of its own, in their order."""


def row(case: CaseFile, settings: Settings) -> dict[str, Cell]:
    """The row of ``case``: a dict whose keys are the columns in their order.

    ``low``, ``best`` and ``high`` are null where the end is open or nothing was counted; the ``rule`` beside them names
    the rule of each end. ``killed_by_side`` holds the combatants of each side that the words tell apart.
    """
    incident, assessment = case.incident, case.assessment
    latitude, longitude = point(incident.place, settings)
    ranges = {(r.measure, r.group): r for r in assessment.figures}
    cells: dict[str, Cell] = {
        "incident": incident.id,
        "event": incident.event,
        "date": incident.time.edtf if incident.time else None,
        "date_prec": incident.time.precision if incident.time else None,
        "place": place_label(incident.place, settings),
        "admin1": incident.place.admin1 if incident.place else None,
        "admin2": incident.place.admin2 if incident.place else None,
        "country": incident.place.country if incident.place else None,
        "latitude": latitude,
        "longitude": longitude,
        "where_prec": incident.place.precision if incident.place else None,
        "confirmation": assessment.confirmation,
        "grade": assessment.grade,
        "grade_rule": assessment.grade_rule,
        "informants_low": assessment.informants_low,
        "informants_high": assessment.informants_high,
    }
    cells.update(_figures(ranges))
    cells["killed_by_side"] = _by_side(case, settings)
    cells["range_method"] = next((r.method for r in ranges.values()), None)
    cells.update(_sources(case, settings))
    return cells


def name_of(measure: str, group: str) -> str:
    """What the columns of a range begin with ("killed", "killed_children")."""
    return measure if group == "all" else f"{measure}_{group}"


def _figures(ranges: Mapping[tuple[str, str], Range]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for key in COUNTED:
        cells.update(_range(name_of(*key), ranges.get(key)))
    return cells


def _by_side(case: CaseFile, settings: Settings) -> str | None:
    actors = case.registry.actors
    sides = (r for r in case.assessment.figures if r.measure == "killed" and side_of_group(r.group))
    return "; ".join(f"{people_label(r.group, settings, actors)} {_words(r)}" for r in sides) or None


def _range(name: str, found: Range | None) -> dict[str, Cell]:
    ends = {end: getattr(found, end) for end in _ENDS} if found else {}
    cells: dict[str, Cell] = {f"{name}_{end}": ends[end].value if ends else None for end in _ENDS}
    return {**cells, f"{name}_rule": "; ".join(end.rule for end in ends.values()) or None}


def _words(found: Range) -> str:
    """Low–best–high, an open end as "?"."""
    ends = (getattr(found, end).value for end in _ENDS)
    return "–".join("?" if end is None else str(end) for end in ends)


def _sources(case: CaseFile, settings: Settings) -> dict[str, Cell]:
    assessment = case.assessment
    blamed = dict.fromkeys(blamed_label(b, settings, case.registry.actors) for b in assessment.blame)
    cells: dict[str, Cell] = {
        "blamed": "; ".join(blamed) or None,
        "denied": len(assessment.denials),
        "informants": "; ".join(dict.fromkeys(informant_label(i, settings) for i in assessment.informants)) or None,
        "outlets": "; ".join(sorted({outlet_label(r.document, settings) for r in case.reports})) or None,
        "reports": len(case.reports),
    }
    if not settings.redacted:
        cells["words"] = " | ".join(claim.text.exact for claim in case.claims())
    cells["coverage_note"] = settings.coverage_note
    return cells
