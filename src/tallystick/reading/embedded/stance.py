"""How an event is told, of which type: the model's odds with a bonus for what the rules say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

import numpy as np
from attrs import frozen

from tallystick.reading import stance
from tallystick.reading.embedded.heads import Floats, softmax
from tallystick.reading.embedded.judging import Candidate
from tallystick.reading.embedded.labels import CERTAINTIES, STATUSES
from tallystick.reading.embedded.policy import Policy
from tallystick.reading.embedded.signals import Scene
from tallystick.reading.sources import source_of
from tallystick.record import Certainty, Claim, Span, Status

Class = TypeVar("Class", bound=str)


def likeliest(classes: Sequence[Class], shares: Floats, by_rule: Collection[str], bonus: float) -> tuple[Class, float]:
    """The likeliest of ``classes`` and how likely; ``bonus`` is added to the log-odds of those in ``by_rule``."""
    added = np.array([bonus * (one in by_rule) for one in classes])
    likely = softmax(np.log(shares + 1e-6) + added)
    return classes[int(likely.argmax())], float(likely.max())


@frozen
class Stance:
    """A clause with what the rules need to know of it; ``sentence`` is the index of its sentence."""

    scene: Scene
    clause: Span
    sentence: int
    event: str
    trigger: Span | None
    rule: Claim | None
    """The claim of the rules about the same."""
    policy: Policy

    @property
    def frame(self) -> str:
        """The words of the sentence."""
        return self.scene.work.sentences[self.sentence].text

    def status(self, candidate: Candidate) -> tuple[Status, float]:
        """Whether it occurred, and how likely that is."""
        by_rule = self.rule.status if self.rule else self._status()
        bonus = self.policy.status_rule if by_rule == "occurred" else self.policy.status_cue
        return likeliest(STATUSES, candidate.statuses, {by_rule}, bonus)

    def _status(self) -> Status:
        at = self.trigger.start - self.clause.start if self.trigger else 0
        return stance.status(self.clause.exact, at, self.frame, self.event)

    def certainty(self, candidate: Candidate) -> tuple[Certainty, float]:
        """How sure the report presents it, and how likely that is."""
        by_rule = self.rule.certainty if self.rule else self._certainty()
        return likeliest(CERTAINTIES, candidate.certainties, {by_rule}, self.policy.certainty_rule)

    def _certainty(self) -> Certainty:
        governing = source_of(self.scene.work.attributions, self.clause.start, self.clause.end, self.sentence)
        return stance.certainty(self.clause.exact, self.frame, governing)
