"""An ``add`` that is killed at a random point leaves a casebook that verifies, and repeating it completes it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tallystick.commands import adding, casebooks, verifying
from tallystick.commands.pipeline import pipeline
from tallystick.commands.reading import ReadOptions

REPORTS = 60
KILLS = 8


def manifest(folder: Path) -> Path:
    path = folder / "corpus.jsonl"
    with path.open("w") as file:
        for n in range(REPORTS):
            text = f"Shelling killed {n + 1} people in Marea on Monday, residents said."
            file.write(json.dumps({"id": f"r{n}", "text": text, "published": "2016-12-13"}) + "\n")
    return path


def killed_add(corpus: Path, book: Path, seconds: float) -> None:
    command = [sys.executable, "-m", "tallystick", "add", "--manifest", str(corpus), "--casebook", str(book)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not any((book / "evidence" / "objects").iterdir()) and process.poll() is None:
        time.sleep(0.005)
    time.sleep(seconds)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def test_killed_at_random_points_it_verifies_and_is_completed(tmp_path: Path) -> None:
    corpus, folder = manifest(tmp_path), tmp_path / "book"
    casebooks.create(folder).casebook.close()
    choose = random.Random(20161213)
    for _ in range(KILLS):
        killed_add(corpus, folder, choose.uniform(0, 0.06))
        book = casebooks.open_casebook(folder)
        assert verifying.verify(book).problems == ()
        book.casebook.close()
    book = casebooks.open_casebook(folder)
    items = adding.plan([], corpus, ReadOptions())
    done = adding.add(book, items, pipeline(), by="amal")
    assert done.new + done.known == REPORTS
    assert done.skipped == ()
    assert len(list(book.casebook.reports())) == REPORTS
    found = verifying.verify(book, done.head)
    assert found.problems == ()
    captures = [entry.fields["document_id"] for entry in book.evidence.entries() if entry.action == "capture"]
    assert sorted(captures) == sorted(f"r{n}" for n in range(REPORTS))
    book.casebook.close()
