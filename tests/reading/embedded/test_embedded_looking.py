"""Which spans are looked at more closely, and runs of words."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tallystick.reading.embedded.attributing import runs
from tallystick.reading.embedded.proposing import Sketch, shared, worth_a_look

sketches = st.lists(
    st.builds(
        lambda first, size, worth: Sketch((first, first + size), worth),
        st.integers(0, 60),
        st.integers(1, 40),
        st.floats(0.0, 1.0),
    ),
    max_size=25,
    unique_by=lambda s: s.span,
)


def test_over_the_same_words_the_likeliest_spans_are_looked_at() -> None:
    whole, lede, detail, elsewhere = (
        Sketch((0, 40), 0.5),
        Sketch((0, 18), 0.9),
        Sketch((19, 40), 0.8),
        Sketch((70, 90), 0.3),
    )
    assert worth_a_look([whole, lede, detail, elsewhere], 0.2, 1) == [lede, detail, elsewhere]
    assert worth_a_look([whole, lede, detail, elsewhere], 0.2, 3) == [lede, detail, whole, elsewhere]
    assert elsewhere not in worth_a_look([whole, lede, detail, elsewhere], 0.4, 3)


@given(sketches, st.floats(0.0, 1.0), st.integers(1, 4))
def test_every_span_that_is_left_out_is_unlikely_or_has_enough_likelier_rivals(
    drawn: list[Sketch], least: float, rivals: int
) -> None:
    kept = worth_a_look(drawn, least, rivals)
    for sketch in drawn:
        over = [o for o in kept if o is not sketch and o.worth >= sketch.worth and shared(sketch.span, o.span) > 0.5]
        assert sketch in kept or sketch.worth < least or len(over) >= rivals


def test_a_count_of_dead_that_likelier_spans_within_leave_out_is_looked_at() -> None:
    whole, within = Sketch((0, 40), 0.8), Sketch((20, 40), 0.9)
    assert worth_a_look([whole, within], 0.3, 1) == [within]
    assert worth_a_look([whole, within], 0.3, 1, counts=[(2, 4)]) == [within, whole]
    assert worth_a_look([whole, within], 0.3, 1, counts=[(25, 27)]) == [within]
    assert worth_a_look([whole, within], 0.85, 1, counts=[(2, 4)]) == [within]


@given(sketches, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 4)), max_size=6))
def test_counts_only_add_spans_to_look_at(drawn: list[Sketch], numbers: list[tuple[int, int]]) -> None:
    counts = sorted((first, first + size) for first, size in numbers)
    plain, more = worth_a_look(drawn, 0.3, 1), worth_a_look(drawn, 0.3, 1, counts)
    assert more[: len(plain)] == plain
    assert len(set(more)) == len(more) <= len(plain) + len(counts)


@given(sketches, st.floats(0.0, 1.0), st.integers(1, 4))
def test_the_order_of_the_spans_does_not_matter(drawn: list[Sketch], least: float, rivals: int) -> None:
    assert worth_a_look(drawn, least, rivals) == worth_a_look(drawn[::-1], least, rivals)


def test_runs_end_where_another_begins() -> None:
    outside, begin, inside = [0.9, 0.05, 0.05], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]
    scores = np.array([outside, begin, inside, begin, outside, inside], dtype=np.float32)
    assert runs(scores) == [(1, 3), (3, 4), (5, 6)]
