"""How well a trained reader reads coded articles, and the thresholds at which it reads best."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

import numpy as np
from attrs import evolve, frozen
from corpus import Article, opened
from settings import SHARED

from tallystick.commands.pipeline import gazetteer
from tallystick.reading.embedded.encoder import Encoder
from tallystick.reading.embedded.filling import Filling
from tallystick.reading.embedded.judging import Candidate, candidates
from tallystick.reading.embedded.pieces import Pieces, cut
from tallystick.reading.embedded.policy import Policy
from tallystick.reading.embedded.selecting import selected
from tallystick.reading.embedded.signals import CUE, Scene, signals, survey
from tallystick.record import Claim
from tallystick.serialising import to_plain

Table = dict[str, dict[str, float]]


def scorer() -> ModuleType:
    """The project's scorer of claims."""
    spec = importlib.util.spec_from_file_location("score_claims", SHARED / "score" / "claims.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@frozen
class Judged:
    """A coded article with every span that the model judged, so that thresholds can be tried without reading again."""

    article: Article
    scene: Scene
    pieces: Pieces
    rules: list[tuple[int, int]]
    found: list[Candidate]

    def claims(self, policy: Policy) -> list[Claim]:
        """The claims at the given thresholds."""
        filling = Filling(self.scene, self.pieces, policy)
        return [filling.claim(kept, number) for number, kept in enumerate(selected(self.found, self.rules, policy), 1)]


def judge(articles: Iterable[Article], encoder: Encoder, *, rules: bool = True) -> list[Judged]:
    """Reads ``articles``; without ``rules`` the model is on its own."""
    judged = []
    for article in articles:
        scene = survey(opened(article), gazetteer())
        pieces = cut(scene.work.sentences)
        features = signals(scene, pieces)
        cues = features[:, CUE].copy()
        if not rules:
            features[:, 1:] = 0
        also = [pieces.covering(c.text.start, c.text.end) for c in scene.work.claims] if rules else []
        judged.append(Judged(article, scene, pieces, also, list(candidates(encoder, pieces, features, cues, also))))
    return judged


def table(articles: Sequence[Article], claims: Sequence[Sequence[Claim]]) -> Table:
    """Precision, recall and F1 for each slot."""
    score = scorer()
    total, slots = Counter[str](), Counter[tuple[str, str]]()
    for article, found in zip(articles, claims, strict=True):
        here = score.score(article["claims"], [_plain(c) for c in found])
        total, slots = total + here[0], slots + here[1]
    made: Table = score.report(total, slots)
    return made


def _plain(claim: Claim) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(claim)
    return plain


def of_model(judged: Sequence[Judged], policy: Policy) -> Table:
    """The model's table at the given thresholds."""
    return table([j.article for j in judged], [j.claims(policy) for j in judged])


def of_rules(judged: Sequence[Judged]) -> Table:
    """The rules' table for the same articles."""
    return table([j.article for j in judged], [j.scene.work.claims for j in judged])


TRIED: dict[str, Sequence[float]] = {
    "keep": (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9),
    "apart": (0.4, 0.5, 0.6),
    "agreement": (0.0, 0.25, 0.5, 1.0),
    "width": (0.0, 0.5, 0.75, 1.0, 1.25),
    "second_event": (0.25, 0.3, 0.35, 0.4, 1.0),
    "role": (0.2, 0.3, 0.4, 0.5, 0.6),
    "source": (0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
    "time": (0.2, 0.3, 0.4, 0.5, 0.6),
    "status": (0.7, 0.85, 0.95),
    "certainty": (0.9, 0.99, 1.01),
    "figure": (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6),
}


def fitted(judged: Sequence[Judged], policy: Policy, rounds: int = 2) -> Policy:
    """The thresholds, one after the other, that give the highest F1 over all slots and half that of claims together."""
    for _ in range(rounds):
        for name, values in TRIED.items():
            policy = max((evolve(policy, **{name: v}) for v in values), key=lambda p: _worth(of_model(judged, p)))
    return policy


def found_too(judged: Sequence[Judged], policy: Policy) -> list[tuple[float, bool]]:
    """For each claim its confidence, and whether the coder has it; claims on optional text are left out."""
    score, said = scorer(), list[tuple[float, bool]]()
    for one in judged:
        gold, claims = one.article["claims"], [_plain(c) for c in one.claims(policy)]
        rows = [[_matching(score, g, p) for p in claims] for g in gold]
        right = {j for _, j in score.assign(rows)} if claims else set()
        for j, claim in enumerate(claims):
            open_text = any(g.get("optional") and score.overlap(g["text"], claim["text"]) for g in gold)
            if j in right or not open_text:
                said.append((claim["confidence"], j in right))
    return said


def _matching(score: ModuleType, gold: dict[str, Any], claim: dict[str, Any]) -> float:
    if not (score.overlap(gold["text"], claim["text"]) and score.events_agree(gold, claim)):
        return 0.0
    return 0.001 + sum(n for (_, outcome), n in score.slots(gold, claim).items() if outcome == "tp")


def calibrated(judged: Sequence[Judged], policy: Policy) -> Policy:
    """The policy with the line from log-odds to confidence fitted on every claim from a low threshold on."""
    said = found_too(judged, evolve(policy, keep=min(0.4, policy.keep)))
    odds = np.array([np.log(c / (1 - c)) for c, _ in ((min(max(c, 1e-4), 1 - 1e-4), r) for c, r in said)])
    right = np.array([r for _, r in said], dtype=float)
    line = np.array([1.0, 0.0])
    for _ in range(2000):
        wrong = 1 / (1 + np.exp(-(line[0] * odds + line[1]))) - right
        line -= 0.1 * np.array([(wrong * odds).mean(), wrong.mean()])
    return evolve(policy, slope=round(float(line[0]), 3), offset=round(float(line[1]), 3))


def calibration_error(said: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: the mean distance of confidence and share of right claims over equal bins."""
    confidence, right = (np.array(values, dtype=float) for values in zip(*said, strict=True))
    at = np.minimum((confidence * bins).astype(int), bins - 1)
    parts = [(at == b) for b in range(bins) if (at == b).any()]
    return float(sum(p.sum() * abs(confidence[p].mean() - right[p].mean()) for p in parts) / len(right))


def _worth(found: Table) -> float:
    return found["all slots"]["f1"] + 0.5 * found["claims"]["f1"]
