"""Whole numbers of forms: read where they are some, and never a fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.web.whole_numbers import whole


@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_what_a_form_writes_is_read(number: int) -> None:
    assert whole(str(number)) == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", "1e3", "x", "²", "\x00", "9" * 19, "9" * 5000])
def test_what_is_no_number_or_beyond_all_use_is_none(text: str) -> None:
    assert whole(text) is None


@given(st.text())
def test_no_text_is_a_fault(text: str) -> None:
    assert whole(text) is None or text.isdecimal()
