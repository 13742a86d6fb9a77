import numpy as np

from tallystick.reading.embedded.proposing import propose


def scores(length: int, **ranges: tuple[int, int]) -> np.ndarray:
    made = np.full((length, 3), 0.01)
    for first, last in ranges.values():
        made[first, 0] = made[last - 1, 1] = 0.9
        made[first:last, 2] = 0.9
    return made


def test_a_clear_span_is_the_only_proposal() -> None:
    assert propose(scores(30, claim=(4, 12))) == [(4, 12)]


def test_two_neighbours_are_proposed_singly_and_as_one() -> None:
    found = propose(scores(30, lede=(2, 10), detail=(10, 18)))
    assert {(2, 10), (10, 18), (2, 18)} <= set(found)


def test_nothing_is_proposed_where_nothing_opens() -> None:
    assert propose(np.full((50, 3), 0.05)) == []


def test_proposals_stay_few_where_every_piece_may_open_and_close() -> None:
    assert len(propose(np.full((400, 3), 0.5))) <= 400 * 5
