"""A casebook that is about a country looks for places there first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
REPORT = "At least 14 people were killed on Monday when shells hit a market in Tripoli, residents said."


def place(call: Run, book: Path, tmp_path: Path) -> str:
    report = tmp_path / "report.txt"
    report.write_text(REPORT)
    done = call("add", report, "--published", "2020-05-05", "--casebook", book, "--json")
    assert done.returncode == 0, done.stderr
    assert call("link", "--casebook", book).returncode == 0
    listed = call("incidents", "--casebook", book, "--json").stdout.splitlines()
    country: str = json.loads(listed[0])["place"]["country"]
    return country


@pytest.mark.parametrize("country", ["LY", "LB"])
def test_a_name_of_two_countries_is_sought_in_the_casebooks_own(call: Run, tmp_path: Path, country: str) -> None:
    book = tmp_path / country
    assert call("init", book, "--country", country).returncode == 0
    assert place(call, book, tmp_path) == country


@pytest.mark.parametrize("country", ["Syria", "sy", "", "S1"])
def test_what_is_no_country_code_is_refused_and_nothing_is_made(call: Run, tmp_path: Path, country: str) -> None:
    done = call("init", tmp_path / "book", "--country", country)
    assert done.returncode == 2
    assert "ISO 3166-1" in done.stderr
    assert not (tmp_path / "book").exists()
