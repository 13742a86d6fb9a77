"""The place vocabulary, arranged so that one look-up tells what a word may do in a place expression."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from attrs import frozen

from tallystick.vocabulary.loader import load

NAME, CLASS, DIRECTION, OPENER, DEMONYM, FACILITY, PARTICLE = "N", "C", "D", "j", "G", "F", "T"
OF, PREPOSITION, NUMBER, UNIT, COMMA, AND, OTHER, STOP, ARTICLE = "o", "p", "0", "k", ",", "&", "x", ".", "d"
NEARNESS, FROM = "n", "f"

_ARTICLES = frozenset({"the", "a", "an"})
_LINKS = frozenset({"in", "at", "on", "inside", "within", "across", "throughout"})
_NEAR = frozenset({"near", "around", "outside", "between", "along", "surrounding"})
# fmt: off
_PARTS = frozenset((
    "outskirts", "outskirt", "edge", "edges", "vicinity", "entrance", "entrances", "part", "parts", "side",
    "bank", "heart", "countryside", "suburbs", "surroundings", "environs", "centre", "center", "section",
    "sections", "corner", "perimeter", "skies", "streets", "villages", "towns", "territory", "positions",
))
# fmt: on
_JOINED = re.compile(
    r"\w+-(?:held|controlled|run|besieged|populated|majority|dominated|torn|backed|stricken|occupied)$"
)


@frozen
class Lexicon:
    """Word sets in lower case; ``classes`` gives the letter of each word that has a fixed part in an expression."""

    classes: dict[str, str]
    organisation: frozenset[str]
    persons: frozenset[str]
    titles: frozenset[str]
    calendar: frozenset[str]
    acting: frozenset[str]
    common: frozenset[str]
    countries: frozenset[str]
    demonyms: frozenset[str]
    locative: frozenset[str]
    towards: frozenset[str]
    generic: frozenset[str]
    near: frozenset[str]
    starters: frozenset[str]
    parents: frozenset[str]
    telling: frozenset[str]
    strikes: frozenset[str]
    struck_by: frozenset[str]
    governments: frozenset[str]
    loosely: frozenset[str]
    based: frozenset[str]
    ordinary_names: frozenset[str]
    articles: frozenset[str]
    parts: frozenset[str]
    towns: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The vocabularies ``place_words``, ``place_traps``, ``place_demonyms`` and ``place_countries`` as one."""
    words, traps = load("place_words"), load("place_traps")
    return Lexicon(
        classes=_classes(words),
        organisation=frozenset(traps["organisation"]),
        persons=frozenset(traps["given"]),
        titles=frozenset(traps["title"]),
        calendar=frozenset(traps["calendar"]),
        acting=frozenset(traps["acting"]),
        common=frozenset(traps["common"]) | frozenset(load("place_common")["words"]),
        countries=_countries(),
        demonyms=frozenset(_demonyms()),
        locative=frozenset(words["locative"]) - {"off"},
        towards=frozenset(words["towards"]),
        generic=frozenset(words["generic"]),
        near=frozenset(word for word in words["near"] if " " not in word) | frozenset(words["near_after"]),
        starters=frozenset(traps["starters"]),
        parents=frozenset(traps["parents"]),
        telling=frozenset(traps["telling"]),
        strikes=frozenset(words["strikes"]),
        struck_by=frozenset(words["struck_by"]),
        governments=frozenset(traps["governments"]),
        loosely=frozenset(words["loosely"]),
        based=frozenset(words["based"]),
        articles=frozenset(words["articles"]),
        parts=frozenset(words["parts"]),
        towns=frozenset(words["towns"]),
        ordinary_names=frozenset(words["ordinary_names"]) | _countries(),
    )


def _countries() -> frozenset[str]:
    return frozenset(name for names in load("place_countries").values() for name in names)


def _demonyms() -> set[str]:
    return {word for names in load("place_demonyms").values() for word in names if " " not in word}


def _classes(words: dict[str, Any]) -> dict[str, str]:
    """Later entries win: a word that is a facility and a class word ("camp") is a class word, but for routes."""
    found: dict[str, str] = {}
    for word in words["openers"]:
        found[word] = OPENER
    for phrase in words["facilities"]:
        *before, last = phrase.split()
        found.update(dict.fromkeys(before, OPENER))
        found[last] = FACILITY
    for kind, names in words["class_words"].items():
        routes = kind in {"route", "water"}
        found.update({name: CLASS for name in names if " " not in name and not (routes and name in found)})
    found.update(dict.fromkeys(_PARTS, CLASS))
    found.update(dict.fromkeys(words["generic"], CLASS))
    found.update(dict.fromkeys(words["directions"], DIRECTION))
    found.update(dict.fromkeys(_LINKS, PREPOSITION))
    found.update(dict.fromkeys(_NEAR, NEARNESS))
    found.update(dict.fromkeys(words["units"], UNIT))
    found.update(dict.fromkeys(_ARTICLES, ARTICLE))
    return found | {"of": OF, "and": AND, "from": FROM, ",": COMMA}


def fixed_class(lower: str) -> str | None:
    """The letter of a word with a fixed part; None for all others."""
    known = lexicon().classes.get(lower)
    return OPENER if known is None and "-" in lower and _JOINED.match(lower) else known
