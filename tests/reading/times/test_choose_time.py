"""The time that dates a clause's event and not the saying."""

from __future__ import annotations

import time

import pytest

from tallystick.reading.times import choose_time, find_times
from tallystick.record import Span

TUESDAY = "2016-08-16"


def chosen(marked: str, cues: tuple[str, ...] = ()) -> str | None:
    """The EDTF value for the clause between | and |, the whole text being the sentence."""
    before, clause, after = marked.split("|")
    text = before + clause + after
    spans = tuple(Span.of(text, text.index(cue), text.index(cue) + len(cue)) for cue in cues)
    ends = (len(before), len(before) + len(clause))
    when = choose_time(text, find_times(text, TUESDAY), ends, (0, len(text)), spans)
    return when.edtf if when else None


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        ("|Six people died on Sunday|, a monitor said on Monday.", "2016-08-14"),
        ("On Saturday |shells hit the bakery|.", "2016-08-13"),
        ("|Six people died on Sunday| the civil defence said.", "2016-08-14"),
        ("The monitor said |strikes killed six on Sunday| in the old town.", "2016-08-14"),
        ("|Since the revolt began in March 2011 thousands have died|.", "2011-03/.."),
        ("|A man who was seized on 5 August was found dead on Monday|.", "2016-08-15"),
    ],
)
def test_the_time_of_the_event_is_chosen(marked: str, value: str) -> None:
    assert chosen(marked) == value


@pytest.mark.parametrize(
    "marked",
    [
        "|Six people died|, a monitor said on Monday.",
        "A monitor told reporters on Monday that |six people died|.",
        "The ministry said in a statement on Monday that |six people died|.",
        "On Monday the ministry said |six people died|.",
        "Agency Monday 15 Aug 2016 |Six people died in the old town|.",
        "|Raids have grown worse in recent weeks|.",
        "|The raid hit a town| which was retaken in June.",
        "|Six people died| in the old town.",
    ],
)
def test_the_time_of_the_saying_or_of_something_else_is_not(marked: str) -> None:
    assert chosen(marked) is None


def test_given_cues_count_as_saying_verbs() -> None:
    marked = "|Six people died|, the ministry conceded on Monday."
    assert chosen(marked) == "2016-08-15"
    assert chosen(marked, ("conceded",)) is None


def test_a_clause_inside_since_is_dated_by_its_start() -> None:
    assert chosen("Thousands have died since |the revolt began in March 2011|.") == "2011-03"


def test_a_day_after_dates_what_follows() -> None:
    text = "They were found on Friday two days after gunmen seized them."
    clause = (text.index("gunmen"), len(text) - 1)
    when = choose_time(text, find_times(text, TUESDAY), clause, (0, len(text)))
    assert when is not None and when.edtf == "2016-08-10"


def test_a_sentence_without_end_takes_no_quadratic_time() -> None:
    text = "on Monday six died he said on Sunday " * 5000
    times = find_times(text, TUESDAY)
    started = time.process_time()
    for at in range(0, len(text), 2000):
        choose_time(text, times, (at, at + 20), (0, len(text)))
    assert time.process_time() - started < 2
