"""The door of the embedded reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from tallystick.reading.embedded.crops import Range
from tallystick.reading.embedded.encoder import Network, shipped
from tallystick.reading.embedded.filling import Filling
from tallystick.reading.embedded.judging import candidates
from tallystick.reading.embedded.pieces import Pieces, cut
from tallystick.reading.embedded.policy import Policy, shipped_policy
from tallystick.reading.embedded.relevance import passages
from tallystick.reading.embedded.selecting import selected
from tallystick.reading.embedded.signals import Scene, signals, survey
from tallystick.reading.sentences import split
from tallystick.record import Claim, Document, PlaceNames

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def read(document: Document, places: PlaceNames | None = None) -> tuple[Claim, ...]:
    """The claims of ``document``, in the order of the text, with the shipped weights.

    The rules read first; what they see is given to the model as features and their claims are judged beside the
    model's own proposals. Figures, times and chains of sources are the rules', chosen by the model. ``places`` says
    which words are known place names. English only.
    """
    return read_with(shipped(), shipped_policy(), document, places)


def read_with(
    network: Network, policy: Policy, document: Document, places: PlaceNames | None = None
) -> tuple[Claim, ...]:
    """As ``read``, with the given weights and thresholds."""
    telling = list(passages(split(document)))
    if not telling:
        return ()
    scene = survey(document, places)
    pieces = cut(scene.work.sentences)
    features, worth_reading = signals(scene, pieces), np.zeros(len(pieces), dtype=np.int64)
    for start, end in telling:
        worth_reading[slice(*pieces.covering(start, end))] = 1
    by_rule = [pieces.covering(c.text.start, c.text.end) for c in scene.work.claims]
    dead, paragraphs = _counts_of_dead(scene, pieces), list(_paragraphs(scene, pieces))
    found = candidates(
        network,
        pieces,
        features,
        worth_reading,
        by_rule,
        counts=dead,
        paragraphs=paragraphs,
        least=policy.least,
        rivals=policy.rivals,
    )
    filling = Filling(scene, pieces, policy)
    return tuple(filling.claim(kept, number) for number, kept in enumerate(selected(found, by_rule, policy, dead), 1))


def _counts_of_dead(scene: Scene, pieces: Pieces) -> list[Range]:
    """The numbers of dead in the text, in order; those of headlines stand in the body again."""
    headings = [(s.start, s.end) for s in scene.work.sentences if s.heading]
    told = (f.text for f in scene.figures if f.measure == "killed" and f.value)
    return [pieces.covering(t.start, t.end) for t in told if not any(a <= t.start < b for a, b in headings)]


def _paragraphs(scene: Scene, pieces: Pieces) -> Iterator[int]:
    """The piece that begins each paragraph but the first, in order: no claim reaches over a blank line."""
    text = scene.work.document.text
    for before, after in pairwise(scene.work.sentences):
        if _BLANK_LINE.search(text, before.end, after.start):
            yield pieces.covering(after.start, after.end)[0]
