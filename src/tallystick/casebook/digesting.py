"""Digests: what lists, maps and totals show, kept beside the record and made anew where it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from typing import TypeVar

from attrs import frozen
from django.db.models import F

from tallystick.casebook import tallying
from tallystick.casebook.batching import batches
from tallystick.casebook.decided import DecisionEntry, history, spoken_of
from tallystick.casebook.distinct import distinct
from tallystick.casebook.errors import reading, writing
from tallystick.casebook.identity import incident_id, incident_number
from tallystick.casebook.incidents import live
from tallystick.casebook.models import (
    Bookkeeping,
    ClaimDigest,
    ClaimWords,
    Incident,
    IncidentDigest,
    IncidentVoice,
)
from tallystick.casebook.selecting import select

Row = TypeVar("Row", ClaimDigest, IncidentDigest)
TELLERS = ("informant", "outlet")
"""Kinds of voices that tell of an incident."""
_NEXT_TURN = F("turn") + 1
_OUTDATED = {"stale": True, "turn": _NEXT_TURN}
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
        IncidentDigest.objects.using(alias).filter(incident__in=batch).update(**_OUTDATED)
        known = {number for (number,) in select(alias, IncidentDigest, ["incident"], "incident", batch)}
        there = select(alias, Incident, ["number"], "number", set(batch) - known)
        rows = [IncidentDigest(incident_id=number) for (number,) in there]
        IncidentDigest.objects.using(alias).bulk_create(rows, ignore_conflicts=True)


def outdate_all(alias: str) -> None:
    """Notes that no digest holds any more, since other rules are in force."""
    with writing(alias):
        IncidentDigest.objects.using(alias).update(**_OUTDATED)


def told_by(alias: str) -> list[str]:
    """The names of all informants and outlets in digests, each once."""
    return sorted({name for kind in TELLERS for name in distinct(alias, IncidentVoice, "name", kind=kind)})


def outdate_told_by(alias: str, names: Iterable[str], kinds: Iterable[str] = TELLERS) -> None:
    """Notes that the digests of incidents that have a voice of those names and ``kinds`` no longer hold."""
    for batch in batches(names):
        told = IncidentVoice.objects.using(alias).filter(kind__in=kinds, name__in=batch).values("digest")
        IncidentDigest.objects.using(alias).filter(incident__in=told).update(**_OUTDATED)


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


def turns(alias: str, incidents: Iterable[str]) -> dict[str, int]:
    """How often what the digest of each of ``incidents`` rests on changed so far, where it has one."""
    with reading():
        rows = IncidentDigest.objects.using(alias)
        found = dict[str, int]()
        for batch in batches(incident_number(name) for name in incidents):
            told = rows.filter(incident__in=batch).values_list("incident_id", "turn")
            found |= {incident_id(number): turn for number, turn in told}
        return found


def keep(alias: str, made: Mapping[str, Digest], seen: Mapping[str, int]) -> None:
    """Stores the digests ``made`` of incidents in place of what was kept of them and of the same claims.

    ``seen`` are the ``turns`` before they were worked out: those that are outdated since are left to be made anew.
    """
    with writing(alias):
        now = turns(alias, made)
        _keep(alias, {name: digest for name, digest in made.items() if now.get(name) == seen.get(name)})


def _keep(alias: str, made: Mapping[str, Digest]) -> None:
    numbers = [incident_number(name) for name in made]
    digests = [digest.incident for digest in made.values() if digest.incident is not None]
    voices = [voice for digest in made.values() for voice in digest.voices]
    claims = _with_words(alias, [claim for digest in made.values() for claim in digest.claims])
    before, heard = _kept(alias, numbers)
    _replace(alias, ClaimDigest, "claim", claims, incident__in=numbers)
    _replace(alias, IncidentDigest, "incident", digests, incident__in=numbers)
    _replace_voices(alias, heard, voices)
    tallying.change(alias, before, digests, heard, voices)
    Bookkeeping.objects.using(alias).update(digests=F("digests") + 1)


def _kept(alias: str, numbers: list[int]) -> tuple[list[IncidentDigest], list[IncidentVoice]]:
    digests, voices = list[IncidentDigest](), list[IncidentVoice]()
    for batch in batches(numbers):
        digests += IncidentDigest.objects.using(alias).filter(incident__in=batch)
        voices += IncidentVoice.objects.using(alias).filter(digest__in=batch)
    return digests, voices


def _with_words(alias: str, claims: list[ClaimDigest]) -> list[ClaimDigest]:
    """The digests of claims with their numbers in the index of words."""
    numbers = dict[str, int]()
    for batch in batches(claim.claim_id for claim in claims):
        numbers |= dict(ClaimWords.objects.using(alias).filter(claim__in=batch).values_list("claim_id", "number"))
    for claim in claims:
        claim.words = numbers.get(claim.claim_id)
    return claims


def _replace(alias: str, model: type[Row], key: str, rows: list[Row], **old: list[int]) -> None:
    """Stores ``rows``, in place of those of the same key; what else there is of ``old`` goes."""
    (column, numbers), there = next(iter(old.items())), {row.pk for row in rows}
    for batch in batches(numbers):
        found = model._base_manager.using(alias).filter(**{column: batch})
        for gone in batches(set(found.values_list("pk", flat=True)) - there):
            model._base_manager.using(alias).filter(pk__in=gone).delete()
    columns = [f.name for f in model._meta.concrete_fields if not f.primary_key and f.name != "turn"]
    model._base_manager.using(alias).bulk_create(
        rows, update_conflicts=True, unique_fields=[key], update_fields=columns
    )


def _replace_voices(alias: str, before: list[IncidentVoice], after: list[IncidentVoice]) -> None:
    was = {(row.digest_id, row.kind, row.name): row.pk for row in before}
    now = {(row.digest_id, row.kind, row.name): row for row in after}
    for batch in batches(was[voice] for voice in was.keys() - now.keys()):
        IncidentVoice.objects.using(alias).filter(pk__in=batch).delete()
    IncidentVoice.objects.using(alias).bulk_create([now[voice] for voice in sorted(now.keys() - was.keys())])


def vouched(alias: str, claim: str, author: str) -> bool:
    """Notes that ``author`` accepted a claim that stands in the record; False where its digest is to be made anew.

    Nothing that is assessed rests on it, so that no more follows than who judged and what is left to judge.
    """
    with writing(alias):
        row = ClaimDigest.objects.using(alias).filter(claim=claim, incident__isnull=False).first()
        digests = IncidentDigest.objects.using(alias).filter(incident=row.incident_id if row else None, stale=False)
        before = digests.first()
        if row is None or before is None or row.verdict == "reject":
            return False
        left = before.unreviewed - (not row.verdict)
        ClaimDigest.objects.using(alias).filter(claim=claim).update(verdict="accept", reviewer=author)
        digests.update(unreviewed=left, reviewer=author, turn=_NEXT_TURN)
        after = copy(before)
        after.unreviewed = left
        tallying.change(alias, [before], [after])
        return True


def edition(alias: str) -> int:
    """Changes when digests are made anew; not when a claim is vouched for as it was read."""
    with reading():
        return int(Bookkeeping.objects.using(alias).values_list("digests", flat=True).get())
