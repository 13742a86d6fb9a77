"""The refit of one judgement obeys its laws, whatever people decided."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.reading.embedded.review.fitting import STRENGTHS, Cases, fitted, refit

INPUTS = 5


@st.composite
def situations(draw: st.DrawFn) -> tuple[Cases, np.ndarray]:
    """Cases of a judgement with one to four outputs, and the matrix that ships."""
    seed, count, outputs = draw(st.integers(0, 10**6)), draw(st.integers(1, 40)), draw(st.integers(1, 4))
    chance, scale = np.random.default_rng(seed), draw(st.sampled_from([0.01, 1.0, 30.0]))
    x = np.concatenate([chance.normal(size=(count, INPUTS)) * scale, np.ones((count, 1))], axis=1)
    if outputs == 1:
        wanted = chance.integers(0, 2, size=(count, 1)).astype(float)
    else:
        wanted = np.eye(outputs)[chance.integers(0, outputs, size=count)]
    weight, shipped = chance.uniform(0.5, 9.0, count), chance.normal(size=(outputs, INPUTS + 1))
    arrays = (a.astype(np.float32) for a in (x, wanted, weight))
    return Cases(*arrays, chance.integers(0, 6, count)), shipped.astype(np.float32)


@given(situations())
def test_under_an_infinite_pull_everything_stays_as_it_ships(situation: tuple[Cases, np.ndarray]) -> None:
    cases, shipped = situation
    assert np.array_equal(fitted(cases, shipped, math.inf), shipped)


@given(situations(), st.sampled_from(STRENGTHS))
def test_the_loss_on_what_is_learned_from_never_rises(situation: tuple[Cases, np.ndarray], strength: float) -> None:
    cases, shipped = situation
    assert cases.loss(fitted(cases, shipped, strength)) <= cases.loss(shipped) * (1 + 1e-6) + 1e-6


@settings(max_examples=30)
@given(situations())
def test_a_stronger_pull_leaves_more_of_the_loss(situation: tuple[Cases, np.ndarray]) -> None:
    cases, shipped = situation
    strong, weak = (fitted(cases, shipped, strength) for strength in (STRENGTHS[0], STRENGTHS[-1]))
    assert cases.loss(weak) <= cases.loss(strong) * (1 + 1e-3) + 1e-3
    assert np.linalg.norm(strong - shipped) <= np.linalg.norm(weak - shipped) * (1 + 1e-3) + 1e-5


@pytest.mark.parametrize("outputs", [1, 3])
def test_one_case_alone_moves_its_own_odds_by_no_more_than_its_part_of_the_pull(outputs: int) -> None:
    x = np.array([[3.0, -1.0, 2.0, 0.5, 1.0, 1.0]], np.float32)
    wanted = np.eye(outputs, dtype=np.float32)[:1]
    cases = Cases(x, wanted, np.ones(1, np.float32), np.zeros(1, np.int64))
    shipped = np.zeros((outputs, 6), np.float32)
    moved = float((x @ fitted(cases, shipped, 10.0).T)[0, 0])
    assert 0.0 < moved <= 0.1


def test_what_separates_the_unseen_reports_is_learned_and_chance_is_not() -> None:
    chance = np.random.default_rng(3)
    x = np.concatenate([chance.normal(size=(240, INPUTS)), np.ones((240, 1))], axis=1).astype(np.float32)
    report, weight = np.arange(240) // 4, np.ones(240, np.float32)
    shipped = np.zeros((1, INPUTS + 1), np.float32)
    told = Cases(x, (x[:, :1] > 0).astype(np.float32), weight, report)
    tossed = Cases(x, chance.integers(0, 2, size=(240, 1)).astype(np.float32), weight, report)
    assert refit(told, shipped) is not None
    assert refit(tossed, shipped) is None
