"""How well a trained reader reads coded articles."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from types import ModuleType
from typing import Any

from attrs import frozen
from corpus import Article, opened
from crossing import Judgements

from tallystick.reading.embedded.filling import Filling
from tallystick.reading.embedded.judging import Candidate
from tallystick.reading.embedded.pieces import Pieces, cut
from tallystick.reading.embedded.policy import Policy
from tallystick.reading.embedded.proposing import Sketch, worth_a_look
from tallystick.reading.embedded.selecting import selected
from tallystick.reading.embedded.signals import Scene, survey
from tallystick.record import Claim, PlaceNames
from tallystick.serialising import to_plain

from settings import SHARED  # isort: skip

Table = dict[str, dict[str, float]]
SLOTS = {"source": "source", "perpetrator": "perpetrator", "victim": "victim", "place": "place", "date": "date"}
SLOTS |= {"event": "event", "status": "status", "certainty": "certainty", "figure": "figure"}
"""Slots with a confidence of their own, by the scorer's names."""


@cache
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
        looked = {s.span for s in self.looked(policy)}
        seen = (c for c in self.found if c.span in looked)
        return [filling.claim(kept, number) for number, kept in enumerate(selected(seen, self.rules, policy), 1)]

    def looked(self, policy: Policy) -> list[Sketch]:
        """The spans that get a marker pass."""
        drawn = [Sketch(c.span, c.sketch) for c in self.found]
        return worth_a_look(drawn, policy.least, policy.rivals)


def joined(articles: Iterable[Article], found: Judgements, names: PlaceNames) -> list[Judged]:
    """The articles that were judged, with what the rules see in them."""
    return [_joined(a, found[a["document"]["id"]], names) for a in articles if a["document"]["id"] in found]


def _joined(article: Article, found: list[Candidate], names: PlaceNames) -> Judged:
    scene = survey(opened(article), names)
    pieces = cut(scene.work.sentences)
    rules = [pieces.covering(c.text.start, c.text.end) for c in scene.work.claims]
    return Judged(article, scene, pieces, rules, found)


def table(articles: Sequence[Article], claims: Iterable[Sequence[Claim]]) -> Table:
    """Precision, recall and F1 for each slot."""
    score = scorer()
    total, slots = Counter[str](), Counter[tuple[str, str]]()
    for article, found in zip(articles, claims, strict=True):
        here = score.score(article["claims"], [plain(c) for c in found])
        total, slots = total + here[0], slots + here[1]
    made: Table = score.report(total, slots)
    return made


def plain(claim: Claim) -> dict[str, Any]:
    """The claim as the scorer takes it."""
    found: dict[str, Any] = to_plain(claim)
    return found


def of_model(judged: Sequence[Judged], policy: Policy) -> Table:
    """The reader's table at the given thresholds."""
    return table([j.article for j in judged], (j.claims(policy) for j in judged))


def of_rules(judged: Sequence[Judged]) -> Table:
    """The rules' table for the same articles."""
    return table([j.article for j in judged], (j.scene.work.claims for j in judged))


Said = tuple[float, bool]


def agreement(judged: Sequence[Judged], policy: Policy) -> dict[str, list[Said]]:
    """For the claims, and each slot of the claims that a coder has, the confidence and whether the coder agrees.

    Claims on text that may be coded or not are left out.
    """
    said: dict[str, list[Said]] = {"claim": []}
    for one in judged:
        claims = one.claims(policy)
        right = _pairs(one.article["claims"], claims)
        for number, claim in enumerate(claims):
            if number in right:
                _of_slots(said, right[number], claim)
            if number in right or not _on_open_text(one.article["claims"], claim):
                said["claim"].append((claim.confidence, number in right))
    return said


def _pairs(gold: list[dict[str, Any]], claims: Sequence[Claim]) -> dict[int, dict[str, Any]]:
    """Number of each claim that a coder has, too, and the coded one."""
    if not gold or not claims:
        return {}
    score = scorer()
    rows = [[_matching(g, plain(p)) for p in claims] for g in gold]
    return {j: gold[i] for i, j in score.assign(rows)}


def _matching(gold: dict[str, Any], claim: dict[str, Any]) -> float:
    score = scorer()
    if not (score.overlap(gold["text"], claim["text"]) and score.events_agree(gold, claim)):
        return 0.0
    return 0.001 + sum(n for (_, outcome), n in score.slots(gold, claim).items() if outcome == "tp")


def _on_open_text(gold: Iterable[dict[str, Any]], claim: Claim) -> bool:
    return any(g.get("optional") and scorer().overlap(g["text"], plain(claim)["text"]) for g in gold)


def _of_slots(said: dict[str, list[Said]], gold: dict[str, Any], claim: Claim) -> None:
    outcomes = scorer().slots(gold, plain(claim))
    for slot, name in SLOTS.items():
        taken, wrong = outcomes[name, "tp"], outcomes[name, "fp"]
        if slot in claim.confidences and taken + wrong:
            said.setdefault(slot, []).append((claim.confidences[slot], wrong == 0))
