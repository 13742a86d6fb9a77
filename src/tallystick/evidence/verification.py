"""Checks a whole evidence folder: every object, every entry, every stray file. Reads only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from attrs import frozen

from tallystick.evidence.chain import LogHead
from tallystick.evidence.findings import Findings, Problem
from tallystick.evidence.index import INDEX_NAMES
from tallystick.evidence.inspection import LogState, inspect_log
from tallystick.evidence.log import LOCK_NAME, LOG_NAME, NOTE_NAME, lock
from tallystick.evidence.objects import Objects, hash_file, is_hash


@frozen
class Verification:
    """What ``verify`` found; ``notes`` tell of interrupted work that the next ``add`` completes: no problem."""

    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    objects: int
    entries: int
    bytes: int
    """Length of all objects together."""
    head: LogHead

    @property
    def ok(self) -> bool:
        """True where there is no problem."""
        return not self.problems


def verify(
    folder: Path, head: LogHead | None = None, progress: Callable[[int, int], None] | None = None
) -> Verification:
    """Everything that is wrong in ``folder``, compared with its log and, where given, with a head noted elsewhere."""
    findings, objects = Findings(), Objects(folder)
    with ExitStack() as stack:
        if (folder / LOCK_NAME).is_file():
            stack.enter_context(lock(folder, shared=True))
        log = inspect_log(folder / LOG_NAME, objects.incoming / NOTE_NAME, head, findings)
        _check_folder(folder, findings)
        found, length = _check_objects(objects, log, findings, progress)
        _check_incoming(objects, log, findings)
        _check_missing(objects, log, found, findings)
    return Verification(tuple(findings.problems), tuple(findings.notes), len(found), log.entries, length, log.head)


def _check_folder(folder: Path, findings: Findings) -> None:
    """Nothing but the store's own names may stand in the evidence folder, and the lock is always empty.

    The index is evidence of nothing, and is not checked.
    """
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name not in {LOG_NAME, LOCK_NAME, "objects", "incoming", *INDEX_NAMES}:
            findings.problem("added", path.name, f"{path.name} does not belong in the evidence folder; move it away.")
        elif path.is_symlink():
            findings.problem("symlink", path.name, f"{path.name} is a symbolic link; put the real one in its place.")
        elif path.name == LOCK_NAME and path.lstat().st_size:
            findings.problem("added", path.name, f"{path.name} should be empty; empty it.")


def _walk(folder: Path) -> Iterator[Path]:
    """Every path under ``folder`` that is not itself a folder; symbolic links are not followed."""
    if folder.is_symlink() or not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path


def _check_objects(
    objects: Objects, log: LogState, findings: Findings, progress: Callable[[int, int], None] | None
) -> tuple[set[str], int]:
    """Compares each file with its name and the log; the hashes that have a file, and the length of all files."""
    paths, found, length = list(_walk(objects.root)), set[str](), 0
    for done, path in enumerate(paths, 1):
        if is_hash(path.name) and path == objects.path(path.name):
            found.add(path.name)
        length += _check_object(objects, path, log, findings)
        if progress is not None:
            progress(done, len(paths))
    return found, length


def _check_object(objects: Objects, path: Path, log: LogState, findings: Findings) -> int:
    """Judges one file under ``objects/``; returns its length."""
    where = path.relative_to(objects.root.parent)
    if path.is_symlink() or not path.is_file():
        findings.problem("symlink", where, f"{where} is not a real file; put the preserved file back in its place.")
        return 0
    try:
        digest, length = hash_file(path)
    except OSError as error:
        findings.problem("unreadable", where, f"{where} cannot be read ({error.strerror}); make it readable.")
        return 0
    if not is_hash(path.name) or path != objects.path(path.name):
        findings.problem("added", where, f"{where} is no object of the store; move it away.")
    elif path.name not in log.objects:
        findings.problem("added", where, f"{where} is in the store but in no entry of the custody log.")
    elif digest != path.name:
        findings.problem("changed", where, f"{where} was changed: its SHA-256 is now {digest}; restore it from a copy.")
    return length


def _check_incoming(objects: Objects, log: LogState, findings: Findings) -> None:
    """Tells what a stopped ``add`` left, apart from bytes that a logged object still misses; only plain files may."""
    for path in _walk(objects.incoming):
        where = path.relative_to(objects.incoming.parent)
        if path.is_symlink() or not path.is_file():
            findings.problem("symlink", where, f"{where} is not a real file; remove it.")
        elif path.name not in log.objects or objects.holds(path.name):
            findings.note(where, f"{where} was left by an interrupted add; repeat that add.")


def _check_missing(objects: Objects, log: LogState, found: set[str], findings: Findings) -> None:
    """Tells which logged objects have no file, unless their bytes still wait."""
    for digest, number in log.objects.items():
        if digest in found:
            continue
        where = Path("objects", digest[:2], digest)
        staged = objects.staged(digest) if is_hash(digest) else None
        if staged is not None and staged.is_file() and not staged.is_symlink() and hash_file(staged)[0] == digest:
            findings.note(where, f"The bytes of entry {number} still wait; the next add completes it.")
        else:
            findings.problem("missing", where, f"{where}, preserved by entry {number}, is missing; restore it.")
