"""Words of saying with the source that stands at them."""

from __future__ import annotations

from attrs import frozen

from tallystick.reading.sources.subjects import Range


@frozen
class Cue:
    """Words of saying and the source at them, as ranges of token indices.

    ``form`` is "subject" (X said), "inverted" (said X), "prefix" (according to X), "link" (citing X), "hearsay"
    (reports that), "passive" (X was quoted as saying; "it was reported", where ``source`` is None).
    """

    source: Range | None
    cue: Range
    form: str
    verb: str
    link: tuple[Range, Range] | None = None
    """The source further in and its cue, of "X quoted Y as saying"."""

    @property
    def start(self) -> int:
        """Index of the first token of source and cue together."""
        if self.form == "participle":
            return self.cue[0]
        starts = [self.cue[0]]
        starts += [self.source[0]] if self.source else []
        starts += [self.link[0][0]] if self.link else []
        return min(starts)

    @property
    def end(self) -> int:
        """Index after the last token of source, cue and link together."""
        if self.form == "participle":
            return self.cue[1]
        ends = [self.cue[1]]
        ends += [self.source[1]] if self.source else []
        ends += [self.link[0][1], self.link[1][1]] if self.link else []
        return max(ends)
