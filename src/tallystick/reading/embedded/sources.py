"""The chain of sources where the model sees the source of a claim that the rules give none."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.embedded.tagging import Filler
from tallystick.reading.sources import Attribution
from tallystick.reading.sources.resolve import describe
from tallystick.record import Source, Span

_PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "who", "which", "its", "his", "her", "their"])


def chain(found: Sequence[Filler], attributions: Sequence[Attribution]) -> tuple[Source, ...]:
    """The chain, outermost first; ``found`` are the words that the model takes for sources, the surest first.

    A chain of the rules, anywhere in the report, that names those words is taken whole, with its resolved names; words
    that no rule has named stand for themselves, pronouns excepted.
    """
    if not found:
        return ()
    named = [a for a in attributions if _names(a, found[0].text)]
    if named:
        return max(named, key=lambda a: len(a.chain)).chain
    words = [f for f in found if f.text.exact.lower() not in _PRONOUNS]
    return tuple(_source(f.text) for f in words[:1])


def _names(attribution: Attribution, words: Span) -> bool:
    return any(s.text is not None and s.text.overlaps(words) for s in attribution.chain)


def _source(words: Span) -> Source:
    means = describe(" ".join(words.exact.split()))
    return Source(means.name, means.role, means.organisation, means.kind, None, words)
