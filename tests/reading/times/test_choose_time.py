"""The time that dates a clause's event and not the saying."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from growing import growth

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
        ("|A man who was seized on 5 August was found dead on Monday|.", "2016-08-05"),
        ("|The town was captured by rebels| and Islamic fighters in May.", "2016-05"),
        ("The monitor said |Friday's strike destroyed a building|.", "2016-08-12"),
        ("|Clashes raged on Thursday| according to the monitor.", "2016-08-11"),
        ("|Thousands have died in the conflict| which began in 2011 with protests.", "2011/.."),
        ("|Six died in raids on Saturday| and Sunday a monitor said.", "2016-08-13/2016-08-14"),
        ("Aid has been barred since July |when the army took the last road|.", "2016-07"),
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
        "|Six people were arrested| because of a killing on 5 June.",
        "They agreed a truce last week |after several days of clashes|.",
        "They stormed the town in June |but they have been driven back in recent weeks|.",
        "MOSCOW August 16 (RIA Novosti) - |Six people died|.",
        "|Six people died| in the old town.",
    ],
)
def test_the_time_of_the_saying_or_of_something_else_is_not(marked: str) -> None:
    assert chosen(marked) is None


def test_of_two_times_in_a_clause_the_one_beside_the_trigger_is_chosen() -> None:
    text = "They began an assault in late May and entered the town on June 23."
    times, ends = find_times(text, TUESDAY), (0, len(text))
    for word, value in (("assault", "2016-05"), ("entered", "2016-06-23")):
        trigger = (text.index(word), text.index(word) + len(word))
        when = choose_time(text, times, ends, ends, trigger=trigger)
        assert when is not None
        assert when.edtf == value


def test_given_cues_count_as_saying_verbs() -> None:
    marked = "On Monday the ministry conceded |six people died|."
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
    def choosing(repeats: int) -> Callable[[], object]:
        text = "on Monday six died he said on Sunday " * repeats
        times = find_times(text, TUESDAY)
        # As many clauses, whatever the length of the sentence.
        clauses = [(at, at + 20) for at in range(0, len(text), len(text) // 20)]
        return lambda: [choose_time(text, times, clause, (0, len(text))) for clause in clauses]

    assert growth(choosing, 2000) < 9
