"""The hash of a set: order does not matter, what is taken out is gone, and other sets have other hashes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tallystick.casebook.sethash import SetHash

ELEMENTS = st.lists(st.text(max_size=8), unique=True, max_size=12)


def hashed(elements: list[str]) -> SetHash:
    made = SetHash()
    for element in elements:
        made = made.plus(element)
    return made


@given(ELEMENTS, st.randoms())
def test_the_order_does_not_matter(elements: list[str], chance: object) -> None:
    shuffled = list(elements)
    getattr(chance, "shuffle")(shuffled)  # noqa: B009 - hypothesis gives no type for it
    assert hashed(shuffled) == hashed(elements)


@given(ELEMENTS, st.text(max_size=8))
def test_what_is_put_in_and_taken_out_leaves_nothing(elements: list[str], other: str) -> None:
    assert hashed(elements).plus(other).minus(other) == hashed(elements)
    assert hashed(elements).minus(other).plus(other) == hashed(elements)


@given(ELEMENTS, ELEMENTS)
def test_other_sets_have_other_hashes(one: list[str], other: list[str]) -> None:
    assert (hashed(one) == hashed(other)) == (set(one) == set(other))
    assert (hashed(one).digest == hashed(other).digest) == (set(one) == set(other))


@given(ELEMENTS)
def test_it_survives_being_stored(elements: list[str]) -> None:
    assert SetHash.of(hashed(elements).stored()) == hashed(elements)
    assert len(hashed(elements).stored()) == 2048


def test_sums_that_overflow_stay_in_their_own_number() -> None:
    """The sums are those that adding the 1,024 numbers one by one gives."""
    from hashlib import shake_256

    words = [f"element {n}" for n in range(40)]
    streams = [shake_256(word.encode()).digest(2048) for word in words]
    sums = [sum(int.from_bytes(s[at : at + 2], "little") for s in streams) % 2**16 for at in range(0, 2048, 2)]
    assert hashed(words).stored() == b"".join(number.to_bytes(2, "little") for number in sums)


def test_the_empty_set_is_written_as_no_bytes_too() -> None:
    assert SetHash.of(b"") == SetHash()
