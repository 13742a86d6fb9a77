"""A clause without a date takes the one of the story that it goes on with, and no other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from growing import growth
from hypothesis import given
from hypothesis import strategies as st

from tallystick.reading.sentences import split
from tallystick.reading.times import Telling, carry, choose_time, find_headings, find_times
from tallystick.record import Document, When

TUESDAY = "2016-08-16"


def carried(*sentences: tuple[str, str], anchor: str = TUESDAY) -> list[str | None]:
    """The EDTF value of each sentence, which tells one event of the given type with its whole text."""
    text = " ".join(sentence for _, sentence in sentences)
    times, tellings, starts = find_times(text, anchor), [], []
    at = 0
    for number, (event, sentence) in enumerate(sentences):
        ends = at, at + len(sentence)
        own = choose_time(text, times, ends, ends)
        tellings.append(Telling(event, number, *ends, at, own))
        starts.append(at)
        at = ends[1] + 1
    return [when.edtf if when else None for when in carry(text, tellings, starts, anchor)]


def test_the_details_of_an_attack_are_of_its_day() -> None:
    assert carried(
        ("bombing", "A car bomb exploded in the market on Monday."),
        ("bombing", "The blast killed 12 people and wounded 30."),
    ) == ["2016-08-15", "2016-08-15"]


def test_a_lead_without_a_date_takes_that_of_the_next_telling() -> None:
    assert carried(
        ("bombing", "At least 12 people died in a car bombing in the market."),
        ("bombing", "The bomb went off on Tuesday outside a bakery, killing 12."),
    ) == ["2016-08-16", "2016-08-16"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Another 14 people were killed in a village to the north.",
        "Warplanes have repeatedly bombed the town in recent months.",
    ],
)
def test_siblings_and_habits_share_no_date(sentence: str) -> None:
    told = carried(("airstrike", "Warplanes hit a school in the town on Sunday."), ("airstrike", sentence))
    assert told == ["2016-08-14", None]


def test_what_would_be_done_shares_no_date() -> None:
    text = "Warplanes hit a school on Sunday. The army would bomb the town if talks failed."
    second = text.index("The army")
    tellings = [
        Telling("airstrike", 0, 0, second - 1, text.index("hit"), When("2016-08-14")),
        Telling("airstrike", 1, second, len(text), text.index("bomb")),
    ]
    assert carry(text, tellings, [0, second], TUESDAY)[1] is None


def test_what_is_told_much_further_on_shares_no_date() -> None:
    between = [("negotiation", "The envoy met the ministers.")] * 9
    told = carried(("airstrike", "A raid hit the town on Sunday."), *between, ("airstrike", "A raid killed six."))
    assert told[-1] is None


def test_a_total_counts_from_the_beginning_told_beside_it() -> None:
    told = carried(
        ("battle", "The civil war began in March 2011."),
        ("toll", "The war has killed more than 220000 people."),
    )
    assert told == ["2011-03", "2011-03/.."]


def test_a_headline_lends_no_date() -> None:
    text = "Strike kills six on Monday. Six people died in a strike."
    lent = When("2016-08-15")
    tellings = [Telling("airstrike", 0, 0, 27, 0, lent, lends=False), Telling("airstrike", 1, 28, len(text), 28)]
    assert carry(text, tellings, [0, 28], TUESDAY) == [lent, None]


CHRONOLOGY = """{0}

Shells hit a bakery. Six died.

{1}

A mine went off."""


@pytest.mark.parametrize("shape", ["{}", "{}:", "## {}", "* {}", "On {}:", "**{}**", "({})"])
def test_the_dates_that_head_entries_date_what_stands_under_them(shape: str) -> None:
    text = CHRONOLOGY.format(shape.format("12 August 2016"), shape.format("13 August 2016"))
    headings = find_headings(text, find_times(text, TUESDAY))
    tellings = [
        Telling(event, n, text.index(words), text.index(words) + len(words), text.index(words))
        for n, (event, words) in enumerate([("shelling", "Shells hit a bakery."), ("bombing", "A mine went off.")])
    ]
    dated = carry(text, tellings, [t.start for t in tellings], TUESDAY, headings)
    assert [when.edtf if when else None for when in dated] == ["2016-08-12", "2016-08-13"]


@pytest.mark.parametrize(
    "text",
    [
        "12 August 2016\n\nShells hit a bakery.",
        "12 August 2016 was bad.\n13 August 2016 was worse.",
        "Shells fell on 12 August 2016:\nand on 13 August 2016.",
        "August 2016:\nshells fell.\nSeptember 2016:\nmines.",
    ],
)
def test_a_dateline_a_sentence_and_a_month_are_no_headings(text: str) -> None:
    assert find_headings(text, find_times(text, TUESDAY)) == []


EVENTS = ["airstrike", "bombing", "toll", "aid", "territory", "unheard-of"]
PIECES = ["on Monday", "in March 2011", "since 2014", "it began", "another", "six died", "have", "The attack", ".", "("]


@given(st.lists(st.tuples(st.sampled_from(EVENTS), st.lists(st.sampled_from(PIECES), min_size=1).map(" ".join))))
def test_only_times_of_the_text_are_lent_and_own_ones_stay(told: list[tuple[str, str]]) -> None:
    text = " ".join(words for _, words in told)
    known = {when.edtf for when in find_times(text, TUESDAY)}
    at = 0
    for (_, words), value in zip(told, carried(*told), strict=True):
        own = choose_time(text, find_times(text, TUESDAY), (at, at + len(words)), (at, at + len(words)))
        assert own is None or value == own.edtf
        assert value is None or value.removesuffix("/..") in {k.removesuffix("/..") for k in known}
        at += len(words) + 1


def test_many_tellings_take_no_quadratic_time() -> None:
    def carrying(repeats: int) -> Callable[[], object]:
        text = "A raid on Monday killed six. The raid killed seven. " * repeats
        sentences = split(Document(id="", text=text))
        times = find_times(text, TUESDAY)
        tellings = [
            Telling("airstrike", n, s.start, s.end, s.start, times[n // 2] if n % 2 == 0 else None)
            for n, s in enumerate(sentences)
        ]
        return partial(carry, text, tellings, [s.start for s in sentences], TUESDAY)

    assert growth(carrying, 500) < 9
