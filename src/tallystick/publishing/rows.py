"""One flat row for each incident: the columns that table-like formats share."""

from __future__ import annotations

from collections.abc import Mapping

from tallystick.publishing.redaction import blamed_label, informant_label, outlet_label, place_label, point
from tallystick.publishing.settings import Settings
from tallystick.record import CaseFile, Range

Cell = str | int | float | None
MEASURES = ("killed", "injured", "casualties", "missing", "detained", "abducted", "trapped", "displaced", "evacuated")
PARTS = ("civilians", "children", "women", "men", "combatants")


def row(case: CaseFile, settings: Settings) -> dict[str, Cell]:
    """The row of ``case``: a dict whose keys are the columns in their order.

    ``low``, ``best`` and ``high`` are null where the end is open or nothing was counted. ``range_rule`` names the rule
    that made the ends of the killed figure.
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
    cells.update(_sources(case, settings))
    return cells


def _figures(ranges: Mapping[tuple[str, str], Range]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for measure in MEASURES:
        cells.update(_ends(measure, ranges.get((measure, "all"))))
    for part in PARTS:
        cells.update(_ends(f"killed_{part}", ranges.get(("killed", part))))
    killed = ranges.get(("killed", "all"))
    cells["range_method"] = killed.method if killed else None
    cells["range_rule"] = "; ".join(e.rule for e in (killed.low, killed.best, killed.high)) if killed else None
    return cells


def _ends(name: str, found: Range | None) -> dict[str, Cell]:
    return {f"{name}_{end}": getattr(found, end).value if found else None for end in ("low", "best", "high")}


def _sources(case: CaseFile, settings: Settings) -> dict[str, Cell]:
    assessment = case.assessment
    blamed = dict.fromkeys(blamed_label(b, settings) for b in assessment.blame)
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
