"""From coded articles to what the training loop needs: pieces, features, labelled claims, the rules' claims."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from attrs import frozen
from corpus import Article, articles, opened, peaceful
from labelling import Labelled, labelled
from numpy.typing import NDArray

from tallystick.commands.pipeline import gazetteer
from tallystick.reading.embedded.pieces import Pieces, cut
from tallystick.reading.embedded.signals import signals, survey

Range = tuple[int, int]


@frozen
class Example:
    """A coded article in pieces: ``features`` is (pieces, groups), ``rules`` the spans of the rules' claims,
    ``sentences`` those of the sentences.
    """

    id: str
    pieces: Pieces
    features: NDArray[np.int64]
    claims: list[Labelled]
    rules: list[Range]
    sentences: list[Range]


def prepared(article: Article) -> Example:
    """One coded article, read by the rules and cut into pieces."""
    scene = survey(opened(article), gazetteer())
    pieces = cut(scene.work.sentences)
    rules = [pieces.covering(c.text.start, c.text.end) for c in scene.work.claims]
    sentences = [pieces.covering(s.start, s.end) for s in scene.work.sentences]
    claims = labelled(scene, pieces, article["claims"])
    return Example(article["document"]["id"], pieces, signals(scene, pieces), claims, rules, sentences)


def all_examples(cache: Path) -> list[Example]:
    """Every coded article and every peaceful text, from ``cache`` where it was prepared before."""
    if cache.exists():
        loaded: list[Example] = pickle.loads(cache.read_bytes())
        return loaded
    found = [example for example in map(prepared, (*articles(), *peaceful())) if len(example.pieces)]
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_bytes(pickle.dumps(found))
    return found


def coverage(examples: Iterable[Example]) -> dict[str, int]:
    """How many fillers of each role found a place in the text."""
    counts: dict[str, int] = {}
    for example in examples:
        for claim in example.claims:
            for role, _, _ in claim.roles:
                counts[role] = counts.get(role, 0) + 1
    return counts
