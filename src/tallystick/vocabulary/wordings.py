"""Names of informants that others bear too, and where in a wording they may stand for the informant nevertheless."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from typing import Literal

from tallystick.vocabulary.loader import load
from tallystick.vocabulary.names import written_words

Guard = Literal["shared", "descriptions", "definite", "surnames"]
GUARDS: tuple[Guard, ...] = ("shared", "descriptions", "definite", "surnames")


def names_other(guard: Guard, rest: list[str], own: Collection[str], home: str | None) -> bool:
    """True where a wording in which a name of this guard stands names somebody else.

    A ``shared`` name is borne by bodies of other countries ("the Turkish Red Crescent"); a description is nobody's
    beside another name ("a Britain-based monitor, Reed Watch"), and a ``definite`` one not with "a" either; a surname
    is another's beside words of no office.

    Args:
        guard: what kind of name it is.
        rest: the other words of the wording, as written.
        own: the words of the informant's names, in lower case.
        home: the country (ISO 3166-1 alpha-2) of the body, None for one of no country.
    """
    further = [word for word in rest if bare(word.lower()) not in own]
    alone = len(further) == len(rest)
    if guard == "surnames":
        return bool(rest) and (alone or any(word.lower() not in _words("offices") for word in further))
    if guard == "definite" and alone and any(word.lower() in _words("indefinite") for word in rest):
        return True
    if guard != "shared":
        return any(word[0].isupper() for word in further if word.lower() not in _words("determiners"))
    return bool(_foreign(home).search(" ".join(bare(word.lower()) for word in further)))


def has_parted(words: Iterable[str]) -> bool:
    """True for one who left a side ("a former army officer"), and does not speak for it."""
    return not _words("parted").isdisjoint(words)


def bare(word: str) -> str:
    """A word without its possessive ending."""
    return word.replace("’", "'").removesuffix("'s").removesuffix("'")


def not_in(words: tuple[str, ...], name: str) -> list[str]:
    """The words of ``name`` as written, without those of ``words`` and without "the"."""
    return [w for w in written_words(name) if w.lower().replace("’", "'") not in {*words, "the"}]


@cache
def _foreign(home: str | None) -> re.Pattern[str]:
    """Names of the countries but ``home``, of their people and of peoples without one."""
    tables = (load("place_countries"), load("place_demonyms"), {"peoples": load("informant_names")["peoples"]})
    names = {name for table in tables for country, names in table.items() for name in names if country != home}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(load("informant_names")[group])


def is_bare(name: str) -> bool:
    """True for "the" and nouns alone ("the war monitor"): which of many bodies is meant, only its report tells."""
    words = [word for word in written_words(name) if not word.lower().endswith(attached())]
    return bool(words) and words[0].lower() in _words("pointing") and all(word.islower() for word in words[1:])


def bare_kinds() -> frozenset[str]:
    """Kinds of source of which there are many in a place, so that a noun alone names none of them."""
    return _words("bare_kinds")


@cache
def attached() -> tuple[str, ...]:
    """Endings of compounds that tell where a body sits or to whom it is near, and not who it is ("UK-based")."""
    return tuple(load("informant_names")["attached"])
