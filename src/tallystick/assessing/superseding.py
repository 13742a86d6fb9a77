"""Which of one informant's figures gives way to which: later ones supersede, vague ones give way to numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tallystick.assessing.counting import Count
from tallystick.record import Folded, Informant
from tallystick.vocabulary.grades import reason


def replaced(count: Count, among: Sequence[Count], informant: Informant, *, precise: bool) -> Folded | None:
    """The rule by which another of the informant's counts stands for this one, None where it stands itself.

    ``precise`` where one of them is a number and no vague word.
    """
    last = _last_of_its_day(count, among)
    return None if count is last else _gone(count, last, informant, precise)


def latest(items: Sequence[Count]) -> Count:
    """The count of the last day; of several of that day the one that most reports end with, else the smallest."""
    return _chosen(_of_the_last_day(items))


def _last_of_its_day(count: Count, among: Sequence[Count]) -> Count:
    """The informant's latest count of what may have been on the same days, which is what replaces earlier ones."""
    may_be_it = [c for c in among if c.running or c.told.may_be_of_the_day_of(count.told)]
    latest = _of_the_last_day(may_be_it)
    if any(count is c for c in latest):
        return _last_running(count, latest) or count
    alike = [c for c in latest if (c.number, c.vague) == (count.number, count.vague)]
    return _chosen(alike or latest) if latest else count


def _of_the_last_day(items: Sequence[Count]) -> list[Count]:
    last = max((c.told.day or "" for c in items), default="")
    return [c for c in items if (c.told.day or "") == last]


def _last_running(count: Count, among: Sequence[Count]) -> Count | None:
    """The number to which the same report goes on to say that the toll rose."""
    here = [c for c in among if c.running and c.told.document.id == count.told.document.id]
    return max((c for c in here if c.told.order > count.told.order), key=lambda c: c.told.order, default=None)


def _chosen(items: Sequence[Count]) -> Count:
    """Of figures of one day the one that most reports end with, else the smallest: no report is known to be later."""
    of_each = {c.told.document.id: c for c in sorted(items, key=lambda c: c.told.order)}.values()
    support = Counter(c.number for c in of_each)
    return min(of_each, key=lambda c: (-support[c.number], c.number or 0, c.best is None, c.told.order))


def _gone(count: Count, last: Count, informant: Informant, precise: bool) -> Folded | None:
    if count.number == last.number and count.vague == last.vague:
        return None
    words = {"who": informant.name, "value": last.number, "when": last.told.day or "later"}
    rule = None
    if (count.vague and precise) or (count.possible and not last.possible):
        rule = "less-precise"
    elif count.told.day and last.told.day and count.told.day < last.told.day:
        rule = "superseded"
    elif last.running and count.told.document.id == last.told.document.id and count.told.order < last.told.order:
        rule = "running"
    if rule is None:
        return None
    return Folded(
        count.told.claim.id, last.told.claim.id, rule, reason("reconciliation", rule, section="left_out", **words)
    )
