"""The words around a number that set its bound: "at least", "up to", "so far", "between ... and", "another"."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from tallystick.reading.figures.lexicon import Phrases
from tallystick.reading.figures.numbers import Number, number_at
from tallystick.reading.figures.tokens import Token
from tallystick.record import Bound
from tallystick.vocabulary.loader import load

_DATA = load("figure_qualifiers")
_BEFORE: Phrases[Bound] = Phrases((p, bound) for bound, phrases in _DATA["before"].items() for p in phrases)
_AFTER: Phrases[Bound] = Phrases((p, bound) for bound, phrases in _DATA["after"].items() for p in phrases)
_ADDITIONAL_BEFORE: Phrases[bool] = Phrases((p, True) for p in _DATA["additional_before"])
_POSSIBLE = frozenset(_DATA["possible"])
_DASHES = frozenset("-–—")


@frozen
class Quantity:
    """A number with its qualifiers over tokens ``[start, end)``: the facts of a figure without the people."""

    start: int
    end: int
    bound: Bound
    value: int | None = None
    upper: int | None = None
    word: str | None = None
    phrase: str | None = None
    additional: bool = False
    possible: bool = False


def quantity_at(tokens: Sequence[Token], i: int, floor: int) -> tuple[Quantity, Number] | None:
    """The quantity whose number starts at token ``i``; qualifiers are sought no further left than token ``floor``."""
    number = number_at(tokens, i)
    if number is None:
        return None
    bound: Bound = "exact" if number.value is not None else "vague"
    plain = Quantity(number.start, number.end, bound, number.value, None, number.word)
    ranged = _range(tokens, plain, floor) if number.value is not None else plain
    return _post_qualified(tokens, _pre_qualified(tokens, ranged, floor)), number


def opens_quantity(tokens: Sequence[Token], i: int) -> bool:
    """True where another number stands at token ``i``, or words that qualify one ("at least 12")."""
    found = _BEFORE.at(tokens, i) if i < len(tokens) else None
    first = i if found is None else found[0]
    return first < len(tokens) and number_at(tokens, first) is not None


def _range(tokens: Sequence[Token], q: Quantity, floor: int) -> Quantity:
    """Two ends: "12 to 15", "between 12 and 15", "at least 13 and as many as 46", "12, possibly more than 100"."""
    j = q.end
    if j + 1 >= len(tokens):
        return q
    joint = tokens[j].lower
    opener = tokens[q.start - 1].lower if q.start > floor else ""
    second = number_at(tokens, j + 1)
    if second is not None and second.value is not None and q.value is not None and second.value > q.value:
        between = opener == "between" and joint in ("and", "to")
        plain = joint in ("to", "or") or (joint in _DASHES and (tokens[j].glued == tokens[j + 1].glued))
        if between or plain:
            start = q.start - 1 if opener in ("between", "from") else q.start
            return evolve(q, start=start, end=second.end, bound="range", upper=second.value)
    return _open_range(tokens, q, j)


def _open_range(tokens: Sequence[Token], q: Quantity, j: int) -> Quantity:
    """A second, higher number with its own upper qualifier."""
    k = j
    while (
        k < len(tokens) and k < j + 3 and tokens[k].lower in (",", "and", "or", "possibly", "perhaps", "maybe", "but")
    ):
        k += 1
    if k == j:
        return q
    for bound in ("at_most", "more_than"):
        found = _BEFORE.at(tokens, k)
        if found is None or found[1] != bound:
            continue
        second = number_at(tokens, found[0]) if found[0] < len(tokens) else None
        doubtful = tokens[k - 1].lower in ("possibly", "perhaps", "maybe")
        if second is None or second.value is None or q.value is None or second.value <= q.value:
            continue
        if bound == "at_most" or doubtful:
            phrase = " ".join(t.lower for t in tokens[k - 1 if doubtful else k : found[0]])
            return evolve(q, end=second.end, bound="range", upper=second.value, phrase=phrase)
    return q


def _pre_qualified(tokens: Sequence[Token], q: Quantity, floor: int) -> Quantity:
    while q.start > floor:
        word = tokens[q.start - 1].lower
        extra = _ADDITIONAL_BEFORE.before(tokens, q.start)
        if extra is not None and extra[0] >= floor:
            q = evolve(q, start=extra[0], additional=True)
            continue
        found = _BEFORE.before(tokens, q.start)
        if found is not None and found[0] >= floor:
            q = _with_bound(tokens, q, *found)
        elif word in _POSSIBLE:
            q = evolve(q, start=q.start - 1, possible=True)
        elif word == "the":
            return evolve(q, start=q.start - 1)
        else:
            return q
    return q


def _with_bound(tokens: Sequence[Token], q: Quantity, start: int, bound: Bound) -> Quantity:
    """The quantity with one more qualifier; one nearer to the number stands, but for "about" and "exact"."""
    words = " ".join(t.lower for t in tokens[start : q.start])
    if q.bound in ("vague", "range"):
        return evolve(q, start=start, phrase=q.phrase or words)
    if q.bound == "exact" or (q.bound == "about" and bound != "exact"):
        return evolve(q, start=start, bound=bound, phrase=words if bound != "exact" or not q.phrase else q.phrase)
    return evolve(q, start=start)


def _post_qualified(tokens: Sequence[Token], q: Quantity) -> Quantity:
    if q.bound != "exact" or q.end >= len(tokens):
        return q
    if tokens[q.end].text == "+":
        return evolve(q, end=q.end + 1, bound="at_least", phrase="+")
    found = _AFTER.at(tokens, q.end)
    if found is None or opens_quantity(tokens, q.end):
        return q
    return evolve(q, end=found[0], bound=found[1], phrase=" ".join(t.lower for t in tokens[q.end : found[0]]))
