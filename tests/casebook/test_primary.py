"""What a person may name as primary evidence."""

from __future__ import annotations

import pytest

from tallystick.casebook.primary import Published, names_a_report

REPORTS = [
    Published("0a1b", "/desk/inbox/a.jsonl#a", "Aldmara Herald", "Saraqib: fourteen dead"),
    Published("0c2d", "https://vale.example/2031/03/strike.html", "Vale Radio", None),
    Published("0e3f", None, None, None),
]


@pytest.mark.parametrize(
    "document",
    [
        "0a1b",
        "0E3F",
        "/desk/inbox/a.jsonl#a",
        "a.jsonl#a",
        "A.JSONL",
        "https://vale.example/2031/03/strike.html",
        "vale.example/2031/03/strike.html",
        "Aldmara Herald",
        "the aldmara herald",
        "Aldmara Herald and Vale Radio",
        "saraqib: fourteen dead",
        "Report in the Aldmara Herald",
        "article by Vale Radio of 13 March 2031",
        "Aldmara Herald, “Saraqib: fourteen dead”, 13th March",
        "Vale Radio news story, vale.example",
        "the news report",
        "",
        " - ",
    ],
)
def test_a_name_of_the_incidents_reports_is_no_primary_evidence(document: str) -> None:
    assert names_a_report(document, REPORTS)


@pytest.mark.parametrize(
    "document",
    [
        "death certificate",
        "morgue register, 12 May",
        "hospital record of Saraqib",
        "interview with a survivor, published in the Aldmara Herald",
        "photographs by Vale Radio, checked at their source",
        "casualty-list.pdf",
        "4711",
        "Saraqib hospital register, p. 4",
    ],
)
def test_what_else_was_seen_is_evidence(document: str) -> None:
    assert not names_a_report(document, REPORTS)
