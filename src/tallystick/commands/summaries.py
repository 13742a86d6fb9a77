"""What an incident is, when and where, and which reports are about it: worked out anew from its claims."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from attrs import evolve

from tallystick.commands.casebooks import Book
from tallystick.linking.summary import summarise
from tallystick.linking.telling import build
from tallystick.linking.within import principal
from tallystick.record import Claim, Incident, Report
from tallystick.vocabulary.loader import load


def refresh(book: Book, touched: Collection[str] | None = None) -> None:
    """Store event, time, place and principal reports of incidents as their claims, corrections applied, now tell them.

    ``touched`` are ids of incidents, or of claims whose incidents are meant; without it, all. Other incidents told of
    in the same reports may gain or lose a report that is about them.
    """
    incidents = {incident.id: incident for incident in book.casebook.incidents()}
    homes = {claim: incident.id for incident in incidents.values() for claim in incident.claims}
    chosen = incidents.keys() if touched is None else {homes.get(name, name) for name in touched} & incidents.keys()
    claims = [claim for name in sorted(chosen) for claim in incidents[name].claims]
    reports = {report.document.id: _within(report, homes) for report in book.casebook.reports_of(claims)}
    about = {document: told.principal for document, told in reports.items()}
    beside = {name for told in reports.values() for name in told.claims}
    changed = []
    for name in sorted(beside):
        known = incidents[name]
        documents = (set(known.principal_of) - about.keys()) | {d for d, main in about.items() if main == name}
        now = evolve(known, principal_of=tuple(sorted(documents)))
        changed.append(_summarised(now, list(reports.values())) if name in chosen else now)
    book.casebook.save_summaries(now for now in changed if now != incidents[now.id])


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
    tellings = [
        build(told.report, claims, told.principal == incident.id)
        for told, claims in _bearing([(told, told.claims.get(incident.id, [])) for told in reports])
    ]
    summary = summarise(tellings)
    return evolve(incident, event=summary.event, time=summary.time, place=summary.place)


def _bearing(held: list[tuple[_Told, list[Claim]]]) -> list[tuple[_Told, list[Claim]]]:
    """The claims that say what an incident is: a toll that a person placed there only where nothing else stands."""
    spanning = load("linking")["alone"]
    single = [(told, [claim for claim in claims if claim.event not in spanning]) for told, claims in held]
    chosen = single if any(claims for _, claims in single) else held
    return [(told, claims) for told, claims in chosen if claims]
