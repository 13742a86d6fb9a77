from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from tallystick.web.incidents.axis import axis

VALUES = st.lists(st.integers(0, 10**7), min_size=1, max_size=12)


@given(VALUES)
def test_every_value_stands_within_the_width_and_in_order(values: list[int]) -> None:
    scale = axis(values)
    places = [scale.at(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(0 < place < 100 for place in places)


@given(VALUES)
def test_an_axis_has_few_round_ticks_none_below_zero(values: list[int]) -> None:
    ticks = [tick.value for tick in axis(values).ticks]
    assert 2 <= len(ticks) <= 8
    assert ticks[0] >= 0
    assert len({b - a for a, b in itertools.pairwise(ticks)}) == 1


def test_without_a_value_there_is_still_an_axis() -> None:
    assert [tick.value for tick in axis([]).ticks] == [0, 1]
