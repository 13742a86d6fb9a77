"""The words of a telling that could tell one incident from another, and what kinds of thing they speak of.

Left out are the words of every report (stop words), of page furniture, datelines and credits, of those who are quoted,
of the calendar and of the towns and divisions, which are compared as days and places: two reports of one town and one
day share those whatever they tell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from sys import intern
from unicodedata import normalize

from tallystick.record import Claim, Document, Place, Report
from tallystick.vocabulary.loader import load

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
LEAD = 1500
"""Characters from the beginning of a report whose words are taken to tell of what it is about."""


def content_words(text: str) -> set[str]:
    """Lower-case words of three letters and more that carry meaning, and numbers."""
    return {w for w in _WORD.findall(text.lower()) if w not in _stop_words()}


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(word for line in load("linking")["stop_words"] for word in line)


@cache
def _compared() -> frozenset[str]:
    """Words of what is compared by itself: the calendar, means and outcome."""
    data = load("linking")
    return frozenset(word for line in (*data["calendar"], *data["register"]) for word in line)


class Wording:
    """The text of a report without what says nothing of the incident: the same offsets, blanks in its place."""

    def __init__(self, report: Report) -> None:
        self.document = report.document
        self.names = _names(report)
        self.text = _blanked(report.document, _aside(report))

    def words(self, claims: Sequence[Claim], principal: bool) -> frozenset[str]:
        """The words of ``claims``, and of headline and lead where they are what the report is about."""
        found = self._words(claims, principal) - _compared()
        return frozenset(intern(w) for w in found if not w.isdigit() and skeleton(w) not in self.names)

    def _words(self, claims: Sequence[Claim], principal: bool) -> set[str]:
        parts = [self.text[c.text.start : c.text.end] for c in claims]
        if principal:
            parts += [self.document.title or "", self.text[:LEAD]]
        return content_words(" ".join(parts))


def _aside(report: Report) -> Iterator[tuple[int, int]]:
    yield from report.document.furniture
    if report.document.dateline:
        yield report.document.dateline.start, report.document.dateline.end
    for claim in report.claims:
        yield from ((source.text.start, source.text.end) for source in claim.attribution if source.text)


def _blanked(document: Document, spans: Iterator[tuple[int, int]]) -> str:
    text = document.text
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _names(report: Report) -> set[str]:
    """The words of the report's towns, divisions and countries, and of its outlet."""
    named = [report.document.publisher or ""]
    for claim in report.claims:
        if claim.place and claim.place.country:
            named += town(claim.place)
    return skeletons(named)


def skeletons(names: Iterable[str]) -> set[str]:
    """The skeletons of the words of some names."""
    return {skeleton(word) for word in content_words(" ".join(names))}


@lru_cache(100_000)
def skeleton(word: str) -> str:
    """The consonants of a word without marks: what the spellings of a name share ("Harem", "Ḩārim")."""
    plain = (c for c in normalize("NFKD", word) if "a" <= c <= "z")
    bare = "".join(c for c in plain if c not in "aeiouyw")
    return "".join(c for c, before in zip(bare, " " + bare, strict=False) if c != before) or word


def town(place: Place) -> list[str]:
    """What the gazetteer calls a place and what it lies in; its own name where it says nothing else."""
    return [name for name in (place.gazetteer_name or place.name, place.admin1, place.admin2) if name]


def quarters(places: Collection[Place]) -> frozenset[str]:
    """The words of the places' names that say more than the town: a quarter, a street, a camp by its name."""
    towns = skeletons(name for place in places if place.country for name in town(place))
    found = content_words(" ".join(place.name for place in places)) - _surroundings() - _compared()
    return frozenset(word for word in found if skeleton(word) not in towns)


def one_quarter(places: Collection[Place]) -> frozenset[str]:
    """The skeletons of the name of the one quarter that some places name as such ("the Shaar neighbourhood").

    None where they name several, or speak of quarters without naming each of them.
    """
    if any(pattern.search(place.name) for pattern in _cased("several_quarters") for place in places):
        return frozenset()
    towns = skeletons(name for place in places if place.country for name in town(place))
    found = (f for pattern in _cased("a_quarter") for place in places for f in pattern.finditer(place.name))
    named = [frozenset(words) for f in found if (words := skeletons([f["name"]]) - towns)]
    same = named and frozenset.intersection(*named)
    return frozenset.union(*named) if same else frozenset()


@cache
def _cased(named: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load("linking")[named])


@cache
def _surroundings() -> frozenset[str]:
    """Words of place names that name nothing: kinds of place, directions, who holds it."""
    data = load("linking")
    return frozenset(word for line in (*data["surroundings"], *data["sites"].values()) for word in line)


def kinds(named: str, texts: Collection[str]) -> frozenset[str]:
    """The kinds of the vocabulary's list ``named`` of which the ``texts`` speak."""
    words = {word for text in texts for word in _WORD.findall(text.lower())}
    return frozenset(kind for kind, signs in load("linking")[named].items() if not words.isdisjoint(signs))


def hours(texts: Iterable[str]) -> frozenset[str]:
    """The parts of the day that the ``texts`` tell, in words or by the clock."""
    told = list(texts)
    clocks = {_on_24(found) for text in told for pattern in _patterns("clock") for found in pattern.finditer(text)}
    by_clock = {part for part, span in load("linking")["clock_hours"].items() if not clocks.isdisjoint(span)}
    return kinds("hours", told) | by_clock


def _on_24(clock: re.Match[str]) -> int:
    hour, half = int(clock["hour"]), clock.groupdict().get("half")
    return hour if half is None else hour % 12 + 12 * (half.lower() == "p")


def attacked(texts: Iterable[str]) -> frozenset[str]:
    """Those who came where something had happened before, where the ``texts`` tell that they were attacked."""
    told = list(texts)
    known = _attacked().items()
    return frozenset(kind for kind, patterns in known if any(p.search(text) for p in patterns for text in told))


@cache
def _attacked() -> dict[str, tuple[re.Pattern[str], ...]]:
    listed = load("linking")["attacked"].items()
    return {kind: tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns) for kind, patterns in listed}


def says(named: str, text: str) -> bool:
    """Whether one of the patterns of the vocabulary's list ``named`` is found in ``text``."""
    return any(pattern.search(text) for pattern in _patterns(named))


@cache
def _patterns(named: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in load("linking")[named])


def victims(claims: Sequence[Claim]) -> frozenset[str]:
    """The words that say who was harmed, without those that say it of everyone ("people", "civilians")."""
    named = [party.name for claim in claims for party in claim.victims]
    named += [figure.group for claim in claims for figure in claim.figures if figure.group]
    return frozenset(content_words(" ".join(named)) - _anyone())


@cache
def _anyone() -> frozenset[str]:
    return frozenset(word for line in load("linking")["anyone"] for word in line)
