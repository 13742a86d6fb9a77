"""Incidents and who stands in them: what linking gives is stored, what stands now is given back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from tallystick import record
from tallystick.casebook.batching import batches
from tallystick.casebook.decided import pins, rejected
from tallystick.casebook.errors import reading, writing
from tallystick.casebook.identity import incident_id, incident_number, is_incident_id
from tallystick.casebook.models import Bookkeeping, Claim, Incident, Membership
from tallystick.casebook.sealing import changing
from tallystick.casebook.selecting import LIVE, only, plain, select
from tallystick.errors import CasebookError
from tallystick.serialising import from_plain, to_plain

_CHANGED = "The record changed while claims were being linked; run `tallystick link` again."


def live(alias: str) -> QuerySet[Membership]:
    """The memberships that stand now."""
    return Membership.objects.using(alias).filter(ended_at__isnull=True)


def next_number(alias: str) -> int:
    """One more than the highest number that any incident ever had."""
    highest: int | None = Incident.objects.using(alias).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def next_ids(alias: str) -> Iterator[str]:
    """Ids that no incident ever had; ``save_incidents`` refuses them where another command took them first."""
    with reading():
        first = next_number(alias)
    return (incident_id(number) for number in count(first))


def find_incident(alias: str, text: str) -> Incident:
    """The incident that the id ``text`` leads to now, through any merges.

    Raises CasebookError for an id that no incident ever had.
    """
    row = Incident.objects.using(alias).filter(number=incident_number(text)).first()
    if row is None:
        raise CasebookError(f"The casebook has no incident {text}; `tallystick incidents` lists them.")
    while row.merged_into_id is not None:
        row = Incident.objects.using(alias).get(number=row.merged_into_id)
    return row


def known(alias: str, names: Iterable[str]) -> set[str]:
    """Those of ``names`` that are ids of incidents, of any time, and the ids where they lead now."""
    found = set[str]()
    for batch in batches({incident_number(name) for name in names if is_incident_id(name)}):
        for row in Incident.objects.using(alias).filter(number__in=batch):
            at = row.number if row.merged_into_id is None else find_incident(alias, incident_id(row.number)).number
            found |= {incident_id(row.number), incident_id(at)}
    return found


def claims_in(alias: str, incident: Incident) -> tuple[str, ...]:
    """Ids of the claims placed in ``incident``, rejected ones too, in the order of ``load_incidents``."""
    return tuple(row.claim_id for row in sorted(live(alias).filter(incident=incident), key=_order))


def names_of(alias: str, text: str) -> set[str]:
    """The ids by which decisions speak of the claim or the incident ``text``: itself, and the claims placed in it.

    Raises CasebookError where there is neither.
    """
    if Claim.objects.using(alias).filter(id=text).exists():
        return {text}
    row = find_incident(alias, text)
    return {incident_id(incident_number(text)), incident_id(row.number), *claims_in(alias, row)}


def load_incidents(alias: str, ids: Iterable[str] | None = None) -> list[record.Incident]:
    """The incidents that have claims, or those of ``ids``, in the order of their numbers, without rejected claims."""
    with reading():
        rows = Incident.objects.using(alias).order_by("number")
        if ids is None:
            return _loaded(rows, live(alias), rejected(alias))
        numbers = sorted(map(incident_number, set(ids)))
        return [incident for batch in batches(numbers) for incident in _some(alias, batch)]


def _some(alias: str, numbers: list[int]) -> list[record.Incident]:
    places = list(live(alias).filter(incident__in=numbers))
    rows = Incident.objects.using(alias).filter(number__in=numbers).order_by("number")
    return _loaded(rows, places, rejected(alias, [place.claim_id for place in places]))


def _loaded(rows: Iterable[Incident], places: Iterable[Membership], left_out: Collection[str]) -> list[record.Incident]:
    members: dict[int, list[record.Membership]] = {}
    for place in sorted(places, key=_order):
        if place.claim_id not in left_out:
            members.setdefault(place.incident_id, []).append(_membership(place))
    return [_incident(row, members[row.number]) for row in rows if row.number in members]


def homes(alias: str, claims: Iterable[str]) -> dict[str, str]:
    """The incident in which each of ``claims`` is placed now, rejected ones too, where it is placed in one."""
    rows = select(alias, Membership, ["claim", "incident"], "claim", claims, LIVE)
    return {claim: incident_id(number) for claim, number in rows}


def of_event(alias: str, event: str) -> list[str]:
    """Ids of the incidents of one event type, in the order of their numbers, those too that hold no claim any more."""
    with reading():
        rows = Incident.objects.using(alias).filter(event=event).order_by("number")
        return [incident_id(number) for number in rows.values_list("number", flat=True)]


def events(alias: str) -> Counter[str]:
    """How many incidents there are of each event type; those whose claims were all moved away or rejected are none."""
    return Counter(plain(*only(alias, Bookkeeping, ["events"])))


def save_incidents(
    alias: str,
    incidents: Iterable[record.Incident],
    new: Collection[str],
    redirects: Mapping[str, str] | None = None,
) -> None:
    """Stores what linking gave; incidents and claims that it does not speak of stay as they are.

    ``new`` are the ids that linking took from ``next_ids``; ``redirects`` says for incidents that went up in others
    where they lead from now on. A claim that stood in another incident moves, and where it stood stays in the history;
    a claim that a person placed does not.

    Raises CasebookError, and stores nothing, where the record changed meanwhile.
    """
    incidents, redirects = list(incidents), redirects or {}
    with writing(alias), changing(alias, _touched(alias, incidents, redirects)):
        _save_rows(alias, incidents, new)
        _save_memberships(alias, incidents)
        for old, into in redirects.items():
            _redirect(alias, incident_number(old), incident_number(into))


def _touched(alias: str, incidents: list[record.Incident], redirects: Mapping[str, str]) -> set[int]:
    left = homes(alias, (member.claim for incident in incidents for member in incident.members))
    ids = {*(incident.id for incident in incidents), *left.values(), *redirects, *redirects.values()}
    return {incident_number(name) for name in ids}


def _rows(alias: str, incidents: Iterable[record.Incident]) -> dict[int, Incident]:
    found = dict[int, Incident]()
    for batch in batches(incident_number(incident.id) for incident in incidents):
        found |= Incident.objects.using(alias).in_bulk(batch)
    return found


def _redirect(alias: str, old: int, into: int) -> None:
    """The incident leads to another; its rejected claims, which linking does not see, go with the others."""
    left = list(live(alias).filter(incident=old))
    if not {row.claim_id for row in left} <= rejected(alias, [row.claim_id for row in left]):
        raise CasebookError(_CHANGED)
    live(alias).filter(incident=old).update(ended_at=timezone.now())
    again = [_row(_membership(row), into) for row in left]
    Membership.objects.using(alias).bulk_create(again)
    Incident.objects.using(alias).filter(number=old).update(merged_into=into)


def save_summaries(alias: str, incidents: Iterable[record.Incident]) -> None:
    """Stores event, time, place and principal reports of incidents that are there; memberships stay as they are."""
    incidents = list(incidents)
    with writing(alias), changing(alias, [incident_number(incident.id) for incident in incidents]):
        _save_rows(alias, incidents, new=())


def _save_rows(alias: str, incidents: Iterable[record.Incident], new: Collection[str]) -> None:
    rows, made = _rows(alias, incidents), list[Incident]()
    for incident in incidents:
        number, facts = incident_number(incident.id), _facts(incident)
        row = rows.get(number)
        if (row is None) != (incident.id in new) or (row is not None and row.merged_into_id is not None):
            raise CasebookError(_CHANGED)
        if row is None:
            made.append(Incident(number=number, **facts))
        elif any(getattr(row, name) != value for name, value in facts.items()):
            Incident.objects.using(alias).filter(number=number).update(**facts)
    Incident.objects.using(alias).bulk_create(made)


def _facts(incident: record.Incident) -> dict[str, Any]:
    return {
        "event": incident.event,
        "time": to_plain(incident.time),
        "place": to_plain(incident.place),
        "principal_of": list(incident.principal_of),
    }


def _save_memberships(alias: str, incidents: list[record.Incident]) -> None:
    standing = _standing(alias, incidents)
    now, ended, begun = timezone.now(), list[int](), list[Membership]()
    for incident in incidents:
        for member in incident.members:
            row = standing.get(member.claim)
            if row is not None and incident_id(row.incident_id) == incident.id:
                _update(alias, row, member)
                continue
            if row is not None:
                ended.append(row.pk)
            begun.append(_row(member, incident_number(incident.id)))
    claims = {row.claim_id for row in begun}
    known = sum(1 for _ in select(alias, Claim, ["id"], "id", claims))
    if known < len(claims) or len(claims) < len(begun) or pins(alias, claims):
        raise CasebookError(_CHANGED)
    for batch in batches(ended):
        live(alias).filter(id__in=batch).update(ended_at=now)
    Membership.objects.using(alias).bulk_create(begun)


def _standing(alias: str, incidents: Iterable[record.Incident]) -> dict[str, Membership]:
    """The live memberships of the claims of ``incidents``."""
    found = dict[str, Membership]()
    for batch in batches(member.claim for incident in incidents for member in incident.members):
        found |= {row.claim_id: row for row in live(alias).filter(claim__in=batch)}
    return found


def _update(alias: str, row: Membership, member: record.Membership) -> None:
    """Keeps the newer evidence for the same place; a person's placing keeps its own."""
    facts = {"joined_by": member.joined_by, "score": member.score, "evidence": list(to_plain(member.evidence))}
    if row.decision_id is None and any(getattr(row, name) != value for name, value in facts.items()):
        live(alias).filter(id=row.pk).update(**facts)


def _row(member: record.Membership, number: int) -> Membership:
    return Membership(
        claim_id=member.claim,
        incident_id=number,
        joined_by=member.joined_by,
        score=member.score,
        evidence=to_plain(member.evidence),
        decided_by=member.decided_by,
    )


def _order(row: Membership) -> tuple[object, ...]:
    """Earlier first; of those placed together the founder first."""
    return (row.joined_at, row.joined_by is not None, row.claim_id)


def _membership(row: Membership) -> record.Membership:
    evidence = tuple(from_plain(piece, record.Evidence) for piece in row.evidence)
    return record.Membership(row.claim_id, row.joined_by, row.score, evidence, row.decided_by)


def _incident(row: Incident, members: list[record.Membership]) -> record.Incident:
    return record.Incident(
        id=incident_id(row.number),
        event=row.event,
        members=tuple(members),
        time=from_plain(row.time, record.When) if row.time is not None else None,
        place=from_plain(row.place, record.Place) if row.place is not None else None,
        principal_of=tuple(row.principal_of),
    )
