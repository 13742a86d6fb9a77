"""The JSON that commands print, and the words for numbers in tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tallystick.commands.history import Review
from tallystick.record import CaseFile, Document, Figure, Place, Range, Report
from tallystick.serialising import to_plain

if TYPE_CHECKING:
    from tallystick.casebook import DecisionEntry
    from tallystick.commands.deciding import Decided

_DOCUMENT = (
    "id",
    "path",
    "title",
    "publisher",
    "published",
    "published_from",
    "anchor",
    "language",
    "sha256",
    "warnings",
)
_BOUND_WORDS = {
    "exact": "{}",
    "at_least": "at least {}",
    "more_than": "more than {}",
    "at_most": "up to {}",
    "less_than": "fewer than {}",
    "about": "about {}",
}


def read_layout(report: Report, with_text: bool = False) -> dict[str, Any]:
    """What ``read --json`` prints for one report: the document's fields and its claims."""
    return {"document": document_layout(report.document, with_text), "claims": to_plain(report.claims)}


def document_layout(document: Document, with_text: bool = False) -> dict[str, Any]:
    """The fields of ``document`` that are printed; its text only where asked for."""
    plain = to_plain(document)
    fields = (*_DOCUMENT, "text") if with_text else _DOCUMENT
    return {name: plain[name] for name in fields}


def incident_layout(case: CaseFile) -> dict[str, Any]:
    """What ``incidents --json`` prints for one incident."""
    incident, assessment = case.incident, case.assessment
    return {
        "id": incident.id,
        "event": incident.event,
        "time": {"edtf": incident.time.edtf, "precision": incident.time.precision} if incident.time else None,
        "place": _place_layout(incident.place),
        "grade": assessment.grade,
        "confirmation": assessment.confirmation,
        "informants": {"low": assessment.informants_low, "high": assessment.informants_high},
        "figures": [_range_layout(r) for r in assessment.figures],
        "reports": [
            {"id": r.document.id, "path": r.document.path, "principal": r.document.id in incident.principal_of}
            for r in case.reports
        ],
        "claims": list(incident.claims),
    }


def _place_layout(place: Place | None) -> dict[str, Any] | None:
    """The place without its words' offsets: they count in one of the reports, which the claims name."""
    plain: dict[str, Any] | None = to_plain(place)
    return {key: value for key, value in plain.items() if key != "text"} if plain else None


def _range_layout(found: Range) -> dict[str, Any]:
    ends = {name: getattr(found, name).value for name in ("low", "best", "high")}
    return {"measure": found.measure, "group": found.group, **ends, "method": found.method}


def figure_words(figure: Figure) -> str:
    """A figure as a person says it: "at least 82 civilians killed"."""
    if figure.bound == "range":
        number = f"{figure.value} to {figure.upper}"
    elif figure.bound == "vague" or figure.value is None:
        number = figure.text.exact if figure.word in (None, "family", "plural") else figure.word
    else:
        number = _BOUND_WORDS[figure.bound].format(figure.value)
    group = figure.group if figure.group and figure.group not in number else ""
    return " ".join(part for part in (number, group, figure.measure) if part)


def ends_words(found: Range) -> str:
    """``range_words`` of a range."""
    return range_words(found.low.value, found.best.value, found.high.value)


def range_words(*ends: int | None) -> str:
    """Low–best–high, an open end as "?"; one number where all three are the same."""
    if len(set(ends)) == 1 and ends[0] is not None:
        return str(ends[0])
    return "–".join("?" if end is None else str(end) for end in ends)


def shown_layout(case: CaseFile, convention: str, review: Review) -> dict[str, Any]:
    """What ``show --json`` prints: the incident, the claims and rules of each figure, and what people decided."""
    from tallystick.assessing import explain  # read does without it, and starts sooner

    explained = explain(case.incident, case.assessment, case.reports, convention=convention, registry=case.registry)
    return {
        **incident_layout(case),
        "members": to_plain(case.incident.members),
        "explained": explained,
        "verdicts": review.verdicts,
        "corrections": review.corrections,
        "decisions": [decision_layout(decision) for decision in review.decisions],
    }


def decided_layout(taken: Decided) -> dict[str, Any]:
    """What a command that decides prints with ``--json``: the decision, and a sentence that says what it did."""
    return {**decision_layout(taken.decision), "done": taken.sentence}


def decision_layout(decision: DecisionEntry) -> dict[str, Any]:
    """What ``decisions --json`` prints for one decision; ``payload`` is what it changed."""
    return {
        "number": decision.number,
        "kind": decision.kind,
        "targets": list(decision.targets),
        "author": decision.author,
        "at": decision.at,
        "reason": decision.reason,
        "payload": decision.payload,
        "undoes": decision.reverses,
        "undone_by": decision.reversed_by,
    }
