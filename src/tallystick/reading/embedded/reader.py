"""The door of the embedded reader."""

from __future__ import annotations

import re

import numpy as np

from tallystick.reading.embedded.barriers import HARMED, barriers, find_partings
from tallystick.reading.embedded.crops import Range
from tallystick.reading.embedded.encoder import Network, shipped
from tallystick.reading.embedded.filling import Filling
from tallystick.reading.embedded.joining import joined
from tallystick.reading.embedded.judging import candidates
from tallystick.reading.embedded.pieces import Pieces, cut
from tallystick.reading.embedded.policy import Policy, shipped_policy
from tallystick.reading.embedded.relevance import passages
from tallystick.reading.embedded.repeating import telling
from tallystick.reading.embedded.selecting import selected
from tallystick.reading.embedded.signals import Scene, signals, survey
from tallystick.reading.sentences import split
from tallystick.record import Claim, Document, PlaceNames, Span
from tallystick.vocabulary.events import is_harm

_AROUND = re.compile(r"(?:that\s+)?(.*?)[\s.,;:]*", re.IGNORECASE | re.DOTALL)
"""What the rules leave around a claim, and no coder does."""


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
    told = list(passages(split(document)))
    if not told:
        return ()
    scene = survey(document, places)
    pieces = cut(scene.work.sentences)
    features, worth_reading = signals(scene, pieces), np.zeros(len(pieces), dtype=np.int64)
    for start, end in told:
        worth_reading[slice(*pieces.covering(start, end))] = 1
    by_rule = [pieces.covering(*_as_coded(c.text)) for c in scene.work.claims]
    vital, partings = _never_lost(scene, pieces), list(find_partings(scene))
    parted = frozenset(pieces.covering(*_as_coded(c.text)) for parting in partings for c in parting.counting)
    found = candidates(
        network,
        pieces,
        features,
        worth_reading,
        by_rule,
        counts=vital,
        barriers=barriers(scene, pieces, partings),
        parted=parted,
        least=policy.least,
        rivals=policy.rivals,
    )
    filling = Filling(scene, pieces, policy)
    kept = joined(selected(found, by_rule, policy, vital, parted), scene, pieces)
    return telling((filling.claim(one, number) for number, one in enumerate(kept, 1)), scene)


def _as_coded(words: Span) -> tuple[int, int]:
    """The offsets of the words of a claim as a coder takes them: without a "that" before and the full stop after."""
    inside = _AROUND.fullmatch(words.exact)
    first, last = inside.span(1) if inside else (0, 0)
    return (words.start + first, words.start + last) if last > first else (words.start, words.end)


def _never_lost(scene: Scene, pieces: Pieces) -> list[Range]:
    """The numbers of dead and hurt in the text, and the words for what is denied, in order.

    Those of headlines stand in the body again.
    """
    headings = [(s.start, s.end) for s in scene.work.sentences if s.heading]
    told = [f.text for f in scene.figures if f.measure in HARMED and f.value]
    told += [c.trigger for c in scene.work.claims if c.trigger and c.status == "denied" and is_harm(c.event)]
    in_body = (t for t in told if not any(a <= t.start < b for a, b in headings))
    return sorted(pieces.covering(t.start, t.end) for t in in_body)
