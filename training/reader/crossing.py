"""Cross-validation: every coded article judged by a model that was not trained on its part."""

from __future__ import annotations

import gzip
import pickle
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from attrs import evolve
from corpus import fold_of
from preparing import Example

from tallystick.reading.embedded.encoder import Network
from tallystick.reading.embedded.judging import Candidate, candidates
from tallystick.reading.embedded.signals import CUE

LOOSE = 0.02
"""Every span of at least this first judgement is judged, so that any threshold can be tried afterwards."""
Judgements = dict[str, list[Candidate]]


def parts(examples: Sequence[Example], fold: int | None, folds: int) -> tuple[list[Example], list[Example]]:
    """Articles to learn from and articles to judge: those of ``fold``; None learns from all."""
    if fold is None:
        return list(examples), []
    kept = [e for e in examples if not e.cued and fold_of(e.id, folds) == fold]
    ids = {e.id for e in kept}
    return [e for e in examples if e.id not in ids], kept


def judge(network: Network, examples: Iterable[Example]) -> Judgements:
    """What the network says of every span of each article."""
    return {e.id: _found(network, e) for e in examples}


def _found(network: Network, example: Example) -> list[Candidate]:
    features = example.features
    also = example.rules
    return list(candidates(network, example.pieces, features, features[:, CUE], also, least=LOOSE, rivals=99))


def _packed(candidate: Candidate) -> Candidate:
    roles, figures = (np.round(values * 255).astype(np.uint8) for values in (candidate.roles, candidate.figures))
    return evolve(candidate, roles=roles, figures=figures)


def unpacked(candidate: Candidate) -> Candidate:
    """With probabilities from 0 to 1 again."""
    roles, figures = (values.astype(np.float32) / 255 for values in (candidate.roles, candidate.figures))
    return evolve(candidate, roles=roles, figures=figures)


def store(found: Judgements, path: Path) -> None:
    """Writes judgements to ``path``."""
    packed = {number: [_packed(c) for c in every] for number, every in found.items()}
    path.write_bytes(gzip.compress(pickle.dumps(packed), 6))


def load(path: Path) -> Judgements:
    """The judgements that were stored at ``path``."""
    found: Judgements = pickle.loads(gzip.decompress(path.read_bytes()))
    return {number: [unpacked(c) for c in every] for number, every in found.items()}
