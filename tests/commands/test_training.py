"""What people decide in a casebook changes what is read into it, where it helps, and there alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from postgresql_server import copy_casebook

from tallystick import __version__
from tallystick.commands import adding, casebooks, deciding, training, verifying
from tallystick.commands.casebooks import Book
from tallystick.commands.pipeline import pipeline
from tallystick.commands.reading import ReadOptions
from tallystick.errors import ReaderError
from tallystick.record import Claim

PLACES = ("Marea", "Idlib", "Saraqib", "Atarib", "Harim", "Binnish", "Azaz")
STRIKE = "An air strike on a market in {place} killed {number} people on Monday, residents said."
DRILL = "In an exercise, an air strike on a mock market in {place} killed {number} people on Monday, officials said."
MORTARS = "Mortar rounds hit a market in {place} and killed {number} people on Monday, residents said."
COUNT = 60
Decide = Callable[[Book, Claim, int], object]


def add(book: Book, texts: dict[str, str]) -> None:
    corpus = book.folder.parent / "corpus.jsonl"
    lines = (json.dumps({"id": name, "text": text, "published": "2016-12-13"}) for name, text in texts.items())
    corpus.write_text("\n".join(lines))
    line = pipeline("embedded", casebook=book.folder)
    adding.add(book, adding.plan([], corpus, ReadOptions()), line, by="amal")


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory, put_toy: Any) -> Path:
    """A casebook with strikes, drills and mortars, which the toy network takes for air strikes; tests copy it."""
    made = casebooks.create(tmp_path_factory.mktemp("added") / "book")
    kinds = (STRIKE, DRILL, MORTARS)
    with pytest.MonkeyPatch.context() as patch:
        put_toy(patch)
        add(made, {f"r{n:02}": kinds[n % 3].format(place=PLACES[n % 7], number=3 + n) for n in range(COUNT)})
    made.casebook.close()
    return made.folder


@pytest.fixture(scope="module")
def decided(added: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, reviewed."""
    folder = tmp_path_factory.mktemp("decided") / "book"
    copy_casebook(added, folder)
    made = casebooks.open_casebook(folder)
    review(made, as_it_is)
    made.casebook.close()
    return folder


@pytest.fixture
def unread(added: Path, tmp_path: Path, toy: Any) -> Book:
    """A casebook that nobody has reviewed."""
    copy_casebook(added, tmp_path / "book")
    return casebooks.open_casebook(tmp_path / "book")


@pytest.fixture
def book(decided: Path, tmp_path: Path, toy: Any) -> Book:
    """A casebook in which every claim is reviewed."""
    copy_casebook(decided, tmp_path / "book")
    return casebooks.open_casebook(tmp_path / "book")


def review(book: Book, decide: Decide, count: int = COUNT) -> None:
    for report in list(book.casebook.reports(f"r{n:02}" for n in range(count))):
        for claim in report.claims:
            decide(book, claim, int(report.document.id[1:]))


def as_it_is(book: Book, claim: Claim, number: int) -> object:
    """Strikes are accepted, drills rejected, mortars corrected."""
    if number % 3 == 0:
        return deciding.accept(book, claim.id, reason="seen", by="amal")
    if number % 3 == 1:
        return deciding.reject(book, claim.id, reason="a drill", by="amal")
    return deciding.correct(book, claim.id, {"event": "shelling"}, reason="mortars", by="amal")


def by_chance(book: Book, claim: Claim, number: int) -> object:
    """Decisions that nothing in the text bears out."""
    chance = np.random.default_rng(number)
    if chance.random() < 0.5:
        return deciding.reject(book, claim.id, reason="a coin", by="amal")
    event = chance.choice(["siege", "battle", "shooting", "abduction", "airstrike"])
    return deciding.correct(book, claim.id, {"event": str(event)}, reason="a die", by="amal")


def train(book: Book, *, use: bool = True) -> training.Outcome:
    return training.train(book, *training.shipped_model(), use=use, by="amal")


def read(book: Book, name: str, text: str) -> tuple[Claim, ...]:
    """The claims of a report that is added now."""
    add(book, {name: text.format(place="Tadef", number=41)})
    (report,) = book.casebook.reports([name])
    return report.claims


def version_of(book: Book, name: str) -> str:
    return str(book.casebook.reading_fields(name)["reader_version"])


def test_reviewing_changes_what_is_kept_and_how_it_is_read(book: Book, toy: Any) -> None:
    shipped = {name: values.copy() for name, values in toy.heads.values.items()}
    assert [c.event for c in read(book, "before", DRILL)] == ["airstrike"]
    earlier = list(book.casebook.reports())
    done = train(book)
    assert done.used
    assert done.version.startswith(f"{__version__}+")
    assert read(book, "drill", DRILL) == ()
    assert [c.event for c in read(book, "mortars", MORTARS)] == ["shelling"]
    assert [c.event for c in read(book, "strike", STRIKE)] == ["airstrike"]
    assert (version_of(book, "strike"), version_of(book, "before")) == (done.version, __version__)
    assert list(book.casebook.reports(["before"])) == [r for r in earlier if r.document.id == "before"]
    assert all(np.array_equal(toy.heads.values[name], values) for name, values in shipped.items())
    assert (verifying.verify(book).problems, verifying.verify(book).notes) == ((), ())


def test_the_held_back_part_tells_what_was_gained(book: Book) -> None:
    done = train(book, use=False)
    scores = {score.name: score for score in done.trial.scores}
    claims, event, stray = (scores[name] for name in ("claims", "event", "kept wrongly"))
    assert (claims.before, claims.after) == (claims.of - stray.of, claims.of)
    assert event.before < event.after == event.of
    assert (stray.before, stray.after) == (stray.of, 0)
    assert claims.loss_after is not None
    assert claims.loss_before is not None
    assert claims.loss_after < claims.loss_before
    assert done.trial.improved


def kept_files(book: Book) -> list[Path]:
    """The files of a casebook but for what SQLite and the log's index keep beside theirs while they are read."""
    passing = ("-wal", "-shm", "-journal")
    return sorted(f for f in book.folder.rglob("*") if f.name != "custody.index" and not f.name.endswith(passing))


def test_without_use_nothing_changes(book: Book) -> None:
    log, files = book.evidence.head(), kept_files(book)
    done = train(book, use=False)
    assert not done.used
    assert (book.evidence.head(), kept_files(book)) == (log, files)
    assert read(book, "drill", DRILL)
    assert version_of(book, "drill") == __version__


def test_a_review_that_does_not_help_is_refused(unread: Book) -> None:
    book = unread
    review(book, by_chance)
    log = book.evidence.head()
    done = train(book)
    assert not done.trial.improved
    assert not done.used
    assert book.evidence.head() == log
    assert pipeline("embedded", casebook=book.folder).reader.version == __version__


def test_what_is_in_use_is_replaced_only_by_something_better(book: Book) -> None:
    first, second = train(book), train(book)
    assert (first.used, second.used) == (True, False)
    assert second.before == first.version
    assert pipeline("embedded", casebook=book.folder).reader.version == first.version


def test_undone_decisions_teach_nothing(book: Book) -> None:
    assert sum(len(report.claims) for report in training.reviewed(book)) == COUNT
    for decision in book.casebook.decisions()[:10]:
        deciding.undo(book, decision.number, reason="in haste", by="amal")
    assert sum(len(report.claims) for report in training.reviewed(book)) == COUNT - 10


def test_too_few_reviews_are_refused_with_their_number(unread: Book) -> None:
    review(unread, as_it_is, count=9)
    with pytest.raises(ReaderError, match="9 reviewed claims in 9 reports"):
        train(unread)


def test_reset_goes_back_to_the_shipped_reader(book: Book) -> None:
    train(book)
    assert training.reset(book, by="amal")
    assert not training.reset(book, by="amal")
    assert read(book, "drill", DRILL)
    assert version_of(book, "drill") == __version__


def test_each_change_of_the_reader_is_in_the_custody_log(book: Book) -> None:
    done = train(book)
    training.reset(book, by="badr")
    told = [entry.fields for entry in book.evidence.entries() if entry.action == training.READER]
    assert told == [{"version": done.version, "by": "amal"}, {"version": __version__, "by": "badr"}]


@pytest.mark.parametrize(
    "where",
    [
        "tallystick.reading.embedded.review.learning.fitted",
        "tallystick.reading.embedded.review.learning.read_with",
        "tallystick.evidence.store.EvidenceStore.append",
        "numpy.savez_compressed",
        "pathlib.Path.replace",
    ],
)
def test_an_interrupted_training_changes_nothing_and_can_be_repeated(
    book: Book, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed, pytest.raises(KeyboardInterrupt):
        killed.setattr(where, stop)
        train(book)
    assert pipeline("embedded", casebook=book.folder).reader.version == __version__
    assert not list(book.folder.glob("reader*"))
    assert verifying.verify(book).problems == ()
    assert train(book).used
