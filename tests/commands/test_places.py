"""Which names mean one place, and where those lie that no gazetteer knows: decisions that can be taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tallystick.casebook import digesting
from tallystick.casebook.registry.spots import Location, Spot
from tallystick.commands import adding, casebooks, cases, deciding, digests, linking, places, verifying
from tallystick.commands.casebooks import Book
from tallystick.commands.pipeline import pipeline
from tallystick.commands.reading import ReadOptions
from tallystick.errors import CasebookError, UsageError
from tallystick.publishing.redaction import place_label
from tallystick.publishing.settings import Settings
from tallystick.record import Place

TEXTS = (
    "Shelling killed 9 people in Zorvamint on 5 December 2016, the Marsh Rights Monitor said.",
    "Shelling killed 2 people in Zorvemind on 8 December 2016, the Reed Desk said.",
    "An airstrike killed 4 people in Jarabulus on 1 December 2016, the Reed Desk said.",
    "An airstrike killed 5 people near Jarabulus on 21 November 2016, the Reed Desk said.",
)
WHY = {"reason": "seen on the ground", "by": "amal"}
POINT = Location(36.5, 37.2, 1)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    corpus = tmp_path / "corpus.jsonl"
    rows = (
        {"id": f"r{n}", "text": text, "published": "2016-12-13", "publisher": f"Outlet {n}"}
        for n, text in enumerate(TEXTS)
    )
    corpus.write_text("\n".join(map(json.dumps, rows)))
    book = casebooks.create(tmp_path / "book", countries=["SY"])
    adding.add(book, adding.plan([], corpus, ReadOptions()), pipeline("rules"), by="amal")
    linking.link(book)
    digests.catch_up(book)
    return book


def where(book: Book, killed: int) -> Place:
    """The place of the incident of that many killed, as its page shows it."""
    for case in cases.case_files(book, cases.Selection()):
        if any(found.best.value == killed for found in case.assessment.figures):
            assert case.incident.place is not None
            return case.incident.place
    raise AssertionError(f"no incident of {killed}")


def listed(book: Book) -> dict[str, tuple[int | None, int]]:
    digests.catch_up(book)
    return {row.spot.id: (row.precision, row.incidents) for row in places.listed(book)}


def test_a_place_that_no_gazetteer_knows_is_put_on_the_map_and_taken_off_again(book: Book) -> None:
    before = listed(book)
    assert before["Zorvamint"] == (None, 1)
    taken = places.put(book, "Zorvamint", POINT, **WHY)
    assert (where(book, 9).latitude, where(book, 9).longitude, where(book, 9).precision) == (36.5, 37.2, 1)
    assert listed(book)["Zorvamint"] == (1, 1)
    assert [row.spot.id for row in places.listed(book, unplaced=True)] == ["Zorvemind"]
    places.undo(book, taken.decision.number, **WHY)
    assert listed(book) == before


def test_undone_with_any_other_decision_it_leaves_the_lists_as_they_were(book: Book) -> None:
    before = listed(book)
    number = places.put(book, "Zorvamint", POINT, **WHY).decision.number
    assert listed(book) != before
    deciding.undo(book, number, **WHY)
    assert listed(book) == before


def test_two_spellings_of_one_place_lie_where_the_first_does_whichever_was_decided_first(book: Book) -> None:
    merged = places.merge(book, "Zorvamint", "Zorvemind", **WHY)
    assert listed(book)["Zorvamint"] == (None, 2)
    places.put(book, "Zorvamint", POINT, **WHY)
    assert listed(book)["Zorvamint"] == (1, 2)
    assert (where(book, 2).latitude, where(book, 2).name) == (36.5, "Zorvamint")
    places.undo(book, merged.decision.number, **WHY)
    assert listed(book) == {**listed(book), "Zorvamint": (1, 1), "Zorvemind": (None, 1)}


def test_an_unknown_spelling_merged_into_a_known_place_takes_its_point_and_its_public_name(book: Book) -> None:
    known = where(book, 4)
    assert known.gazetteer_name is not None
    places.merge(book, known.gazetteer_name, "Zorvamint", **WHY)
    now = where(book, 9)
    assert (now.latitude, now.gazetteer_id, now.admin1) == (known.latitude, known.gazetteer_id, known.admin1)
    assert (now.name, place_label(now, Settings("public"))) == ("Zorvamint", known.gazetteer_name)


def test_merged_the_other_way_round_both_lie_where_the_known_one_does(book: Book) -> None:
    known = where(book, 4)
    assert known.gazetteer_name is not None
    places.merge(book, "Zorvamint", known.gazetteer_name, **WHY)
    assert (where(book, 9).latitude, where(book, 4).latitude) == (known.latitude, known.latitude)


def test_what_was_only_near_a_place_stays_near_it(book: Book) -> None:
    near = where(book, 5)
    assert near.precision == 2
    assert near.gazetteer_name is not None
    places.put(book, near.gazetteer_name, POINT, **WHY)
    now = where(book, 5)
    assert (now.latitude, now.precision) == (36.5, 2)
    assert (now.uncertainty_m or 0) >= 25_000
    assert where(book, 4).precision == 1


def test_the_public_record_calls_a_place_only_as_a_gazetteer_or_a_person_does(book: Book) -> None:
    places.put(book, "Zorvamint", POINT, **WHY)
    assert place_label(where(book, 9), Settings("public")) is None
    taken = places.change(book, "Zorvamint", "Zorva", **WHY)
    assert place_label(where(book, 9), Settings("public")) == "Zorva"
    assert places.shown(book, "Zorva").place.id == "Zorvamint"
    places.undo(book, taken.decision.number, **WHY)
    assert place_label(where(book, 9), Settings("public")) is None


def test_each_decision_outdates_the_incidents_that_tell_one_of_the_names_and_no_other(book: Book) -> None:
    known = where(book, 4)
    town, mint, mind = known.gazetteer_name, "Zorvamint", "Zorvemind"
    assert town is not None

    def outdated() -> set[str]:
        marked = set(digesting.outdated(book.casebook.alias, 99))
        digests.catch_up(book)
        homes = book.casebook.homes(claim.id for claim in claims)
        return {Spot.of(claim.place).name for claim in claims if claim.place and homes.get(claim.id) in marked}

    claims = [claim for report in book.casebook.reports() for claim in report.claims]
    merged = places.merge(book, mint, mind, **WHY)
    assert outdated() == {mint, mind}
    places.put(book, mind, POINT, **WHY)
    assert outdated() == {mint, mind}
    places.merge(book, town, mint, **WHY)
    assert outdated() == {town, mint, mind}
    named = places.change(book, mint, "Zorva", **WHY)
    assert outdated() == {town, mint, mind}
    places.undo(book, merged.decision.number, **WHY)
    assert outdated() == {town, mint, mind}
    places.undo(book, named.decision.number, **WHY)
    assert outdated() == {town, mint}
    places.put(book, mind, POINT, **WHY)
    assert outdated() == {mind}


def test_an_entry_of_the_gazetteer_gives_name_and_divisions(book: Book) -> None:
    entry = places.entries(book, "Jarabulus")[0]
    assert entry.gazetteer_id is not None
    found = places.entry(book, "Jarabulus", entry.gazetteer_id)
    places.put(book, "Zorvamint", found, **WHY)
    now = where(book, 9)
    assert (now.gazetteer_name, now.country, now.admin1) == (entry.name, entry.country, entry.admin1)
    with pytest.raises(UsageError, match="have no geonames:0 under"):
        places.entry(book, "Jarabulus", "geonames:0")


def test_the_claims_and_the_log_stay_as_they_were(book: Book) -> None:
    before = book.casebook.record_sha256()
    places.merge(book, "Zorvamint", "Zorvemind", **WHY)
    places.put(book, "Zorvamint", POINT, **WHY)
    places.change(book, "Zorvamint", "Zorva", **WHY)
    assert book.casebook.record_sha256() == before
    assert {c.place.name for r in book.casebook.reports() for c in r.claims if c.place} >= {"Zorvamint", "Zorvemind"}
    assert verifying.verify(book).problems == ()
    kinds = [e.fields["kind"] for e in book.evidence.entries() if e.action == "decision"]
    assert kinds == ["place-merge", "place-set", "place-change"]


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (Location(91.0, 0.0, 1), "no point"),
        (Location(0.0, 181.0, 1), "no point"),
        (Location(0.0, 0.0, 8), "no precision"),
        (Location(0.0, 0.0, 1, country="Syria"), "no country"),
        (Location(float("nan"), 0.0, 1), "no point"),
    ],
)
def test_a_place_that_lies_nowhere_is_refused(book: Book, at: Location, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        places.put(book, "Zorvamint", at, **WHY)
    assert book.casebook.places.history() == []


def test_what_cannot_be_meant_is_refused(book: Book) -> None:
    with pytest.raises(CasebookError, match="has no place “Nowhere”"):
        places.merge(book, "Zorvamint", "Nowhere", **WHY)
    with pytest.raises(CasebookError, match="one place already"):
        places.merge(book, "Zorvamint", "Zorvamint", **WHY)
    with pytest.raises(CasebookError, match="called “Zorvamint” already"):
        places.change(book, "Zorvamint", "Zorvamint", **WHY)
    with pytest.raises(UsageError, match="not about a place"):
        places.undo(book, 1, **WHY)
