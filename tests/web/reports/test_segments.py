"""A text cut at the borders of its claims."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallystick.record import Claim, Party, Span
from tallystick.web.reports.segments import LANES, Mark, lanes_of, segments

texts = st.text(min_size=1, max_size=60)


@st.composite
def told(draw: st.DrawFn) -> tuple[str, list[Claim]]:
    text = draw(texts)
    start = st.integers(0, len(text) - 1)
    ends = st.tuples(start, start).map(lambda pair: (min(pair), max(pair) + 1))
    spans = draw(st.lists(ends, max_size=6))
    parties = draw(st.lists(ends, max_size=2))
    victims = tuple(Party("x", Span.of(text, *pair)) for pair in parties)
    return text, [Claim(f"c.{n}", "killing", Span.of(text, *pair), victims=victims) for n, pair in enumerate(spans)]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(told())
def test_joined_they_are_the_text_and_each_knows_its_claims(given_: tuple[str, list[Claim]]) -> None:
    text, claims = given_
    pieces = segments(text, claims)
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        over = {c.id for c in claims if c.text.start <= piece.start and piece.end <= c.text.end}
        assert set(piece.claims) == over
        assert all(c.text.end <= piece.start or c.text.start >= piece.end or c.id in over for c in claims)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(told())
def test_each_claim_begins_once(given_: tuple[str, list[Claim]]) -> None:
    text, claims = given_
    begun = [claim for piece in segments(text, claims) for claim in piece.begins]
    assert sorted(begun) == sorted(claim.id for claim in claims)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(told())
def test_overlapping_claims_have_different_underlines_while_there_are_enough(given_: tuple[str, list[Claim]]) -> None:
    text, claims = given_
    for piece in segments(text, claims):
        if len(piece.claims) <= LANES and len(claims) <= LANES:
            assert len(set(piece.lanes)) == len(piece.lanes)


def test_more_claims_than_underlines_share_them() -> None:
    lanes = lanes_of([Mark(str(n), 0, 9) for n in range(7)])
    assert set(lanes.values()) == set(range(LANES))


def test_furniture_is_marked() -> None:
    pieces = segments("Share this. Ten died.", [], [(0, 11)])
    assert [(piece.text, piece.furniture) for piece in pieces] == [("Share this.", True), (" Ten died.", False)]
