"""From coded articles to what the training loop needs: pieces, features, labelled claims, the rules' claims."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
from attrs import field, frozen
from corpus import Article, articles, attributions, opened, peaceful
from labelling import Attributed, Labelled, attributed, labelled
from numpy.typing import NDArray
from own.loading import own_articles

from tallystick.reading.embedded.pieces import Pieces, cut
from tallystick.reading.embedded.signals import signals, survey
from tallystick.record import PlaceNames

Range = tuple[int, int]


@frozen
class Example:
    """A coded article in pieces: ``features`` is (pieces, groups), ``rules`` the spans of the rules' claims,
    ``sentences`` those of the sentences. Where ``cued``, its attributions are coded and its claims are not.
    """

    id: str
    pieces: Pieces
    features: NDArray[np.int64]
    claims: list[Labelled]
    rules: list[Range]
    sentences: list[Range]
    said: list[Attributed] = field(factory=list)
    cued: bool = False


def prepared(article: Article, names: PlaceNames) -> Example:
    """One coded article, read by the rules and cut into pieces."""
    scene = survey(opened(article), names)
    pieces = cut(scene.work.sentences)
    rules = [pieces.covering(c.text.start, c.text.end) for c in scene.work.claims]
    sentences = [pieces.covering(s.start, s.end) for s in scene.work.sentences]
    claims = labelled(scene, pieces, article["claims"])
    said = attributed(pieces, article.get("attributions", ()))
    known = (article["document"]["id"], pieces, signals(scene, pieces), claims, rules, sentences)
    return Example(*known, said, "attributions" in article)


def all_examples(cache: Path, names: PlaceNames) -> list[Example]:
    """Every coded article, own text and peaceful text, from ``cache`` where it was prepared before."""
    if cache.exists():
        loaded: list[Example] = pickle.loads(cache.read_bytes())
        return loaded
    every = (*articles(), *own_articles(), *peaceful(), *attributions())
    found = [e for e in (prepared(article, names) for article in every) if len(e.pieces)]
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_bytes(pickle.dumps(found))
    return found
