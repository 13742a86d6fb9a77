"""What an incident is, when and where, and which reports are about it: worked out anew from its claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from attrs import evolve

from tallystick.commands.casebooks import Book
from tallystick.linking.prominence import principal
from tallystick.linking.summary import summarise
from tallystick.linking.telling import build
from tallystick.record import Claim, Incident, Place, Report
from tallystick.vocabulary.loader import load

_Held = tuple[Report, list[Claim], bool]
"""Claims that a report holds of an incident, and whether the report is about it."""


def refresh(book: Book, touched: Collection[str]) -> set[str]:
    """Store event, time, place and principal reports of incidents as their claims, corrections applied, now tell them.

    ``touched`` are present ids of incidents. Other incidents told of in the same reports may gain or lose a report that
    is about them; the ids of all that were stored anew are given back.
    """
    chosen = {incident.id: incident for incident in book.casebook.incidents(touched)}
    read = list(book.casebook.reports_of(claim for incident in chosen.values() for claim in incident.claims))
    homes = _homes(book, [claim.id for report in read for claim in report.claims])
    reports = {report.document.id: _within(report, homes) for report in read}
    about = {document: told.principal for document, told in reports.items()}
    beside = {name for told in reports.values() for name in told.claims}
    incidents = {incident.id: incident for incident in book.casebook.incidents(beside)}
    changed = []
    for name in sorted(beside):
        known = incidents[name]
        documents = (set(known.principal_of) - about.keys()) | {d for d, main in about.items() if main == name}
        now = evolve(known, principal_of=tuple(sorted(documents)))
        changed.append(_summarised(now, list(reports.values())) if name in chosen else now)
    changed = [now for now in changed if now != incidents[now.id]]
    book.casebook.save_summaries(changed)
    return {now.id for now in changed}


def _homes(book: Book, claims: list[str]) -> dict[str, str]:
    """The incident where each of ``claims`` stands; rejected ones stand in none."""
    rejected = book.casebook.rejected(claims)
    return {claim: home for claim, home in book.casebook.homes(claims).items() if claim not in rejected}


class _Told:
    """The claims of one report by the incidents where they stand, and the incident that the report is about."""

    def __init__(self, report: Report, claims: Mapping[str, list[Claim]]) -> None:
        self.report, self.claims = report, claims
        names = list(claims)
        main = principal(report, list(claims.values()))
        self.principal = None if main is None else names[main]


def _within(report: Report, homes: Mapping[str, str]) -> _Told:
    groups: dict[str, list[Claim]] = {}
    for claim in report.claims:
        if claim.id in homes:
            groups.setdefault(homes[claim.id], []).append(claim)
    return _Told(report, groups)


def _summarised(incident: Incident, reports: list[_Told]) -> Incident:
    held = [(told.report, told.claims.get(incident.id, []), told.principal == incident.id) for told in reports]
    summary = summarise([build(*telling) for telling in _bearing(held)])
    return evolve(incident, event=summary.event, time=summary.time, place=summary.place)


def place_of(incident: Incident, reports: Iterable[Report]) -> Place | None:
    """The place of an incident as its claims in ``reports`` tell it."""
    members = set(incident.claims)
    held = [(r, [c for c in r.claims if c.id in members], r.document.id in incident.principal_of) for r in reports]
    return summarise([build(*telling) for telling in _bearing(held)]).place


def _bearing(held: list[_Held]) -> list[_Held]:
    """The claims that say what an incident is: a toll that a person placed there only where nothing else stands."""
    spanning = load("linking")["alone"]
    single = [(told, [c for c in claims if c.event not in spanning], about) for told, claims, about in held]
    chosen = single if any(claims for _, claims, _ in single) else held
    return [telling for telling in chosen if telling[1]]
