"""Whether a text may tell of a conflict at all: a look at the words of events in it, before anything dear is done."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from tallystick.reading.events.cues import Trigger, find_triggers
from tallystick.reading.sentences import Sentence

_REACH = 500
"""Characters within which words of events count together."""
_ENOUGH = 3.5
"""Weight of a passage from which on it is read: one telling word ("wounded") or two or three faint ones."""
UNKNOWN = 0.7
"""Weight of a cue that the texts which the weights are from do not have."""


def passages(sentences: Iterable[Sentence]) -> Iterator[tuple[int, int]]:
    """Ranges of characters in which enough different words of events stand close together; they may overlap."""
    found = [trigger for sentence in sentences for trigger in find_triggers(sentence)]
    for number, first in enumerate(found):
        near = _near(found, number)
        words = {trigger.words for trigger in near}
        if sum(max(0.0, _weights().get(word, UNKNOWN)) for word in words) >= _ENOUGH:
            yield first.start, near[-1].end


def _near(triggers: Sequence[Trigger], number: int) -> Sequence[Trigger]:
    """The trigger of that number and those that begin within reach of it."""
    last = number + 1
    while last < len(triggers) and triggers[last].start < triggers[number].start + _REACH:
        last += 1
    return triggers[number:last]


@cache
def _weights() -> dict[str, float]:
    """Cue to the logarithm of how much oftener it stands in a text of a conflict than in any other, for its length."""
    table = files("tallystick.reading.embedded") / "data" / "relevance.tsv"
    rows = csv.reader(table.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return {cue: float(weight) for cue, weight in rows}
