"""Smaller counts of a report that are parts of a larger one which the same informant gives there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tallystick.assessing.counting import Count, Key
from tallystick.record import Folded, Informant
from tallystick.vocabulary.grades import reason, terms

_WHOLE = "all"


def counts_within(key: Key, by_key: Mapping[Key, Mapping[int, Sequence[Count]]]) -> dict[int, list[Count]]:
    """What each informant, by its position, counts of those who are told as people: where ``key`` is of everybody."""
    measure, group = key
    found: dict[int, list[Count]] = defaultdict(list)
    for part in terms("reconciliation", "told_as_people") if group == _WHOLE else ():
        for position, items in by_key.get((measure, part), {}).items():
            found[position] += [count for count in items if not count.additional]
    return found


def without_parts(
    plain: Sequence[Count], within: Sequence[Count], informant: Informant
) -> tuple[list[Count], list[Folded]]:
    """The counts without the smaller ones of a report in which the informant gives a larger one of the same people.

    So does a larger one of those ``within``: who says 15 people and 21 civilians tells of some of these in the 15.
    """
    kept, gone = [], []
    for count in plain:
        larger = next((c for c in (*plain, *within) if _includes(c, count)), None)
        if larger is None:
            kept.append(count)
            continue
        words = {"who": informant.name, "value": larger.number}
        sentence = reason("reconciliation", "larger-in-report", section="left_out", **words)
        gone.append(Folded(count.told.claim.id, larger.told.claim.id, "larger-in-report", sentence))
    return kept, gone


def _includes(larger: Count, smaller: Count) -> bool:
    if larger.told.document.id != smaller.told.document.id or larger.told.claim.id == smaller.told.claim.id:
        return False
    if larger.approximate or any(c.vague or c.possible or c.running or c.partial for c in (larger, smaller)):
        return False
    return (larger.best or larger.low or 0) > (smaller.best or smaller.low or 0) > 0
