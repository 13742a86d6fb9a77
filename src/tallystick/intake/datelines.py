"""The dateline of a text: the day that the report itself says it was written on.

Only the shape and the position of a date make it a dateline: after a place and before a dash, after "Published" or an
agency's name, at the start of a line or directly after a repeated headline, beside a clock time, or alone in brackets.
A date in a sentence ("on 21 August 2013") is what the report is about. Texts may be English, French, Spanish, Russian,
Ukrainian or Arabic.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from tallystick.intake.written_dates import WrittenDate, begins_with_weekday, either, elsewhere, find_dates
from tallystick.record import Span
from tallystick.vocabulary.loader import load

_HEAD = 400
_BRACKETED = 250
_B = r"[ \t\u00a0\u200e\u200f]"
_UP = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ"
"""Capital letters of the Latin and Cyrillic scripts, for a character class."""
_LINKS = either(load("intake_datelines")["links"])
_CLOCK = (
    rf"(?:[01]?\d|2[0-3])[:.h]?[0-5]\d(?::[0-5]\d)?{_B}*(?:[ap]\.?m\b\.?)?{_B}*"
    r"(?:GMT|UTC|BST|E[DES]?T|CET)?(?:[+-]\d[\d:]*)?"
)
_YEAR = rf"(?:{_B}*(?:г\.|г\b|года\b|р\.|року\b))?"
"""A word for "year" after the date."""
_CAPITAL_PLACE = re.compile(
    rf"(?:^|\n|[.!?]{_B}+|\]){_B}*\(?(?=[{_UP}'’. -]{{3}})[{_UP}][{_UP}'’.-]+(?:{_B}[{_UP}][{_UP}'’.-]+)*"
    rf"(?:{_B}*\([\w .'-]{{2,40}}\))?(?:,?{_B}[{_UP}][\w.'’-]+){{0,3}}{_B}*[,/–—-]*{_B}*(?:(?:{_LINKS}){_B}+)?\(?$"
)
_ARABIC_PLACE = re.compile(
    rf"(?:^|\n){_B}*[\u0621-\u064a]{{2,}}(?:{_B}[\u0621-\u064a]{{2,}}){{0,2}}{_B}*"
    rf"(?:\([^()\n]{{2,40}}\))?{_B}*[,،/:–—-]*{_B}*(?:(?:{_LINKS}){_B}+)?\(?$"
)
_PLACE = re.compile(
    rf"(?:^|\n){_B}*\(?[{_UP}][\w.'’-]+(?:(?:,{_B}|[ /-])[{_UP}][\w.'’-]*){{0,5}},?{_B}+(?:(?:{_LINKS}){_B}+)?\(?$"
)
_BYLINE = re.compile(rf"(?:^|\n|\]){_B}*(?:by{_B}[A-Z][^\n]{{1,60}}|[^\n]{{2,60}}[,|•·/–—-]){_B}*$")
_LINE_END = re.compile(rf"{_YEAR}{_B}*[,،|•·/–—-]?{_B}*(?:(?:{_LINKS}){_B})?(?:{_CLOCK})?{_B}*(?:\n|$)", re.IGNORECASE)
_CLOCK_BEFORE = re.compile(rf"(?<![\w,.]){_CLOCK},?{_B}*$", re.IGNORECASE)
_CLOCK_AFTER = re.compile(rf",?{_B}*(?i:at{_B}+)?(?i:{_CLOCK})(?![\w,.]?\d)(?=\W*(?:[A-Z]|\n|$))")
_LOWER_BEFORE = re.compile(rf"[a-z][\w'’-]*,?{_B}+$")
_BRACKET_BEFORE = re.compile(rf"(?:^|[\n.!?]){_B}*[(\[]$")
_BRACKET_AFTER = re.compile(rf"[)\]]{_B}*(?![a-z])")


@frozen
class Dateline:
    """The day (ISO 8601) and the words that say it."""

    day: str
    span: Span


def find_dateline(text: str, published: str | None = None) -> Dateline | None:
    """The dateline in the first 400 characters after the headline; None where there is none.

    ``published`` (ISO 8601 day) gives the year to a dateline without one and settles which number of 03/04/2016 is
    the day.
    """
    start = _body_start(text)
    head = text[: start + _HEAD]
    ranked = [(_rank(head, found, start), found) for found in find_dates(head, published)]
    surest = min(
        ((rank, found.span.start, found) for rank, found in ranked if rank is not None), default=None, key=_order
    )
    return Dateline(surest[2].day.isoformat(), surest[2].span) if surest else None


def headline_of(text: str) -> str | None:
    """The first line where it stands as a headline: short, alone, followed by a blank line and more text."""
    found = re.match(r"\s*(\S[^\r\n]{2,199})\r?\n[ \t]*\r?\n\s*\S", text)
    line = found.group(1).strip() if found else ""
    if not line or len(line.split()) > 30 or re.search(r"[^.]\.[\"”’]?\s+[A-Z].*\.[\"”’]?$", line):
        return None
    longest = max((len(written.span.exact) for written in find_dates(line, None)), default=0)
    return None if longest * 2 > len(line) else line


def _order(surest: tuple[int, int, WrittenDate]) -> tuple[int, int]:
    return surest[:2]


def _body_start(text: str) -> int:
    """Where the text goes on after the headline and, in glued text, after the headline told again."""
    found = re.match(r"\s*(\S[^\r\n]{2,300}?)[ \t]{0,20}\r?\n[ \t]*\r?\n\s*", text)
    if not found:
        return 0
    headline, start = found.group(1), found.end()
    shared = _shared_words(headline, text[start : start + len(headline) + 20])
    return start + shared if shared >= min(25, len(headline) * 0.6) else start


def _shared_words(headline: str, again: str) -> int:
    length = 0
    for mine, other in zip(re.finditer(r"\S+", headline), re.finditer(r"\S+", again), strict=False):
        if mine.group().strip(".,") != other.group().strip(".,"):
            break
        length = other.end()
    return length


def _rank(head: str, written: WrittenDate, start: int) -> int | None:
    """How sure the shape makes it, 0 the surest; None for a date that is no dateline."""
    before, after = head[: written.span.start], head[written.span.end :]
    at_line_start = not before[before.rfind("\n") + 1 :].strip()
    if _closes_place(after) and (_place_leads(before) or _signed_place(before, after, written, start)):
        return 0
    if not written.has_year:
        return 0 if at_line_start and _signs()["after"].match(after) and _closes_place(after) else None
    if _signs()["published"].search(before):
        return 1
    if _signs()["updated"].search(before):
        return 3
    if _signs()["continues"].match(after):
        return None
    if at_line_start and not written.english and not _LINE_END.match(after) and not _signs()["after"].match(after):
        return None
    if at_line_start or before.rstrip() == head[:start].rstrip():
        return 2
    if _BYLINE.search(before) and _LINE_END.match(after):
        return 2
    return _weaker_rank(before, after, written, start)


def _weaker_rank(before: str, after: str, written: WrittenDate, start: int) -> int | None:
    if _signs()["before"].search(before) or _signs()["after"].match(after):
        return 3
    if _CLOCK_BEFORE.search(before) or _CLOCK_AFTER.match(after):
        return 3
    bracketed = _BRACKET_BEFORE.search(before) and _BRACKET_AFTER.match(after)
    if bracketed and written.span.start < start + _BRACKETED:
        return 4
    named = written.english and begins_with_weekday(written.span.exact)
    return 4 if named and not _LOWER_BEFORE.search(before) else None


def _closes_place(after: str) -> bool:
    return _signs()["closes"].match(after) is not None


def _place_leads(before: str) -> bool:
    return _CAPITAL_PLACE.search(before) is not None or _ARABIC_PLACE.search(before) is not None


def _signed_place(before: str, after: str, written: WrittenDate, start: int) -> bool:
    """A place in ordinary letters is one only at the start of the body, with a year or an agency to the date."""
    in_headline = start > 0 and written.span.end <= start
    signed = written.has_year or _signs()["after"].match(after) is not None
    return signed and not in_headline and _PLACE.search(before) is not None


@cache
def _signs() -> dict[str, re.Pattern[str]]:
    """Patterns of the words before and after a date that make it a dateline."""
    words = load("intake_datelines")
    agency = either(words["agencies"])
    cue_end = rf"{_B}*(?:{_LINKS})?{_B}*:?{_B}*(?:{_CLOCK},?{_B}*(?:(?:{_LINKS}){_B}+)?)?"
    return {
        "published": _cue(words["published"] + elsewhere("published"), cue_end),
        "updated": _cue(words["updated"] + elsewhere("updated"), cue_end),
        "continues": re.compile(rf",?{_B}+(?:{either(words['continues'])})\b"),
        "before": re.compile(rf"(?<!\w)(?:{agency})\b[)\]]?{_B}*[,:/|–—-]?{_B}*$"),
        "after": re.compile(rf"[,.]?{_B}*[/|–—-]?{_B}*[(\[]?(?:{agency})(?!\w)"),
        "closes": re.compile(
            rf"{_YEAR}[,،.]?\)?{_B}*(?:(?:[(/]{_B}*[^()\n]{{2,60}}[)/]|{agency})?{_B}*\n?(?:--|[-–—:]|\[)|/[^/\n]{{2,40}}/)"
        ),
    }


def _cue(words: list[str], end: str) -> re.Pattern[str]:
    """A label before a date. Inside a sentence ("a letter dated ...", "video released on ...") the word is none."""
    labels = [form for word in words for form in (word.capitalize(), word.title(), word.upper())]
    return re.compile(rf"(?:\b(?:{either(labels)})|(?:^|[\n(|]){_B}*(?i:{either(words)}))(?i:{end})$")
