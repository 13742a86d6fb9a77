"""Where the noun phrase of a source begins or ends, to the left or the right of the words of saying."""

from __future__ import annotations

from tallystick.reading.sentences import Token
from tallystick.reading.sources import words as w
from tallystick.reading.sources.words import Line
from tallystick.vocabulary import sources as vocabulary

_HANGING = vocabulary.words("hanging")
_NATIONALITY = tuple(vocabulary.words("nationality_endings"))
_OFFICES = vocabulary.words("offices")
_REACH = 6
_LONGEST = 24
_LINKED = 9
_LONGEST_NAME = 7
_SUFFIXES = frozenset({"led", "based", "backed", "run"})
_PARTICLES = frozenset({"al", "bin", "de", "abu"})


def left_phrase(line: Line, end: int, start: int) -> tuple[int, int] | None:
    """The source that ends right before the token ``end`` and begins at ``start`` or later; None where none does."""
    last = before_brackets(line, end, start)
    if last < start:
        return None
    head = line.tokens[last]
    if line.pronoun(last):
        return last, end
    if line.nominal(last):
        known = _longest_name(line, last, start)
        first = _grow_left(line, last if known is None else known, start)
        return (first if line.capitals else _after_lost_comma(line, first, last, start)), end
    if not w.is_word(head) or w.is_grammar(head) or head.lower.endswith("ed"):
        return None
    reached = _reach_determiner(line, last, start)
    return None if reached is None else (_grow_left(line, _doer(line, reached, start), start), end)


def _doer(line: Line, first: int, start: int) -> int:
    """The noun for a source of whom a participle before the phrase tells ("a group monitoring the conflict")."""
    doing = first - 2 >= start and line.lower(first - 1).endswith("ing") and w.is_head(line.tokens[first - 2])
    return first - 2 if doing else first


def before_brackets(line: Line, end: int, start: int) -> int:
    """Index of the last token before ``end`` that is not in brackets which close there."""
    last = end - 1
    if last >= start and line.tokens[last].text in ")]":
        for at in range(last, max(start, last - _REACH) - 1, -1):
            if line.tokens[at].text in "([":
                return at - 1
    return last


def _grow_left(line: Line, last: int, start: int) -> int:
    first = last
    while first > start and last - first < _LONGEST:
        step = _step_left(line, first, last, start)
        if step == first:
            break
        first = step
    return first


def _step_left(line: Line, first: int, last: int, start: int) -> int:
    """One more word or link of the phrase to the left of ``first``; ``first`` itself where the phrase begins there."""
    token, here = line.tokens[first - 1], line.tokens[first]
    if here.lower in w.DETERMINERS:
        return _join_left(line, first, start)
    if _opens_anew(line, first, last):
        return first
    if token.lower in w.DETERMINERS or line.name(first - 1) or _leads_noun(line, first):
        return first - 1
    if first - 2 >= start and (_is_initial(line, first - 1) or _is_suffix(line, first - 1)):
        return first - 2
    if token.text in ")]":
        opened = before_brackets(line, first, start)
        return opened if start <= opened < first - 1 and line.nominal(opened) else first
    if token.lower in w.JOINING or token.lower in {"and", "&"}:
        return _join_left(line, first, start)
    if token.text in "'’" and here.lower == "s":
        return first - 1
    plain = w.is_word(token) and not w.is_grammar(token) and not w.is_plural_head(line.tokens[last])
    plain = plain and (line.capitals or not here.text[0].isupper())
    reached = _reach_determiner(line, first - 1, start) if plain else None
    return first if reached is None else reached


def _opens_anew(line: Line, first: int, last: int) -> bool:
    """Whether the word at ``first`` opens its phrase, so that a name before it ends another one whose mark was lost.

    A capital shows it where the noun after it has none ("Aleppo Anti-government activists"), so does a compound such
    as "state-run" after a name that it does not go with, and the name of an employer after a noun ("TV channel SANA
    reporter").
    """
    token, here = line.tokens[first - 1], line.tokens[first]
    if line.capitals or first == last:
        return False
    further = line.tokens[first + 1]
    if token.text in ")]":
        return bool(here.text[0].isupper()) and w.is_plural_head(here) and further.text.islower()
    begins = here.text[0].isupper() and w.is_modifier(here) and not line.lower(first).endswith(_NATIONALITY)
    if begins and further.text.islower() and w.is_plural_head(further):
        return line.name(first - 1) and not w.is_modifier(token)
    if here.text.islower() and "-" in here.text and w.is_modifier(here):
        return line.name(first - 1) and not _goes_with(token)
    employer = vocabulary.is_alias((line.lower(first),)) and line.name(first) and further.text.islower()
    return employer and token.text.islower() and w.is_head(token) and not _titles(token)


def _goes_with(token: Token) -> bool:
    """Whether a name may stand before "state-run" in one phrase: whose it is ("Syrian", "Iran's", "Turkeys")."""
    return token.lower.endswith(("s", *_NATIONALITY)) or w.is_modifier(token)


def _titles(token: Token) -> bool:
    """Whether the noun may stand before the name of who holds the office ("spokesman", "activist")."""
    return token.lower in w.TITLES or token.lower in _OFFICES


def _leads_noun(line: Line, first: int) -> bool:
    """Whether the word before ``first`` qualifies the noun there ("senior" official, "police" spokesman)."""
    token = line.tokens[first - 1]
    if w.is_modifier(token):
        return True
    return w.is_head(token) and not (w.is_plural_head(token) and w.is_head(line.tokens[first]))


def _join_left(line: Line, first: int, start: int) -> int:
    """Across a preposition or an "and" to the noun that it hangs on ("a source at", "Observatory for", "X and")."""
    if first - 2 < start:
        return first
    link, noun = line.lower(first - 1), line.tokens[first - 2]
    if link in {"and", "&"}:
        return first - 2 if not line.capitals and _alike(line, first - 2, first) else first
    if link not in w.JOINING:
        return first
    if w.is_head(noun) or (link in {"of", "for"} and line.name(first - 2)):
        return first - 2
    if first - 3 >= start and noun.lower in _HANGING and line.nominal(first - 3):
        return first - 3
    if first - 3 >= start and noun.lower == "knowledge" and line.lower(first - 3) == "with":
        return first - 3
    opening = before_brackets(line, first - 1, start) if noun.text in ")]" else first - 2
    return opening + 1 if opening < first - 2 else _over_links(line, first, start)


def _over_links(line: Line, first: int, start: int) -> int:
    """Across several links to the noun that they hang on ("the center for reconciliation of the parties in")."""
    for at in range(first - 2, max(start, first - _LINKED) - 1, -1):
        token = line.tokens[at]
        if w.is_head(token) and line.lower(at + 1) in w.JOINING:
            return at
        linking = token.lower in w.DETERMINERS or token.lower in w.JOINING
        if not linking and (not w.is_word(token) or w.is_grammar(token) or token.lower.endswith(("ed", "ing"))):
            break
    return first


def _alike(line: Line, left: int, right: int) -> bool:
    """Whether "and" between two words joins two sources: two nouns, two names or two qualifiers."""
    if line.lower(right) in w.DETERMINERS:
        right += 1
    led = right + 1 < len(line.tokens) and w.is_modifier(line.tokens[right]) and w.is_head(line.tokens[right + 1])
    if w.is_head(line.tokens[left]) and (w.is_head(line.tokens[right]) or led):
        return True
    return (line.name(left) and line.name(right)) or (
        w.is_modifier(line.tokens[left]) and w.is_modifier(line.tokens[right])
    )


def _reach_determiner(line: Line, last: int, start: int) -> int | None:
    for at in range(last - 1, max(start, last - _REACH) - 1, -1):
        token = line.tokens[at]
        if token.lower in w.DETERMINERS:
            return at
        if not w.is_word(token) or w.is_grammar(token):
            return None
    return None


def _after_lost_comma(line: Line, first: int, last: int, start: int) -> int:
    """The phrase without the end of what was said, where a comma was lost ("in the old town Jane Doe said")."""
    known = _known_name(line, first, last)
    joined = known is not None and known > first and not _qualifies_name(line, known, last)
    if known is not None and joined and line.lower(known - 1) not in w.DETERMINERS:
        return known
    names = last
    while names > first and _is_part_of_name(line, names - 1):
        names -= 1
    if last > names > first and _ends_clause(line, names - 1, first):
        return names
    if first > start and line.lower(first - 1) in w.NOT_BEFORE_SUBJECT:
        return _after_place(line, first, last)
    return first


def _qualifies_name(line: Line, known: int, last: int) -> bool:
    """Whether the word before a known name belongs to it, which is another's then ("the Turkish Red Crescent").

    A name before a surname is the first name, but for that of a place ("in Harim Abdel Rahman said").
    """
    before, at = line.lower(known - 1), known - 1
    if _belongs(line.tokens[at]) or before.endswith(("'s", "’s")):
        return True
    if not line.name(at) or before.endswith(_NATIONALITY):
        return line.name(at)
    surname = vocabulary.is_surname(tuple(t.lower for t in line.tokens[known : last + 1]))
    return surname and (at == 0 or line.lower(at - 1) not in w.NOT_BEFORE_SUBJECT)


def _ends_clause(line: Line, at: int, first: int) -> bool:
    """Whether the word before a run of names is no part of their phrase."""
    token = line.tokens[at]
    if w.is_plural_head(token):
        return at > first
    possessed = any(t.lower.endswith(("'s", "’s")) for t in line.tokens[first:at])
    return w.is_word(token) and not _belongs(token) and not w.is_grammar(token) and not possessed


def _after_place(line: Line, first: int, last: int) -> int:
    """The rest of a phrase whose first name is a place after a preposition; ``first`` where no source is left."""
    at = first
    while at < last and (w.is_modifier(line.tokens[at]) or line.lower(at) in w.DETERMINERS):
        at += 1
    while at < last and line.lower(at) in _PARTICLES:
        at += 1
    at += 1
    rest = line.tokens[at : last + 1]
    named = len(rest) > 1 and (any(map(w.is_head, rest)) or rest[0].text[0].isupper())
    if line.lower(at - 1).endswith(_NATIONALITY):
        return first
    if named and line.tokens[at - 1].text[0].isupper():
        return at
    return _last_noun(line, first, last)


def _last_noun(line: Line, first: int, last: int) -> int:
    """The nouns in lower case that end a phrase after a name ("in Harim local activists"); ``first`` where none do."""
    at = last
    while (
        at > first
        and line.tokens[at - 1].text.islower()
        and (w.is_head(line.tokens[at - 1]) or w.is_modifier(line.tokens[at - 1]))
    ):
        at -= 1
    noun = line.tokens[last].text.islower() and (at < last or w.is_plural_head(line.tokens[last]))
    place = at > first and line.name(at - 1) and not line.lower(at - 1).endswith(_NATIONALITY)
    return at if noun and place else first


def _belongs(token: Token) -> bool:
    return (w.is_head(token) and not w.is_plural_head(token)) or w.is_modifier(token) or token.lower in w.TITLES


def _is_part_of_name(line: Line, at: int) -> bool:
    return line.name(at) or line.tokens[at].text == "." or line.lower(at) in _PARTICLES


def _known_name(line: Line, first: int, last: int) -> int | None:
    for at in range(first, last + 1):
        words = tuple(t.lower for t in line.tokens[at : last + 1] if w.is_word(t))
        if vocabulary.is_alias(words) and (len(words) > 1 or not w.is_head(line.tokens[last])):
            return at
    return None


def _longest_name(line: Line, last: int, start: int) -> int | None:
    """Where a known name with small words in it begins that ends at ``last`` ("Doctors Without Borders")."""
    for at in range(max(start, last - _LONGEST_NAME), last - 1):
        if line.name(at) and vocabulary.is_alias(tuple(t.lower for t in line.tokens[at : last + 1])):
            return at
    return None


def _is_initial(line: Line, at: int) -> bool:
    return line.tokens[at].text == "." and abbreviates(line.tokens[at - 1])


def _is_suffix(line: Line, at: int) -> bool:
    return line.lower(at) in _SUFFIXES and line.tokens[at - 1].text == "-"


def abbreviates(token: Token) -> bool:
    """True for a title or an initial, after which a full stop ends no sentence."""
    return token.lower in w.TITLES or (len(token.text) == 1 and token.text.isupper())
