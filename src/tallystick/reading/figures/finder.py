"""The door of the figure grammar: the figures of a clause.

Words become tokens; numbers with their qualifiers and nouns become mentions; words that say what happened become cues;
each mention is attached to a cue; mentions that belong together are joined, and parts find their wholes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from attrs import evolve

from tallystick.reading.figures.attachment import attach, read_as
from tallystick.reading.figures.clause import Attachment, Clause
from tallystick.reading.figures.cues import find_cues
from tallystick.reading.figures.lexicon import OUTDATED, POSSIBLE
from tallystick.reading.figures.mentions import Mention, find_mentions
from tallystick.reading.figures.names import unnumbered
from tallystick.reading.figures.parts import find_wholes
from tallystick.reading.figures.refining import Counted, refine
from tallystick.reading.figures.sums import bring_together
from tallystick.reading.figures.tokens import Token, tokenise
from tallystick.reading.figures.totals import total_group
from tallystick.record import Figure, Modality, Scope, Span

_BEFORE_TOTAL = 4
"""Words before that for a total in which it may be called an earlier one."""


def find_figures(text: str, start: int = 0, end: int | None = None, event: str | None = None) -> list[Figure]:
    """The figures of the clause ``text[start:end]``, in the order of the text; spans are offsets into ``text``.

    ``event`` (an event type's id) helps to choose the measure where the clause's own words do not say it. The rules are
    told in docs/methodology-figures.md.
    """
    tokens = tokenise(text, start, len(text) if end is None else end)
    mentions = bring_together(tokens, text, find_mentions(tokens, text))
    clause = Clause(tokens, mentions, find_cues(tokens, mentions))
    attached = attach(clause, event)
    counted = [(m, a) for m, a in zip(mentions, attached, strict=True) if a is not None]
    counted += _without_number(clause, attached, counted)
    counted = [(m, read_as(a, event)) for m, a in sorted(counted, key=lambda pair: pair[0].start)]
    return _figures(text, tokens, refine(tokens, counted))


def _without_number(clause: Clause, attached: Sequence[Attachment | None], counted: Sequence[Counted]) -> list[Counted]:
    """Names and plurals; a plural only where nothing else is counted for its measure."""
    others = unnumbered(clause, attached)
    named = {a.measure for m, a in [*counted, *others] if m.kind != "plural"}
    return [(m, a) for m, a in others if m.kind != "plural" or a.measure not in named]


def _figures(text: str, tokens: Sequence[Token], counted: Sequence[Counted]) -> list[Figure]:
    """The counted mentions as figures; the numbers inside a sum follow it as its parts."""
    wholes = find_wholes(tokens, counted)
    places = list(accumulate((1 + len(mention.parts) for mention, _ in counted), initial=0))
    figures: list[Figure] = []
    for n, (mention, attachment) in enumerate(counted):
        whole = wholes[n]
        if whole is not None and counted[whole][1].side == "toll":
            mention = evolve(mention, quantity=evolve(mention.quantity, additional=False))
        figures.append(_figure(text, tokens, mention, attachment, None if whole is None else places[whole]))
        figures += [_figure(text, tokens, part, attachment, places[n]) for part in mention.parts]
    return figures


def _figure(text: str, tokens: Sequence[Token], mention: Mention, attachment: Attachment, whole: int | None) -> Figure:
    q = mention.quantity
    return Figure(
        measure=attachment.measure,
        bound=q.bound,
        text=Span.of(text, tokens[mention.start].start, tokens[mention.end - 1].end),
        value=q.value,
        upper=q.upper,
        word=q.word,
        phrase=q.phrase,
        group=mention.group or total_group(text, tokens, mention, attachment),
        part_of=whole,
        scope=_scope(tokens, mention, attachment),
        modality=_modality(tokens, mention, attachment),
    )


def _scope(tokens: Sequence[Token], mention: Mention, attachment: Attachment) -> Scope:
    if attachment.side == "toll" and not _is_outdated(tokens, mention, attachment):
        return "running"
    return "additional" if mention.quantity.additional else "incident"


def _is_outdated(tokens: Sequence[Token], mention: Mention, attachment: Attachment) -> bool:
    """True for a total that another has replaced since: "which earlier gave a toll of 20", "a previous toll of 20"."""
    at = attachment.cue.start if attachment.cue else mention.start
    return any(t.lower in OUTDATED for t in tokens[max(0, at - _BEFORE_TOTAL) : at])


def _modality(tokens: Sequence[Token], mention: Mention, attachment: Attachment) -> Modality:
    """``possible`` where the number or the verb is weakened: "possibly 12", "feared dead", "may have been killed"."""
    cue = attachment.cue
    weak_verb = cue is not None and any(t.lower in POSSIBLE for t in tokens[max(0, cue.auxiliary - 1) : cue.start])
    return "possible" if mention.quantity.possible or weak_verb else "asserted"
