"""Informants: reports are looked through for names once, and decisions about them are kept in the custody log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tallystick.commands import adding, casebooks, cases, informants, linking, verifying
from tallystick.commands.casebooks import Book
from tallystick.commands.pipeline import pipeline
from tallystick.commands.reading import ReadOptions
from tallystick.errors import UsageError

TEXTS = (
    "Shelling killed 9 people in Marea on Monday, the Marsh Rights Monitor (MRM) said.",
    "Shelling killed 9 people in the town of Marea on Monday, according to the Reed Desk.",
)
BY = {"reason": "as both say", "by": "amal"}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    corpus = tmp_path / "corpus.jsonl"
    lines = (
        json.dumps({"id": f"r{n}", "text": text, "published": "2016-12-13", "publisher": f"Outlet {n}"})
        for n, text in enumerate(TEXTS)
    )
    corpus.write_text("\n".join(lines))
    book = casebooks.create(tmp_path / "book")
    adding.add(book, adding.plan([], corpus, ReadOptions()), pipeline("rules"), by="amal")
    linking.link(book)
    return book


def counted(book: Book) -> list[tuple[int, int]]:
    found = cases.case_files(book, cases.Selection())
    return [(c.assessment.informants_low, c.assessment.informants_high) for c in found]


def test_each_report_is_looked_through_once(book: Book) -> None:
    assert informants.learn(book) == 2
    assert informants.learn(book) == 0
    (proposal,) = informants.proposals(book)
    assert (proposal.alias, proposal.name, proposal.state) == ("MRM", "Marsh Rights Monitor", "proposed")
    (words,) = proposal.words
    assert TEXTS[0][words.text.start : words.text.end] == words.text.exact == "Marsh Rights Monitor (MRM)"


def test_a_confirmed_name_makes_two_informants_one_and_its_undoing_two_again(book: Book) -> None:
    assert counted(book) == [(2, 2)]
    informants.add(book, {"name": "Marsh Rights Monitor", "kind": "monitor"}, **BY)
    taken = informants.alias(book, "Marsh Rights Monitor", "the Reed Desk", **BY)
    assert counted(book) == [(1, 1)]
    informants.undo(book, taken.decision.number, **BY)
    assert counted(book) == [(2, 2)]


def test_a_name_that_is_anothers_too_is_said_to_stand_for_neither(book: Book) -> None:
    informants.add(book, {"name": "Marsh Rights Monitor"}, aliases=["the Reed Desk"], **BY)
    informants.add(book, {"name": "Reed Watch"}, **BY)
    told = informants.alias(book, "Reed Watch", "the Reed Desk", **BY).sentence
    assert "marsh-rights-monitor too: it stands for neither" in told
    assert informants.registry(book).canonical("the Reed Desk") is None


def test_decisions_about_informants_leave_the_incidents_and_the_log_whole(book: Book) -> None:
    before = book.casebook.record_sha256()
    informants.rate(book, "SOHR", "B", **BY)
    informants.merge(book, "hrw", "amnesty", **BY)
    assert book.casebook.record_sha256() == before
    assert verifying.verify(book).problems == ()
    assert [e.fields["kind"] for e in book.evidence.entries() if e.action == "decision"] == [
        "source-rate",
        "source-merge",
    ]


def test_only_decisions_about_informants_are_undone_here(book: Book) -> None:
    with pytest.raises(UsageError, match="not about an informant"):
        informants.undo(book, 1, **BY)


def test_one_informant_is_shown_with_its_decisions_and_the_list_can_be_narrowed(book: Book) -> None:
    informants.rate(book, "SOHR", "B", **BY)
    shown = informants.shown(book, "the Observatory")
    assert (shown.informant.id, [d.kind for d in shown.decisions]) == ("sohr", ["source-rate"])
    assert [i.id for i in informants.listed(book, decided=True)] == ["sohr"]
    assert {i.role for i in informants.listed(book, role="outlet")} == {"outlet"}
    assert "hrw" in {i.id for i in informants.listed(book, words="rights watch")}


def test_a_rejected_name_is_not_joined_even_where_the_registry_does_not_know_the_informant(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    texts = (TEXTS[0], "Shelling killed 5 people in Marea on Monday, MRM said.")
    lines = (
        json.dumps({"id": f"r{n}", "text": text, "published": f"2016-12-1{n + 3}", "publisher": f"Outlet {n}"})
        for n, text in enumerate(texts)
    )
    corpus.write_text("\n".join(lines))
    book = casebooks.create(tmp_path / "book")
    adding.add(book, adding.plan([], corpus, ReadOptions()), pipeline("rules"), by="amal")
    linking.link(book)
    assert counted(book) == [(1, 1)]
    taken = informants.alias(book, "Marsh Rights Monitor", "MRM", reject=True, **BY)
    assert counted(book) == [(2, 2)]
    informants.undo(book, taken.decision.number, **BY)
    assert counted(book) == [(1, 1)]
