"""Two names of one actor: what people decide reaches accounts, grades and lists, and can be taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import pytest

from tallystick.commands import actors, adding, casebooks, cases, digests, informants, linking, verifying
from tallystick.commands.casebooks import Book
from tallystick.commands.pipeline import pipeline
from tallystick.commands.reading import ReadOptions
from tallystick.errors import CasebookError, UsageError
from tallystick.publishing.redaction import UNKNOWN_SIDE, blamed_label
from tallystick.publishing.rows import row
from tallystick.publishing.settings import Settings

TEXTS = (
    "The Desert Reed militia killed 9 people in Zorvamint on Monday, the Marsh Rights Monitor said.",
    "Nine people were killed by Marsh Hawks fighters in Zorvamint on Monday, the Reed Desk said.",
    "An airstrike by government forces killed 4 people in Jarabulus on Tuesday, the Reed Desk said.",
)
WHY = {"reason": "one and the same", "by": "amal"}


CLASH = (
    "Twelve Islamic State fighters and eight Hezbollah fighters were killed in clashes near Palmyra on Monday, the "
    "Marsh Rights Monitor said. The Desert Reed militia shelled Palmyra on Monday and killed 3 people, it said."
)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return made(tmp_path, TEXTS)


def made(tmp_path: Path, texts: tuple[str, ...]) -> Book:
    corpus = tmp_path / "corpus.jsonl"
    rows = (
        {"id": f"r{n}", "text": text, "published": "2016-12-13", "publisher": f"Outlet {n}"}
        for n, text in enumerate(texts)
    )
    corpus.write_text("\n".join(map(json.dumps, rows)))
    book = casebooks.create(tmp_path / "book")
    adding.add(book, adding.plan([], corpus, ReadOptions()), pipeline("rules"), by="amal")
    linking.link(book)
    digests.catch_up(book)
    return book


def told(book: Book) -> list[tuple[str | None, tuple[str, ...]]]:
    """Grade and those who are blamed, of each incident."""
    found = cases.case_files(book, cases.Selection())
    return [(c.assessment.grade, tuple(b.perpetrator for b in c.assessment.blame)) for c in found]


def listed(book: Book) -> dict[str, int]:
    digests.catch_up(book)
    return {row.actor.name: row.incidents for row in actors.listed(book)}


def test_accounts_that_blame_two_names_of_one_are_no_rivals_until_the_merge_is_undone(book: Book) -> None:
    before = told(book)
    assert before[0] == ("contested", ("Marsh Hawks fighters", "armed opposition"))
    taken = actors.merge(book, "Marsh Hawks fighters", "armed opposition", **WHY)
    grade, blamed = told(book)[0]
    assert grade != "contested"
    assert blamed == ("Marsh Hawks fighters",)
    actors.undo(book, taken.decision.number, **WHY)
    assert told(book) == before


def test_lists_count_what_was_merged_as_one(book: Book) -> None:
    taken = actors.merge(book, "Marsh Hawks fighters", "armed opposition", **WHY)
    assert listed(book) == {"Marsh Hawks fighters": 1, "government forces": 1}
    actors.undo(book, taken.decision.number, **WHY)
    assert listed(book) == {"Marsh Hawks fighters": 1, "armed opposition": 1, "government forces": 1}


def test_words_that_mean_an_actor_to_the_reader_name_it(book: Book) -> None:
    taken = actors.merge(book, "the Syrian army", "the regime forces", **WHY)
    assert taken.decision.targets == ("syrian-government", "government")
    assert "government forces is now part of Syrian government" in taken.sentence
    assert listed(book)["Syrian government"] == 1


def test_what_was_merged_twice_over_parts_step_by_step(book: Book) -> None:
    first = actors.merge(book, "armed opposition", "Marsh Hawks fighters", **WHY)
    actors.merge(book, "Syrian government", "armed opposition", **WHY)
    assert told(book)[0][1] == ("Syrian government",)
    actors.undo(book, first.decision.number, **WHY)
    assert told(book)[0][1] == ("Marsh Hawks fighters", "Syrian government")


def test_a_name_that_a_person_gives_is_shown_and_the_old_one_still_finds_it(book: Book) -> None:
    actors.change(book, "government forces", "the Ministry's troops", **WHY)
    assert told(book)[1][1] == ("the Ministry's troops",)
    shown = actors.shown(book, "government forces")
    assert (shown.actor.id, shown.actor.names()) == ("government", ("the Ministry's troops", "government forces"))
    assert [d.kind for d in shown.decisions] == ["actor-change"]


def test_words_find_the_names_under_which_an_actor_is_blamed(book: Book) -> None:
    blamed = book.casebook.actors.blamed()
    assert blamed == ["Marsh Hawks fighters", "armed opposition", "government forces"]
    for words in ("government", "government forces", "the regime's soldiers"):
        assert actors.names_of(words, actors.known(book), blamed) == ["government forces"]
    assert actors.names_of("they", actors.known(book), blamed) == []
    taken = actors.merge(book, "Marsh Hawks fighters", "armed opposition", **WHY)
    for words in (*taken.decision.targets, "the rebels", "marsh hawks fighters"):
        assert actors.names_of(words, actors.known(book), blamed) == blamed[:2]


def test_in_public_a_side_of_the_vocabulary_keeps_its_new_name_and_others_stay_unnamed(book: Book) -> None:
    actors.change(book, "government forces", "state troops", **WHY)
    actors.change(book, "Marsh Hawks fighters", "Marsh Hawks", **WHY)
    known = informants.registry(book).actors
    blame = [b for c in cases.case_files(book, cases.Selection()) for b in c.assessment.blame]
    labels = {b.perpetrator: blamed_label(b, Settings("public"), known) for b in blame}
    assert labels["state troops"] == "state troops"
    assert labels["Marsh Hawks"] == UNKNOWN_SIDE


def by_side(book: Book, profile: Literal["public", "full"] = "full") -> set[str]:
    """The combatants of each side, as exports tell of them."""
    rows = (row(case, Settings(profile)) for case in cases.case_files(book, cases.Selection()))
    return {part for one in rows if one["killed_by_side"] for part in str(one["killed_by_side"]).split("; ")}


def test_the_dead_of_a_side_are_told_under_the_name_that_people_gave_it(tmp_path: Path) -> None:
    book = made(tmp_path, (CLASH,))
    before = {"combatants of Islamic State 12–12–12", "combatants of Hezbollah 8–8–8"}
    assert by_side(book) == before
    actors.change(book, "hezbollah", "Party of God", **WHY)
    merged = actors.merge(book, "hezbollah", "Islamic State", **WHY)
    assert by_side(book) == by_side(book, "public") == {"combatants of Party of God 20–20–20"}
    actors.undo(book, merged.decision.number, **WHY)
    assert by_side(book) == {"combatants of Islamic State 12–12–12", "combatants of Party of God 8–8–8"}


def test_lists_count_anew_where_the_dead_are_of_sides_that_are_one_now(tmp_path: Path) -> None:
    told_of = "Shelling killed twelve Hezbollah fighters near Palmyra on Monday, the Reed Desk said."
    book = made(tmp_path, (told_of,))
    assert not book.casebook.actors.blamed()
    taken = actors.merge(book, "hezbollah", "Islamic State", **WHY)
    assert digests.catch_up(book) == 1
    actors.undo(book, taken.decision.number, **WHY)
    assert digests.catch_up(book) == 1


def test_in_public_the_dead_of_a_side_do_not_tell_the_name_of_one_that_stays_unnamed(tmp_path: Path) -> None:
    book = made(tmp_path, (CLASH, TEXTS[1]))
    actors.merge(book, "Marsh Hawks fighters", "Islamic State", **WHY)
    assert "combatants of Marsh Hawks fighters 12–12–12" in by_side(book)
    assert not [told for told in by_side(book, "public") if "hawks" in told.casefold()]
    assert f"combatants of {UNKNOWN_SIDE} 12–12–12" in by_side(book, "public")


def test_what_cannot_be_meant_is_refused_and_leaves_nothing(book: Book) -> None:
    with pytest.raises(CasebookError, match="has no actor “they”"):
        actors.merge(book, "government forces", "they", **WHY)
    with pytest.raises(CasebookError, match="one actor already"):
        actors.merge(book, "government forces", "government", **WHY)
    with pytest.raises(CasebookError, match="another actor; merge the two"):
        actors.change(book, "government forces", "armed opposition", **WHY)
    with pytest.raises(UsageError, match="at least one word"):
        actors.change(book, "government forces", " – ", **WHY)
    with pytest.raises(UsageError, match="needs a reason"):
        actors.merge(book, "government forces", "armed opposition", reason=" ", by="amal")
    assert book.casebook.actors.history() == []


def test_only_decisions_about_actors_are_undone_here(book: Book) -> None:
    taken = informants.rate(book, "SOHR", "B", **WHY)
    with pytest.raises(UsageError, match="not about an actor"):
        actors.undo(book, taken.decision.number, **WHY)


def test_decisions_about_actors_leave_the_incidents_and_the_log_whole(book: Book) -> None:
    before = book.casebook.record_sha256()
    actors.merge(book, "Marsh Hawks fighters", "armed opposition", **WHY)
    actors.change(book, "government forces", "state troops", **WHY)
    assert book.casebook.record_sha256() == before
    assert verifying.verify(book).problems == ()
    kinds = [e.fields["kind"] for e in book.evidence.entries() if e.action == "decision"]
    assert kinds == ["actor-merge", "actor-change"]
