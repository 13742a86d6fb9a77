"""Sentences and words with their offsets, also where punctuation was lost or lines were glued together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from tallystick.record import Document
from tallystick.vocabulary.loader import load

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]", re.UNICODE)
_WORDS = load("sentences")
_AGENCIES = "|".join(_WORDS["agencies"])
_END = re.compile(
    r"[.!?…]+[\"'”’)\]]*(?=\s|$)"  # a full stop before white space
    r"|(?<=[a-z]{3})[.!?][\"”’]?(?=[\"“]?[A-Z][a-z]|[A-Z]\s[a-z])"  # one glued to the next sentence: "attack.The"
    rf"|(?<=[a-z0-9])[ ](?=(?:{_AGENCIES})[ ](?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[ ]\d)"  # an agency's line
    rf"|(?<=\S)[ ](?=[A-Z]{{4,}}(?:[ ][A-Z]{{4,}})?[ ]\((?:{_AGENCIES})\))"  # a date line such as "BEIRUT (Reuters)"
    rf"|(?:{'|'.join(_WORDS['page_marks'])})(?=\s)"
    r"|\n[ \t\r]*\n|[\t ]*\n(?=[ \t]*[-*•·]\s)"  # a blank line, a list item
)
_ABBREVIATION = re.compile(
    rf"(?:\b(?:{'|'.join(map(re.escape, _WORDS['abbreviations']))})|\b[A-Z]|\b(?:[A-Z]\.)+[A-Z])\.$", re.IGNORECASE
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_DATELINE = re.compile(
    rf"\s*(?:(?:{_AGENCIES})\s+)?"
    rf"(?:(?:{'|'.join(_WORDS['date_openers'])})(?:\s+(?:at|on))?:?\s+)?{_DAY}"
    rf"(?:\d{{1,2}}[-./]\d{{1,2}}[-./](?:19|20)\d\d"
    rf"|\d{{1,2}}\s+{_MONTH},?\s*(?:19|20)\d\d|{_MONTH}\s+\d{{1,2}},?\s*(?:19|20)\d\d)"
    r"\b(?:\s+\d\d?:\d\d)?[\s.:|–-]*",
    re.IGNORECASE,
)
_SHORTEST_TITLE, _LONGEST_TITLE = 3, 200
_LONGEST_SENTENCE = 2000


@frozen
class Token:
    """A word or a punctuation mark; ``lower`` is its lower-case form."""

    text: str
    lower: str
    start: int
    end: int


@frozen
class Sentence:
    """A sentence of a document, with the number of its paragraph counted from 0.

    ``heading`` marks a headline, and a sentence that only repeats one.
    """

    text: str
    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]
    heading: bool = False


def tokenise(text: str, start: int = 0) -> tuple[Token, ...]:
    """The words and marks of ``text``; offsets are moved by ``start``."""
    return tuple(Token(m.group(), m.group().lower(), start + m.start(), start + m.end()) for m in _WORD.finditer(text))


def split(document: Document) -> list[Sentence]:
    """The sentences of ``document`` in order; those that lie mostly in furniture are left out.

    A headline that was glued to the body, and a date line before the first sentence, are cut off it.
    """
    text, found, paragraph, previous = document.text, list[Sentence](), 0, 0
    title = _title(document)
    for start, end in _pieces(text, title):
        if found and "\n" in text[previous:start]:
            paragraph += 1
        previous = end
        if not _mostly_in(start, end, document.furniture):
            tokens = tokenise(text[start:end], start)
            heading = _repeats(tokens, title) or _in_title_case(tokens)
            found.append(Sentence(text[start:end], start, end, paragraph, tokens, heading))
    return found


def _title(document: Document) -> tuple[str, ...]:
    """The words of the headline: the title that is known, or a first line that stands alone."""
    first, _, rest = document.text.lstrip().partition("\n")
    if document.title:
        words = _words(tokenise(document.title))
        alone = _words(tokenise(first))
        return alone if alone and set(alone) >= set(words[:6]) and len(alone) <= 2 * len(words) else words
    followed = rest.strip() and rest.lstrip(" \t\r").startswith("\n")
    stands_alone = followed and not first.rstrip().endswith((".", '"', "”")) and len(first) < _LONGEST_TITLE
    return _words(tokenise(first)) if stands_alone else ()


def _words(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    return tuple(t.lower for t in tokens if t.text[0].isalnum())


def _repeats(tokens: tuple[Token, ...], title: tuple[str, ...]) -> bool:
    """True where nearly all the words stand in the headline."""
    words = _words(tokens)
    if len(words) < _SHORTEST_TITLE or len(title) < _SHORTEST_TITLE:
        return bool(words) and words == title
    return sum(w in title for w in words) >= 0.9 * len(words) and len(words) >= 0.5 * len(title)


def _in_title_case(tokens: tuple[Token, ...]) -> bool:
    """True for the headline of another story: nearly every longer word begins with a capital."""
    words = [t.text for t in tokens if t.text[0].isalpha() and len(t.text) > 3]
    capital = sum(w[0].isupper() for w in words)
    return len(words) >= 5 and capital >= 0.85 * len(words) and not all(w.isupper() for w in words)


def _mostly_in(start: int, end: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    covered = sum(max(0, min(end, b) - max(start, a)) for a, b in ranges)
    return 2 * covered > end - start


def _pieces(text: str, title: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for number, (start, end) in enumerate(_spans(text)):
        cuts = [start, *(_opening_cuts(text, start, end, title) if number < 4 else ()), end]
        for a, b in pairwise(cuts):
            yield from _trimmed(text, a, b)


def _opening_cuts(text: str, start: int, end: int, title: tuple[str, ...]) -> list[int]:
    """Where a date line and a glued headline at the start of a sentence end."""
    cuts = []
    dateline = _DATELINE.match(text, start, end)
    if dateline and dateline.end() < end:
        cuts.append(dateline.end())
        start = dateline.end()
    headline = _headline_end(tokenise(text[start : min(end, start + 400)], start), title)
    if headline and headline < end:
        cuts.append(headline)
        dateline = _DATELINE.match(text, headline, end)
        cuts.extend([dateline.end()] if dateline and dateline.end() < end else [])
    return cuts


def _headline_end(tokens: tuple[Token, ...], title: tuple[str, ...]) -> int | None:
    """The end of the headline's words where ``tokens`` begin with them (the site's name at its end may be missing)."""
    matched = 0
    words = [t for t in tokens if t.text[0].isalnum()]
    while matched < min(len(words), len(title)) and words[matched].lower == title[matched]:
        matched += 1
    return words[matched - 1].end if matched >= 5 and matched >= 0.5 * len(title) else None


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """The sentences' ranges; one longer than any real sentence is cut at white space, so that time stays linear."""
    for start, end in _ended(text):
        while end - start > _LONGEST_SENTENCE:
            space = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
            cut = space if space > start else start + _LONGEST_SENTENCE
            yield from _trimmed(text, start, cut)
            start = cut
        yield from _trimmed(text, start, end)


def _ended(text: str) -> Iterator[tuple[int, int]]:
    """The ranges between the marks that end a sentence."""
    start = 0
    for mark in _END.finditer(text):
        if not mark.group().isspace() and _ABBREVIATION.search(text[max(start, mark.end() - 12) : mark.end()]):
            continue
        yield start, mark.end()
        start = mark.end()
    yield start, len(text)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
