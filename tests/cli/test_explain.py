"""``read --explain`` leads from each slot to the words that gave it, through the program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tallystick.commands import reading
from tallystick.commands.reading import explained
from tallystick.record import Claim, Document, Figure, Report, Span

Run = Callable[..., "CompletedProcess[str]"]
TEXT = (
    "Clashes near [Marea] reportedly left 4 people dead on Monday. "
    "The army threatened to shell the town, a spokesman said. Shells hit a market in Idlib \x1b[31mon Sunday."
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return path


def slots(call: Run, file: Path, *options: str) -> list[dict[str, Any]]:
    done = call("read", file, "--published", "2016-12-13", "--explain", "--json", *options)
    assert done.returncode == 0, done.stderr
    return [slot for claim in json.loads(done.stdout)["explained"] for slot in claim["slots"]]


def test_each_slot_names_its_words_where_they_stand(call: Run, file: Path) -> None:
    found = slots(call, file)
    worded = [slot for slot in found if slot["words"]]
    assert {"event", "figure", "place", "time", "perpetrator", "source"} <= {slot["slot"] for slot in worded}
    for slot in worded:
        words, sentence = slot["words"], slot["sentence"]
        assert TEXT[words["start"] : words["end"]] == words["exact"]
        assert TEXT[sentence["start"] : sentence["end"]] == sentence["exact"]
        assert sentence["start"] <= words["start"] < sentence["end"]
        assert slot["why"] is None


def test_status_and_certainty_name_their_cue_or_that_they_have_none(call: Run, file: Path) -> None:
    told = {(s["value"], s["words"]["exact"] if s["words"] else s["why"]) for s in slots(call, file)}
    assert ("reported", "reportedly") in told
    assert ("threatened", "threatened to") in told
    assert ("occurred", "no words: the default") in told
    assert ("stated", "no words: the default") in told


def test_the_claims_are_those_of_a_plain_read(call: Run, file: Path) -> None:
    plain = json.loads(call("read", file, "--json").stdout)
    explained_too = json.loads(call("read", file, "--json", "--explain").stdout)
    assert {key: explained_too[key] for key in plain} == plain
    assert [e["claim"] for e in explained_too["explained"]] == [c["id"] for c in plain["claims"]]


@pytest.mark.parametrize("width", [40, 200])
def test_a_narrow_terminal_shows_the_words_marked_in_their_sentence(file: Path, width: int) -> None:
    command = [sys.executable, "-m", "tallystick", "read", str(file), "--explain", "--published", "2016-12-13"]
    command += ["--reader", "rules"]
    printed = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "COLUMNS": str(width)}).stdout
    shown = printed.replace(str(file), "")
    assert all(len(line.rstrip()) <= width for line in shown.splitlines())
    lines = " ".join(shown.split())
    assert "Clashes near [Marea] >>reportedly<< left 4 people dead" in lines
    assert "place: Idlib by rule" in lines
    assert "3 claims" in lines
    assert "\x1b" not in printed


def test_a_readers_confidence_stands_beside_each_slot() -> None:
    four = Figure("killed", "exact", Span.of(TEXT, 37, 45), value=4, group="people")
    sure = {"event": 0.91, "figure": 0.72, "status": 0.97}
    claim = Claim("d.c01", "battle", Span.of(TEXT, 0, 60), figures=(four,), confidence=0.8, confidences=sure)
    (found,) = explained(Report(Document("d", TEXT), (claim,)))
    told = {ground.slot: (ground.confidence, ground.why) for ground in found.grounds}
    assert told["figure"] == (0.72, None)
    assert told["event"] == (0.91, reading.WHOLE)
    assert told["status"] == (0.97, reading.DEFAULT)
    assert told["certainty"] == (None, reading.DEFAULT)


def test_explain_writes_no_files(call: Run, file: Path, tmp_path: Path) -> None:
    done = call("read", file, "--explain", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "--out" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_report_without_claims_explains_nothing(call: Run, tmp_path: Path) -> None:
    (tmp_path / "quiet.txt").write_text("The council met to speak about the harvest and the price of seed this year.")
    done = call("read", tmp_path / "quiet.txt", "--explain")
    assert done.returncode == 0
    assert "No claim was found" in done.stdout
