"""Who says it: the chains of the rules and the words that the model marks, weighed against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.reading.embedded.options import Option
from tallystick.reading.embedded.tagging import Filler
from tallystick.reading.sources import Attribution
from tallystick.reading.sources.resolve import describe
from tallystick.record import Source, Span

_PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "who", "which", "its", "his", "her", "their"])
Chain = tuple[Source, ...]


def options(
    by_rule: Chain, said: float, bonus: float, found: Sequence[Filler], attributions: Sequence[Attribution]
) -> Iterator[Option[Chain]]:
    """The chain that the rules give to the clause, with the model's odds ``said`` and the ``bonus``; then what the
    model marks, ``found``: a chain of the rules, anywhere in the report, that names those words is taken whole, with
    its resolved names; words that no rule has named stand for themselves, pronouns excepted.
    """
    if by_rule:
        yield Option(by_rule, said + bonus)
    for filler in found:
        named = [a for a in attributions if _names(a, filler.text)]
        if named:
            yield Option(max(named, key=lambda a: len(a.chain)).chain, filler.odds)
        elif filler.text.exact.lower() not in _PRONOUNS:
            yield Option((_source(filler.text),), filler.odds)


def _names(attribution: Attribution, words: Span) -> bool:
    return any(s.text is not None and s.text.overlaps(words) for s in attribution.chain)


def _source(words: Span) -> Source:
    means = describe(" ".join(words.exact.split()))
    return Source(means.name, means.role, means.organisation, means.kind, None, words)
