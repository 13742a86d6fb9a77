"""Counted people: a quantity with the noun phrase that it counts, a single person, a family, a count of kin."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from tallystick.reading.figures.filters import counts_no_people
from tallystick.reading.figures.kin import kin_at
from tallystick.reading.figures.lexicon import ADVERBS, BE, CUES, DETERMINERS, HAVE, NOT_PEOPLE, Phrases
from tallystick.reading.figures.noun_phrases import NounPhrase, noun_phrase, senses
from tallystick.reading.figures.numbers import Number, number_at
from tallystick.reading.figures.persons import person_at
from tallystick.reading.figures.qualifiers import Quantity, opens_quantity, quantity_at
from tallystick.reading.figures.tokens import Token, words_between
from tallystick.vocabulary.loader import load

_NONE: Phrases[bool] = Phrases(load("number_words")["none"].items())
_MORE = frozenset({"more", "others", "other", "further", "additional", "extra"})
_LONGEST_NONE = 2
_WHOLES = frozenset({"them", "whom", "which", "these", "those"})


@frozen
class Mention:
    """A count of people over tokens ``[start, end)``; ``kind`` is count, single, kin, name or plural.

    ``head`` tells what the noun is: person, event ("arrests"), unknown, bare (none). ``inner`` is a measure that the
    phrase itself names ("12 wounded civilians", "25 arrests"), ``status`` one that it only suggests ("350 hostages");
    ``of_them`` is true for "three of them", "two of whom", ``of_state`` for "three of the dead"; ``parts`` are the
    numbers inside a sum ("Name, his son and 15 others").
    """

    start: int
    end: int
    quantity: Quantity
    kind: str
    head: str
    group: str | None = None
    inner: str | None = None
    status: str | None = None
    of_them: bool = False
    of_state: bool = False
    parts: tuple[Mention, ...] = ()

    @property
    def counts_events(self) -> bool:
        """True where the head is a noun for what happened ("25 arrests"), not for people."""
        return self.inner is not None and self.head == "event"


def find_mentions(tokens: Sequence[Token], text: str) -> list[Mention]:
    """The mentions of the clause from left to right; they do not overlap."""
    found: list[Mention] = []
    i = 0
    while i < len(tokens):
        floor = found[-1].end if found else 0
        mention = _mention_at(tokens, text, i, floor)
        if mention is None:
            i = _past_rejected(tokens, i, floor)
        else:
            found.append(mention)
            i = mention.end
    return found


def _past_rejected(tokens: Sequence[Token], i: int, floor: int) -> int:
    """Past a number that counts no people, so that its parts are not read again."""
    found = quantity_at(tokens, i, floor)
    return max(i + 1, found[1].end) if found is not None and found[1].value is not None else i + 1


def _mention_at(tokens: Sequence[Token], text: str, i: int, floor: int) -> Mention | None:
    kin = kin_at(tokens, i)
    if kin is not None:
        end, value = kin
        return Mention(i, end, Quantity(i, end, "exact", value), "kin", "person", words_between(text, tokens, i, end))
    return _nobody(tokens, text, i) or _counted(tokens, text, i, floor) or _single(tokens, text, i)


def _nobody(tokens: Sequence[Token], text: str, i: int) -> Mention | None:
    """A count of zero: "nobody", "no civilians", "no casualties"; a mere lack of reports is told by its phrase."""
    opened = _NONE.at(tokens, i)
    if opened is None:
        return None
    first, alone = opened
    phrase = NounPhrase(first, "person") if alone else noun_phrase(tokens, first, one=True)
    if phrase.head not in ("person", "event") or phrase.end - first > _LONGEST_NONE:
        return None
    reported = any(t.lower in ("reported", "reports", "word") for t in tokens[phrase.end : phrase.end + 4])
    quantity = Quantity(i, phrase.end, "exact", 0, phrase="none reported" if reported else "no")
    group = words_between(text, tokens, i, phrase.end)
    return Mention(i, phrase.end, quantity, "count", "person", group, phrase.measure)


def _single(tokens: Sequence[Token], text: str, i: int) -> Mention | None:
    found = person_at(tokens, i)
    if found is None:
        return None
    end, kind = found
    group = words_between(text, tokens, i + 1, end)
    if kind == "family":
        phrase = words_between(text, tokens, i, end).lower()
        return Mention(i, end, Quantity(i, end, "vague", word="family", phrase=phrase), "kin", "person", group)
    quantity = Quantity(i, end, "exact", 1, additional=tokens[i].lower == "another")
    return Mention(i, end, quantity, "single", "person", group)


def _counted(tokens: Sequence[Token], text: str, i: int, floor: int) -> Mention | None:
    """A number or a vague word with what it counts; None where that is no people.

    Digits right before another count ("2017 At least 12 people") are a page's, a date's or a caption's, unless that
    counts a part of them ("86 30 of them children").
    """
    found = quantity_at(tokens, i, floor)
    if found is None or counts_no_people(tokens, evolve(found[1], end=found[0].end)):
        return None
    quantity, number = _worded(tokens, text, found[0], found[1]), found[1]
    if tokens[number.start].number and opens_quantity(tokens, quantity.end) and not _part_follows(tokens, quantity.end):
        return None
    j, inner = _past_tail(tokens, quantity)
    if any(t.lower in _MORE for t in tokens[quantity.end : j]):
        quantity = evolve(quantity, additional=True)
    phrase = noun_phrase(tokens, j, number.value == 1)
    of_them = _is_of_them(tokens, quantity.end)
    head = "person" if of_them and phrase.head == "bare" else phrase.head
    if head == "thing" or (number.value == 1 and head == "unknown" and not of_them):
        return None
    if head == "bare" and _is_loose(tokens, number, quantity, phrase.end):
        return None
    if of_them and phrase.end <= quantity.end + 2:
        phrase = NounPhrase(quantity.end + 2, head)
    end, told = _said_of_them(tokens, text, phrase.end, number.value == 1) if of_them or inner else (phrase.end, None)
    group = told or (words_between(text, tokens, j, phrase.end) if phrase.end > j and not of_them else None)
    group = None if group and group.lower().split()[-1] in NOT_PEOPLE else group
    status = next((s.measure for s in senses(tokens, phrase.end - 1) if s.place == "status"), None) if group else None
    measure = inner or phrase.measure
    state = inner is not None
    return Mention(quantity.start, end, quantity, "count", head, group, measure, status, of_them, state)


def _part_follows(tokens: Sequence[Token], i: int) -> bool:
    found = quantity_at(tokens, i, i)
    return found is not None and _is_of_them(tokens, found[0].end)


def _worded(tokens: Sequence[Token], text: str, quantity: Quantity, number: Number) -> Quantity:
    """A vague word and a dozen are their own phrase, so that the conventions can tell them."""
    words = words_between(text, tokens, number.start, number.end).lower()
    if quantity.phrase is None and (quantity.bound == "vague" or "dozen" in words):
        return evolve(quantity, phrase=words)
    return quantity


def _is_loose(tokens: Sequence[Token], number: Number, quantity: Quantity, end: int) -> bool:
    """True for a small word without a noun that is hardly ever a count ("one", "a few" alone)."""
    if tokens[number.start].number or (number.value != 1 and number.word != "several"):
        return False
    if quantity.additional or quantity.phrase not in (None, number.word) or is_gapped(tokens, quantity.start, end):
        return False
    following = tokens[end].lower if end < len(tokens) else ""
    return not (following in BE or following in HAVE or CUES.at(tokens, end) is not None or quantity.end != end)


def is_gapped(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True for a count whose verb is told before it: "five were killed in one town and one in another"."""
    before = tokens[start - 1].lower if start > 0 else ""
    return before in ("and", ",") and end < len(tokens) and tokens[end].lower in ("in", "at", "near")


def _past_tail(tokens: Sequence[Token], quantity: Quantity) -> tuple[int, str | None]:
    """Past "more", "other", "of the", "of the 350"; with the measure of "of the dead"."""
    j = quantity.end
    while (
        j < len(tokens) and tokens[j].lower in _MORE and tokens[j].lower != "others" and not opens_quantity(tokens, j)
    ):
        j += 1
    if j >= len(tokens) or tokens[j].lower != "of":
        return j, None
    cue = CUES.at(tokens, j)
    if cue is not None:
        return cue[0], cue[1][0].measure
    j += 1
    while j < len(tokens) and tokens[j].lower in DETERMINERS:
        j += 1
    whole = number_at(tokens, j) if j < len(tokens) else None
    return (whole.end if whole is not None and whole.value is not None else j), None


def _said_of_them(tokens: Sequence[Token], text: str, end: int, one: bool) -> tuple[int, str | None]:
    """Who some "of them" or "of the dead" are said to be, and where the count ends.

    A noun that stands beside them belongs to the count ("six of them children"), one after a verb does not ("six of the
    dead were women and children").
    """
    beside = end
    while end < len(tokens) and (tokens[end].lower in BE or (end > beside and tokens[end].lower in ADVERBS)):
        end += 1
    first = end + (end < len(tokens) and tokens[end].lower in ("a", "an"))
    last = _past_joined(tokens, noun_phrase(tokens, first, one), one)
    if last is None:
        return beside, None
    return (last if end == beside else beside), words_between(text, tokens, first, last)


def _past_joined(tokens: Sequence[Token], phrase: NounPhrase, one: bool) -> int | None:
    """The end of a noun for people and of one joined to it ("women and children"); None where it is none."""
    if phrase.head != "person":
        return None
    if not one and phrase.end < len(tokens) and tokens[phrase.end].lower == "and":
        joined = noun_phrase(tokens, phrase.end + 1)
        after = joined.end < len(tokens) and CUES.at(tokens, joined.end) is not None
        if joined.head == "person" and joined.measure is None and not after:
            return joined.end
    return phrase.end


def _is_of_them(tokens: Sequence[Token], j: int) -> bool:
    return j + 1 < len(tokens) and tokens[j].lower == "of" and tokens[j + 1].lower in _WHOLES
