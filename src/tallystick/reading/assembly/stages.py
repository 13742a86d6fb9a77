"""The stages of a reading in their order; each fills its part of the workings."""

from __future__ import annotations

import re
from collections.abc import Callable

from tallystick.reading.assembly.building import claims_of
from tallystick.reading.assembly.details import figures_for, parties_for, places_for, times_for
from tallystick.reading.assembly.workings import Draft, Workings
from tallystick.reading.events.typing import EventMention, find_events
from tallystick.reading.sentences import Sentence, split
from tallystick.reading.sources import Attribution, find_attributions, source_of

_COUNT_BEFORE = re.compile(
    r"(?:\b(?:at least|at most|more than|over|about|around|some|nearly|almost|up to)\s+)?\b\d[\d.,]*\s*\Z",
    re.IGNORECASE,
)


def _sentences(work: Workings) -> None:
    work.sentences = split(work.document)


def _attributions(work: Workings) -> None:
    work.attributions = find_attributions(work.document, work.sentences)


def _events(work: Workings) -> None:
    for mention in find_events(work.sentences):
        trigger = mention.trigger
        attribution = source_of(work.attributions, trigger.start, trigger.end, mention.sentence)
        start, end = _without_frame(work.sentences[mention.sentence], mention, attribution)
        work.drafts.append(Draft(mention, start, end, attribution=attribution))


def _without_frame(sentence: Sentence, mention: EventMention, attribution: Attribution | None) -> tuple[int, int]:
    """The span of the telling without the words of saying around it."""
    if attribution is None:
        return mention.start, mention.end
    begins = _with_its_count(sentence, attribution.content[0])
    start, end = max(mention.start, begins), min(mention.end, attribution.content[1])
    triggers = mention.triggers
    if start <= triggers[0].start and triggers[-1].end <= end:
        return start, end
    return mention.start, mention.end


def _with_its_count(sentence: Sentence, start: int) -> int:
    """``start``, moved back over a count that stands directly before it ("at least 27")."""
    counted = _COUNT_BEFORE.search(sentence.text[: max(0, start - sentence.start)])
    return sentence.start + counted.start() if counted else start


def _assembly(work: Workings) -> None:
    work.claims = claims_of(work)


STAGES: tuple[tuple[str, Callable[[Workings], None]], ...] = (
    ("sentences", _sentences),
    ("attributions", _attributions),
    ("events", _events),
    ("figures", figures_for),
    ("times", times_for),
    ("places", places_for),
    ("parties", parties_for),
    ("assembly", _assembly),
)
"""Name and function of each stage, so that a benchmark can time them one by one."""
