"""The door of the embedded reader."""

from __future__ import annotations

from tallystick.reading.embedded.encoder import Encoder, shipped
from tallystick.reading.embedded.filling import Filling
from tallystick.reading.embedded.judging import candidates
from tallystick.reading.embedded.pieces import cut
from tallystick.reading.embedded.policy import Policy, shipped_policy
from tallystick.reading.embedded.selecting import selected
from tallystick.reading.embedded.signals import CUE, signals, survey
from tallystick.record import Claim, Document, PlaceNames


def read(document: Document, places: PlaceNames | None = None) -> tuple[Claim, ...]:
    """The claims of ``document``, in the order of the text, with the shipped weights.

    The rules read first; what they see is given to the model as features and their claims are judged beside the
    model's own proposals. Figures, times and chains of sources are the rules', chosen by the model. ``places`` says
    which words are known place names. English only.
    """
    return read_with(shipped(), shipped_policy(), document, places)


def read_with(
    encoder: Encoder, policy: Policy, document: Document, places: PlaceNames | None = None
) -> tuple[Claim, ...]:
    """As ``read``, with the given weights and thresholds."""
    scene = survey(document, places)
    pieces = cut(scene.work.sentences)
    features = signals(scene, pieces)
    cues = features[:, CUE].copy()
    if not policy.rules:
        features[:, 1:] = 0
    by_rule = [pieces.covering(c.text.start, c.text.end) for c in scene.work.claims] if policy.rules else []
    kept = selected(candidates(encoder, pieces, features, cues, by_rule), by_rule, policy)
    filling = Filling(scene, pieces, policy)
    return tuple(filling.claim(one, number) for number, one in enumerate(kept, 1))
