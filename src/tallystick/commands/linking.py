"""``link``: claims that stand in no incident yet are brought to the incidents."""

from __future__ import annotations

from attrs import frozen

from tallystick import linking
from tallystick.commands.casebooks import Book
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
    """Place every claim that was neither rejected nor placed before."""
    casebook = book.casebook
    before, ids = casebook.incidents(), casebook.next_incident_ids()
    result = linking.link(casebook.reports(), before, rejected=casebook.rejected(), next_id=lambda: next(ids))
    touched = {*result.new, *result.changed}
    casebook.save_incidents([i for i in result.incidents if i.id in touched], result.new)
    placed = sum(len(i.members) for i in result.incidents) - sum(len(i.members) for i in before)
    harm = sum(is_harm(i.event) for i in result.incidents)
    return Linked(placed, len(result.new), len(result.changed), harm, len(result.incidents) - harm)
