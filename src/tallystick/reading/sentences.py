"""Sentences and words with their offsets, also where punctuation was lost or lines were glued together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from tallystick.record import Document

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]", re.UNICODE)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|St|No|vs|etc|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept"
    r"|Oct|Nov|Dec|a\.m|p\.m|e\.g|i\.e)|\b[A-Z]|\b(?:[A-Z]\.)+[A-Z])\.$"
)


@frozen
class Token:
    """A word or a punctuation mark; ``lower`` is its lower-case form."""

    text: str
    lower: str
    start: int
    end: int


@frozen
class Sentence:
    """A sentence of a document, with the number of its paragraph counted from 0."""

    text: str
    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]


def tokenise(text: str, start: int = 0) -> tuple[Token, ...]:
    """The words and marks of ``text``; offsets are moved by ``start``."""
    return tuple(Token(m.group(), m.group().lower(), start + m.start(), start + m.end()) for m in _WORD.finditer(text))


def split(document: Document) -> list[Sentence]:
    """The sentences of ``document`` in order, furniture left out."""
    found: list[Sentence] = []
    paragraph = 0
    for start, end in _spans(document.text):
        piece = document.text[start:end]
        if found and "\n" in document.text[found[-1].end : start]:
            paragraph += 1
        if not any(start < b and a < end for a, b in document.furniture):
            found.append(Sentence(piece, start, end, paragraph, tokenise(piece, start)))
    return found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _END.finditer(text):
        if not mark.group().isspace() and _ABBREVIATION.search(text[max(start, mark.end() - 12) : mark.end()]):
            continue
        yield from _trimmed(text, start, mark.end())
        start = mark.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
