"""What a reviewed report teaches: the words of its slots, found in the text, and nothing that nobody said."""

from typing import Any

import numpy as np
import pytest
from attrs import evolve

from tallystick.reading.embedded.labels import EVENTS, MEASURES
from tallystick.reading.embedded.review import Reviewed, ReviewedReport
from tallystick.reading.embedded.review.fitting import Cases
from tallystick.reading.embedded.review.gathering import taught
from tallystick.reading.embedded.review.reviewed import SLOTS
from tallystick.reading.rules import read
from tallystick.record import Claim, Document, Place

TEXT = (
    "Shells hit a market in Qarn on Monday, killing 9 people, the Rural Network said. "
    "Doctors in Qarn asked for blood. Soldiers left Tell Abu on Sunday."
)
DOCUMENT = Document("d", TEXT, published="2021-05-05", anchor="2021-05-05")
ALL = frozenset(SLOTS.values())


@pytest.fixture
def claim() -> Claim:
    return next(c for c in read(DOCUMENT) if "market" in c.text.exact)


def lesson(toy: Any, *claims: Reviewed) -> dict[str, Cases]:
    return dict(taught(toy, ReviewedReport(DOCUMENT, claims), 0, None))


def classes(cases: Cases) -> list[int]:
    """The classes other than outside, of the pieces in their order."""
    return [int(c) for c in cases.wanted.argmax(axis=1) if c]


def test_an_accepted_claim_teaches_all_its_slots(toy: Any, claim: Claim) -> None:
    found = lesson(toy, Reviewed(claim, True, ALL))
    assert found["claim"].wanted.tolist() == [[1.0]]
    assert found["event"].wanted[0, EVENTS.index(claim.event)] == 1.0
    assert set(classes(found["figure"])) == {1 + MEASURES.index("killed")}
    assert classes(found["source"])[0] == 1
    assert classes(found["perpetrator"]) == []


def test_a_rejected_claim_teaches_that_it_is_none_and_nothing_else(toy: Any, claim: Claim) -> None:
    found = lesson(toy, Reviewed(claim, False, ALL))
    assert list(found) == ["claim"]
    assert found["claim"].wanted.tolist() == [[0.0]]


def test_a_correction_teaches_the_slots_given_anew_alone(toy: Any, claim: Claim) -> None:
    found = lesson(toy, Reviewed(evolve(claim, event="siege"), True, frozenset({"event"})))
    assert set(found) == {"claim", "event"}
    assert found["event"].wanted[0, EVENTS.index("siege")] == 1.0


def test_words_of_a_correction_that_names_none_are_looked_for_nearby(toy: Any, claim: Claim) -> None:
    named = evolve(claim, place=Place("Tell Abu"))
    assert classes(lesson(toy, Reviewed(named, True, frozenset({"place"})))["place"])[0] == 1
    nowhere = evolve(claim, place=Place("Elsewhere"))
    assert "place" not in lesson(toy, Reviewed(nowhere, True, frozenset({"place"})))


def test_the_same_wording_elsewhere_is_neither_right_nor_wrong(toy: Any, claim: Claim) -> None:
    once = evolve(claim, place=Place("Qarn"))
    cases = lesson(toy, Reviewed(once, True, frozenset({"place"})))["place"]
    told = lesson(toy, Reviewed(evolve(claim, place=None), True, frozenset({"place"})))["place"]
    pieces = len(classes(cases))
    assert classes(cases).count(1) == 1
    assert told.weight.sum() - cases.weight.sum() == pytest.approx(pieces)


def test_two_claims_of_one_span_are_one_with_two_events(toy: Any, claim: Claim) -> None:
    other = evolve(claim, id="d.c09", event="displacement")
    found = lesson(toy, Reviewed(claim, True, ALL), Reviewed(other, True, ALL))
    shares = found["event"].wanted[0]
    assert sorted(np.array(EVENTS)[shares > 0]) == sorted({claim.event, "displacement"})
    found = lesson(toy, Reviewed(claim, True, ALL), Reviewed(other, False, ALL))
    assert found["claim"].wanted.tolist() == [[1.0]]
    assert found["event"].wanted[0, EVENTS.index(claim.event)] == 1.0


def test_a_claim_whose_words_the_reader_does_not_see_teaches_nothing(toy: Any, claim: Claim) -> None:
    beyond = evolve(DOCUMENT, furniture=((0, len(TEXT)),))
    assert list(taught(toy, ReviewedReport(beyond, (Reviewed(claim, True, ALL),)), 0, None)) == []
