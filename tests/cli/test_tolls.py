"""Tolls at the command line: told apart from incidents, with the share that these explain."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

Run = Callable[..., "CompletedProcess[str]"]
TOLL = "At least 40 people have been killed in Idlib since Sunday"
STRIKE = f"""Strike on market in Idlib kills 14

IDLIB, 14 December 2016 (Harbour Wire) - An air strike on a market in Idlib killed 14 people on Tuesday, the Marsh
Rights Monitor said.

{TOLL}, the Marsh Rights Monitor said.
"""
SHELLS = """Shelling of Saraqib kills six

IDLIB, 13 December 2016 (Meridian Post) - Shelling of Saraqib in Idlib province killed six people on Monday,
residents said.

The war has killed more than 400,000 people in Syria since 2011, the United Nations says.
"""


@pytest.fixture
def book(call: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    for name, text in (("strike.txt", STRIKE), ("shells.txt", SHELLS)):
        (tmp_path / name).write_text(text)
    call("init", folder)
    added = call("add", tmp_path / "strike.txt", tmp_path / "shells.txt", "--reader", "rules", "--casebook", folder)
    assert added.returncode == 0, added.stderr
    call("link", "--casebook", folder)
    return folder


def lines(call: Run, *arguments: object) -> list[dict[str, Any]]:
    done = call(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_incidents_says_how_many_tolls_stand_beside(call: Run, book: Path) -> None:
    for options in ((), ("--all",)):
        printed = call("incidents", *options, "--casebook", book).stdout
        assert "2 tolls stand beside them; see: tallystick tolls" in printed
        assert "2 incidents." in printed
        assert {line["event"] for line in lines(call, "incidents", *options, "--casebook", book)} == {
            "airstrike",
            "shelling",
        }


def test_a_casebook_without_tolls_does_not_speak_of_them(call: Run, tmp_path: Path) -> None:
    call("init", tmp_path / "empty")
    assert "toll" not in call("incidents", "--casebook", tmp_path / "empty").stdout
    assert "0 tolls" in call("tolls", "--casebook", tmp_path / "empty").stdout


def test_tolls_lists_each_with_its_words_and_the_share_explained(call: Run, book: Path) -> None:
    printed = call("tolls", "--casebook", book).stdout
    assert f"“{TOLL}” (the Marsh Rights Monitor;" in printed
    assert "2016-12-11 to 2016-12-14, Idlib" in printed
    assert "1 incident within it explains 14, 35%; the toll sets no upper bound" in printed
    assert "2011-01-01 to 2016-12-13, Syria" in printed


def test_tolls_as_json_lead_to_words_incidents_and_reasons(call: Run, book: Path) -> None:
    whole, weeks = lines(call, "tolls", "--casebook", book)
    (figure,) = weeks["figures"]
    assert weeks["days"] == ["2016-12-11", "2016-12-14"]
    assert weeks["claims"][0]["text"]["exact"] == TOLL
    assert STRIKE[weeks["claims"][0]["text"]["start"] : weeks["claims"][0]["text"]["end"]] == TOLL
    assert (figure["measure"], figure["group"], figure["low"], figure["high"]) == ("killed", "all", 40, None)
    assert figure["explained"] == {"low": 14, "best": 14}
    assert figure["share"] == {"low": 0.35, "high": 0.35}
    assert figure["open_above"]
    assert whole["days"] == ["2011-01-01", "2016-12-13"]
    assert len(whole["figures"][0]["incidents"]) == 2


def test_show_names_the_tolls_that_span_an_incident(call: Run, book: Path) -> None:
    strike = next(i["id"] for i in lines(call, "incidents", "--casebook", book) if i["event"] == "airstrike")
    printed = call("show", strike, "--casebook", book).stdout
    assert "Tolls that span it, which enter none of its ranges" in printed
    assert f"“{TOLL}”" in printed
    (shown,) = lines(call, "show", strike, "--casebook", book)
    assert [toll["within"] for toll in shown["tolls"]] == [True, True]
    assert all(figure["high"] == 14 for figure in shown["figures"])


def test_show_of_a_toll_gives_the_incidents_within_it(call: Run, book: Path) -> None:
    toll = lines(call, "tolls", "--casebook", book)[1]
    assert "1 incident within it explains 14" in call("show", toll["id"], "--casebook", book).stdout
    (shown,) = lines(call, "show", toll["id"], "--casebook", book)
    assert shown["toll"] == toll


def test_a_toll_is_no_incident_to_ask_for(call: Run, book: Path) -> None:
    done = call("incidents", "--event", "toll", "--casebook", book)
    assert done.returncode == 2
    assert "tallystick tolls" in done.stderr


def test_an_unknown_method_is_refused(call: Run, book: Path) -> None:
    done = call("tolls", "--method", "guessed", "--casebook", book)
    assert done.returncode == 2
    assert "guessed" in done.stderr


@pytest.mark.parametrize("profile", ["public", "full"])
def test_no_export_counts_a_toll(call: Run, book: Path, tmp_path: Path, profile: str) -> None:
    for form in ("csv", "geojson"):
        done = call("publish", form, "--profile", profile, "--output", tmp_path / form, "--casebook", book)
        assert "2 incidents written" in done.stderr
        told = (tmp_path / form).read_text()
        assert "400001" not in told
        assert TOLL not in told
    rows = list(csv.DictReader((tmp_path / "csv").read_text().splitlines()))
    features = [feature["properties"] for feature in json.loads((tmp_path / "geojson").read_text())["features"]]
    for found in (rows, features):
        assert {row["event"] for row in found} == {"airstrike", "shelling"}
        assert sorted(int(row["killed_high"]) for row in found) == [6, 14]


def test_a_toll_over_many_incidents_names_the_first_and_counts_the_rest(call: Run, tmp_path: Path) -> None:
    days = [
        f"IDLIB, {day} May 2016 (Harbour Wire) - Shelling of Saraqib in Idlib province killed six people on {day} May."
        for day in range(2, 31, 2)
    ]
    book = tmp_path / "book"
    call("init", book)
    for n, text in enumerate([*days, SHELLS]):
        (tmp_path / f"{n}.txt").write_text(text)
    call("add", *(tmp_path / f"{n}.txt" for n in range(len(days) + 1)), "--reader", "rules", "--casebook", book)
    call("link", "--casebook", book)
    assert "and 4 more" in call("tolls", "--casebook", book).stdout
    assert len(lines(call, "tolls", "--casebook", book)[0]["figures"][0]["incidents"]) == 16


def test_tolls_fit_a_narrow_terminal(book: Path) -> None:
    command = [sys.executable, "-m", "tallystick", "tolls", "--casebook", str(book)]
    printed = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "COLUMNS": "60"}).stdout
    assert all(len(line.rstrip()) <= 60 for line in printed.splitlines())
    assert "explains 14" in " ".join(printed.split())
