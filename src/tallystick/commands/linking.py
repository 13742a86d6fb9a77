"""``link``: claims that stand in no incident yet are brought to the incidents."""

from __future__ import annotations

from attrs import frozen

from tallystick import linking
from tallystick.casebook.actions import LINKED
from tallystick.commands import custody, summaries
from tallystick.commands.casebooks import Book
from tallystick.serialising import to_plain
from tallystick.vocabulary.events import is_harm


@frozen
class Linked:
    """What a ``link`` did: claims placed, incidents new and given further claims, and how many there are now."""

    placed: int
    new: int
    changed: int
    incidents: int
    context: int


def link(book: Book) -> Linked:
    """Place every claim that was neither rejected nor placed before, and bring all incidents up to their claims."""
    casebook, known = book.casebook, custody.complete(book)
    before, ids = casebook.incidents(), casebook.next_incident_ids()
    result = linking.link(casebook.reports(), before, rejected=casebook.rejected(), next_id=lambda: next(ids))
    touched = {*result.new, *result.changed}
    with custody.changing(book, known):
        casebook.save_incidents([i for i in result.incidents if i.id in touched], result.new)
        summaries.refresh(book)
        after = casebook.incidents()
    placed = sum(len(i.members) for i in after) - sum(len(i.members) for i in before)
    harm = sum(is_harm(i.event) for i in after)
    linked = Linked(placed, len(result.new), len(result.changed), harm, len(after) - harm)
    if casebook.record_sha256() != known.record:
        book.evidence.append(LINKED, to_plain(linked))
    return linked
