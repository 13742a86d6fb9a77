"""``train`` through the program: it reports, puts in use, resets, and says in one sentence what it lacks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tallystick import __version__
from tallystick.commands import adding, casebooks, deciding
from tallystick.commands.pipeline import pipeline
from tallystick.commands.reading import ReadOptions

Run = Callable[..., "CompletedProcess[str]"]
STRIKE = "An air strike on a market in Marea killed {n} people on Monday, residents said."
DRILL = "In an exercise, an air strike on a mock market in Idlib killed {n} people on Monday, officials said."
COUNT = 44


@pytest.fixture
def book(tmp_path: Path, toy: Any) -> Path:
    """A casebook in which the strikes are accepted and the drills rejected."""
    made, corpus = casebooks.create(tmp_path / "book"), tmp_path / "corpus.jsonl"
    texts = ((STRIKE, DRILL)[n % 2].format(n=3 + n) for n in range(COUNT))
    lines = [{"id": f"r{n:02}", "text": text, "published": "2016-12-13"} for n, text in enumerate(texts)]
    corpus.write_text("\n".join(map(json.dumps, lines)))
    adding.add(made, adding.plan([], corpus, ReadOptions()), pipeline("embedded"), by="amal")
    for n in range(COUNT):
        decide = deciding.reject if n % 2 else deciding.accept
        decide(made, f"r{n:02}.c01", reason="seen", by="amal")
    made.casebook.close()
    return made.folder


def test_train_reports_and_use_puts_the_result_in_use(call: Run, book: Path) -> None:
    tried = call("train", "--from", book)
    assert tried.returncode == 0, tried.stderr
    for expected in ("Learned from", "Held back", "kept wrongly", "loss before", "with --use"):
        assert expected in tried.stdout
    used = call("train", "--from", book, "--use")
    assert used.returncode == 0
    assert "is in use in this casebook" in used.stdout
    again = call("train", "--from", book, "--use")
    assert again.returncode == 1
    assert "No better: nothing was changed" in again.stdout


def test_add_reads_with_what_the_casebook_learned(call: Run, book: Path, tmp_path: Path) -> None:
    call("train", "--from", book, "--use")
    (tmp_path / "drill.txt").write_text(DRILL.format(n=71))
    (tmp_path / "strike.txt").write_text(STRIKE.format(n=72))
    for name, claims in (("drill", 0), ("strike", 1)):
        done = call("add", tmp_path / f"{name}.txt", "--reader", "embedded", "--casebook", book, "--json")
        assert json.loads(done.stdout)["claims"] == claims
    log = (book / "evidence" / "custody.jsonl").read_text().splitlines()
    last = next(e for e in map(json.loads, reversed(log)) if e["action"] == "reading")
    assert last["fields"]["reader_version"].startswith(f"{__version__}+")


def test_json_tells_the_same(call: Run, book: Path) -> None:
    told = json.loads(call("train", "--from", book, "--json").stdout)
    assert (told["before"], told["used"], told["improved"]) == (__version__, False, True)
    assert told["version"].startswith(f"{__version__}+")
    assert (
        told["learned"]["accepted"]
        + told["learned"]["rejected"]
        + sum(told["held_back"][kind] for kind in ("accepted", "rejected"))
        == COUNT
    )
    scores = {score["name"]: score for score in told["scores"]}
    assert scores["claims"]["after"] > scores["claims"]["before"]
    assert set(scores["all"]) == {"name", "of", "before", "after", "loss_before", "loss_after"}


def test_reset_goes_back(call: Run, book: Path) -> None:
    assert "nothing to reset" in call("train", "--from", book, "--reset").stdout
    call("train", "--from", book, "--use")
    assert "shipped reader is in use again" in call("train", "--from", book, "--reset").stdout
    assert pipeline("embedded", casebook=book).reader.version == __version__


def test_too_few_reviews_are_told_in_one_sentence(call: Run, tmp_path: Path, toy: Any) -> None:
    casebooks.create(tmp_path / "book").casebook.close()
    done = call("train", "--from", tmp_path / "book")
    assert done.returncode == 1
    assert "0 reviewed claims" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_a_casebook_and_two_wishes_at_once_are_refused(call: Run, book: Path, tmp_path: Path) -> None:
    assert call("train", "--from", tmp_path).returncode == 1
    assert call("train", "--from", book, "--use", "--reset").returncode == 2


def test_a_damaged_result_is_named_and_reset_helps(call: Run, book: Path) -> None:
    (book / "reader.npz").write_bytes(b"nonsense")
    done = call("train", "--from", book)
    assert done.returncode == 1
    assert "--reset" in done.stderr
    assert call("train", "--from", book, "--reset").returncode == 0
    assert call("train", "--from", book).returncode == 0
