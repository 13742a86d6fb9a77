"""Page furniture is marked; sentences of a report are not."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.intake.furniture import find_furniture

HEAD = "Strike hits market"
SENTENCE = "Warplanes struck a market and killed at least 14 people, a doctor said."


def marked(text: str) -> list[str]:
    return [text[start:end] for start, end in find_furniture(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Some One/ AFP/ Getty Images.",
        "(Photo by Some One / Reuters)",
        "Some One/Getty Images",
        "Image copyright AFP",
        "NOW WATCH: What the bridge looked like before the war",
        "Read more",
        "READ MORE: Ten things to know about the siege",
        "Read more here",
        "See also: the war in maps",
        "Share this article",
        "Share",
        "Facebook Twitter WhatsApp Email",
        "Share 12 Tweet 4",
        "Sign up for our daily newsletter",
        "Get the news delivered straight to your inbox",
        "Subscribe now",
        "Follow us on Telegram",
        "Follow @herald on Twitter",
        "Advertisement",
        "Story continues below advertisement",
        "Copyright 2017 Example Herald",
        "© Example Herald. All rights reserved.",
        "We use cookies to improve this page.",
        "Reporting by A. Writer in Northtown; editing by B. Reader",
        "Tags: war, market, air strikes",
        "3 comments",
        "Most read",
        "4 min read",
        "[Written for a training day. The Example Herald is an invented outlet.]",
        "Translated from Arabic by A. Writer.",
        "This article was originally published by the Example Herald.",
    ],
)
def test_furniture_lines(line: str) -> None:
    assert marked(f"{SENTENCE}\n\n  {line}  \r\n\r\n{SENTENCE}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        SENTENCE,
        "Photographs showed that five people were killed.",
        "The photo, taken by an AFP reporter, shows two bodies.",
        "Share prices fell after the attack, in which nine people were killed.",
        "Follow-up strikes killed three rescue workers.",
        "Advertisements for the army were found beside the bodies of two men.",
        "Related attacks killed 12 people in the south, the police said.",
        "A list compiled by the Observatory names 300 people who were killed.",
        "This report was published by the Observatory, which counted dozens of dead.",
        "Written in haste, the list names 14 people who were killed.",
        "Compiled by the Observatory, the list names 300 people who were killed.",
        "Subscribers to the network's channel saw the killing of two prisoners.",
        "Watch towers were shelled and four guards died.",
        "Recommended strikes were carried out at dawn.",
        "People read more about the killing of the mayor in the papers.",
        "Comments by the minister came after ten people were killed.",
    ],
)
def test_sentences_of_a_report_are_not_furniture(line: str) -> None:
    assert marked(f"{HEAD}\n\n{line}\n\n{SENTENCE}") == []


def test_a_list_of_related_stories_goes_with_its_heading() -> None:
    listed = "Related stories:\nShells kill four in Southtown\nWhat we know about the siege\n"
    assert marked(f"{SENTENCE}\n\n{listed}\n{SENTENCE}") == listed.splitlines()
    assert marked(f"Related:\n{SENTENCE}") == ["Related:"]


def test_pieces_of_glued_text() -> None:
    text = f"18.10.2014Get short URL 0 13 The dead: {SENTENCE} Print Tweet Views 458 {SENTENCE} (AFP Photo) {SENTENCE}"
    assert marked(text) == ["Get short URL 0 13", "Print Tweet Views 458", "(AFP Photo)"]


def test_the_end_of_a_page_goes_from_its_first_sign() -> None:
    tail = "Reporting by A Writer; Editing by B Reader Our Standards: The Thomson Reuters Trust Principles."
    assert marked(f"{SENTENCE * 5} {tail}\n") == [tail]
    early = f"{HEAD} Never miss a story again {SENTENCE * 9}"
    assert marked(early) == []


@given(
    st.lists(
        st.sampled_from([SENTENCE, "Share", "Read more", "Related:", "", "Photo: AP", "A short line"]), max_size=12
    )
)
def test_ranges_are_in_order_apart_and_inside(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = find_furniture(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(first[1] < second[0] for first, second in pairwise(found))
    assert not any(SENTENCE in text[start:end] for start, end in found)


@pytest.mark.parametrize(
    "text", ["share " * 30_000, "1 " * 90, "A" * 200, "Reporting by " + "A " * 90, "(" * 200_000, "\n" * 200_000]
)
def test_hostile_text_takes_no_time(text: str) -> None:
    assert find_furniture(text) is not None


def test_no_coded_claim_is_hidden(shared: Path) -> None:
    for path in sorted((shared / "claims-train").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            found = find_furniture(article["text"])
            for claim in article["claims"]:
                words = claim["text"]
                assert not any(start < words["end"] and words["start"] < end for start, end in found), words["exact"]
