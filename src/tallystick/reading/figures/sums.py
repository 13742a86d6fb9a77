"""Mentions that belong together: a vague count with the number that explains it, and joined persons as one sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from tallystick.reading.figures.lexicon import CUES, FAMILIES, PERSON, WHOLE_OPENERS
from tallystick.reading.figures.mentions import Mention
from tallystick.reading.figures.noun_phrases import is_stop, senses
from tallystick.reading.figures.qualifiers import Quantity
from tallystick.reading.figures.tokens import Token, words_between
from tallystick.vocabulary.populations import population

_JOINTS = frozenset({"", "and", ",", ", and", "as well as", ", ,", ", , and"})
"""What stands between joined persons; ages are left out, and lost punctuation leaves nothing."""
_EXPLAINERS = frozenset({",", "(", "-", "–", "—"})
_VERBAL = frozenset({"either", "object"})
_SUMMED_BOUNDS = frozenset({"exact", "at_least", "more_than"})


def bring_together(tokens: Sequence[Token], text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with those that tell one count made one."""
    return list(_summed(tokens, text, list(_explained(tokens, mentions))))


def _explained(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A vague count and the number that explains it ("many children, possibly more than 100") as one mention."""
    held: Mention | None = None
    for mention in mentions:
        if held is not None and _explains(tokens, held, mention):
            inner = held.inner or mention.inner
            held = evolve(mention, start=held.start, head=held.head, group=held.group, inner=inner)
            continue
        if held is not None:
            yield held
        held = mention
    if held is not None:
        yield held


def _explains(tokens: Sequence[Token], one: Mention, other: Mention) -> bool:
    between = tokens[one.end : other.start]
    qualified = other.quantity.possible or other.quantity.phrase is not None
    vague = one.quantity.bound == "vague" and other.quantity.bound != "vague"
    return vague and qualified and other.head == "bare" and len(between) == 1 and between[0].text in _EXPLAINERS


def _summed(tokens: Sequence[Token], text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Joined persons ("a man and a woman", "five women and a child") as one, unless they are parts of a whole.

    Combatants with a number are left apart, but for "others": those beside them may be of the other side.

    A number inside stays beside the sum, as a part of it ("Name, his son and 15 others" is 17, of whom 15).
    """
    n = 0
    while n < len(mentions):
        last = n
        while last + 1 < len(mentions) and _joins(tokens, mentions[last], mentions[last + 1]):
            last += 1
        chain = mentions[n : last + 1]
        name = _name_before(tokens, chain[0])
        if (name is not None or (len(chain) > 1 and _has_single(chain))) and _is_list(tokens, chain):
            yield _sum(tokens, text, chain, name)
        else:
            yield from chain
        n = last + 1


def _sum(tokens: Sequence[Token], text: str, chain: Sequence[Mention], name: int | None) -> Mention:
    """The chain as one mention, with the name that starts at token ``name`` before it."""
    start, end = chain[0].start if name is None else name, chain[-1].end
    counted = tuple(m for m in chain if m.kind == "count")
    qualified = next((m.quantity for m in counted if m.quantity.bound != "exact"), None)
    total = sum(m.quantity.value or 0 for m in chain) + (name is not None)
    quantity = evolve(qualified or Quantity(start, end, "exact"), start=start, end=end, value=total)
    return Mention(start, end, quantity, "kin", "person", words_between(text, tokens, start, end), parts=counted)


def _is_list(tokens: Sequence[Token], chain: Sequence[Mention]) -> bool:
    """True where the chain is no part of a whole and "and" closes it; "others" can only come last."""
    if WHOLE_OPENERS.before(tokens, chain[0].start) is not None:
        return False
    if any(m.kind == "count" and _is_others(m) for m in chain[:-1]):
        return False
    gaps = [[t.lower for t in tokens[a.end : b.start]] for a, b in pairwise(chain)]
    return not gaps or "and" in gaps[-1] or "as" in gaps[-1] or not any(gaps)


def _has_single(chain: Sequence[Mention]) -> bool:
    """True where a person without a number is in the chain and at most one number is."""
    counted = [m for m in chain if m.kind == "count"]
    return len(counted) < len(chain) and len(counted) <= 1


def _joins(tokens: Sequence[Token], one: Mention, other: Mention) -> bool:
    """True where two mentions of persons are joined by "and" or a comma alone, and one at least has no number."""
    if not (_is_summand(one) and _is_summand(other)) or one.kind == other.kind == "count":
        return False
    return " ".join(t.lower for t in tokens[one.end : other.start] if not t.number) in _JOINTS


def _is_summand(mention: Mention) -> bool:
    value = mention.quantity.value
    if not value or mention.head != "person" or mention.inner is not None:
        return False
    if mention.kind in ("single", "kin"):
        return not FAMILIES.intersection((mention.group or "").lower().split())
    if population(mention.group) == "combatants" and not _is_others(mention):
        return False
    return value > 1 and mention.quantity.bound in _SUMMED_BOUNDS and not mention.of_them


def _is_others(mention: Mention) -> bool:
    """True for "three others", "15 other fighters": more of the kind that was told before."""
    return mention.quantity.additional or (mention.group or "").lower().startswith("other")


def _name_before(tokens: Sequence[Token], mention: Mention) -> int | None:
    """The start of the name that is joined to "his son" or to "and two others"; None where there is none."""
    k = mention.start - 1
    relative = mention.kind == "single" and tokens[mention.start].lower in ("his", "her")
    others = mention.kind == "count" and _is_others(mention) and _is_summand(mention)
    if k < 1 or not (relative or (others and tokens[k].lower == "and")):
        return None
    while k > 0 and tokens[k].lower in (",", "and"):
        k -= 1
    if relative and (tokens[k].lower in ("he", "she") or tokens[k].lower in PERSON):
        return k
    first = k + 1
    while first > 0 and tokens[first - 1].text[:1].isupper() and not is_stop(tokens[first - 1]):
        if any(sense.place in _VERBAL for sense in senses(tokens, first - 1)):
            break
        first -= 1
    if first > k:
        return None
    return first if relative or first == 0 or _is_verb(tokens, first) else None


def _is_verb(tokens: Sequence[Token], end: int) -> bool:
    """True where a verb with an object stands right before token ``end`` ("killed", "murdering")."""
    cue = CUES.before(tokens, end)
    return cue is not None and any(sense.place in _VERBAL for sense in cue[1])
