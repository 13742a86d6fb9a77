"""What counts as right on the reports held back, and which reports these are."""

from collections import Counter

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tallystick.errors import ReaderError
from tallystick.reading.embedded.review import Reviewed, ReviewedReport
from tallystick.reading.embedded.review.measuring import CLAIMS, KEPT, STRAY, compared
from tallystick.reading.embedded.review.reviewed import LEAST_HELD, LEAST_LEARNED, SLOTS, is_held_back, parted
from tallystick.record import Claim, Document, Figure, Party, Place, Source, Span, When

TEXT = "Shells killed 9 men in Qarn. A drill was held in Tell Abu. " * 2
ALL = frozenset(SLOTS.values())
DOCUMENT = Document("d", TEXT)
SHELLS = Claim(
    "d.c01",
    "shelling",
    Span.of(TEXT, 0, 27),
    attribution=(Source("Rural Network"),),
    victims=(Party("9 men", Span.of(TEXT, 14, 19)),),
    figures=(Figure("killed", "exact", Span.of(TEXT, 14, 19), value=9),),
    place=Place("Qarn", Span.of(TEXT, 23, 27)),
    time=When("2021-05-04"),
)
DRILL = Claim("d.c02", "battle", Span.of(TEXT, 29, 57))


def report(*claims: Reviewed) -> ReviewedReport:
    return ReviewedReport(DOCUMENT, claims)


BOTH = report(Reviewed(SHELLS, True, ALL), Reviewed(DRILL, False, frozenset()))


def outcome(reviewed: ReviewedReport, *read: Claim) -> Counter[str]:
    """What is right in one reading beside one that left the claims as people did."""
    return compared(reviewed, [one.claim for one in reviewed.claims if one.kept], read).right[1]


def possible(reviewed: ReviewedReport) -> Counter[str]:
    return compared(reviewed, [one.claim for one in reviewed.claims]).of


def test_a_reading_as_people_left_it_is_all_right() -> None:
    assert possible(BOTH)[CLAIMS] == 2
    assert +outcome(BOTH, SHELLS) == possible(BOTH) - Counter({STRAY: 1})


def test_a_missed_claim_and_a_stray_one_count_against_the_claims() -> None:
    right = outcome(BOTH, DRILL)
    assert (right[CLAIMS], right[KEPT], right[STRAY]) == (0, 0, 1)


def test_slots_are_compared_where_all_readings_have_the_claim() -> None:
    found = compared(BOTH, [SHELLS], [DRILL])
    assert not any(counter[slot] for counter in (found.of, *found.right) for slot in SLOTS)
    assert [right[CLAIMS] for right in found.right] == [2, 0]


@pytest.mark.parametrize(
    ("slot", "changes"),
    [
        ("event", {"event": "airstrike"}),
        ("status", {"status": "denied"}),
        ("certainty", {"certainty": "disputed"}),
        ("source", {"attribution": ()}),
        ("victim", {"victims": (Party("the mayor"),)}),
        ("place", {"place": None}),
        ("time", {"time": When("2021-05-05")}),
        ("figure", {"figures": ()}),
        ("perpetrator", {"perpetrators": (Party("rebels"),)}),
    ],
)
def test_each_slot_that_was_read_otherwise_is_wrong(slot: str, changes: dict[str, object]) -> None:
    right, whole = outcome(BOTH, evolve(SHELLS, **changes)), possible(BOTH)
    assert {name for name in SLOTS if right[name] < whole[name]} == {slot}


def test_the_same_words_with_another_name_are_right() -> None:
    assert outcome(BOTH, evolve(SHELLS, place=Place("the market", SHELLS.place and SHELLS.place.text)))["place"]


def test_slots_that_nobody_judged_do_not_count() -> None:
    corrected = report(Reviewed(SHELLS, True, frozenset({"event"})))
    assert {slot for slot in SLOTS if possible(corrected)[slot]} == {"event"}


def test_a_second_event_that_was_rejected_is_no_stray_claim() -> None:
    twice = report(Reviewed(SHELLS, True, ALL), Reviewed(evolve(SHELLS, id="d.c09"), False, frozenset()))
    assert possible(twice)[STRAY] == 0


def many(ids: list[str]) -> list[ReviewedReport]:
    return [ReviewedReport(evolve(DOCUMENT, id=name), BOTH.claims) for name in ids]


@given(st.sets(st.text(max_size=9), min_size=80, max_size=90))
def test_reports_are_held_back_by_their_ids_alone(ids: set[str]) -> None:
    try:
        learned, held = parted(many(sorted(ids)))
    except ReaderError as error:
        assert str(LEAST_LEARNED) in str(error)
        assert 2 * sum(map(is_held_back, ids)) < LEAST_HELD
        return
    assert all(is_held_back(r.document.id) for r in held)
    assert len(learned) + len(held) == len(ids)


def test_too_few_reviews_are_counted_in_the_refusal() -> None:
    with pytest.raises(ReaderError, match=r"There are 4 reviewed claims in 2 reports.* 24 and 8"):
        parted(many(["a", "b"]))


def test_a_quarter_is_held_back() -> None:
    share = sum(is_held_back(f"report-{n}") for n in range(4000)) / 4000
    assert 0.22 < share < 0.28
