"""Actors and places, through the program."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from postgresql_server import copy_casebook

Run = Callable[..., "CompletedProcess[str]"]
WHY = ("--reason", "because", "--by", "amal")


class Desk:
    """A casebook with the example, and the program to work on its actors and places."""

    def __init__(self, run: Run, book: Path) -> None:
        self.run, self.book = run, book

    def __call__(self, *arguments: object, status: int = 0) -> str:
        done = self.run(*arguments, "--casebook", self.book)
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout if status == 0 else done.stderr

    def lines(self, *arguments: object) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self(*arguments, "--json").splitlines()]


@pytest.fixture
def desk(call: Run, linked: Path, tmp_path: Path) -> Desk:
    copy_casebook(linked, tmp_path / "book")
    return Desk(call, tmp_path / "book")


def test_two_actors_are_merged_renamed_shown_and_parted(desk: Desk) -> None:
    before = desk.lines("actors", "list")
    done = desk("actors", "merge", "Syrian government", "government forces", *WHY)
    desk("actors", "change", "syrian-government", "--name", "Government of Syria", *WHY)
    (row,) = desk.lines("actors", "list", "government")
    assert (row["id"], row["name"]) == ("syrian-government", "Government of Syria")
    told = desk("actors", "show", "government forces")
    assert "also “government forces”, by amal" in told
    assert "actor-merge: because; amal" in told
    desk("actors", "undo", done.split()[1].rstrip(":"), *WHY)
    assert {r["id"] for r in desk.lines("actors", "list")} == {r["id"] for r in before}


def test_a_place_is_put_elsewhere_renamed_shown_and_put_back(desk: Desk) -> None:
    (before,) = desk.lines("places", "list", "aleppo")
    done = desk("places", "set", "Aleppo", "--at", "36.25,37.15", "--precision", "3", "--name", "Halab", *WHY)
    assert "lies at 36.25, 37.15 (precision 3)" in done
    (row,) = desk.lines("places", "list", "halab")
    assert (row["precision"], row["incidents"]) == (3, before["incidents"])
    told = desk("places", "show", "Halab")
    assert "as a person says" in told
    assert "place-set: because; amal" in told
    desk("places", "undo", done.split()[1].rstrip(":"), *WHY)
    assert desk.lines("places", "list", "aleppo") == [before]
    assert "All is as it was left" in desk("verify")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("places", "set", "Aleppo", *WHY), "one of the two"),
        (("places", "set", "Aleppo", "--at", "north", *WHY), "no point"),
        (("places", "set", "Aleppo", "--at", "95,0", *WHY), "no point"),
        (("places", "set", "Aleppo", "--entry", "geonames:0", *WHY), "have no geonames:0"),
        (("places", "undo", "1", *WHY), "not about a place"),
        (("actors", "undo", "1", *WHY), "not about an actor"),
    ],
)
def test_what_cannot_be_meant_is_said_in_a_sentence(desk: Desk, arguments: tuple[str, ...], sentence: str) -> None:
    assert sentence in desk(*arguments, status=2)


def test_what_is_not_there_is_said_in_a_sentence(desk: Desk) -> None:
    assert "has no place “Nowhere”" in desk("places", "show", "Nowhere", status=1)
    assert "has no actor “Nobody of note”" in desk("actors", "show", "Nobody of note", status=1)
