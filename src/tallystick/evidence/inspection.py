"""Reads a custody log that may have been tampered with and says which entries are not as they were written."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from attrs import Factory, define, frozen

from tallystick.evidence.chain import EMPTY, START, Entry, LogHead, parse_line
from tallystick.evidence.findings import Findings
from tallystick.evidence.log import explains, read_note


@define
class LogState:
    """What the log says, as its lines now stand."""

    entries: int = 0
    head: LogHead = EMPTY
    objects: dict[str, int] = Factory(dict)
    """Hash of each object that an entry names, and the number of the first such entry."""


@frozen
class _Line:
    """What the order of the entries is judged by; ``intact`` is false where the line was changed."""

    sequence: int
    previous: str
    hash: str
    intact: bool


def inspect_log(path: Path, note: Path, head: LogHead | None, findings: Findings) -> LogState:
    """The state of the log at ``path``; every problem that its chain or ``head`` shows goes to ``findings``."""
    state = LogState()
    if path.is_symlink() or not path.is_file():
        findings.problem("missing-log", path.name, f"The custody log {path} is missing; restore it from a copy.")
        return state
    lines, fragment = _read(path, state, findings)
    _judge_order(lines, findings)
    _judge_gaps(lines, findings)
    interrupted = _judge_end(fragment, note, state, findings)
    if not lines and not interrupted:
        findings.problem("missing-log", path.name, f"The custody log {path} is empty; restore it from a copy.")
    if head is not None:
        _judge_head(head, lines, findings)
    return state


def _read(path: Path, state: LogState, findings: Findings) -> tuple[list[_Line], bytes]:
    lines: list[_Line] = []
    with path.open("rb") as file:
        for raw in file:
            if not raw.endswith(b"\n"):
                return lines, raw
            number = lines[-1].sequence + 1 if lines else 1
            entry = parse_line(raw)
            lines.append(_judge_line(number, raw, entry, findings))
            state.entries, state.head = len(lines), LogHead(len(lines), lines[-1].hash)
            if entry is not None and entry.object is not None:
                state.objects.setdefault(entry.object, number)
    return lines, b""


def _judge_line(number: int, raw: bytes, entry: Entry | None, findings: Findings) -> _Line:
    """One line by itself: is it an entry, in canonical form, with the hash that its content gives?"""
    if entry is None or not entry.is_true_to(raw):
        sentence = f"Entry {number} of the custody log was changed; restore it from a copy."
        findings.entry("changed-entry", number, sentence)
        return _Line(number, "", "", intact=False)
    return _Line(entry.sequence, entry.previous, entry.hash, intact=True)


def _judge_order(lines: list[_Line], findings: Findings) -> None:
    """Does each entry come after the one that it was written after?"""
    expected, previous, seen = 1, START, set[int]()
    for line in lines:
        number = line.sequence
        if not line.intact:
            previous = ""
            continue
        if number in seen:
            findings.entry("duplicated-entry", number, f"Entry {number} of the custody log stands there twice.")
        elif number < expected:
            findings.entry("reordered-entry", number, f"Entry {number} of the custody log stands after a later one.")
        elif number == expected and previous and line.previous != previous:
            sentence = f"Entry {number} of the custody log was not written after the entry that now precedes it."
            findings.entry("broken-chain", number, sentence)
        seen.add(number)
        expected, previous = number + 1, line.hash


def _judge_gaps(lines: list[_Line], findings: Findings) -> None:
    """Which numbers are nowhere in the log?"""
    numbers = sorted({0, *(line.sequence for line in lines)})
    for before, after in pairwise(numbers):
        if after - before > 1:
            first, last = before + 1, after - 1
            which = f"Entry {first} of the custody log was"
            if last > first:
                which = f"Entries {first} to {last} of the custody log were"
            findings.entry("removed-entry", first, f"{which} removed; restore the log from a copy.")


def _judge_end(fragment: bytes, note: Path, state: LogState, findings: Findings) -> bool:
    """Is an unended last line, or a note of the next entry, what an interrupted write leaves?"""
    entry = read_note(note, state.head) if note.is_file() and not note.is_symlink() else None
    if entry is not None and explains(entry, fragment):
        sentence = f"Entry {entry.sequence} was being written when the work stopped; the next add completes it."
        findings.note(f"entry {entry.sequence}", sentence)
        if entry.object is not None:
            state.objects.setdefault(entry.object, entry.sequence)
        return True
    if fragment:
        sentence = (
            "The last line of the custody log is cut short; restore the log from a copy, or, after a power cut, run "
            "`tallystick add` again, which keeps the fragment and goes on."
        )
        findings.entry("torn-line", state.entries + 1, sentence)
    return False


def _judge_head(head: LogHead, lines: list[_Line], findings: Findings) -> None:
    """Does the log still hold the entry that was its last when ``head`` was noted?"""
    if head.length > len(lines):
        sentence = f"The custody log has {len(lines)} entries but had {head.length}: its end was cut off."
        findings.entry("cut-tail", len(lines) + 1, sentence)
    elif (lines[head.length - 1].hash if head.length else START) != head.hash:
        sentence = f"Entry {head.length} of the custody log is not the one whose hash was noted: it was rewritten."
        findings.entry("other-head", head.length, sentence)
