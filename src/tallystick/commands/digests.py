"""Digests of incidents for lists, maps and totals: assessed anew where the record changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from tallystick.casebook.identity import incident_number
from tallystick.commands.casebooks import Book
from tallystick.commands.cases import case_files_of
from tallystick.record import CaseFile, Claim, Range
from tallystick.vocabulary.edtf import interval
from tallystick.vocabulary.events import is_harm

if TYPE_CHECKING:
    from tallystick.casebook import DecisionEntry
    from tallystick.casebook.digesting import Digest
    from tallystick.casebook.models import ClaimDigest, IncidentDigest, IncidentVoice

_AT_ONCE = 200
_LONGEST = 255


def catch_up(book: Book, at_most: int | None = None) -> int:
    """Make the digests anew that no longer hold, ``at_most`` of them; how many were made."""
    from tallystick.casebook import digesting

    done = 0
    while at_most is None or done < at_most:
        wanted = digesting.outdated(book.casebook.alias, min(_AT_ONCE, at_most - done) if at_most else _AT_ONCE)
        if not wanted:
            break
        refresh(book, wanted)
        done += len(wanted)
    return done


def refresh(book: Book, incidents: Collection[str]) -> None:
    """Make the digests of ``incidents`` anew; those that hold no claim any more have none."""
    from tallystick.casebook import digesting

    cases = list(case_files_of(book, incidents))
    gone = set(incidents) - {case.incident.id for case in cases}
    digesting.keep(book.casebook.alias, [_digest(book, case) for case in cases], gone)


def _digest(book: Book, case: CaseFile) -> Digest:
    from tallystick.casebook.digesting import Digest

    decisions = [d for d in book.casebook.decisions(case.incident.id) if d.reversed_by is None and d.kind != "undo"]
    claims = _claims(case, decisions)
    return Digest(_incident(book, case, claims, decisions), tuple(_voices(case)), tuple(claims))


def _incident(book: Book, case: CaseFile, claims: list[ClaimDigest], decisions: list[DecisionEntry]) -> IncidentDigest:
    from tallystick.casebook.models import IncidentDigest

    incident, assessment = case.incident, case.assessment
    first, last = interval(incident.time.edtf) if incident.time else (None, None)
    released = book.casebook.released(incident.id)
    return IncidentDigest(
        incident_id=incident_number(incident.id),
        stale=False,
        event=incident.event,
        harm=is_harm(incident.event),
        first_day=first or last,
        last_day=last or first,
        edtf=incident.time.edtf if incident.time else "",
        grade=assessment.grade or "",
        overridden=assessment.graded_by is not None,
        confirmation=assessment.confirmation,
        informants_low=assessment.informants_low,
        informants_high=assessment.informants_high,
        confidence=min((claim.confidence for claim in claims), default=0.0),
        claims=len(claims),
        unreviewed=sum(not claim.verdict for claim in claims),
        reports=len(case.reports),
        signatures=len(released.signers),
        public=released.public,
        reviewer=decisions[-1].author if decisions else "",
        **_where(case),
        **_counts(case.assessment.figures),
    )


def _where(case: CaseFile) -> dict[str, object]:
    place = case.incident.place
    if place is None:
        return {}
    return {
        "place": (place.gazetteer_name or place.name)[:_LONGEST],
        "country": (place.country or "")[:2],
        "admin1": (place.admin1 or "")[:_LONGEST],
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision,
    }


def _counts(figures: Iterable[Range]) -> dict[str, int | None]:
    told = {found.measure: found for found in figures if found.group == "all"}
    return {
        f"{measure}_{end}": getattr(told[measure], end).value
        for measure in ("killed", "injured")
        if measure in told
        for end in ("low", "best", "high")
    }


def _voices(case: CaseFile) -> Iterable[IncidentVoice]:
    from tallystick.casebook.models import IncidentVoice

    informants = {i.name[:_LONGEST] for i in case.assessment.informants}
    outlets = {r.document.publisher[:_LONGEST] for r in case.reports if r.document.publisher}
    for kind, names in (("informant", informants), ("outlet", outlets)):
        for name in sorted(names):
            yield IncidentVoice(digest_id=incident_number(case.incident.id), kind=kind, name=name)


def _claims(case: CaseFile, decisions: list[DecisionEntry]) -> list[ClaimDigest]:
    outlets = {claim.id: report.document.publisher for report in case.reports for claim in report.claims}
    return [_claim(case, claim, outlets[claim.id] or "", decisions) for claim in case.claims()]


def _claim(case: CaseFile, claim: Claim, outlet: str, decisions: list[DecisionEntry]) -> ClaimDigest:
    from tallystick.casebook.models import ClaimDigest

    about = [d for d in decisions if claim.id in d.targets]
    verdicts = [d.kind for d in about if d.kind in ("accept", "reject")]
    return ClaimDigest(
        claim_id=claim.id,
        incident_id=incident_number(case.incident.id),
        event=claim.event,
        harm=is_harm(claim.event),
        verdict=verdicts[-1] if verdicts else "",
        corrected=any(d.kind == "correct" for d in about),
        confidence=claim.confidence,
        outlet=outlet[:_LONGEST],
        informant=(claim.informant.source if claim.informant else "")[:_LONGEST],
        reviewer=about[-1].author if about else "",
    )
