"""Digests: what lists, maps and totals show, kept beside the record and made anew where it changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from attrs import frozen

from tallystick.casebook.batching import batches
from tallystick.casebook.errors import reading, writing
from tallystick.casebook.identity import incident_id, incident_number
from tallystick.casebook.models import ClaimDigest, Incident, IncidentDigest, IncidentVoice


@frozen
class Digest:
    """The rows of one incident, not yet stored."""

    incident: IncidentDigest
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


def outdated(alias: str, at_most: int) -> list[str]:
    """Ids of up to ``at_most`` incidents whose digests are to be made anew, the lowest numbers first."""
    with reading():
        rows = IncidentDigest.objects.using(alias).filter(stale=True).order_by("incident_id")
        return [incident_id(number) for number in rows.values_list("incident_id", flat=True)[:at_most]]


def keep(alias: str, made: Collection[Digest], gone: Collection[str] = ()) -> None:
    """Stores digests in place of what was kept of the same incidents and claims; ``gone`` incidents have none."""
    numbers = [digest.incident.incident_id for digest in made] + [incident_number(name) for name in gone]
    claims = [claim.claim_id for digest in made for claim in digest.claims]
    with writing(alias):
        for some in batches(claims):
            ClaimDigest.objects.using(alias).filter(claim__in=some).delete()
        for batch in batches(numbers):
            ClaimDigest.objects.using(alias).filter(incident__in=batch).delete()
            IncidentVoice.objects.using(alias).filter(digest__in=batch).delete()
            IncidentDigest.objects.using(alias).filter(incident__in=batch).delete()
        IncidentDigest.objects.using(alias).bulk_create([digest.incident for digest in made])
        IncidentVoice.objects.using(alias).bulk_create([voice for digest in made for voice in digest.voices])
        ClaimDigest.objects.using(alias).bulk_create([claim for digest in made for claim in digest.claims])
