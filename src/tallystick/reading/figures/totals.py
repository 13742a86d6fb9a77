"""Totals: "the death toll rose to 45", "the number of civilians killed was 85"."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.figures.clause import REACH, Attachment, Clause
from tallystick.reading.figures.lexicon import TOTAL_JOINTS, TOTALS
from tallystick.reading.figures.mentions import Mention
from tallystick.reading.figures.noun_phrases import noun_phrase
from tallystick.reading.figures.tokens import Token, words_between


def total(clause: Clause, n: int) -> Attachment | None:
    """The total that mention ``n`` is the number of."""
    tokens, start = clause.tokens, clause.mentions[n].start
    if start == 0 or not _joins_total(tokens, clause.mentions[n]):
        return None
    measure: str | None = None
    for k in range(start - 1, max(-1, start - REACH), -1):
        cue = clause.cue_at.get(k)
        if tokens[k].closes or (cue is not None and cue.takes == "object" and k >= start - 2):
            return None
        if cue is not None and cue.takes == "toll":
            return Attachment(cue.measure, 0, "toll", cue)
        measure = measure if cue is None else cue.measure
        if measure is not None and tokens[k].lower in TOTALS:
            return Attachment(measure, 0, "toll")
    return None


def _joins_total(tokens: Sequence[Token], mention: Mention) -> bool:
    """True after "to", "at", "reached", and for "exceeding 45"."""
    return tokens[mention.start - 1].lower in TOTAL_JOINTS or (mention.quantity.phrase or "") in TOTAL_JOINTS


def total_group(text: str, tokens: Sequence[Token], mention: Mention, attachment: Attachment) -> str | None:
    """Who a total is of: "civilians" in "put the number of civilians killed at 82"; None where it does not say."""
    if attachment.side != "toll":
        return None
    for k in range(mention.start - 2, max(-1, mention.start - REACH), -1):
        if tokens[k].closes:
            return None
        if tokens[k].lower in TOTALS and tokens[k + 1].lower == "of":
            first = k + 2 + (tokens[k + 2].lower == "the")
            phrase = noun_phrase(tokens, first)
            return words_between(text, tokens, first, phrase.end) if phrase.head == "person" else None
    return None
