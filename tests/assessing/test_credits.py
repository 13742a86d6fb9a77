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
        (f"{BODY}\nReporting by Agence France-Presse\n", "Agence France-Presse"),
        (f"{BODY}\n(Additional reporting by Reuters)\n", "Reuters"),
        (f"{BODY}\nWith reporting by Reuters.\n", "Reuters"),
        (f"{BODY}\n© 2017 Reuters\n", "Reuters"),
        (f"{BODY}\n(c) AFP\n", "AFP"),
        (
            f"{BODY}\nCopyright 2017 The Associated Press. All rights reserved. No part may be used.\n",
            "Associated Press",
        ),
        (f"{BODY}\nThe Associated Press contributed to this report.\n", "Associated Press"),
        (f"{BODY}\nCourtesy of Reuters\n", "Reuters"),
        (f"{BODY}\nBy Reuters staff\n", "Reuters"),
        (f"From Reuters\n{BODY}", "Reuters"),
        (f"MARSH TOWN — Reuters\n{BODY}", "Reuters"),
        (f"By Ivo Tarn, Reuters\n{BODY}", "Reuters"),
        (f"AFP/Reuters\n{BODY}", "AFP"),
        (f"Reuters in Marsh Town\n{BODY}", "Reuters"),
        (f"MARSH TOWN, Reed (AA) - {BODY}", "Anadolu Agency"),
        (f"(Reuters)\n{BODY}", None),
        (f"{BODY}\n(Reporting by Ivo Tarn in Marsh Town; editing by Ada Venn)\n", None),
        (f"{BODY}A strike by Reuters staff was averted, the union said. {BODY}", None),
        (f"A man walks past the burnt silo. (Reuters) {BODY}", None),
        (f"{BODY}The AFP counted ten shops. {BODY}", None),
        (BODY, None),
        ("", None),
    ],
)
def test_a_credit_line_at_the_head_or_the_foot_names_the_agency(text, agency):
    assert credited_agency(Document("d", text)) == agency
