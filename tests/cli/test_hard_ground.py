"""Full disks, read-only media, wrong usage, interruption, hostile names: one clean sentence and the right status."""

from __future__ import annotations

import csv
import ctypes
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from postgresql_server import copy_casebook, kept_on

Run = Callable[..., "CompletedProcess[str]"]
SENTENCE = "Shelling killed 9 people in Marea on Monday, residents said.\n"
FULL = Path("/dev/full")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(SENTENCE)
    return path


def refused(done: CompletedProcess[str], status: int, *words: str) -> None:
    """One sentence without traceback or escapes."""
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert "\x1b" not in done.stderr
    for word in words:
        assert word in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="the system has no full device")
@pytest.mark.parametrize("command", [["incidents"], ["publish", "csv"], ["publish", "geojson"], ["read"]])
def test_a_full_standard_output(linked: Path, report: Path, command: list[str]) -> None:
    arguments = [report, "--json"] if command == ["read"] else ["--casebook", linked]
    with FULL.open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "tallystick", *command, *map(str, arguments)],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    refused(done, 1, "output", "No space left")
    assert len(done.stderr.splitlines()) == 1


def test_publish_writes_no_casebook_file_and_nothing_but_files(call: Run, linked: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    config = (linked / "casebook.toml").read_bytes()
    evidence = linked / "evidence" / "objects" / "record.csv"
    for target in (linked / "casebook.toml", linked / "new.csv", evidence, tmp_path / "folder", tmp_path / "pipe"):
        refused(call("publish", "csv", "-o", target, "--casebook", linked), 1, str(target))
    if FULL.exists():
        refused(call("publish", "csv", "-o", FULL, "--casebook", linked), 1, "standard output")
        assert not FULL.is_file()
    assert (linked / "casebook.toml").read_bytes() == config
    assert not evidence.exists()


def test_out_keeps_reports_of_one_name_apart(call: Run, tmp_path: Path, report: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(f"{folder.upper()}: {SENTENCE}")
    out = tmp_path / "out"
    done = call("read", report, tmp_path / "a", tmp_path / "b", "--out", out)
    assert "3 reports were written" in done.stderr
    assert sorted(path.name for path in out.iterdir()) == ["report-2.json", "report-3.json", "report.json"]
    assert len({json.loads(path.read_text())["document"]["sha256"] for path in out.iterdir()}) == 3


def test_out_that_is_a_file_or_cannot_be_made_is_refused(call: Run, report: Path) -> None:
    refused(call("read", report, "--out", report), 1, "is a file")
    refused(call("read", report, "--out", report / "below"), 1, "cannot be written")
    refused(call("read", report, "--out", "/proc/nothing"), 1, "cannot be written")


@pytest.fixture
def archived(linked: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the linked example in which nothing can be written, by anyone but the superuser."""
    folder = tmp_path / "archive"
    copy_casebook(linked, folder)
    paths = [folder, *folder.rglob("*")]
    (folder / "evidence" / "custody.lock").unlink()
    for path in [p for p in paths if p.exists()]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    for path in [p for p in paths if p.exists()]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def drop_override() -> None:
    """Gives up the superuser's right to write what is read-only (Linux: CAP_DAC_OVERRIDE leaves the bounding set)."""
    if os.getuid() == 0:
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


def unprivileged(*arguments: object) -> CompletedProcess[str]:
    """The program as one whom permissions bind."""
    return subprocess.run(
        [sys.executable, "-m", "tallystick", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "220"},
        preexec_fn=drop_override,
    )


@pytest.mark.skipif(sys.platform != "linux" and os.getuid() == 0, reason="the superuser may write everything")
def test_an_archived_casebook_is_read_and_verified_and_not_written(archived: Path) -> None:
    before = sorted(archived.rglob("*"))
    decided = unprivileged("decisions", "--json", "--casebook", archived).stdout
    for command in (["incidents"], ["show", "I0001"], ["publish", "csv"], ["decisions"]):
        done = unprivileged(*command, "--casebook", archived)
        assert done.returncode == 0, done.stderr
        assert done.stdout
    assert "All is as it was left" in unprivileged("verify", "--casebook", archived).stdout
    why = "Cannot write the custody log" if kept_on else "cannot be written"
    refused(unprivileged("grade", "I0001", "fair", "--reason", "x", "--casebook", archived), 1, why)
    assert sorted(archived.rglob("*")) == before
    assert unprivileged("decisions", "--json", "--casebook", archived).stdout == decided


def test_hostile_names_reach_no_terminal(call: Run, tmp_path: Path) -> None:
    evil = tmp_path / "evil\x1b]0;owned\x07.txt"
    evil.write_text("")
    refused(call("read", evil), 1, "is empty")
    refused(call("read", tmp_path / "gone\x1b[2J.txt"), 1, "does not exist")
    made = call("init", tmp_path / "book\x1b[31m")
    assert (made.returncode, "\x1b" in made.stderr) == (0, False)


def test_init_inside_a_casebook_is_refused_and_tells_where_it_made_one(
    run: Run, call: Run, linked: Path, tmp_path: Path
) -> None:
    for folder in (linked / "inner", linked / "evidence", linked / "evidence" / "objects" / "x"):
        refused(call("init", folder), 1, "inside the casebook")
    assert not (linked / "inner").exists()
    (tmp_path / "here").mkdir()
    assert str((tmp_path / "here").resolve()) in run("init", cwd=tmp_path / "here").stderr
    made = json.loads(call("init", tmp_path / "there", "--json").stdout)
    assert made["folder"] == str((tmp_path / "there").resolve())


@pytest.mark.parametrize(
    ("arguments", "accepted"),
    [
        (["read", "REPORT", "--published", "yesterday"], "2016-12-13"),
        (["read", "REPORT", "--convention", "guess"], "literal"),
        (["read", "REPORT", "--reader", "nobody"], "rules"),
        (["read", ""], "standard input"),
        (["add", "REPORT", "--published", "yesterday", "BOOK"], "2016-12-13"),
        (["add", "REPORT", "--reader", "nobody", "BOOK"], "rules"),
        (["incidents", "--event", "earthquake", "BOOK"], "airstrike"),
        (["incidents", "--method", "guess", "BOOK"], "reconciled"),
        (["show", "I0001", "--convention", "guess", "BOOK"], "literal"),
        (["publish", "shapefile", "BOOK"], "csv"),
        (["publish", "csv", "--method", "guess", "BOOK"], "reconciled"),
        (["grade", "I0001", "splendid", "--reason", "x", "BOOK"], "confirmed"),
        (["grade", "I0001", "fair", "--reason", " ", "BOOK"], "--reason"),
        (["verify", "--head", "", "BOOK"], "LENGTH:HASH"),
        (["verify", "--head", "12:banana", "BOOK"], "LENGTH:HASH"),
    ],
)
def test_wrong_usage_names_what_is_accepted(
    call: Run, linked: Path, report: Path, arguments: list[str], accepted: str
) -> None:
    swapped = {"REPORT": [report], "BOOK": ["--casebook", linked]}
    done = call(*(part for word in arguments for part in swapped.get(word, [word])))
    refused(done, 2, accepted)
    assert len(done.stderr.splitlines()) == 1
    assert not done.stdout


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_add_says_so_and_goes_on(run: Run, tmp_path: Path, number: signal.Signals, status: int) -> None:
    manifest, book = tmp_path / "corpus.jsonl", tmp_path / "book"
    lines = (json.dumps({"id": f"r{n}", "text": f"{SENTENCE} {n}", "published": "2016-12-13"}) for n in range(400))
    manifest.write_text("\n".join(lines))
    run("init", book)
    command = [sys.executable, "-m", "tallystick", "add", "--manifest", str(manifest), "--casebook", str(book)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not any((book / "evidence" / "objects").iterdir()) and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(number)
    told = process.communicate()[1]
    assert process.returncode == status
    assert "interrupted; what was done is kept" in told
    assert "Traceback" not in told
    assert run("verify", "--casebook", book).returncode == 0


def test_a_manifest_names_files_of_its_own_folder_alone(call: Run, tmp_path: Path, report: Path) -> None:
    corpus, book = tmp_path / "corpus", tmp_path / "book"
    corpus.mkdir()
    (corpus / "own.txt").write_text(SENTENCE)
    (corpus / "link.txt").symlink_to(report)
    names = ["own.txt", str(corpus / "own.txt"), "../report.txt", str(report), "link.txt"]
    (corpus / "m.jsonl").write_text("\n".join(json.dumps({"path": name}) for name in names))
    call("init", book)
    done = call("add", "--manifest", corpus / "m.jsonl", "--casebook", book, "--json")
    refused(done, 1, "outside of the manifest's folder")
    added = json.loads(done.stdout)
    assert (added["new"], added["known"], len(added["skipped"])) == (1, 1, 3)
    trusted = call("add", "--manifest", corpus / "m.jsonl", "--anywhere", "--casebook", book, "--json")
    assert (trusted.returncode, json.loads(trusted.stdout)["skipped"]) == (0, [])


def test_published_to_standard_output_is_whole(run: Run, linked: Path) -> None:
    done = run("publish", "csv", "--casebook", linked)
    assert len(list(csv.DictReader(io.StringIO(done.stdout)))) > 1
    assert "incidents written" in done.stderr
