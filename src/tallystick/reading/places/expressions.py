"""Finds place expressions: names, buildings and areas with all that says more of where they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.reading.places.lexicon import CLASS, DIRECTION, FACILITY, NAME, lexicon
from tallystick.reading.places.mentions import MentionKind, PlaceMention
from tallystick.reading.places.nations import at_war, find_long_wars, find_nations
from tallystick.reading.places.tagging import Tagged, Tagger
from tallystick.reading.sentences import Token, tokenise
from tallystick.record import PlaceNames, Span

_UNIT = r"d?[jGD0]{0,6}(?:N[NT]*(?:j?[CF])*|[CF]+(?:N[NT]*)?)"
"""Words before a name are bounded: a column of figures has thousands, and each would be read anew from the next."""
_LINK = r"(?:(?:0kD?[fpo]|D?[opn])|(?<=N),(?=d?[jGD]{0,6}N)|(?<=N),(?=d[jGD]{0,6}C)|(?<=[NC]),?&(?=d?[jD]{0,6}N))"
_CHAIN = re.compile(rf"(?:0kD?[fpo])?n?(?:d?D[op])?{_UNIT}(?:{_LINK}{_UNIT})*")
_NAMES = re.compile(r"N[NT]*")
_SPACE = re.compile(r"\s+")
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?:^|(?<=\n))[ \t]*(?>[A-Z][\w'’.-]{0,30}(?:[ ,/]{1,3}[A-Z][\w'’.-]{0,30}){0,4})"
    r"(?:,? ?\d{1,2} [A-Z][a-zA-Z]{2,8}\.?(?: \d{2,4})?)? ?(?:\([A-Z][\w /.-]{1,30}\) ?)?"
    r"(?:\[[^\]\n]{2,30}\] ?)?[-–—]{1,2}"
)
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,4}")
_CAPITALS = 0.75


def find_places(text: str, names: PlaceNames | None, start: int = 0, end: int | None = None) -> list[PlaceMention]:
    """Place expressions of ``text[start:end]`` in order, the dateline's left out; offsets count from the text's start.

    ``names`` tells which words are known place names; without it only prepositions and class words make a name a place.
    """
    piece = text[start:end]
    tagged = _tagged(piece, names, start)
    datelines = [(start + m.start(), start + m.end()) for m in _DATELINE.finditer(piece)]
    found: list[PlaceMention] = []
    for match in _CHAIN.finditer(tagged.letters):
        mention = _mention(text, tagged, match.start(), match.end())
        if mention and not any(a <= mention.text.start < b for a, b in datelines):
            found.append(at_war(text, mention))
    taken = [m.text for m in found]
    nations = [*find_nations(text, tagged.tokens), *find_long_wars(piece, tagged.tokens, start)]
    found += [m for m in nations if not any(m.text.overlaps(span) for span in taken)]
    return sorted(found, key=lambda m: m.text.start)


def find_names(text: str, names: PlaceNames | None) -> list[Span]:
    """The proper names of places in ``text`` in order, datelines and names inside longer expressions too."""
    tagged = _tagged(text, names, 0)
    runs = [(m.start(), m.end() - 1) for m in _NAMES.finditer(tagged.letters)]
    return [Span.of(text, tagged.tokens[a].start, tagged.tokens[b].end) for a, b in runs]


def _tagged(text: str, names: PlaceNames | None, start: int) -> Tagged:
    tokens = _with_initials(text, tokenise(text, start), start)
    return Tagger(tokens, names, _is_capitals(text)).tag()


def _with_initials(text: str, tokens: Sequence[Token], start: int) -> list[Token]:
    """The words with initials ("U.S.") as one word each."""
    found = {start + m.start(): start + m.end() for m in _INITIALS.finditer(text)}
    if not found:
        return list(tokens)
    joined: list[Token] = []
    until = -1
    for token in tokens:
        if token.start in found:
            until = found[token.start]
            word = text[token.start - start : until - start]
            joined.append(Token(word, word.lower(), token.start, until))
        elif token.start >= until:
            joined.append(token)
    return joined


def _is_capitals(text: str) -> bool:
    capitals, small = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return capitals > _CAPITALS * (capitals + small)


def _mention(text: str, tagged: Tagged, first: int, end: int) -> PlaceMention | None:
    letters = tagged.letters[first:end]
    if not any(letter in letters for letter in (NAME, CLASS, FACILITY)):
        return None
    tokens = tagged.tokens[first:end]
    if NAME not in letters and (_is_organisation(tagged, end) or _is_no_place(tokens, letters)):
        return None
    span = Span.of(text, tokens[0].start, _without_possessive(text, tokens[-1].start, tokens[-1].end))
    preposition = _preposition(tagged, first)
    kind = _kind(letters, [t.lower for t in tokens], preposition)
    names = [i for i, letter in enumerate(letters) if letter == NAME]
    return PlaceMention(
        name=_ARTICLE.sub("", _SPACE.sub(" ", span.exact), count=1),
        text=span,
        kind=kind,
        head=_head(text, tagged, first, letters),
        preposition=preposition,
        known=any(first + i in tagged.known for i in names),
        country=bool(names) and CLASS not in letters and _is_country(text, tagged, first, letters),
    )


def _is_organisation(tagged: Tagged, end: int) -> bool:
    """True for a capitalised class word with its purpose behind it ("Center for Policy Research")."""
    last, following = tagged.tokens[end - 1], tagged.tokens[end : end + 1]
    return last.text[0].isupper() and bool(following) and following[0].lower == "for"


def _is_no_place(tokens: Sequence[Token], letters: str) -> bool:
    """True for "part of the deal": a part of nothing that is named, and in no direction."""
    said = [t.lower for t, letter in zip(tokens, letters, strict=True) if letter in CLASS + FACILITY]
    return DIRECTION not in letters and all(word in lexicon().parts for word in said)


def _without_possessive(text: str, start: int, end: int) -> int:
    return end - 2 if text[start:end].endswith(("'s", "’s")) else end


def _preposition(tagged: Tagged, first: int) -> str | None:
    """The word before the expression, where it is a preposition of place or takes a place as its object.

    "from" also for a place where those who act are ("positioned in").
    """
    if first == 0:
        return None
    before = tagged.tokens[first - 1].lower
    words = lexicon()
    if before in words.locative and first > 1 and tagged.tokens[first - 2].lower in words.based:
        return "from"
    return before if before in words.locative or before in words.towards or before in words.loosely else None


def _kind(letters: str, words: list[str], preposition: str | None) -> MentionKind:
    lead = letters.split(NAME)[0]
    if FACILITY in lead or (FACILITY in letters and NAME in letters and letters.rstrip("F").endswith(NAME)):
        return "facility"
    if NAME not in letters:
        return "generic" if any(word in lexicon().generic for word in words) else "facility"
    near = preposition in lexicon().near or any(word in lexicon().near for word in words)
    return "relative" if near or "k" in lead else "named"


def _is_country(text: str, tagged: Tagged, first: int, letters: str) -> bool:
    """True where every name in the expression is a country's."""
    runs = [(first + m.start(), first + m.end() - 1) for m in _NAMES.finditer(letters)]
    names = [text[tagged.tokens[a].start : tagged.tokens[b].end].casefold() for a, b in runs]
    names = [name.removesuffix("'s").removesuffix("’s") for name in names]
    return all(_SPACE.sub(" ", name) in lexicon().countries for name in names)


def _head(text: str, tagged: Tagged, first: int, letters: str) -> str | None:
    match = _NAMES.search(letters)
    if not match:
        return None
    start, last = tagged.tokens[first + match.start()].start, tagged.tokens[first + match.end() - 1]
    return text[start : _without_possessive(text, last.start, last.end)]
