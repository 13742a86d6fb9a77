"""Countries told by their people and wars: "the Syrian uprising", "Iraq's civil war"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from attrs import evolve

from tallystick.reading.places.mentions import PlaceMention
from tallystick.reading.sentences import Token
from tallystick.record import Span
from tallystick.vocabulary.loader import load

_REACH = 4
_CLAUSE = 80
"""Characters within which a clause names the war."""


def find_nations(text: str, tokens: Sequence[Token]) -> Iterator[PlaceMention]:
    """Countries whose whole war, uprising or people the words are about; ``name`` is the country's."""
    about, other = _words("national"), _words("not_national")
    for at, token in enumerate(tokens):
        country = _country_of(token) if token.text[0].isupper() else None
        following = [t.lower for t in tokens[at + 1 : at + _REACH + 1]] if country else []
        if country and about.intersection(following[: _REACH - 1]) and not other.intersection(following):
            yield PlaceMention(
                name=country,
                text=Span.of(text, token.start, token.end),
                kind="named",
                head=country,
                preposition="of",
                known=True,
                country=True,
            )


def find_long_wars(text: str, tokens: Sequence[Token], start: int) -> Iterator[PlaceMention]:
    """A war told by its years ("the six-year conflict"), which is the whole country's that the text most names.

    ``text`` is the piece that ``tokens`` are of; it begins at the offset ``start``.
    """
    wars = list(_long_wars().finditer(text))
    named = Counter(country for token in tokens if token.text[0].isupper() and (country := _country_of(token)))
    country = max(named, key=lambda name: named[name], default=None) if wars else None
    if country is None:
        return
    for war in wars:
        span = Span(start + war.start(), start + war.end(), war.group())
        yield PlaceMention(country, span, "named", head=country, preposition="of", known=True, country=True)


def at_war(text: str, mention: PlaceMention) -> PlaceMention:
    """A country that nothing leads to, taken as the place of the war or uprising that its clause goes on to tell of."""
    if not mention.country or mention.preposition is not None:
        return mention
    told = _wars().match(text, mention.text.end, mention.text.end + _CLAUSE)
    return evolve(mention, preposition="of") if told else mention


@cache
def _long_wars() -> re.Pattern[str]:
    wars = "|".join(load("place_words")["wars"])
    return re.compile(rf"\b[\w/-]+[- ]years?(?:-long|-old)?[- ](?:[\w-]+ )?(?:{wars})\b", re.IGNORECASE)


@cache
def _wars() -> re.Pattern[str]:
    return re.compile(rf"[^.;\n]*?\b(?:{'|'.join(load('place_words')['wars'])})\b", re.IGNORECASE)


def _country_of(token: Token) -> str | None:
    word = token.lower.replace("’", "'")
    owner = word.removesuffix("'s") if "'" in word else word.removesuffix("s")
    return _countries().get(word) or (_countries().get(owner) if owner != word else None)


@cache
def _countries() -> dict[str, str]:
    """Name of the country by demonym and by name, in lower case."""
    names = load("place_countries")
    main = {code: listed[0].title() for code, listed in names.items()}
    found = {word: main[code] for code, listed in load("place_demonyms").items() for word in listed}
    return found | {name: main[code] for code, listed in names.items() for name in listed if " " not in name}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("place_words")[name])
