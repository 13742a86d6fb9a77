"""Selected words as fillers of a claim's slots."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tallystick.commands import wording
from tallystick.commands.casebooks import Book
from tallystick.errors import UsageError
from tallystick.record import Claim, Document, Figure, Party, Place, Source, Span, Weapon

TEXT = (
    "ALEPPO, 13 December 2016 - Shelling killed at least 82 civilians, including 11 women and 13 children, in Aleppo "
    "on Monday, the UN human rights office said. Dozens fled to Homs."
)
DOCUMENT = Document("d", TEXT, published="2016-12-13", anchor="2016-12-13")
BOOK = cast(Book, SimpleNamespace(folder=None))


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def heard(words: str) -> wording.Wording:
    return wording.heard(BOOK, DOCUMENT, at(words), "shelling")


def claim(**slots: Any) -> Claim:
    return Claim("d.1", "shelling", at("Shelling killed at least 82 civilians"), **slots)


@pytest.mark.parametrize(
    ("words", "bound", "value", "group"),
    [
        ("at least 82 civilians", "at_least", 82, "civilians"),
        ("11 women", "exact", 11, "women"),
        ("13 children", "exact", 13, "children"),
    ],
)
def test_the_number_is_read_by_the_readers_own_rules(words: str, bound: str, value: int, group: str) -> None:
    figure = heard(words).figure
    assert figure is not None
    assert (figure.bound, figure.value, figure.group, figure.text) == (bound, value, group, at(words))
    assert figure.low == value


def test_words_without_a_number_hold_none() -> None:
    assert heard("Homs").figure is None


def test_a_day_counts_from_the_reports_own() -> None:
    time = heard("Monday").time
    assert time is not None
    assert (time.edtf, time.anchor, time.text) == ("2016-12-12", "2016-12-13", at("Monday"))


def test_a_place_is_what_the_gazetteer_knows() -> None:
    place = heard("Aleppo").place
    assert (place.gazetteer_name, place.country) == ("Aleppo", "SY")
    assert place.text == at("Aleppo")


def test_another_choice_of_the_gazetteer_is_taken_with_its_own_point() -> None:
    told = heard("Aleppo")
    other = next(c for c in told.place.choices if c.gazetteer_id != told.place.gazetteer_id)
    place = wording.changes(claim(), told, "place", {"gazetteer_id": other.gazetteer_id})["place"]
    assert (place["latitude"], place["gazetteer_id"]) == (other.latitude, other.gazetteer_id)
    nowhere = wording.changes(claim(), told, "place", {"gazetteer_id": ""})["place"]
    assert (nowhere["name"], nowhere["latitude"]) == ("Aleppo", None)


def test_a_filler_gives_way_where_the_words_overlap_and_is_added_elsewhere() -> None:
    told = claim(victims=(Party("82 civilians", at("82 civilians")), Party("x", at("13 children"))))
    names = [p["name"] for p in wording.changes(told, heard("civilians"), "victims", {})["victims"]]
    assert names == ["civilians", "x"]
    names = [p["name"] for p in wording.changes(told, heard("11 women"), "victims", {})["victims"]]
    assert names == ["82 civilians", "x", "11 women"]


def test_a_part_stays_a_part_when_its_words_are_given_anew() -> None:
    whole = Figure("killed", "at_least", at("at least 82 civilians"), value=82)
    part = Figure("killed", "exact", at("11 women"), value=11, part_of=0)
    figures = wording.changes(claim(figures=(whole, part)), heard("11 women"), "figures", {"value": "12"})["figures"]
    assert [(f["value"], f["part_of"]) for f in figures] == [(82, None), (12, 0)]


def test_without_a_figure_its_parts_stand_alone() -> None:
    whole = Figure("killed", "at_least", at("at least 82 civilians"), value=82)
    parts = tuple(
        Figure("killed", "exact", at(w), value=n, part_of=0) for w, n in (("11 women", 11), ("13 children", 13))
    )
    left = wording.without(claim(figures=(whole, *parts)), "figures", 0)["figures"]
    assert [(f["value"], f["part_of"]) for f in left] == [(11, None), (13, None)]


def test_an_informant_takes_the_place_of_the_last_who_knows() -> None:
    chain = (Source("the agency"), Source("a doctor"))
    links = wording.changes(claim(attribution=chain), heard("the UN human rights office"), "informant", {})
    assert [link["source"] for link in links["attribution"]] == ["the agency", "the UN human rights office"]
    assert links["attribution"][-1]["kind"] == "un"
    passed = wording.changes(claim(attribution=chain), heard("the UN human rights office"), "attribution", {})
    assert [link["source"] for link in passed["attribution"]] == [
        "the UN human rights office",
        "the agency",
        "a doctor",
    ]


def test_the_word_for_the_event_keeps_the_event_unless_told_otherwise() -> None:
    assert wording.changes(claim(), heard("Shelling"), "event", {})["event"] == "shelling"
    assert wording.changes(claim(), heard("fled"), "event", {"event": "displacement"})["event"] == "displacement"


def test_single_slots_can_be_emptied() -> None:
    told = claim(place=Place("Aleppo"), weapons=(Weapon("shells"),))
    assert wording.without(told, "place", 0) == {"place": None}
    assert wording.without(told, "weapons", 0) == {"weapons": []}


@pytest.mark.parametrize("slot", ["time", "victims", "colour"])
def test_what_is_not_there_cannot_be_taken_out(slot: str) -> None:
    with pytest.raises(UsageError, match="no such"):
        wording.without(claim(), slot, 0)


def test_white_space_around_the_words_is_left_out() -> None:
    start = TEXT.index(" 82 civilians")
    assert wording.words_of(DOCUMENT, start, start + len(" 82 civilians")) == at("82 civilians")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (9, 4), (0, 10_000), (7, 8)])
def test_no_words_are_refused(start: int, end: int) -> None:
    with pytest.raises(UsageError, match="select"):
        wording.words_of(DOCUMENT, start, end)


def test_too_many_words_are_refused() -> None:
    with pytest.raises(UsageError, match="fewer than"):
        wording.words_of(Document("d", "word " * 1000), 0, 5000)


@pytest.mark.parametrize(("given", "edtf"), [({"edtf": "2016-12"}, "2016-12"), ({}, "2016-12-12")])
def test_a_time_is_what_the_person_says_or_the_words(given: dict[str, str], edtf: str) -> None:
    assert wording.changes(claim(), heard("Monday"), "time", given)["time"]["edtf"] == edtf


@pytest.mark.parametrize(
    ("slot", "given", "sentence"),
    [
        ("time", {"edtf": "soon"}, "soon"),
        ("time", {}, "tell no day"),
        ("figures", {"value": "-3"}, "no whole number"),
        ("place", {"gazetteer_id": "geonames:1"}, "choose one of them"),
    ],
)
def test_what_cannot_be_meant_is_refused(slot: str, given: dict[str, str], sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        wording.changes(claim(), heard("Homs"), slot, given)


def test_a_book_in_a_folder_has_its_own_gazetteers(tmp_path: Path) -> None:
    from tallystick.commands import casebooks

    book = casebooks.create(tmp_path / "book")
    assert wording.heard(book, DOCUMENT, at("Homs")).place.country == "SY"
    book.casebook.close()
