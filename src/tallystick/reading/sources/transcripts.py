"""Speeches and statements printed whole under their speaker's name in brackets, as broadcast monitors do."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from attrs import frozen

from tallystick.record import Span

_HEADING = re.compile(
    r"\[(?:communique|statement|speech|message|declaration|proclamation|address|interview|letter)s?\b(?:\s+by\s+"
    r"(?P<by>[^\]\n]{3,120}))?[^\]\n]{0,60}\]\s{0,8}(?:\[(?P<speaker>[^\]]{3,160})\]\s{0,8})?\[(?:text|excerpts?)\]",
    re.IGNORECASE,
)
_RECORDING = re.compile(r"\[begin (?:[\w ]{0,30} )?recording\]\s{0,8}\[(?P<speaker>[^\]\n]{3,80})\]", re.IGNORECASE)
_DEPTH = 8
_END = re.compile(r"\[end recording\]", re.IGNORECASE)


@frozen
class Transcript:
    """The part of a text that one speaker speaks: its character range and the speaker's name where it is printed."""

    start: int
    end: int
    speaker: Span


def find_transcripts(text: str) -> list[Transcript]:
    """The transcripts of ``text`` in order, apart from each other."""
    if "[" not in text:
        return []
    found: list[Transcript] = []
    ends = [m.start() for m in _END.finditer(text)]
    for mark in sorted([*_HEADING.finditer(text), *_RECORDING.finditer(text)], key=re.Match.start):
        named = _name(text, mark)
        if named is None or (found and mark.start() < found[-1].end and mark.re is _HEADING):
            continue
        closing = bisect_left(ends, mark.end()) if mark.re is _RECORDING else len(ends)
        found.append(Transcript(mark.end(), ends[closing] if closing < len(ends) else len(text), named))
    return found


def transcript_at(transcripts: list[Transcript], offset: int) -> Transcript | None:
    """The innermost transcript that holds the character at ``offset``."""
    at = bisect_right(transcripts, offset, key=_start)
    return next((t for t in reversed(transcripts[max(0, at - _DEPTH) : at]) if offset < t.end), None)


def _start(transcript: Transcript) -> int:
    return transcript.start


def _name(text: str, mark: re.Match[str]) -> Span | None:
    group = "speaker" if mark.group("speaker") else "by"
    if group == "by" and (mark.re is _RECORDING or not mark.group("by")):
        return None
    return Span.of(text, mark.start(group), mark.end(group))
