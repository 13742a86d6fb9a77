"""``link``: new claims are brought to incidents, and what they touch is brought to what all claims together say."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from attrs import frozen

from tallystick.casebook.actions import LINKED
from tallystick.commands import custody
from tallystick.commands.casebooks import Book
from tallystick.commands.looking import Sight
from tallystick.linking import LinkResult, Settled, Telling, fingerprint, keys, regroup, settle, tellings
from tallystick.serialising import to_plain
from tallystick.vocabulary.events import is_harm

if TYPE_CHECKING:
    from tallystick.casebook import Casebook
    from tallystick.casebook.neighbourhood import Stand


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
    with book.casebook.together():
        custody.complete(book)
        with custody.changing(book) as change, _uncollected():
            placed, result = relink(book.casebook)
            change.incidents |= {incident.id for incident in result.incidents} | result.redirects.keys()
            events = book.casebook.events()
    harm = sum(number for event, number in events.items() if is_harm(event))
    linked = Linked(placed, len(result.new), len(result.changed), harm, sum(events.values()) - harm)
    if change.logged:
        book.evidence.append(LINKED, to_plain(linked))
    return linked


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without a search for garbage: linking makes many objects, and no circles of them."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def relink(casebook: Casebook) -> tuple[int, LinkResult]:
    """Link what is to be linked, without a word to the custody log; the number of claims placed, and what changed.

    Costs what the neighbourhoods of those reports cost, and not what the casebook holds.
    """
    kept, ids = casebook.neighbourhood, casebook.next_incident_ids()
    kept.keep_to(fingerprint())
    documents = kept.unlinked()
    left = kept.forget(documents)
    fresh = {telling.id: telling for telling in _read(casebook, documents)}
    numbers = kept.file(documents, ((t.id, t.document, t.incident, keys(t), t.plain()) for t in fresh.values()))
    sight = Sight(kept, fresh, numbers)
    settled = settle({*left, *fresh}, sight.look)
    told = {name: sight.told[name] for cluster in settled.clusters for name in cluster}
    homes = casebook.homes(claim for telling in told.values() for claim in telling.claims)
    result = regroup(settled, told, homes, fresh={*left, *fresh}, next_id=lambda: next(ids))
    casebook.save_incidents(result.incidents, result.new, result.redirects)
    now = {m.claim: i.id for i in result.incidents for m in i.members if m.claim in told}
    kept.settle(_moved(sight, settled, now))
    return sum(len(telling.claims) for telling in told.values()) - len(homes), result


def _moved(sight: Sight, settled: Settled, homes: Mapping[str, str]) -> Iterator[Stand]:
    """How those tellings stand now that stood otherwise; ``homes`` are those of tellings in incidents that changed."""
    from tallystick.casebook.neighbourhood import Stand

    joints = {joint.name: joint for joint in settled.joints}
    for name in sight.told:
        joint, node = joints.get(name), sight.nodes[name]
        joins, gain = (sight.numbers[joint.to], joint.gain) if joint else (None, None)
        home = homes.get(name) or str(node.home)
        now = Stand(sight.numbers[name], name, home, node.incident is not None, joins, gain)
        if now != sight.stands.get(name):
            yield now


def _read(casebook: Casebook, documents: Collection[str]) -> list[Telling]:
    if not documents:
        return []
    read = list[Telling]()
    for report in casebook.reports(documents):
        claims = [claim.id for claim in report.claims]
        read += tellings(report, rejected=casebook.rejected(claims), placed=casebook.placed(claims))
    return read
