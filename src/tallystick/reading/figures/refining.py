"""What figures of one clause do to one another: a shared bound word, "so far", a figure that is told twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from tallystick.reading.figures.clause import Attachment
from tallystick.reading.figures.lexicon import FAMILIES, SO_FAR
from tallystick.reading.figures.mentions import Mention
from tallystick.reading.figures.qualifiers import Quantity
from tallystick.reading.figures.tokens import Token

Counted = tuple[Mention, Attachment]
_HARMED = frozenset({"killed", "injured", "casualties"})
_COVERING = frozenset({"at_least", "more_than", "at_most", "less_than", "about"})


def refine(tokens: Sequence[Token], counted: Iterable[Counted]) -> list[Counted]:
    """The counted mentions with the bounds that their neighbours and verbs give, each told once."""
    bounded = (_with_so_far(tokens, _families(mention, attachment), attachment) for mention, attachment in counted)
    return list(_told_once(tokens, _with_shared_bounds(tokens, bounded)))


def _families(mention: Mention, attachment: Attachment) -> Mention:
    """A number of families that were killed or hurt is no number of people: a vague count."""
    last = (mention.group or "").lower().split()[-1:]
    if mention.kind != "count" or not FAMILIES.intersection(last) or attachment.measure not in _HARMED:
        return mention
    q = mention.quantity
    return evolve(mention, quantity=Quantity(q.start, q.end, "vague", word="family", phrase=q.phrase))


def _with_so_far(tokens: Sequence[Token], mention: Mention, attachment: Attachment) -> Counted:
    """A count with "so far" at its verb is a lower bound ("12 people have died so far")."""
    cue, q = attachment.cue, mention.quantity
    if cue is None or q.bound != "exact" or mention.kind != "count" or attachment.side == "part":
        return mention, attachment
    near = " ".join(t.lower for t in tokens[max(0, cue.start - 3) : cue.end + 2])
    phrase = next((words for words in SO_FAR if words in near), None)
    if phrase is not None:
        mention = evolve(mention, quantity=evolve(q, bound="at_least", phrase=phrase))
    return mention, attachment


def _with_shared_bounds(tokens: Sequence[Token], counted: Iterable[Counted]) -> Iterator[Counted]:
    """One bound word before two joined counts covers both ("at least 16 civilians and three children")."""
    previous: Counted | None = None
    for mention, attachment in counted:
        if previous is not None and _is_covered(tokens, previous, mention, attachment):
            first = previous[0].quantity
            mention = evolve(mention, quantity=evolve(mention.quantity, bound=first.bound, phrase=first.phrase))
        previous = (mention, attachment)
        yield previous


def _is_covered(tokens: Sequence[Token], previous: Counted, mention: Mention, attachment: Attachment) -> bool:
    q, (first, other) = mention.quantity, previous
    if mention.kind != "count" or q.bound != "exact" or q.phrase is not None or first.quantity.bound not in _COVERING:
        return False
    joined = [t.lower for t in tokens[first.end : mention.start]] == ["and"]
    return joined and other.cue is not None and other.cue is attachment.cue


def _told_once(tokens: Sequence[Token], counted: Iterable[Counted]) -> Iterator[Counted]:
    """The figures without those that a later sentence of the clause only repeats (lead, then detail)."""
    seen: dict[object, int] = {}
    for mention, attachment in counted:
        q = mention.quantity
        key = (attachment.measure, q.bound, q.value, q.upper, q.word)
        if key in seen and any(t.closes for t in tokens[seen[key] : mention.start]):
            continue
        seen.setdefault(key, mention.end)
        yield mention, attachment
