"""The day of the event, of a death of its wounds, of the finding of the dead and of the report are told apart."""

from __future__ import annotations

import pytest

from tallystick.reading.times import choose_time, find_times, other_times, report_day
from tallystick.record import Claim, Document, Span, When
from tallystick.serialising import from_plain, to_plain

TUESDAY = "2016-08-16"


def told(text: str) -> tuple[str | None, list[tuple[str, str]]]:
    """The event's EDTF value and the others with their kinds, the whole text being clause and sentence."""
    times, ends = find_times(text, TUESDAY), (0, len(text))
    chosen = choose_time(text, times, ends, ends)
    return chosen.edtf if chosen else None, [(t.edtf, t.kind) for t in other_times(text, times, ends, ends)]


@pytest.mark.parametrize(
    ("text", "event", "others"),
    [
        (
            "The bodies of 12 people killed in March were found on Monday.",
            "2016-03",
            [("2016-08-15", "discovery")],
        ),
        (
            "On Monday the bodies of six men killed in March were found in a mass grave.",
            "2016-03",
            [("2016-08-15", "discovery")],
        ),
        ("Residents found 12 bodies on Friday.", None, [("2016-08-12", "discovery")]),
        ("Six people were found dead on Monday.", None, [("2016-08-15", "discovery")]),
        (
            "He died on Sunday of wounds sustained in Friday's strike.",
            "2016-08-12",
            [("2016-08-14", "death")],
        ),
        (
            "A man succumbed to his wounds on Sunday after the raid on Friday.",
            "2016-08-12",
            [("2016-08-14", "death")],
        ),
        ("Shells killed six on Sunday, a monitor said on Monday.", "2016-08-14", [("2016-08-15", "report")]),
        ("Six died on Sunday.", "2016-08-14", []),
        ("He was found guilty on Monday.", "2016-08-15", []),
    ],
)
def test_each_day_has_its_kind(text: str, event: str | None, others: list[tuple[str, str]]) -> None:
    assert told(text) == (event, others)


def test_a_dateline_is_no_day_of_the_report_in_words() -> None:
    text = "MOSCOW October 18 (RIA Novosti) - Six died."
    ends = (0, len(text))
    times = find_times(text, "2014-10-18")
    assert choose_time(text, times, ends, ends) is None
    assert other_times(text, times, ends, ends) == ()


def test_what_a_time_was_counted_from_is_kept() -> None:
    text = "The market was hit on Friday. Two days later, on 3 May 2014, hours later and in 2013 more fell."
    found = {t.text.exact: t for t in find_times(text, TUESDAY, anchor_kind="dateline") if t.text}
    assert (found["Friday"].anchor, found["Friday"].anchor_kind) == (TUESDAY, "dateline")
    assert (found["Two days later"].anchor, found["Two days later"].anchor_kind) == ("2016-08-12", "event")
    assert (found["3 May 2014"].anchor, found["3 May 2014"].anchor_kind) == (None, None)


@pytest.mark.parametrize(
    ("document", "day", "kind"),
    [
        (
            Document("d", "", published="2016-08-16", anchor="2016-08-16", published_from="option"),
            TUESDAY,
            "publication",
        ),
        (Document("d", "", published="2016-08-20", anchor="2016-08-16", published_from="option"), TUESDAY, "dateline"),
        (
            Document("d", "", published="2016-08-16", anchor="2016-08-16", published_from="dateline"),
            TUESDAY,
            "dateline",
        ),
        (Document("d", "", published="2016-08-16"), TUESDAY, "publication"),
        (Document("d", ""), None, "publication"),
    ],
)
def test_the_reports_day_comes_from_the_dateline_or_the_publication(
    document: Document, day: str | None, kind: str
) -> None:
    assert report_day(document) == (day, kind)


def test_claims_stored_before_these_fields_are_read_and_new_ones_return_as_they_went() -> None:
    old = {"id": "c", "event": "killing", "text": {"start": 0, "end": 1, "exact": "x"}, "time": {"edtf": "2016"}}
    assert from_plain(old, Claim).time == When("2016")
    new = Claim(
        "c",
        "killing",
        Span(0, 1, "x"),
        time=When("2016-08-12", anchor=TUESDAY, anchor_kind="dateline"),
        other_times=(When("2016-08-14", kind="death"),),
    )
    assert from_plain(to_plain(new), Claim) == new
