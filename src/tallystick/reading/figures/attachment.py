"""Which cue governs which mention: what happened to the people counted."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from tallystick.reading.figures.clause import Attachment, Clause
from tallystick.reading.figures.lexicon import EVENT_DEFAULTS, EVENT_PREFERS, EVENT_READS, NOTHING
from tallystick.reading.figures.mentions import Mention
from tallystick.reading.figures.objects import leftwards
from tallystick.reading.figures.subjects import rightwards
from tallystick.reading.figures.totals import total

_ADJACENT = 1
_NO_READS: Mapping[str, str] = {}


def attach(clause: Clause, event: str | None = None) -> list[Attachment | None]:
    """The attachment of each mention, in order; None where nothing says what happened to it.

    ``event`` helps where the words leave a choice, or say nothing at all.
    """
    found: list[Attachment | None] = []
    for n, mention in enumerate(clause.mentions):
        right = rightwards(clause, n, EVENT_PREFERS.get(event or ""))
        left = total(clause, n) or leftwards(clause, n, found)
        found.append(_own(mention, _better(mention, left, right)))
    default = EVENT_DEFAULTS.get(event or "")
    if default is not None and not any(found):
        counted = [n for n, m in enumerate(clause.mentions) if m.kind == "count" and m.head == "person"]
        for n in counted[:1]:
            found[n] = Attachment(default, 0, "own")
    return [a if a is None or a.measure != NOTHING else None for a in found]


def read_as(attachment: Attachment, event: str | None) -> Attachment:
    """The attachment with the measure that its cue has in a claim of that event ("100 prisoners fled" in a release)."""
    reads = EVENT_READS.get(event or "", _NO_READS)
    return evolve(attachment, measure=reads.get(attachment.measure, attachment.measure))


def _own(mention: Mention, best: Attachment | None) -> Attachment | None:
    """The measure that the phrase itself names, unless a cue stands next to it ("released 12 wounded soldiers")."""
    if mention.inner is not None and _names_best(mention, best):
        return Attachment(mention.inner, 0, "own")
    if best is None and mention.status is not None and mention.kind == "count":
        return Attachment(mention.status, 0, "own")
    return best


def _names_best(mention: Mention, best: Attachment | None) -> bool:
    """True where the phrase's own measure stands: "six injured civilians", but not where those six died."""
    if best is None or best.shared or best.measure == NOTHING or mention.counts_events:
        return True
    return best.cost > _ADJACENT and (best.measure != "killed" or best.side != "right")


def _better(mention: Mention, left: Attachment | None, right: Attachment | None) -> Attachment | None:
    """The nearer of the two; one that is only shared loosely gives way, and a part keeps to its whole."""
    if left is None or right is None:
        return left or right
    if not left.strict:
        return right
    if left.side == "part" and right.cost > 0:
        return left
    if right.cost == 0 and (mention.head == "bare" or left.cost > _ADJACENT or left.shared):
        return right
    return right if right.cost < left.cost else left
