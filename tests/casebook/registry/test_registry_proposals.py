"""Aliases that reports teach: kept with their words, proposed until a person decides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallystick.casebook import Casebook
from tallystick.record import Lesson, Report, Span

BY = {"author": "ada", "reason": "as three reports say"}
WORDS = Span(6, 20, "on the market o")


def lesson(alias: str, of: str, **fields: bool) -> Lesson:
    return Lesson(alias, of, "called", WORDS, **fields)


@pytest.fixture
def taught(book: Casebook, make_report: Callable[..., Report]) -> Casebook:
    for name in "ab":
        book.store_report(make_report(name), by="me@desk", reader="rules", reader_version="1")
    book.sources.keep(
        ["a", "b"],
        [
            ("a", lesson("the monitor", "SOHR")),
            ("b", lesson("the monitor", "Syrian Observatory for Human Rights")),
            ("b", lesson("MRL", "Marsh Rescue League")),
        ],
    )
    return book


def state(book: Casebook, alias: str) -> list[tuple[str | None, str]]:
    return [(p.informant, p.state) for p in book.sources.proposals() if p.alias == alias]


def test_what_several_reports_teach_of_one_informant_is_one_proposal_with_their_words(taught: Casebook) -> None:
    first = taught.sources.proposals()[0]
    assert (first.alias, first.informant, first.state) == ("the monitor", "sohr", "proposed")
    assert [(w.document, w.text, w.rule) for w in first.words] == [("a", WORDS, "called"), ("b", WORDS, "called")]


def test_a_document_is_looked_through_once(taught: Casebook, make_report: Callable[..., Report]) -> None:
    assert taught.sources.untaught() == []
    taught.store_report(make_report("c"), by="me@desk", reader="rules", reader_version="1")
    assert taught.sources.untaught() == ["c"]


def test_a_proposal_changes_nothing_until_it_is_confirmed(taught: Casebook) -> None:
    assert taught.sources.registry().canonical("the monitor") is None
    taught.sources.name("sohr", "the monitor", **BY)
    assert taught.sources.registry().canonical("the monitor") == "sohr"
    assert state(taught, "the monitor") == [("sohr", "confirmed")]


def test_a_rejected_proposal_stays_rejected_until_that_is_undone(taught: Casebook) -> None:
    number = taught.sources.name("sohr", "the monitor", verdict="reject", **BY).number
    assert state(taught, "the monitor") == [("sohr", "rejected")]
    taught.undo(number, **BY)
    assert state(taught, "the monitor") == [("sohr", "proposed")]


def test_confirming_a_name_of_somebody_new_adds_them(taught: Casebook) -> None:
    decision = taught.sources.name("Marsh Rescue League", "MRL", **BY)
    assert (decision.kind, decision.targets) == ("source-add", ("marsh-rescue-league",))
    assert state(taught, "MRL") == [("marsh-rescue-league", "confirmed")]


def test_a_name_of_somebody_new_can_be_rejected(taught: Casebook) -> None:
    taught.sources.name("Marsh Rescue League", "MRL", verdict="reject", **BY)
    assert state(taught, "MRL") == [(None, "rejected")]
    assert taught.sources.registry().canonical("MRL") is None


def test_rivals_for_one_name_are_shown(taught: Casebook) -> None:
    taught.sources.keep([], [("b", lesson("the monitor", "Airwars"))])
    rivals = {p.informant: p.rivals for p in taught.sources.proposals() if p.alias == "the monitor"}
    assert rivals == {"sohr": ("airwars",), "airwars": ("sohr",)}
