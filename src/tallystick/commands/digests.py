"""Digests of incidents for lists, maps and totals: assessed anew where the record changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from tallystick.casebook.identity import incident_number
from tallystick.commands.casebooks import Book
from tallystick.commands.cases import case_files_of
from tallystick.commands.rules import chosen
from tallystick.record import CaseFile, Claim, Range
from tallystick.vocabulary.actors import known_sides
from tallystick.vocabulary.edtf import interval
from tallystick.vocabulary.events import is_harm
from tallystick.vocabulary.populations import side_of_group

if TYPE_CHECKING:
    from tallystick.casebook import DecisionEntry
    from tallystick.casebook.digesting import Digest, Known
    from tallystick.casebook.models import ClaimDigest, IncidentDigest, IncidentVoice
    from tallystick.casebook.releasing import Release

_AT_ONCE = 200
_LONGEST = 255


def catch_up(book: Book, at_most: int | None = None) -> int:
    """Make the digests anew that no longer hold, ``at_most`` of them; how many were made."""
    from tallystick.casebook import digesting

    done = 0
    while at_most is None or done < at_most:
        some = _AT_ONCE if at_most is None else min(_AT_ONCE, at_most - done)
        wanted = digesting.outdated(book.casebook.alias, some)
        if wanted:
            refresh(book, wanted)
        done += len(wanted)
        if len(wanted) < some:
            break
    return done


def vouched(book: Book, claim: str, author: str) -> bool:
    """Bring the digests up to a claim's being accepted as it was read; False where they are to be made anew for it."""
    from tallystick.casebook import digesting

    return digesting.vouched(book.casebook.alias, claim, author)


def refresh(book: Book, incidents: Collection[str]) -> None:
    """Make the digests of ``incidents`` anew; those that hold no claim any more have none."""
    from tallystick.casebook import digesting

    seen = digesting.turns(book.casebook.alias, incidents)
    known = digesting.known(book.casebook.alias, incidents)
    cases = {case.incident.id: case for case in case_files_of(book, incidents)}
    told = _Told.of(book, known, cases.values())
    made = {name: _digest(name, cases.get(name), known[name], told) for name in known}
    digesting.keep(book.casebook.alias, made, seen)


@frozen
class _Told:
    """The claims of some incidents, corrections applied, the outlet of each, and the rules in force for numbers."""

    claims: dict[str, Claim]
    outlets: dict[str, str]
    rules: tuple[str, str]

    @classmethod
    def of(cls, book: Book, known: Mapping[str, Known], cases: Collection[CaseFile]) -> _Told:
        wanted = {claim for held in known.values() for claim in held.claims}
        reports = list({report.document.id: report for case in cases for report in case.reports}.values())
        rest = wanted.difference(claim.id for report in reports for claim in report.claims)
        reports += book.casebook.reports_of(rest) if rest else ()
        claims = {claim.id: claim for report in reports for claim in report.claims if claim.id in wanted}
        outlets = {c.id: report.document.publisher or "" for report in reports for c in report.claims}
        return cls(claims, outlets, chosen(book, None, None))


def _digest(name: str, case: CaseFile | None, known: Known, told: _Told) -> Digest:
    from tallystick.casebook.digesting import OF_INCIDENT, Digest
    from tallystick.casebook.releasing import release_of

    standing = set(case.incident.claims) if case else set()
    decisions = [d for d in known.decisions if d.reversed_by is None and d.kind != "undo"]
    claims = tuple(_claim(c, told, decisions) for c in known.claims if c in told.claims)
    if case is None:
        return Digest(None, (), claims)
    counted = [claim for claim in claims if claim.claim_id in standing]
    released = release_of(case.incident.id, told.rules, known.claims, known.decisions)
    made = _incident(case, counted, released, decisions[-1].author if decisions else "")
    for claim in counted:
        claim.incident_id = made.incident_id
        for fact in OF_INCIDENT:
            setattr(claim, fact, getattr(made, fact))
    return Digest(made, tuple(_voices(case)), claims)


def _incident(case: CaseFile, claims: list[ClaimDigest], released: Release, reviewer: str) -> IncidentDigest:
    from tallystick.casebook.models import IncidentDigest

    incident, assessment = case.incident, case.assessment
    first, last = interval(incident.time.edtf) if incident.time else (None, None)
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
        reviewer=reviewer,
        **_where(case),
        **_counts(assessment.figures),
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
    blamed = {blame.perpetrator[:_LONGEST] for blame in case.assessment.blame}
    sides = {known_sides().get(side, side)[:_LONGEST] for side in _sides(case)}
    for kind, names in (("informant", informants), ("outlet", outlets), ("blamed", blamed), ("side", sides)):
        for name in sorted(names):
            yield IncidentVoice(digest_id=incident_number(case.incident.id), kind=kind, name=name)


def _sides(case: CaseFile) -> set[str]:
    """The sides whose combatants are counted, and those for which informants speak, by their ids."""
    counted = (side_of_group(found.group) for found in case.assessment.figures)
    return {side for side in (*counted, *(i.side for i in case.assessment.informants)) if side}


def _claim(name: str, told: _Told, decisions: list[DecisionEntry]) -> ClaimDigest:
    """What is said of the claim itself; whoever places it in an incident adds the facts of that."""
    from tallystick.casebook.models import ClaimDigest

    claim, about = told.claims[name], [d for d in decisions if name in d.targets]
    judged = [d.kind for d in about if d.kind in ("accept", "reject", "add")]
    verdicts = ["accept" if kind == "add" else kind for kind in judged]  # who adds a claim vouches for it
    return ClaimDigest(
        claim_id=name,
        event=claim.event,
        harm=is_harm(claim.event),
        verdict=verdicts[-1] if verdicts else "",
        corrected=any(d.kind == "correct" for d in about),
        confidence=claim.confidence,
        outlet=told.outlets[name][:_LONGEST],
        informant=(claim.informant.source if claim.informant else "")[:_LONGEST],
        reviewer=about[-1].author if about else "",
    )
