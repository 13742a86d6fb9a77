"""What is learned is kept only where readings of reports that it has not seen got no worse."""

from typing import Any

import numpy as np
import pytest
from attrs import evolve

from tallystick.errors import ReaderError
from tallystick.reading.embedded.heads import Heads
from tallystick.reading.embedded.policy import Policy
from tallystick.reading.embedded.reader import read_with
from tallystick.reading.embedded.review import Reviewed, ReviewedReport, learn
from tallystick.reading.embedded.review.judgements import BY_NAME
from tallystick.reading.embedded.review.learning import Lesson
from tallystick.record import Claim, Document

PLACES = ("Marea", "Idlib", "Saraqib", "Atarib", "Harim")
POLICY = Policy(place=3.0, place_rule=0.0)


@pytest.fixture
def eager(toy: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The toy network, but as good as sure that every word is one of the place."""
    bias = toy.heads.values["role.bias"].copy()
    place = BY_NAME["place"]
    bias[place.first : place.last] = (-4.0, 0.0, 0.0)
    monkeypatch.setattr(toy, "heads", Heads({**toy.heads.values, "role.bias": bias}))
    return toy


def read(network: Any, number: int) -> tuple[Document, Claim]:
    place = PLACES[number % 5]
    text = f"An air strike on a market in {place} killed {number + 3} people on Monday, residents said."
    document = Document(f"r{number:03}", text, published="2016-12-13", anchor="2016-12-13")
    (claim,) = read_with(network, POLICY, document)
    return document, claim


def reports(network: Any, removed: float) -> list[ReviewedReport]:
    """Sixty reports, from a share of which people took the place away, for reasons that no word tells."""
    chance, found = np.random.default_rng(5), []
    for number in range(60):
        document, claim = read(network, number)
        assert claim.place is not None
        given = evolve(claim, place=None) if chance.random() < removed else claim
        found.append(ReviewedReport(document, (Reviewed(given, True, frozenset({"place"})),)))
    return found


def test_better_probabilities_that_read_worse_are_not_used(eager: Any) -> None:
    trial = learn(Lesson(eager, eager.heads, POLICY), reports(eager, removed=0.35))
    assert "place" not in trial.strengths


def test_what_reads_better_is_used(eager: Any) -> None:
    trial = learn(Lesson(eager, eager.heads, POLICY), reports(eager, removed=0.9))
    place = next(score for score in trial.scores if score.name == "place")
    assert "place" in trial.strengths
    assert place.before < place.after
    assert trial.improved


def test_too_few_reviews_teach_nothing(eager: Any) -> None:
    with pytest.raises(ReaderError, match="review more"):
        learn(Lesson(eager, eager.heads, POLICY), reports(eager, removed=0.5)[:20])


def test_progress_is_told_for_each_step(eager: Any) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    learn(
        Lesson(eager, eager.heads, POLICY),
        reports(eager, removed=0.5),
        lambda what, done, total: told.setdefault(what, []).append((done, total)),
    )
    assert len(told) == 4
    assert all(done < total for steps in told.values() for done, total in steps)
