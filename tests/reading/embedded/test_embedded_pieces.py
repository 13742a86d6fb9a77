from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tallystick.reading.embedded.crops import crop, zones
from tallystick.reading.embedded.labels import AFTER, BEFORE, FIRST, INSIDE
from tallystick.reading.embedded.pieces import OVERLAP, WINDOW, cut, windows
from tallystick.reading.sentences import split
from tallystick.record import Document


@given(st.integers(0, 5000))
def test_each_piece_is_owned_by_one_window_that_holds_it(length: int) -> None:
    owned: list[int] = []
    for window in windows(length):
        assert 0 < window.last - window.first <= WINDOW
        assert window.first <= window.own[0] < window.own[1] <= window.last
        owned += range(*window.own)
    assert owned == list(range(length))


@given(st.integers(WINDOW + 1, 5000))
def test_neighbouring_windows_share_what_a_claim_at_the_seam_needs(length: int) -> None:
    found = list(windows(length))
    for before, after in pairwise(found):
        assert before.last - after.first == OVERLAP
        assert after.own[0] - after.first >= 40
        assert before.last - before.own[1] >= 40


def test_pieces_count_their_offsets_in_the_whole_text() -> None:
    text = "Headline of the day\n\nThe Délégation said mortars fell on Qarn. Nobody was hurt."
    pieces = cut(split(Document("d", text)))
    words = [text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)]
    assert "mortar" in "".join(words)
    assert "".join(words) == "".join(text.split())


def test_covering_gives_the_pieces_that_share_a_character() -> None:
    text = "Shells hit the bakery in Qarn."
    pieces = cut(split(Document("d", text)))
    first, last = pieces.covering(text.index("bakery"), text.index("bakery") + 6)
    assert text[pieces.starts[first] : pieces.ends[last - 1]] == "bakery"


@given(st.integers(0, 400), st.integers(1, 150))
def test_a_crop_stays_in_its_window_and_marks_the_claim(start: int, length: int) -> None:
    span, window = (start, start + length), (0, 560)
    seen = crop(span, window)
    found = zones(span, seen)
    assert window[0] <= seen[0] <= start < seen[1] <= window[1]
    assert list(found).count(FIRST) == 1
    assert set(found) <= {BEFORE, FIRST, INSIDE, AFTER}
    assert found[start - seen[0]] == FIRST
