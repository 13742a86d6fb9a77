"""Confidence of claims and slots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.reading.embedded import read
from tallystick.reading.embedded.options import Option, best
from tallystick.reading.embedded.policy import Policy, log_odds, probability
from tallystick.record import Document

REPORT = """QARN, 4 May 2021 - At least 14 people were killed on Tuesday when mortar shells struck a market in the \
northern town of Qarn, the Rural Medical Network said."""


def test_every_slot_that_is_filled_has_a_confidence() -> None:
    claim = read(Document("d", REPORT, published="2021-05-05", anchor="2021-05-05"))[0]
    assert {"event", "status", "certainty", "source", "place", "date", "figure"} <= claim.confidences.keys()
    assert all(0.0 <= sure <= 1.0 for sure in claim.confidences.values())
    assert "perpetrator" not in claim.confidences


@given(st.floats(0.001, 0.999))
def test_log_odds_and_probability_undo_each_other(share: float) -> None:
    assert probability(log_odds(share)) == pytest.approx(share)


@given(st.floats(-20, 20), st.floats(-20, 20))
def test_confidence_grows_with_the_odds(a: float, b: float) -> None:
    policy = Policy(lines={"place": (0.7, -0.2)})
    low, high = sorted((a, b))
    assert policy.confidence("place", low) <= policy.confidence("place", high)


def test_the_likeliest_option_is_taken_where_it_reaches_the_threshold() -> None:
    options = [Option("rules", 1.0), Option("model", 2.0)]
    assert best(options, 0.0) == Option("model", 2.0)
    assert best(options, 3.0) is None
    assert best([], 0.0) is None
