"""The likeliest type, status or certainty, with what the rules say."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tallystick.reading.embedded.stance import likeliest

CLASSES = ("occurred", "denied", "planned")
shares = st.lists(st.floats(0.01, 1.0), min_size=3, max_size=3).map(lambda s: np.array(s, np.float32) / sum(s))


@given(shares)
def test_without_a_word_of_the_rules_the_likeliest_is_taken(given_shares: np.ndarray) -> None:
    best, share = likeliest(CLASSES, given_shares, (), 4.0)
    assert best == CLASSES[int(given_shares.argmax())]
    assert share == np.float32(given_shares.max()) or abs(share - given_shares.max()) < 1e-4


@given(shares)
def test_what_the_rules_say_only_gains(given_shares: np.ndarray) -> None:
    _, alone = likeliest(CLASSES, given_shares, (), 2.0)
    best, share = likeliest(CLASSES, given_shares, {"denied"}, 2.0)
    assert best == "denied" or share <= alone + 1e-6


def test_a_sure_network_goes_before_the_rules() -> None:
    sure = np.array([0.999, 0.0005, 0.0005], np.float32)
    assert likeliest(CLASSES, sure, {"denied"}, 2.0)[0] == "occurred"
    assert likeliest(CLASSES, np.array([0.6, 0.3, 0.1], np.float32), {"denied"}, 2.0)[0] == "denied"
