"""Finds the words of a sentence that name an armed side, a state or people, with the modifiers before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from attrs import frozen

from tallystick.reading.sentences import Sentence, Token
from tallystick.vocabulary.loader import load

Kind = Literal["armed", "state", "side", "civil"]
_REACH = 4
"""Words after "fighting for" within which the side must be named."""
_LINKS = frozenset({"of", "from", "in"})
_ARTICLE = re.compile(r"(?:al|ash|as|an|ar|at|az|ad|el|ul)[-‑'’](?=\w)", re.IGNORECASE)
_LONGEST_NAME = 4
"""Words after the first of an Arabic name."""


@frozen
class PartyMention:
    """Words that name a party: tokens ``first`` to ``last`` (inclusive); ``name`` leaves determiners and counts out.

    ``kind``: ``armed`` (forces, groups), ``state`` (a country or capital as actor), ``side`` (an adjective before
    what they did: "Russian strikes"), ``civil`` (people). ``weak`` heads name a side only with their modifiers.
    """

    kind: Kind
    first: int
    last: int
    start: int
    end: int
    name: str
    weak: bool = False


def find_parties(sentence: Sentence) -> list[PartyMention]:
    """The party names of ``sentence`` in order, none overlapping."""
    found: list[PartyMention] = []
    tokens = sentence.tokens
    capitals = _all_capitals(tokens)
    at = 0 if capitals else _after_tags(tokens)
    while at < len(tokens):
        head = _head(tokens, at)
        if head:
            kind, last = head
            if kind == "side" and last + 1 < len(tokens) and tokens[last + 1].lower in party_words().aircraft:
                kind = "armed"
            first = _modified_from(tokens, at, capitals or kind == "side") if kind != "state" else at
            if kind == "armed":
                last = _with_allegiance(tokens, last)
            while found and found[-1].last >= first:
                first = min(first, found.pop().first)
            found.append(_mention(sentence, kind, first, at, last))
            at = last
        at += 1
    return found


def _after_tags(tokens: Sequence[Token]) -> int:
    """The first token after a page's list of tags or topics, which is glued to the sentence that follows it."""
    if not tokens or tokens[0].lower not in party_words().tags:
        return 0
    return next((at for at, token in enumerate(tokens) if token.text[0].islower()), len(tokens))


def _mention(sentence: Sentence, kind: Kind, first: int, head: int, last: int) -> PartyMention:
    tokens = sentence.tokens
    start, end = tokens[first].start, tokens[last].end
    weak = kind == "armed" and first == last and tokens[head].lower in party_words().weak
    name = " ".join(sentence.text[start - sentence.start : end - sentence.start].split())
    return PartyMention(kind, first, last, start, end, name.removesuffix("'s").removesuffix("’s"), weak)


def _head(tokens: Sequence[Token], at: int) -> tuple[Kind, int] | None:
    """The kind and last token of a head that begins at ``at``."""
    words = party_words()
    word = tokens[at].lower.removesuffix("'s").removesuffix("’s")
    if word in words.before_article and (last := _with_article(tokens, at)) > at:
        return "armed", _continued(tokens, last)
    for length in (3, 2) if tokens[at].lower in words.openers else ():
        if at + length > len(tokens):
            continue
        phrase = " ".join(t.lower for t in tokens[at : at + length])
        if phrase in words.phrases:
            return "armed", _continued(tokens, at + length - 1)
        if phrase in words.countries:
            return "state", at + length - 1
    if word == "is":
        return ("armed", _continued(tokens, at)) if tokens[at].text == "IS" and not _all_capitals(tokens) else None
    if word == "us":
        return ("side", at) if tokens[at].text == "US" else None
    if word in words.armed or word.removesuffix("s") in words.armed:
        return "armed", _continued(tokens, at)
    if word in words.civil:
        return "civil", at
    if word in words.countries:
        return ("state", at) if _acts(tokens, at) else None
    return ("side", at) if word in words.adjectives and not _leads_on(tokens, at) else None


def _with_article(tokens: Sequence[Token], at: int) -> int:
    """The last token of a name with an Arabic article after its first word ("Jaysh al-Fatah", "Liwa al Tawhid")."""
    last = at
    while last + 1 < len(tokens) and last < at + _LONGEST_NAME:
        joined = _ARTICLE.match(tokens[last + 1].text)
        apart = tokens[last + 1].lower == "al" and last + 2 < len(tokens) and tokens[last + 2].text[0].isupper()
        if not (joined or apart):
            break
        last += 1 if joined else 2
    return last


def _acts(tokens: Sequence[Token], at: int) -> bool:
    """True where the name of a state is not a place ("in Syria") and not a dateline ("MOSCOW (Agency)")."""
    if at and tokens[at - 1].lower in party_words().place_openers:
        return False
    return not (tokens[at].text.isupper() and len(tokens[at].text) > 4) or _all_capitals(tokens)


def _continued(tokens: Sequence[Token], last: int) -> int:
    """Takes in a second head: "Daesh fighters", "regime forces", "Islamic State group"."""
    words = party_words()
    while last + 1 < len(tokens) and tokens[last + 1].lower in words.armed:
        if _with_article(tokens, last + 1) > last + 1:
            break
        last += 1
    return last


def _with_allegiance(tokens: Sequence[Token], last: int) -> int:
    """Takes in whom they fight for: "militias loyal to the Syrian government" are not just any militias."""
    phrase = " ".join(t.lower for t in tokens[last + 1 : last + 3])
    if phrase not in party_words().allegiance:
        return last
    for at in range(last + 3, min(len(tokens), last + 3 + _REACH)):
        if head := _head(tokens, at):
            return head[1]
    return last


def _leads_on(tokens: Sequence[Token], at: int) -> bool:
    """True where the adjective belongs to a name that follows."""
    ahead = at + 1
    while ahead < min(len(tokens), at + 4) and _modifies(tokens[ahead], False):
        ahead += 1
    return ahead < len(tokens) and _head_word(tokens[ahead].lower)


def _head_word(word: str) -> bool:
    words = party_words()
    return word in words.armed or word in words.civil


def _modified_from(tokens: Sequence[Token], head: int, capitals: bool) -> int:
    """The first token of the modifiers that stand directly before the head."""
    first = head
    while first > 0 and first > head - 6 and _modifies(tokens[first - 1], capitals):
        first -= 1
    return first


def _modifies(token: Token, capitals: bool) -> bool:
    words = party_words()
    word = token.lower
    if (
        word in words.modifiers
        or word in words.adjectives
        or word.endswith(words.suffixes)
        or word in words.armed_names
    ):
        return True
    if word.startswith(("pro-", "anti-")):
        return True
    return not capitals and _is_name(token) and word not in words.not_in_names


def _is_name(token: Token) -> bool:
    """True for a capitalised word, or a short one in capitals (an abbreviation)."""
    return token.text[0].isupper() and (not token.text.isupper() or len(token.text) <= 4)


def _all_capitals(tokens: Sequence[Token]) -> bool:
    return not any(t.text.islower() for t in tokens)


@frozen
class PartyWords:
    """The word lists of ``vocabulary/data/parties.yaml``, lower case."""

    armed: frozenset[str]
    armed_names: frozenset[str]
    weak: frozenset[str]
    before_article: frozenset[str]
    """First words of names that go on with an article."""
    phrases: frozenset[str]
    civil: frozenset[str]
    countries: frozenset[str]
    openers: frozenset[str]
    """The first words of phrases and of countries of more than one word."""
    adjectives: frozenset[str]
    modifiers: frozenset[str]
    suffixes: tuple[str, ...]
    not_in_names: frozenset[str]
    place_openers: frozenset[str]
    aircraft: frozenset[str]
    allegiance: frozenset[str]
    tags: frozenset[str]


@cache
def party_words() -> PartyWords:
    """The vocabulary of party names, read once."""
    data = load("parties")
    armed = data["armed"]
    return PartyWords(
        armed=frozenset(_texts(armed["heads"])) | frozenset(_texts(armed["names"])) - {"is"},
        armed_names=frozenset(_texts(armed["names"])) - {"is"},
        weak=frozenset(_texts(armed["weak_heads"])),
        before_article=frozenset(_texts(armed["before_article"])),
        phrases=frozenset(_texts(armed["phrases"])),
        civil=frozenset(_texts(data["civil"]["heads"])),
        countries=frozenset(_texts(data["states"]["countries"])),
        openers=frozenset(p.split()[0] for p in _texts([*armed["phrases"], *data["states"]["countries"]]) if " " in p),
        adjectives=frozenset(_texts(data["states"]["adjectives"])),
        modifiers=frozenset(_texts(data["modifiers"])),
        suffixes=tuple(_texts(data["modifier_suffixes"])),
        not_in_names=frozenset(_texts(data["not_in_names"])),
        place_openers=frozenset(_texts(data["place_openers"])),
        aircraft=frozenset(_texts(data["aircraft"])),
        allegiance=frozenset(_texts(data["allegiance"])),
        tags=frozenset(_texts(data["tags"])),
    )


def _texts(values: Sequence[object]) -> Iterator[str]:
    return (str(v) for v in values)
