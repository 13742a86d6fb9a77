"""How an event is told: the model's word where it is sure, the rules' elsewhere."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from tallystick.reading import stance
from tallystick.reading.embedded.judging import Candidate
from tallystick.reading.embedded.labels import CERTAINTIES, STATUSES
from tallystick.reading.embedded.policy import Policy
from tallystick.reading.embedded.signals import Scene
from tallystick.reading.sources import source_of
from tallystick.record import Certainty, Span, Status


@frozen
class Stance:
    """A clause with what the rules need to know of it; ``sentence`` is the index of its sentence."""

    scene: Scene
    clause: Span
    sentence: int
    event: str
    trigger: Span | None
    policy: Policy

    @property
    def frame(self) -> str:
        """The words of the sentence."""
        return self.scene.work.sentences[self.sentence].text

    def status(self, candidate: Candidate) -> tuple[Status, float]:
        """Whether it occurred, and the model's probability of that."""
        best = STATUSES[int(np.argmax(candidate.statuses))]
        if candidate.statuses.max() < self.policy.status:
            at = self.trigger.start - self.clause.start if self.trigger else 0
            best = stance.status(self.clause.exact, at, self.frame, self.event)
        return best, float(candidate.statuses[STATUSES.index(best)])

    def certainty(self, candidate: Candidate) -> tuple[Certainty, float]:
        """How sure the report presents it, and the model's probability of that."""
        best = CERTAINTIES[int(np.argmax(candidate.certainties))]
        if candidate.certainties.max() < self.policy.certainty:
            governing = source_of(self.scene.work.attributions, self.clause.start, self.clause.end, self.sentence)
            best = stance.certainty(self.clause.exact, self.frame, governing)
        return best, float(candidate.certainties[CERTAINTIES.index(best)])
