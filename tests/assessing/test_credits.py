"""Whose copy a report carries."""

from __future__ import annotations

import pytest

from tallystick.assessing.credits import credited_agency
from tallystick.record import Document

BODY = "Two blasts shook the quay early on Sunday and shops burnt for hours. " * 8


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"MARSH TOWN, March 2 (Reuters) - {BODY}", "Reuters"),
        (f"Marsh Town (AFP) — {BODY}", "AFP"),
        (f"By Reuters\n{BODY}", "Reuters"),
        (f"AFP, Marsh Town\n{BODY}", "AFP"),
        (f"{BODY}- REUTERS", "Reuters"),
        (f"{BODY}--AFP\n", "AFP"),
        (f"{BODY}(AP)", "AP"),
        (f"{BODY}\nSource: Xinhua\n", "Xinhua"),
        (f"A man walks past the burnt silo. (Reuters) {BODY}", None),
        (f"{BODY}The AFP counted ten shops. {BODY}", None),
        (BODY, None),
        ("", None),
    ],
)
def test_a_credit_line_at_the_head_or_the_foot_names_the_agency(text, agency):
    assert credited_agency(Document("d", text)) == agency
