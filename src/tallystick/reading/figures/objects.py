"""Cues that take their count from after them ("killing 12"), and mentions that share the cue of the one before."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.figures.clause import BEFORE_DEATH, REACH, Attachment, Clause, if_fit, step
from tallystick.reading.figures.cues import Cue
from tallystick.reading.figures.lexicon import (
    ADDERS,
    ADVERBS,
    BE,
    DETERMINERS,
    SAYING,
    TIME_WORDS,
    WHOLE_OPENERS,
    Phrases,
)
from tallystick.reading.figures.mentions import is_gapped
from tallystick.reading.figures.noun_phrases import noun_phrase
from tallystick.reading.figures.tokens import Token

_JOINTS = frozenset({"and", "or", ",", "&", "plus", "-", "–", "—", "(", "/"})
_FURTHEST_OPENER = 5
_AFTER_OPENER = 3
_AMONG = frozenset({"among", "amongst"})
_FURTHEST_AMONG = 5


def leftwards(clause: Clause, n: int, earlier: Sequence[Attachment | None]) -> Attachment | None:
    """The nearest cue to the left of mention ``n`` that takes its count from after it, or the mention before's."""
    tokens, start = clause.tokens, clause.mentions[n].start
    if clause.mentions[n].kind == "single" and _says(tokens, clause.mentions[n].end):
        return None
    cost, k = 0, start - 1
    while k >= max(0, start - REACH + 1) and not tokens[k].closes:
        cue = clause.cue_at.get(k)
        if cue is not None:
            return _by_cue(clause, n, cue, cost)
        if k in clause.mention_at:
            return _shared(clause, n, earlier, clause.mention_at[k], cost)
        cost += 0 if _is_free(tokens, k) else step(tokens[k].lower)
        k -= 1
    return None


def _says(tokens: Sequence[Token], end: int) -> bool:
    """True for "the governor said": who tells of it is not counted."""
    return end < len(tokens) and tokens[end].lower in SAYING


def _is_free(tokens: Sequence[Token], k: int) -> bool:
    """True for joints, articles, adverbs and days, which may stand between a verb and its count."""
    word = tokens[k].lower
    if word in _JOINTS or word in DETERMINERS or word in ADVERBS or word in TIME_WORDS:
        return True
    return word == "on" and k + 1 < len(tokens) and tokens[k + 1].lower in TIME_WORDS


def _by_cue(clause: Clause, n: int, cue: Cue, cost: int) -> Attachment | None:
    mention = clause.mentions[n]
    if cue.takes == "object":
        measure = "killed" if _is_killed_after(clause, mention.end, cue) else cue.measure
        return if_fit(mention, Attachment(measure, cost, "left", cue))
    if mention.of_them or _is_opened(clause.tokens, cue.end, mention.start) or _is_trailed(clause, mention.end):
        return Attachment(cue.measure, cost + 1, "part", cue)
    if _is_added(clause.tokens, cue.end, mention.start):
        return Attachment(cue.measure, cost + 1, "left", cue)
    if _is_predicated(clause.tokens, mention.end):
        return Attachment(cue.measure, cost + 1, "part", cue)
    if is_gapped(clause.tokens, mention.start, mention.end) or _is_inverted(clause.tokens, cue, mention.start):
        return Attachment(cue.measure, cost, "left", cue)
    return None


def _is_predicated(tokens: Sequence[Token], end: int) -> bool:
    """True for "of the 56 killed, 20 were children": a noun for people says who they were."""
    if end + 1 >= len(tokens) or tokens[end].lower not in ("were", "are", "was"):
        return False
    return noun_phrase(tokens, end + 1, one=tokens[end].lower == "was").head == "person"


def _is_killed_after(clause: Clause, end: int, cue: Cue) -> bool:
    """True for "rounded up hundreds of men and executed them"."""
    k = end + (end < len(clause.tokens) and clause.tokens[end].lower in ("and", "then"))
    after = clause.cue_at.get(k)
    if after is None or after.measure != "killed" or after.end >= len(clause.tokens):
        return False
    return cue.measure in BEFORE_DEATH and clause.tokens[after.end].lower in ("them", "him", "her")


def _is_inverted(tokens: Sequence[Token], cue: Cue, start: int) -> bool:
    """True for "among those killed were 12 soldiers"."""
    among = any(t.lower in _AMONG for t in tokens[max(0, cue.start - _FURTHEST_AMONG) : cue.start + 1])
    return among and any(t.lower in BE for t in tokens[cue.end : start])


def _is_opened(tokens: Sequence[Token], floor: int, start: int) -> bool:
    """True where "including" or "among them" stands before token ``start``."""
    return _stands_before(WHOLE_OPENERS, tokens, floor, start)


def _is_added(tokens: Sequence[Token], floor: int, start: int) -> bool:
    """True where "along with" stands before token ``start``."""
    return _stands_before(ADDERS, tokens, floor, start)


def _stands_before(phrases: Phrases[bool], tokens: Sequence[Token], floor: int, start: int) -> bool:
    found = (phrases.at(tokens, k) for k in range(max(floor, start - _FURTHEST_OPENER), start))
    return any(phrase is not None and start - _AFTER_OPENER <= phrase[0] <= start for phrase in found)


def _is_trailed(clause: Clause, end: int) -> bool:
    """True for "a woman among them", not for "12 people, among them a woman"."""
    found = WHOLE_OPENERS.at(clause.tokens, end)
    return found is not None and found[0] == end + 2 and found[0] not in clause.mention_at


def _shared(clause: Clause, n: int, earlier: Sequence[Attachment | None], m: int, cost: int) -> Attachment | None:
    """The attachment of mention ``m`` before it, one step further off; weaker kinds of mention must be joined to it."""
    first, mention = earlier[m], clause.mentions[n]
    between = clause.tokens[clause.mentions[m].end : mention.start]
    if (
        first is None
        or any(t.lower == ";" for t in between)
        or (first.cue is not None and first.cue.weak and mention.head != "person")
    ):
        return None
    joined = all(t.lower in _JOINTS for t in between)
    end = clause.mentions[m].end
    joined = joined or _is_opened(clause.tokens, end, mention.start) or _is_added(clause.tokens, end, mention.start)
    if not joined and (mention.head != "person" or mention.kind == "single"):
        return None
    return Attachment(first.measure, max(first.cost, cost) + 1, first.side, first.cue, True, joined)
