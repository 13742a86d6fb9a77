"""Every change of incidents, and of who stands in them, goes through here: what is kept of the record as a whole
follows, at the cost of what changed.

Each incident has a seal: the hash of its row and of the live places of claims in it. The record's hash is that of the
set of all seals (``casebook.sethash``). Seals are compared before a change, so that nobody builds on what was changed
by other means. A change by other means that went unseen stays in the hash for good: only what the seal said is taken
out of it, and so ``verify``, which makes it anew from all rows, finds it at any later time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from attrs import field, frozen

from tallystick.casebook.batching import batches
from tallystick.casebook.custody import INCIDENT, MEMBERSHIP, fingerprint
from tallystick.casebook.decided import rejected
from tallystick.casebook.identity import incident_id
from tallystick.casebook.models import Bookkeeping, Incident, Membership
from tallystick.casebook.selecting import LIVE, only, plain, select
from tallystick.casebook.sethash import SetHash
from tallystick.casebook.updating import update_each
from tallystick.errors import CasebookError


@frozen
class Whole:
    """What is kept of the record as a whole: its hash, and how many incidents there are of each event type."""

    record: SetHash = field(factory=SetHash)
    events: Counter[str] = field(factory=Counter)


@frozen
class _Seen:
    """An incident as it now stands; ``event`` is null where no claim stands in it that was not rejected."""

    seal: str
    true_seal: str
    event: str | None


def whole(alias: str) -> Whole:
    """What is kept of the record."""
    record, events = only(alias, Bookkeeping, ["record", "events"])
    return Whole(SetHash.of(bytes(record)), Counter(plain(events)))


def recounted(alias: str) -> Whole:
    """What should be kept of the record, made anew from all of it."""
    record, events = SetHash(), Counter[str]()
    numbers = Incident.objects.using(alias).order_by("number").values_list("number", flat=True)
    for batch in batches(numbers):
        for seen in _look(alias, batch).values():
            record = record.plus(seen.true_seal)
            events.update([seen.event] if seen.event is not None else [])
    return Whole(record, events)


@contextmanager
def changing(alias: str, numbers: Iterable[int]) -> Iterator[None]:
    """Within it, the incidents ``numbers`` may change, and any membership that began or ends in one of them.

    Those that are not there yet may be made. Must be within a transaction.

    Raises CasebookError where one of them was changed by other means.
    """
    touched = set(numbers)
    before = _intact(alias, touched)
    yield
    _keep(alias, before, _look(alias, touched))


@contextmanager
def intact(alias: str, numbers: Iterable[int]) -> Iterator[None]:
    """As ``changing``, for what concerns the incidents ``numbers`` and changes nothing of them."""
    _intact(alias, set(numbers))
    yield


def _intact(alias: str, numbers: Collection[int]) -> dict[int, _Seen]:
    before = _look(alias, numbers)
    broken = next((number for number, seen in before.items() if seen.seal != seen.true_seal), None)
    if broken is not None:
        raise CasebookError(
            f"The incident {incident_id(broken)} was changed by other means than Tallystick; run `tallystick verify`."
        )
    return before


def _look(alias: str, numbers: Collection[int]) -> dict[int, _Seen]:
    found: dict[int, _Seen] = {}
    for batch in batches(sorted(numbers)):
        places = _places(alias, batch)
        out = rejected(alias, [place[0] for held in places.values() for place in held])
        for seal, number, event, *told, into in select(alias, Incident, ["seal", *INCIDENT], "number", batch):
            facts = number, event, *map(plain, told), into
            held = places.get(facts[0], [])
            stands = any(place[0] not in out for place in held)
            found[facts[0]] = _Seen(seal, seal_of(facts, held), facts[1] if stands else None)
    return found


def _places(alias: str, numbers: list[int]) -> dict[int, list[tuple[Any, ...]]]:
    held: dict[int, list[tuple[Any, ...]]] = {}
    for *at, evidence, by in select(alias, Membership, MEMBERSHIP, "incident", numbers, LIVE):
        held.setdefault(at[1], []).append((*at, plain(evidence), by))
    return held


def seal_of(facts: tuple[Any, ...], places: Iterable[tuple[Any, ...]]) -> str:
    """The seal of an incident from its facts (``custody.INCIDENT``) and the live places in it (``MEMBERSHIP``)."""
    return fingerprint([list(facts), sorted((list(place) for place in places), key=lambda place: str(place[0]))])


def _keep(alias: str, before: dict[int, _Seen], after: dict[int, _Seen]) -> None:
    if before == after:
        return
    kept = whole(alias)
    record, events = kept.record, kept.events
    for seen in before.values():
        record = record.minus(seen.seal)
        events.subtract([seen.event] if seen.event is not None else [])
    for seen in after.values():
        record = record.plus(seen.true_seal)
        events.update([seen.event] if seen.event is not None else [])
    seals = [(seen.true_seal, number) for number, seen in after.items() if seen.seal != seen.true_seal]
    update_each(alias, Incident, ["seal"], "number", seals)
    counted = {event: number for event, number in sorted(events.items()) if number}
    Bookkeeping.objects.using(alias).update(record=record.stored(), events=counted)
