"""Names of informants in one form, and whether two of them mean one informant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from rapidfuzz.fuzz import ratio

from tallystick.record import Document
from tallystick.vocabulary import sources
from tallystick.vocabulary.grades import setting, terms

_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"['’]s\b")
_NAME = r"[A-Z][\w'’-]+(?: (?:al-|el-|bin |ibn |de |van |von )?[A-Z][\w'’-]+){1,3}"
NAMED = rf"(?P<person>{_NAME})"
"""A person by full name."""
_IN_BRACKETS = re.compile(r"(?P<name>[^()]+) \((?:the )?(?P<short>[A-Z][A-Za-z.]{1,9})\)")
_LEAST_ACRONYM = 3
_CACHED_NAMES = 65536


@lru_cache(maxsize=_CACHED_NAMES)
def normal_name(name: str) -> str:
    """A name in lower case without articles, small words, possessives and punctuation.

    >>> normal_name("the Governorate's Health Directorate")
    'governorate health directorate'
    """
    empty = terms("independence", "empty_words")
    words = [w for w in _WORD.findall(_POSSESSIVE.sub("", name.casefold())) if w not in empty]
    return " ".join(words) or name.casefold().strip()


@lru_cache(maxsize=_CACHED_NAMES)
def plain_name(name: str) -> str:
    """A name without its own letters in brackets and without what explains a person.

    >>> plain_name("the Marsh Rescue League (MRL)"), plain_name("Ivo Tarn, head of the Marsh League")
    ('the Marsh Rescue League', 'Ivo Tarn')
    """
    if (match := _IN_BRACKETS.fullmatch(name)) and _short_of(match["name"]) == capitals(match["short"]):
        return match["name"]
    person = _explained().match(name)
    return person["person"] if person else name


@cache
def _explained() -> re.Pattern[str]:
    return re.compile(rf"{NAMED}(?:, |,? {office_words()}\b)")


@cache
def office_words() -> str:
    """A pattern for an office with what may stand before it ("the deputy head")."""
    return rf"(?:(?:the|a|an|its) )?(?:[a-z-]+ ){{0,2}}(?:{'|'.join(map(re.escape, terms('independence', 'offices')))})"


@lru_cache(maxsize=_CACHED_NAMES)
def published_in(name: str) -> str:
    """Where a writing was published by its name, else the name itself; it may be no outlet ("a report in Douma").

    >>> published_in("a report in the Lantern"), published_in("the Lantern's article"), published_in("Ivo Tarn")
    ('Lantern', 'Lantern', 'Ivo Tarn')
    """
    match = _writing().fullmatch(name)
    return next(words for words in match.groups() if words) if match else name


@lru_cache(maxsize=_CACHED_NAMES)
def is_writing(name: str) -> bool:
    """True for a writing without a word of who wrote it ("a report", "a statement"): it is no evidence by itself."""
    return normal_name(name) in terms("independence", "writings") or published_in(name) != name


@cache
def _writing() -> re.Pattern[str]:
    called = "|".join(map(re.escape, terms("independence", "writings")))
    article = "(?:(?:the|an?) )?"
    written = rf"(?:[a-z-]+ ){{0,2}}(?:{called}) (?:carried |published |posted )?(?:in|by|on|from|of) "
    return re.compile(rf"(?i:{article}{written}{article})([A-Z].+)|(?i:{article})([A-Z].+?)(?:['’]s?)? (?:{called})")


def initials(words: Iterable[str]) -> str:
    """The first letters of the words that begin with a capital."""
    return "".join(word[0] for word in words if word[0].isupper())


def _short_of(name: str) -> str:
    return initials(_WORD.findall(name.removeprefix("The ")))


def capitals(short: str) -> str:
    """The capitals of a short name."""
    return "".join(c for c in short if c.isupper())


def same_name(one: str, other: str) -> bool:
    """True where two names mean one informant.

    They do where they are the same words or spellings of them, an acronym and its full name, an office and the name of
    who holds it ("the Marsh governor", "Marsh Governor Ivo Tarn"), or a person with and without a title.
    """
    a, b = normal_name(one), normal_name(other)
    words, others = sorted(a.split()), sorted(b.split())
    if len(words) == len(others) and all(map(_same_word, words, others)):
        return True
    return _acronym(one, b) or _acronym(other, a) or _with_holder(one, other) or _with_holder(other, one)


def _with_holder(short: str, long: str) -> bool:
    part, whole = normal_name(short).split(), normal_name(long).split()
    more = len(whole) - len(part)
    if len(part) < 2 or more < 1:
        return False
    if sources.kind_of(short) is None:
        return whole[more:] == part and all(w[0].isupper() for w in short.split())
    before, added = long.split()[:-more], long.split()[-more:]
    office = bool(before) and before[-1].casefold() not in terms("independence", "empty_words")
    return office and normal_name(" ".join(before)).split() == part and all(w[0].isupper() for w in added)


def _same_word(one: str, other: str) -> bool:
    """True for one word or two spellings of it ("defence", "defense"), not for "east" and "west"."""
    if one == other:
        return True
    long = min(len(one), len(other)) >= setting("independence", "name_word_letters") and (one + other).isalpha()
    return long and ratio(one, other) >= setting("independence", "name_word_ratio")


def _acronym(short: str, words: str) -> bool:
    letters = short.replace(".", "")
    return (
        len(letters) >= _LEAST_ACRONYM
        and letters.isupper()
        and letters.casefold() == "".join(w[0] for w in words.split())
    )


def report_name(document: Document) -> str:
    """How a report is called where sentences speak of it: its publisher, else its id."""
    return document.publisher or document.id
