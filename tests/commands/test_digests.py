"""Digests say what the record says after every decision, and the sums kept of them are theirs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model

from tallystick.casebook import digesting, tallying
from tallystick.casebook.models import ClaimDigest, IncidentDigest, IncidentVoice, Tally, VoiceTally
from tallystick.commands import adding, casebooks, deciding, digests, linking
from tallystick.commands.casebooks import Book
from tallystick.commands.pipeline import pipeline
from tallystick.commands.reading import ReadOptions

TEXTS = (
    "Shelling killed 9 people in Marea on Monday, residents said.",
    "Shells killed at least 11 people in Marea on Monday, the Observatory said.",
    "An air strike killed 4 people in Idlib on Sunday, the Observatory said.",
    "Talks were held in Geneva on Sunday.",
)
BY = {"reason": "seen", "by": "amal"}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    corpus = tmp_path / "corpus.jsonl"
    lines = (
        json.dumps({"id": f"r{n}", "text": text, "published": "2016-12-13", "publisher": "Harbour Wire"})
        for n, text in enumerate(TEXTS)
    )
    corpus.write_text("\n".join(lines))
    book = casebooks.create(tmp_path / "book")
    adding.add(book, adding.plan([], corpus, ReadOptions()), pipeline("rules"), by="amal")
    linking.link(book)
    digests.catch_up(book)
    return book


def rows(book: Book, model: type[Model], *left_out: str) -> list[dict[str, Any]]:
    columns = [field.attname for field in model._meta.concrete_fields if field.attname not in left_out]
    return sorted(model._base_manager.using(book.casebook.alias).values(*columns), key=str)


def kept(book: Book) -> list[Any]:
    left_out = {IncidentDigest: ("turn",), IncidentVoice: ("id",)}
    return [
        rows(book, model, *left_out.get(model, ()))
        for model in (IncidentDigest, IncidentVoice, ClaimDigest, Tally, VoiceTally)
    ]


def anew(book: Book) -> list[Any]:
    """All of it, made from the record alone."""
    digesting.outdate_all(book.casebook.alias)
    digests.catch_up(book)
    there, voices = (model.objects.using(book.casebook.alias) for model in (IncidentDigest, IncidentVoice))
    for model in (Tally, VoiceTally):
        model.objects.using(book.casebook.alias).all().delete()
    tallying.change(book.casebook.alias, (), list(there.all()), (), list(voices.all()))
    return kept(book)


def test_what_is_kept_is_what_the_record_says_after_each_decision(book: Book) -> None:
    home = book.casebook.homes(["r0.c01", "r2.c01"])
    decisions = [
        lambda: deciding.accept(book, "r0.c01", **BY),
        lambda: deciding.accept(book, "r0.c01", reason="again", by="badr"),
        lambda: deciding.correct(book, "r0.c01", {"killed": 90}, **BY),
        lambda: deciding.accept(book, "r0.c01", **BY),
        lambda: deciding.reject(book, "r1.c01", **BY),
        lambda: deciding.accept(book, "r1.c01", **BY),
        lambda: deciding.merge(book, home["r0.c01"], home["r2.c01"], **BY),
        lambda: deciding.accept(book, "r2.c01", reason="third", by="cara"),
        lambda: deciding.undo(book, 7, **BY),
        lambda: deciding.grade(book, home["r2.c01"], "weak", **BY),
        lambda: deciding.undo(book, 8, **BY),
    ]
    for number, decide in enumerate(decisions):
        decide()
        digests.catch_up(book)
        now = kept(book)
        assert now == anew(book), f"after decision {number + 1}"


def test_accepting_leaves_nothing_to_be_made_anew(book: Book) -> None:
    before = digesting.edition(book.casebook.alias)
    deciding.accept(book, "r0.c01", **BY)
    assert digests.catch_up(book) == 0
    assert digesting.edition(book.casebook.alias) == before


def test_a_digest_that_was_worked_out_before_a_decision_is_not_stored_after_it(book: Book) -> None:
    alias, home = book.casebook.alias, book.casebook.homes(["r0.c01"])["r0.c01"]
    seen = digesting.turns(alias, [home])
    deciding.accept(book, "r0.c01", **BY)
    old = {home: digesting.Digest(None, (), ())}
    digesting.keep(alias, old, seen)
    assert ClaimDigest.objects.using(alias).get(pk="r0.c01").verdict == "accept"
    digesting.keep(alias, old, digesting.turns(alias, [home]))
    assert not ClaimDigest.objects.using(alias).filter(pk="r0.c01").exists()
