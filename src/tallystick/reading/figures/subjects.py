"""Cues that take their count from before them: "12 people, among them a child, were killed"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.reading.figures.clause import BEFORE_DEATH, REACH, Attachment, Clause, if_fit, step
from tallystick.reading.figures.cues import Cue
from tallystick.reading.figures.lexicon import RELATIVES, SUBORDINATORS
from tallystick.reading.figures.tokens import Token


def rightwards(clause: Clause, n: int, prefer: str | None = None) -> Attachment | None:
    """The nearest cue to the right of mention ``n`` that takes its count from before it.

    A later one whose measure is ``prefer`` is taken instead: in a claim of a release, "four agents kidnapped in May
    were released" counts those released.
    """
    mention = clause.mentions[n]
    if mention.kind == "single" and _is_complement(clause, n):
        return None
    first: Attachment | None = None
    for cue, cost in _cues_after(clause, mention.end):
        if cue.takes != "subject":
            break
        found = if_fit(mention, Attachment(_outcome(clause, cue), cost, "right", cue))
        if found is not None and (prefer is None or found.measure == prefer):
            return found
        if prefer is None:
            break
        first = first or found
    return first


def _cues_after(clause: Clause, k: int) -> Iterator[tuple[Cue, int]]:
    """The cues after token ``k`` up to the end of the clause, each with the cost of the words before it."""
    tokens, cost, last = clause.tokens, 0, k + REACH
    while k < min(len(tokens), last):
        cue = clause.cue_at.get(k)
        if cue is not None:
            yield cue, cost
            k, cost = cue.end, cost + 1
        elif k in clause.mention_at:
            k, cost = clause.mentions[clause.mention_at[k]].end, cost + 2
        elif tokens[k].closes or tokens[k].lower == ";" or _begins_clause(tokens, k):
            return
        else:
            k, cost = k + 1, cost + step(tokens[k].lower)


def _begins_clause(tokens: Sequence[Token], k: int) -> bool:
    """True for "when", "after"; not for "who", nor for the "as" of "identified as"."""
    word = tokens[k].lower
    if word == "as" and k > 0 and (tokens[k - 1].lower.endswith("ed") or tokens[k - 1].lower == "known"):
        return False
    return word in SUBORDINATORS and word not in RELATIVES


def _outcome(clause: Clause, cue: Cue) -> str:
    """The measure of a verb that is followed by what came of it ("were kidnapped and killed")."""
    k = cue.end
    if k < len(clause.tokens) and clause.tokens[k].lower in ("and", ",", "then"):
        k += 1
    after = clause.cue_at.get(k)
    if after is not None and after.measure == "killed" and after.takes == "subject" and cue.measure in BEFORE_DEATH:
        return after.measure
    return cue.measure


def _is_complement(clause: Clause, n: int) -> bool:
    """True for the second of "the son of a contractor": the first is the one who is meant."""
    start = clause.mentions[n].start
    return n > 0 and clause.tokens[start - 1].lower == "of" and clause.mentions[n - 1].end == start - 1
