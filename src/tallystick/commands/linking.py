"""``link``: new claims are brought to incidents, and what they touch is brought to what all claims together say."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from tallystick.casebook.actions import LINKED
from tallystick.casebook.batching import batches
from tallystick.commands import custody
from tallystick.commands.casebooks import Book
from tallystick.linking import (
    LinkResult,
    Pair,
    Standing,
    Surroundings,
    Telling,
    keys,
    lookups,
    pair,
    pairs,
    regroup,
    settle,
    tellings,
)
from tallystick.serialising import to_plain
from tallystick.vocabulary.events import is_harm

if TYPE_CHECKING:
    from tallystick.casebook import Casebook
    from tallystick.casebook.sight import Sight


_AT_ONCE = 100
"""Tellings of which the neighbours are in memory at one time."""


@frozen
class Linked:
    """What a ``link`` did: claims placed, incidents new and given other claims, and how many there are now."""

    placed: int
    new: int
    changed: int
    incidents: int
    context: int


def link(book: Book) -> Linked:
    """Bring the claims of reports that are new, or that a decision spoke of, to incidents, with all that they touch.

    The incidents are then those that a ``link`` of everything at once would make.
    """
    custody.complete(book)
    with custody.changing(book) as change:
        placed, result = relink(book.casebook)
        change.incidents |= {incident.id for incident in result.incidents} | result.redirects.keys()
        events = book.casebook.events()
    harm = sum(number for event, number in events.items() if is_harm(event))
    linked = Linked(placed, len(result.new), len(result.changed), harm, sum(events.values()) - harm)
    if change.logged:
        book.evidence.append(LINKED, to_plain(linked))
    return linked


def relink(casebook: Casebook) -> tuple[int, LinkResult]:
    """Link what is to be linked, without a word to the custody log; the number of claims placed, and what changed.

    Costs what the neighbourhoods of those reports cost, and not what the casebook holds.
    """
    kept, ids = casebook.neighbourhood, casebook.next_incident_ids()
    documents = kept.unlinked()
    left = kept.forget(documents)
    fresh = {telling.id: telling for telling in _read(casebook, documents)}
    _keep(casebook, documents, fresh.values())
    sight = kept.sight()
    settled = settle({*left, *fresh}, lambda names: _surroundings(sight, names))
    told = fresh | _kept(casebook, {name for cluster in settled.clusters for name in cluster} - fresh.keys())
    homes = casebook.homes(claim for telling in told.values() for claim in telling.claims)
    result = regroup(settled, told, homes, fresh={*left, *fresh}, next_id=lambda: next(ids))
    casebook.save_incidents(result.incidents, result.new, result.redirects)
    kept.settle((m.claim, i.id) for i in result.incidents for m in i.members if m.claim in told)
    return sum(len(telling.claims) for telling in told.values()) - len(homes), result


def _surroundings(sight: Sight, names: Collection[str]) -> Surroundings:
    nodes, links = sight.surroundings(names)
    return Surroundings({name: Standing(*node) for name, node in nodes.items()}, [Pair(*link) for link in links])


def _kept(casebook: Casebook, names: Collection[str]) -> dict[str, Telling]:
    return {data["id"]: Telling.of_plain(data) for data in casebook.neighbourhood.tellings(names)}


def _read(casebook: Casebook, documents: Collection[str]) -> list[Telling]:
    if not documents:
        return []
    read = list[Telling]()
    for report in casebook.reports(documents):
        claims = [claim.id for claim in report.claims]
        read += tellings(report, rejected=casebook.rejected(claims), placed=casebook.placed(claims))
    return read


def _pairs_with_kept(casebook: Casebook, fresh: Collection[Telling]) -> Iterator[Pair]:
    near = {telling.id: _near(casebook, telling) for telling in fresh}
    kept = casebook.neighbourhood.numbered(set[int]().union(*near.values()))
    others = {number: Telling.of_plain(data) for number, data in kept.items()}
    for telling in fresh:
        for number in near[telling.id]:
            made = pair(telling, others[number])
            if made is not None:
                yield made


def _near(casebook: Casebook, telling: Telling) -> set[int]:
    looks = lookups(telling)
    whole = {look.key for look in looks if look.whole}
    return casebook.neighbourhood.near(whole, {look.key for look in looks if not look.whole})


def _keep(casebook: Casebook, documents: list[str], fresh: Collection[Telling]) -> None:
    """Files the fresh tellings with their pairs, among themselves and with those that were filed before."""
    found = list(pairs(fresh))
    if not casebook.neighbourhood.empty():
        for some in batches(fresh, _AT_ONCE):
            found += _pairs_with_kept(casebook, some)
    filed = ((t.id, t.document, t.incident, keys(t), t.plain()) for t in fresh)
    casebook.neighbourhood.file(documents, filed, ((made.one, made.other, made.gain) for made in found))
