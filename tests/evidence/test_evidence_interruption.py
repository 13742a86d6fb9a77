"""What a kill or a power cut leaves verifies, and the next run completes it."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tallystick.evidence import Capture, EvidenceStore

KILLED = 9

DRIVER = """
import sys
from pathlib import Path
from tallystick.evidence import Capture, EvidenceStore
store = EvidenceStore(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    data = f"report {number}".encode() * 500
    store.preserve(data, Capture(name=f"{number}.txt", document_id=f"d{number}", note="n" * 3000))
    if number == 0:
        print("started", flush=True)
"""


def start(folder: Path, count: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", DRIVER, str(folder), str(count)], stdout=subprocess.PIPE)


def stopped_after(lines: int, work: Callable[[], object]) -> bool:
    """Does ``work`` in another process that dies at once after that many lines of the evidence room; True if it did."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
    left = lines

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if f"{os.sep}evidence{os.sep}" not in frame.f_code.co_filename:
            return None
        left -= event == "line"
        if left < 0:
            os._exit(KILLED)
        return trace

    sys.settrace(trace)
    try:
        work()
    finally:
        os._exit(0)
    raise AssertionError


def last_line_cut(store: EvidenceStore, keep: int) -> bytes:
    """Cuts the log within its last line, of which ``keep`` bytes stay; the whole line."""
    path = store.folder / "custody.jsonl"
    *lines, last = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines) + last[:keep])
    return last


def unsettle(store: EvidenceStore, data: bytes) -> None:
    digest = hashlib.sha256(data).hexdigest()
    (store.folder / "objects" / digest[:2] / digest).rename(store.folder / "incoming" / digest)


def test_killed_at_random_points_and_repeated(store: EvidenceStore) -> None:
    chance, count = random.Random(4), 250
    for _ in range(15):
        process = start(store.folder, count)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        result = store.verify()
        assert result.problems == ()
    assert start(store.folder, count).wait() == 0
    result = EvidenceStore(store.folder).verify()
    assert (result.problems, result.notes, result.objects, result.entries) == ((), (), count, count + 1)


def preserve_two(folder: Path) -> None:
    store = EvidenceStore(folder)
    store.preserve(b"text 3", Capture(document_id="d3"))
    store.preserve(b"text 4", Capture(document_id="d4"))


@pytest.mark.parametrize("torn", [False, True])
def test_killed_at_lines_all_along_and_repeated(filled: EvidenceStore, torn: bool) -> None:
    """The same work is stopped some lines later each time, with an unexplained fragment to repair or without."""
    if torn:
        last_line_cut(filled, 60)
        unsettle(filled, b"text 3")
    start_state, lines, killed = filled.folder.with_name("start"), 0, True
    shutil.copytree(filled.folder, start_state)
    while killed:
        folder = filled.folder.with_name(f"stopped-{lines}")
        shutil.copytree(start_state, folder)
        killed = stopped_after(lines, partial(preserve_two, folder))
        problems = EvidenceStore(folder).verify().problems
        assert problems == () or (torn and [problem.kind for problem in problems] == ["torn-line"])
        preserve_two(folder)
        result = EvidenceStore(folder).verify()
        assert (result.problems, result.notes) == ((), ())
        assert (result.objects, result.entries) == ((6, 7) if torn else (5, 6))
        shutil.rmtree(folder)
        lines += 11
    assert lines > 100


def test_two_processes_at_once_keep_one_chain(store: EvidenceStore) -> None:
    processes = [start(store.folder, 60), start(store.folder, 60)]
    for process in processes:
        process.communicate()
    result = store.verify()
    assert (result.problems, result.notes, result.objects, result.entries) == ((), (), 60, 61)


@pytest.mark.parametrize("keep", [0, 1, 100, -1])
def test_an_explained_torn_line_is_completed(filled: EvidenceStore, keep: int) -> None:
    """The state of a kill within the write of the log: note there, line half, bytes staged."""
    head = filled.head()
    unsettle(filled, b"text 3")
    (filled.folder / "incoming" / "custody.next").write_bytes(last_line_cut(filled, keep))
    result = filled.verify()
    assert result.problems == ()
    assert {note.kind for note in result.notes} == {"interrupted"}
    again = EvidenceStore(filled.folder)
    assert again.preserve(b"text 3", Capture(document_id="d3")).new is False
    result = again.verify(head)
    assert (result.problems, result.notes, result.head) == ((), (), head)


def test_bytes_logged_but_not_settled_are_completed(filled: EvidenceStore) -> None:
    unsettle(filled, b"text 3")
    result = filled.verify()
    assert (result.problems, [note.kind for note in result.notes]) == ((), ["interrupted"])
    filled.preserve(b"text 3", Capture(document_id="d3"))
    result = filled.verify()
    assert (result.problems, result.notes, result.entries) == ((), (), 5)


def test_bytes_staged_but_not_logged_are_noted(store: EvidenceStore) -> None:
    digest = hashlib.sha256(b"report").hexdigest()
    (store.folder / "incoming" / digest).write_bytes(b"rep")
    result = store.verify()
    assert (result.problems, [note.where for note in result.notes]) == ((), [f"incoming/{digest}"])
    store.preserve(b"report", Capture(document_id="d"))
    result = store.verify()
    assert (result.problems, result.notes) == ((), ())


@pytest.mark.parametrize("keep", [1, 100, -1])
def test_an_unexplained_fragment_is_kept_and_logged(filled: EvidenceStore, keep: int) -> None:
    unsettle(filled, b"text 3")
    line = last_line_cut(filled, keep)
    assert [problem.kind for problem in filled.verify().problems] == ["torn-line"]
    again = EvidenceStore(filled.folder)
    receipt = again.preserve(b"text 3", Capture(document_id="d3"))
    torn = list(again.entries())[4]
    assert (torn.action, torn.sequence, receipt.entry) == ("torn-line", 5, 6)
    assert again.read(torn.fields["sha256"]) == line[:keep]
    result = again.verify()
    assert (result.problems, result.notes) == ((), ())


def test_a_stopped_repair_of_a_fragment_is_completed(filled: EvidenceStore) -> None:
    last_line_cut(filled, 80)
    unsettle(filled, b"text 3")
    repaired = EvidenceStore(filled.folder)
    log = filled.folder / "custody.jsonl"
    torn = log.read_bytes()
    repaired.preserve(b"text 3", Capture(document_id="d3"))
    fragment, note = torn.splitlines()[-1], log.read_bytes().splitlines(keepends=True)[4]
    log.write_bytes(torn)
    (filled.folder / "incoming" / "custody.next").write_bytes(note)
    unsettle(filled, fragment)
    unsettle(filled, b"text 3")
    assert filled.verify().problems == ()
    again = EvidenceStore(filled.folder)
    again.preserve(b"text 3", Capture(document_id="d3"))
    result = again.verify()
    assert (result.problems, result.notes) == ((), ())
    assert [entry.action for entry in again.entries()][-2:] == ["torn-line", "capture"]


def test_a_beginning_that_was_stopped_is_completed(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    (folder / "incoming").mkdir(parents=True)
    (folder / "custody.jsonl").touch()
    assert EvidenceStore.create(folder, "c").verify().entries == 1
