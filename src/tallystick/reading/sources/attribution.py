"""The attribution: who says what, with which words, where."""

from __future__ import annotations

from attrs import frozen

from tallystick.record import Certainty, Source, Span


@frozen
class Attribution:
    """What one chain of sources is said to say.

    ``chain`` is outermost first, empty where nobody is named ("it was reported that"). ``cue`` is the words of saying,
    None where the sentence continues the account of the one before. ``content`` is the character range of what is
    said, ``sentence`` the index of the sentence of the saying, ``hedge`` the certainty that the way of saying gives.
    """

    chain: tuple[Source, ...]
    cue: Span | None
    content: tuple[int, int]
    sentence: int
    hedge: Certainty | None = None


@frozen
class Saying:
    """One place of saying inside a sentence, in token indices; ``source`` is None where nobody is named.

    ``links`` are the sources further in, each with its cue ("X said, citing Y"). ``content`` is in characters.
    """

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[int, int]
    before: bool
    """True where what is said comes before the saying."""
    links: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    nested: int | None = None
    """Index of the saying of the same sentence whose content this one stands in."""

    @property
    def start(self) -> int:
        """Index of the first token of source and cue together."""
        return min(self.cue[0], self.source[0]) if self.source else self.cue[0]

    @property
    def end(self) -> int:
        """Index after the last token of source and cue together."""
        return max(self.cue[1], self.source[1]) if self.source else self.cue[1]
