"""Which time dates a claim: the rules' choice and what the model points at, weighed in one place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from attrs import frozen

from tallystick.reading.embedded.judging import Candidate
from tallystick.reading.embedded.options import Option, odds_of
from tallystick.reading.embedded.pieces import Pieces
from tallystick.reading.embedded.policy import Policy
from tallystick.reading.embedded.signals import Scene
from tallystick.reading.times import choose_time
from tallystick.reading.times.choose import is_of_aside
from tallystick.reading.times.moments import COUNTED_FROM, moment_of
from tallystick.reading.times.saying import dates_the_saying
from tallystick.record import Claim, Span, When


@frozen
class Dates:
    """A clause with what its time is chosen from; ``at`` is the index of its sentence, ``rule`` the rules' claim."""

    scene: Scene
    pieces: Pieces
    policy: Policy
    candidate: Candidate
    clause: Span
    at: int
    rule: Claim | None

    def options(self) -> Iterator[Option[When]]:
        """The time that the rules choose for the clause, then those that the model points at, perhaps further off."""
        if by_rule := self._by_rule():
            yield Option(by_rule, self._odds(by_rule) + self._bonus(by_rule))
        for time in self._seen():
            if self._may_date(time):
                yield Option(time, self._odds(time))

    def _by_rule(self) -> When | None:
        theirs = self.rule.time if self.rule else None
        if theirs and not (theirs.text and is_of_aside(self._text, theirs.text, self._here)):
            return theirs
        there = self.scene.work.sentences[self.at]
        return choose_time(self._text, self.scene.times, self._here, (there.start, there.end), self._cues(self.at))

    def _bonus(self, time: When) -> float:
        """What speaks for the rules' time: most where the words say how long before something else it was."""
        aside = time.text is not None and time.text.exact.lower().endswith(COUNTED_FROM)
        return self.policy.time_rule + aside * self.policy.time_aside

    def _odds(self, time: When) -> float:
        odds = odds_of(self.pieces, self.candidate, "time", time.text)
        return self.policy.unseen if odds is None else odds

    def _seen(self) -> Sequence[When]:
        """The times among the words that the model looked at."""
        times, seen, starts = self.scene.times, self.candidate.seen, self.pieces.starts
        low, high = (bisect_left(times, int(starts[i]), key=_start) for i in (seen[0], seen[1] - 1))
        return times[low : high + 1]

    def _may_date(self, time: When) -> bool:
        """Whether the time has words and is not that of a saying ("denied on Tuesday that ..."), of a later death, or
        of something told aside.
        """
        if time.text is None:
            return False
        every = self.scene.work.sentences
        at = max(0, bisect_right(every, time.text.start, key=lambda s: s.start) - 1)
        there = (every[at].start, every[at].end)
        said = dates_the_saying(self._text, time.text, self._cues(at), self._here, there)
        aside = is_of_aside(self._text, time.text, self._here)
        return not said and not aside and moment_of(self._text, time.text, there) == "event"

    @property
    def _text(self) -> str:
        return self.scene.work.document.text

    @property
    def _here(self) -> tuple[int, int]:
        return self.clause.start, self.clause.end

    def _cues(self, at: int) -> list[Span]:
        """The words of saying in the sentence of that index."""
        return [a.cue for a in self.scene.work.attributions if a.sentence == at and a.cue]


def _start(time: When) -> int:
    return time.text.start if time.text else -1
