"""The word lists of the figure grammar, read once from the vocabulary's data files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from tallystick.reading.figures.tokens import Token
from tallystick.vocabulary.loader import load

_WORDS = load("figure_grammar_words")
_PEOPLE = load("figure_people")
_EXCLUSIONS = load("figure_exclusions")


def plural(noun: str) -> str:
    """The regular English plural of ``noun``."""
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _plurals(nouns: Iterable[str], irregular: Mapping[str, Sequence[str]]) -> frozenset[str]:
    return frozenset(form for noun in nouns for form in irregular.get(noun, [plural(noun)]))


PERSON = frozenset(_PEOPLE["singular"])
PEOPLE = _plurals(_PEOPLE["singular"], _PEOPLE["plurals"]) | frozenset(_PEOPLE["collective"])
NOT_PEOPLE = frozenset(_PEOPLE["not_people"])
FAMILIES = frozenset(_PEOPLE["families"])
ATTRIBUTIVE = frozenset(_PEOPLE["attributive"])
KIN = frozenset(_PEOPLE["kin"])
KINFOLK = _plurals(_PEOPLE["kin"], _PEOPLE["plurals"]) | KIN

UNITS = frozenset(map(str, _EXCLUSIONS["units"]))
MONTHS = frozenset(_EXCLUSIONS["months"])
THINGS = frozenset(_EXCLUSIONS["things"]) | _plurals(_EXCLUSIONS["things"], {})
LABELS = frozenset(_EXCLUSIONS["labels"])
YEAR_OPENERS = frozenset(_EXCLUSIONS["year_openers"])
CURRENCIES = frozenset(_EXCLUSIONS["currencies"])

BE = frozenset(_WORDS["be"])
HAVE = frozenset(_WORDS["have"])
MODAL = frozenset(_WORDS["modal"])
ADVERBS = frozenset(_WORDS["adverbs"])
SUBORDINATORS = frozenset(_WORDS["subordinators"])
RELATIVES = frozenset(_WORDS["relatives"])
PREPOSITIONS = frozenset(_WORDS["prepositions"])
DETERMINERS = frozenset(_WORDS["determiners"])
PRONOUNS = frozenset(_WORDS["pronouns"])
TIME_WORDS = frozenset(_WORDS["time_words"])
VERBS = frozenset(_WORDS["verbs"])
POSSIBLE = frozenset(_WORDS["possible"])
SO_FAR = tuple(_WORDS["so_far"])
POSTPOSED = frozenset(_WORDS["postposed"])
SAYING = frozenset(_WORDS["saying"])
TOTALS = frozenset(_WORDS["totals"])
TOTAL_JOINTS = frozenset(_WORDS["total_joints"])
RAISING = frozenset(_WORDS["raising"])
RAISED_BY = frozenset(_WORDS["raised_by"])
OF_A_SPAN = frozenset(_WORDS["of_a_span"])
OUTDATED = frozenset(_WORDS["outdated"])
DYING = frozenset(_WORDS["dying"])


_T = TypeVar("_T")


class Phrases(Generic[_T]):
    """Phrases of one or more words with a value each, found forwards or backwards; the longest one wins."""

    def __init__(self, entries: Iterable[tuple[str, _T]]) -> None:
        self._first: dict[str, list[tuple[list[str], _T]]] = {}
        self._last: dict[str, list[tuple[list[str], _T]]] = {}
        for phrase, value in entries:
            words = phrase.split()
            self._first.setdefault(words[0], []).append((words, value))
            self._last.setdefault(words[-1], []).append((words, value))
        for table in (self._first, self._last):
            for options in table.values():
                options.sort(key=lambda option: -len(option[0]))

    def first_words(self) -> frozenset[str]:
        """The words that a phrase can start with."""
        return frozenset(self._first)

    def at(self, tokens: Sequence[Token], i: int) -> tuple[int, _T] | None:
        """The end and the value of the phrase that starts at token ``i``."""
        options = self._first.get(tokens[i].lower) if i < len(tokens) else None
        if options is None:
            return None
        for words, value in options:
            if len(words) == 1 or [t.lower for t in tokens[i : i + len(words)]] == words:
                return i + len(words), value
        return None

    def before(self, tokens: Sequence[Token], i: int) -> tuple[int, _T] | None:
        """The start and the value of the phrase that ends just before token ``i``."""
        for words, value in self._last.get(tokens[i - 1].lower, ()) if i > 0 else ():
            first = i - len(words)
            if first >= 0 and [t.lower for t in tokens[first:i]] == words:
                return first, value
        return None


class CueSense(NamedTuple):
    """One sense of a cue: the measure, and where the count stands (the keys of ``figure_cues.yaml``)."""

    measure: str
    place: str


def _cues() -> Iterable[tuple[str, tuple[CueSense, ...]]]:
    senses: dict[str, list[CueSense]] = {}
    for measure, places in load("figure_cues").items():
        if measure == "weak_words":
            continue
        for place, phrases in places.items():
            for phrase in phrases:
                senses.setdefault(phrase, []).append(CueSense(measure, place))
    return ((phrase, tuple(found)) for phrase, found in senses.items())


CUES = Phrases(_cues())
NOTHING = "nothing"
"""The key of the cues that take a count without being a measure."""
WEAK_CUES = frozenset(load("figure_cues")["weak_words"])
ADDERS = Phrases((phrase, True) for phrase in _WORDS["adders"])
WHOLE_OPENERS = Phrases((phrase, True) for phrase in _WORDS["whole_openers"])
_EVENTS = load("figure_events")
EVENT_DEFAULTS: dict[str, str] = {event: e["default"] for event, e in _EVENTS.items() if "default" in e}
EVENT_PREFERS: dict[str, str] = {event: e["prefers"] for event, e in _EVENTS.items() if "prefers" in e}
EVENT_READS: dict[str, dict[str, str]] = {event: e["reads"] for event, e in _EVENTS.items() if "reads" in e}
