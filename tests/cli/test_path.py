"""The whole path on the example, as a user runs it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

Run = Callable[..., "CompletedProcess[str]"]
GRADES = {"confirmed", "fair", "weak", "contested", "discounted", "no-civilian-harm"}
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "aleppo"


def incidents(run: Run, book: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("incidents", "--json", "--casebook", book).stdout.splitlines()]


def killed(incident: dict[str, Any]) -> int:
    return max((f["low"] or 0 for f in incident["figures"] if f["measure"] == "killed"), default=0)


def explained(run: Run, book: Path) -> dict[str, Any]:
    """The incident with the most killed, explained."""
    best = max(incidents(run, book), key=killed)
    shown: dict[str, Any] = json.loads(run("show", best["id"], "--json", "--casebook", book).stdout)
    return shown


def test_the_killings_of_the_example_are_explained_by_their_informants(call: Run, linked: Path) -> None:
    shown = explained(call, linked)
    by_group = {f["group"]: f for f in shown["figures"] if f["measure"] == "killed"}
    assert by_group["children"]["best"] == 13
    assert by_group["women"]["best"] == 11
    assert (by_group["all"]["low"], by_group["all"]["best"]) == (79, 82)
    assert len(shown["reports"]) >= 4
    assert shown["informants"]["low"] < len(shown["reports"])


def test_every_number_leads_to_words_of_a_report(call: Run, linked: Path) -> None:
    shown = explained(call, linked)
    read = call("read", "--json", "--with-text", *sorted(EXAMPLES.iterdir()))
    texts = {d["id"]: d["text"] for d in (json.loads(line)["document"] for line in read.stdout.splitlines())}
    for claim in shown["explained"]["claims"].values():
        assert texts[claim["report"]["id"]][claim["start"] : claim["end"]] == claim["words"]
    for figure in shown["explained"]["figures"]:
        for end in ("low", "best", "high"):
            assert figure["ends"][end]["reason"]
            assert set(figure["ends"][end]["claims"]) <= set(shown["explained"]["claims"])


def test_show_prints_words_informants_and_rules(call: Run, linked: Path) -> None:
    printed = call("show", explained(call, linked)["id"], "--casebook", linked).stdout
    for expected in ("82 civilians, including 11 women and 13 children", "not independent", "Grade", "low", "high"):
        assert expected in printed
    for beside in (
        "Every Casualty: ",
        "UN MRM: reported.",
        "Admiralty: F",
        "divergence",
        "modal share",
        "side by side",
    ):
        assert beside in printed


@pytest.mark.parametrize("name", ["ucdp", "acled"])
def test_the_data_sets_methods_and_conventions_go_together(call: Run, linked: Path, name: str) -> None:
    identity = explained(call, linked)["id"]
    done = call("show", identity, "--json", "--method", name, "--convention", name, "--casebook", linked)
    figures = json.loads(done.stdout)["explained"]["figures"]
    assert {figure["method"] for figure in figures} == {name}
    assert all(figure["inputs"] for figure in figures)


def test_the_table_lists_each_incident_and_all_that_happened_are_graded(call: Run, linked: Path) -> None:
    printed = call("incidents", "--casebook", linked).stdout
    for incident in incidents(call, linked):
        assert incident["id"] in printed
        rule = json.loads(call("show", incident["id"], "--json", "--casebook", linked).stdout)["explained"]["grade"][
            "rule"
        ]
        assert incident["grade"] in GRADES or rule == "not-occurred"


def test_csv_has_one_row_an_incident_with_its_confirmation(call: Run, linked: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(call("publish", "csv", "--casebook", linked).stdout)))
    assert [row["incident"] for row in rows] == sorted(i["id"] for i in incidents(call, linked))
    assert all(row["confirmation"] and row["coverage_note"] for row in rows)


def test_geojson_goes_to_a_file_whole(call: Run, linked: Path, tmp_path: Path) -> None:
    out = tmp_path / "record.geojson"
    assert call("publish", "geojson", "--output", out, "--casebook", linked).returncode == 0
    assert len(json.loads(out.read_text())["features"]) == len(incidents(call, linked))
    assert list(tmp_path.iterdir()) == [out]


def test_adding_again_adds_nothing_and_the_head_still_verifies(call: Run, linked: Path) -> None:
    again = json.loads(call("add", EXAMPLES, "--casebook", linked, "--json").stdout)
    assert (again["new"], again["known"], again["skipped"]) == (0, 7, [])
    assert call("verify", "--head", again["head"], "--casebook", linked).returncode == 0


def test_linking_again_changes_nothing(call: Run, linked: Path) -> None:
    before = incidents(call, linked)
    assert json.loads(call("link", "--json", "--casebook", linked).stdout)["placed"] == 0
    assert incidents(call, linked) == before


def test_read_prints_one_object_for_one_file_and_lines_for_several(run: Run) -> None:
    one = json.loads(run("read", EXAMPLES / "1-harbour-wire.txt", "--json").stdout)
    assert one["document"]["published"] == "2016-12-13"
    assert one["document"]["published_from"] == "dateline"
    several = run("read", EXAMPLES / "1-harbour-wire.txt", EXAMPLES / "5-relief-desk.eml", "--json").stdout.splitlines()
    assert [json.loads(line)["document"]["path"] for line in several] == [
        str(EXAMPLES / "1-harbour-wire.txt"),
        str(EXAMPLES / "5-relief-desk.eml"),
    ]


def test_read_takes_standard_input(run: Run) -> None:
    text = b"Shelling killed 9 people in Marea on Monday, residents said."
    (claim,) = json.loads(run("read", "-", "--published", "2016-12-13", "--json", stdin=text).stdout)["claims"]
    assert claim["event"] == "shelling"
    assert claim["figures"][0]["value"] == 9
    assert claim["time"]["edtf"] == "2016-12-12"


def test_out_writes_one_file_for_each_report(run: Run, tmp_path: Path) -> None:
    run("read", EXAMPLES / "1-harbour-wire.txt", EXAMPLES / "4-state-view.txt", "--out", tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["1-harbour-wire.json", "4-state-view.json"]


@pytest.mark.parametrize("command", ["add", "link", "incidents", "verify"])
def test_without_a_casebook_one_sentence_says_what_to_do(run: Run, tmp_path: Path, command: str) -> None:
    done = run(command, *([EXAMPLES] if command == "add" else []), cwd=tmp_path)
    assert done.returncode == 1
    assert "tallystick init" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_format_or_convention_is_refused_with_the_known_ones(call: Run, linked: Path) -> None:
    assert "csv, geojson" in call("publish", "shapefile", "--casebook", linked).stderr
    refused = call("read", EXAMPLES / "1-harbour-wire.txt", "--convention", "guess")
    assert refused.returncode == 2
    assert "literal" in refused.stderr


def test_wrong_usage_is_status_two(run: Run) -> None:
    assert run("read").returncode == 2
    assert run("add").returncode == 2
    assert run("no-such-command").returncode == 2
