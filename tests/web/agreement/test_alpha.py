"""Krippendorff's alpha against his own worked example, and its laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.web.agreement.alpha import Metric, agreement, interval, nominal, ratio

_ = None
CODERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3),
    (_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _),
)
"""Four observers and twelve units: example C of "Computing Krippendorff's Alpha-Reliability" (2011)."""
values = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=30)


@pytest.mark.parametrize(("metric", "alpha"), [(nominal, 0.743), (interval, 0.849), (ratio, 0.797)])
def test_the_worked_example_comes_out(metric: Metric, alpha: float) -> None:
    found = agreement(list(zip(*CODERS, strict=True)), metric)
    assert found.alpha == pytest.approx(alpha, abs=5e-4)
    assert found.units == 11


@given(values)
def test_full_agreement_is_one_unless_all_values_are_one(units: list[tuple[int, int]]) -> None:
    same = [(one, one) for one, _ in units]
    assert agreement(same).alpha == (1.0 if len(set(same)) > 1 else None)


@given(values)
def test_who_is_first_does_not_matter_and_one_is_the_most(units: list[tuple[int, int]]) -> None:
    one, other = agreement(units, interval), agreement([(b, a) for a, b in units], interval)
    assert one.alpha == pytest.approx(other.alpha) if one.alpha is not None else other.alpha is None
    assert one.alpha is None or one.alpha <= 1


def test_nothing_to_compare_is_no_agreement() -> None:
    assert agreement([(1, None), (None, 2)]).alpha is None
