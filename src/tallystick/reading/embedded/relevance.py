"""Whether a text may tell of a conflict at all: a look at the words of events in it, before anything dear is done."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from tallystick.reading.events.cues import DEED, EVENT, GENERIC, MEANS, Trigger, find_triggers
from tallystick.reading.figures import find_figures
from tallystick.reading.sentences import Sentence
from tallystick.vocabulary.events import is_harm
from tallystick.vocabulary.loader import load

_REACH = 500
"""Characters within which words of events count together."""
_ENOUGH = 3.5
"""Weight of a passage from which on it is read: one telling word ("wounded") or two or three faint ones."""
_TELLING = 1.0
"""Weight of a word from which on it tells a form of harm where people are counted beside it."""
_FORM = 0.5
"""The same where a form of harm is denied or admitted."""
_HARMED = frozenset({"killed", "injured", "casualties", "missing", "abducted", "displaced"})
UNKNOWN = 0.7
"""Weight of a cue that the texts which the weights are from do not have."""


def passages(sentences: Iterable[Sentence]) -> Iterator[tuple[int, int]]:
    """Ranges of characters, which may overlap: those in which enough different words of events stand close together,
    and sentences that count whom violence harmed ("13 people died in an air strike") or answer for it ("denied it").
    """
    found: list[Trigger] = []
    for sentence in sentences:
        triggers = find_triggers(sentence)
        found += triggers
        if _counts_harm(sentence, triggers) or _answers_for_harm(sentence, triggers):
            yield triggers[0].start, triggers[-1].end
    for number, first in enumerate(found):
        near = _near(found, number)
        words = {trigger.words for trigger in near}
        if sum(max(0.0, _weights().get(word, UNKNOWN)) for word in words) >= _ENOUGH:
            yield first.start, near[-1].end


def _counts_harm(sentence: Sentence, triggers: Sequence[Trigger]) -> bool:
    """Whether it tells a form of harm, by a word that texts of a conflict have oftener, and counts people."""
    forms = (t for t in triggers if t.role == MEANS or (t.role == EVENT and is_harm(t.event)))
    if all(_weights().get(t.words, UNKNOWN) < _TELLING for t in forms):
        return False
    return any(f.measure in _HARMED and f.value for f in find_figures(sentence.text))


def _near(triggers: Sequence[Trigger], number: int) -> Sequence[Trigger]:
    """The trigger of that number and those that begin within reach of it."""
    last = number + 1
    while last < len(triggers) and triggers[last].start < triggers[number].start + _REACH:
        last += 1
    return triggers[number:last]


def _answers_for_harm(sentence: Sentence, triggers: Sequence[Trigger]) -> bool:
    """Whether somebody denies or admits, in it, a form of harm."""
    forms = [t for t in triggers if t.role in (MEANS, GENERIC, DEED, EVENT) and is_harm(t.event)]
    said = frozenset(load("event_cues")["answering"]).intersection(t.lower for t in sentence.tokens) if forms else ()
    return bool(said) and any(_weights().get(t.words, UNKNOWN) >= _FORM for t in forms)


@cache
def _weights() -> dict[str, float]:
    """Cue to the logarithm of how much oftener it stands in a text of a conflict than in any other, for its length."""
    table = files("tallystick.reading.embedded") / "data" / "relevance.tsv"
    rows = csv.reader(table.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return {cue: float(weight) for cue, weight in rows}
