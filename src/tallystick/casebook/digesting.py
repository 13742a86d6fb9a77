"""Digests: what lists, maps and totals show, kept beside the record and made anew where it changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from attrs import frozen

from tallystick.casebook.batching import batches
from tallystick.casebook.decided import DecisionEntry, history, spoken_of
from tallystick.casebook.errors import reading, writing
from tallystick.casebook.identity import incident_id, incident_number
from tallystick.casebook.incidents import live
from tallystick.casebook.models import ClaimDigest, Incident, IncidentDigest, IncidentVoice

TELLERS = ("informant", "outlet")
"""Kinds of voices that tell of an incident."""
OF_INCIDENT = ("first_day", "last_day", "place", "admin1", "latitude", "longitude", "grade")
"""What the digest of a claim repeats of its incident's."""


@frozen
class Digest:
    """The rows of one incident, not yet stored; without any for itself where it holds no claim but rejected ones."""

    incident: IncidentDigest | None
    voices: tuple[IncidentVoice, ...]
    claims: tuple[ClaimDigest, ...]


def outdate(alias: str, incidents: Iterable[str]) -> None:
    """Notes that the digests of ``incidents`` no longer hold; those that have none get one to be made."""
    for batch in batches(sorted({incident_number(name) for name in incidents})):
        IncidentDigest.objects.using(alias).filter(incident__in=batch).update(stale=True)
        known = set(
            IncidentDigest.objects.using(alias).filter(incident__in=batch).values_list("incident_id", flat=True)
        )
        there = Incident.objects.using(alias).filter(number__in=set(batch) - known).values_list("number", flat=True)
        rows = [IncidentDigest(incident_id=number) for number in there]
        IncidentDigest.objects.using(alias).bulk_create(rows, ignore_conflicts=True)


def outdate_all(alias: str) -> None:
    """Notes that no digest holds any more, since other rules are in force."""
    with writing(alias):
        IncidentDigest.objects.using(alias).update(stale=True)


def told_by(alias: str) -> list[str]:
    """The names of all informants and outlets in digests, each once."""
    with reading():
        rows = IncidentVoice.objects.using(alias).filter(kind__in=TELLERS)
        return list(rows.order_by("name").values_list("name", flat=True).distinct())


def outdate_told_by(alias: str, names: Iterable[str]) -> None:
    """Notes that the digests of incidents that those informants or outlets tell of no longer hold."""
    for batch in batches(names):
        told = IncidentVoice.objects.using(alias).filter(kind__in=TELLERS, name__in=batch).values("digest")
        IncidentDigest.objects.using(alias).filter(incident__in=told).update(stale=True)


def outdated(alias: str, at_most: int) -> list[str]:
    """Ids of up to ``at_most`` incidents whose digests are to be made anew, the lowest numbers first."""
    with reading():
        rows = IncidentDigest.objects.using(alias).filter(stale=True).order_by("incident_id")
        return [incident_id(number) for number in rows.values_list("incident_id", flat=True)[:at_most]]


@frozen
class Known:
    """The claims placed in an incident, rejected ones too, and the decisions about it and them, oldest first."""

    claims: tuple[str, ...]
    decisions: tuple[DecisionEntry, ...]


def known(alias: str, incidents: Iterable[str]) -> dict[str, Known]:
    """What is known of each of ``incidents`` (present ids), asked for all of them at once."""
    with reading():
        claims: dict[str, list[str]] = {name: [] for name in incidents}
        for batch in batches(incident_number(name) for name in claims):
            for claim, number in live(alias).filter(incident__in=batch).values_list("claim_id", "incident_id"):
                claims[incident_id(number)].append(claim)
        homes = {claim: name for name, held in claims.items() for claim in held} | {name: name for name in claims}
        told: dict[str, list[DecisionEntry]] = {name: [] for name in claims}
        for decision in history(alias, homes.keys()):
            for name in {homes[spoken] for spoken in spoken_of(decision) if spoken in homes}:
                told[name].append(decision)
    return {name: Known(tuple(sorted(claims[name])), tuple(told[name])) for name in claims}


def keep(alias: str, incidents: Collection[str], made: Collection[Digest]) -> None:
    """Stores the digests ``made`` in place of what was kept of ``incidents`` and of the same claims."""
    numbers = [incident_number(name) for name in incidents]
    claims = [claim.claim_id for digest in made for claim in digest.claims]
    with writing(alias):
        for some in batches(claims):
            ClaimDigest.objects.using(alias).filter(claim__in=some).delete()
        for batch in batches(numbers):
            ClaimDigest.objects.using(alias).filter(incident__in=batch).delete()
            IncidentVoice.objects.using(alias).filter(digest__in=batch).delete()
            IncidentDigest.objects.using(alias).filter(incident__in=batch).delete()
        IncidentDigest.objects.using(alias).bulk_create([d.incident for d in made if d.incident is not None])
        IncidentVoice.objects.using(alias).bulk_create([voice for digest in made for voice in digest.voices])
        ClaimDigest.objects.using(alias).bulk_create([claim for digest in made for claim in digest.claims])
