import numpy as np

from tallystick.reading.embedded.judging import Candidate
from tallystick.reading.embedded.labels import EVENTS
from tallystick.reading.embedded.policy import Policy
from tallystick.reading.embedded.selecting import selected

POLICY = Policy(keep=0.5, apart=0.5, agreement=0.5, width=1.0)


def candidate(first: int, last: int, keep: float, **events: float) -> Candidate:
    shares = np.zeros(len(EVENTS), dtype=np.float32)
    for event, share in (events or {"shelling": 1.0}).items():
        shares[EVENTS.index(event)] = share
    nothing = np.zeros((0, 1), dtype=np.float32)
    return Candidate((first, last), (first, last), keep, keep, shares, shares, shares, nothing, nothing)


def spans(
    candidates: list[Candidate],
    rules: list[tuple[int, int]] | None = None,
    counts: tuple[tuple[int, int], ...] = (),
) -> list[tuple[int, int]]:
    return [kept.candidate.span for kept in selected(candidates, rules or [], POLICY, counts)]


def test_claims_apart_are_all_kept_in_the_order_of_the_text() -> None:
    assert spans([candidate(50, 70, 0.9), candidate(10, 30, 0.8)]) == [(10, 30), (50, 70)]


def test_of_a_whole_and_its_parts_one_reading_is_kept() -> None:
    whole, lede, detail = (10, 50), (10, 30), (30, 50)
    assert spans([candidate(*whole, 0.9), candidate(*lede, 0.9), candidate(*detail, 0.9)]) == [whole]
    assert spans([candidate(*whole, 0.3), candidate(*lede, 0.9), candidate(*detail, 0.9)]) == [lede, detail]


def test_a_span_that_the_rules_have_too_needs_less() -> None:
    doubtful = candidate(10, 30, 0.45)
    assert spans([doubtful], rules=[(100, 120)]) == []
    assert spans([doubtful], rules=[(10, 30)]) == [(10, 30)]


def test_a_claim_within_another_does_not_take_the_dead_with_it() -> None:
    whole, within = candidate(10, 50, 0.6), candidate(30, 50, 0.95)
    assert spans([whole, within]) == [(30, 50)]
    assert spans([whole, within], counts=((12, 14),)) == [(10, 50), (30, 50)]
    assert spans([whole, within], counts=((32, 34),)) == [(30, 50)]


def test_of_two_spans_that_number_the_same_dead_one_is_kept() -> None:
    longer, shorter, within = candidate(10, 60, 0.6), candidate(10, 50, 0.7), candidate(30, 50, 0.95)
    assert spans([longer, shorter, within], counts=((12, 14),)) == [(10, 50), (30, 50)]


def test_nothing_is_kept_of_nothing() -> None:
    assert spans([]) == []
