"""The stages of a reading in their order; each fills its part of the workings."""

from __future__ import annotations

from collections.abc import Callable

from tallystick.reading.assembly.building import claims_of
from tallystick.reading.assembly.details import figures_for, parties_for, places_for, times_for
from tallystick.reading.assembly.workings import Draft, Workings
from tallystick.reading.events.typing import EventMention, find_events
from tallystick.reading.sentences import split
from tallystick.reading.sources import Attribution, find_attributions, source_of


def _sentences(work: Workings) -> None:
    work.sentences = split(work.document)


def _attributions(work: Workings) -> None:
    work.attributions = find_attributions(work.document, work.sentences)


def _events(work: Workings) -> None:
    for mention in find_events(work.sentences):
        trigger = mention.trigger
        attribution = source_of(work.attributions, trigger.start, trigger.end, mention.sentence)
        start, end = _without_frame(mention, attribution)
        work.drafts.append(Draft(mention, start, end, attribution=attribution))


def _without_frame(mention: EventMention, attribution: Attribution | None) -> tuple[int, int]:
    """The span of the telling without the words of saying around it."""
    if attribution is None:
        return mention.start, mention.end
    start, end = max(mention.start, attribution.content[0]), min(mention.end, attribution.content[1])
    triggers = mention.triggers
    if start <= triggers[0].start and triggers[-1].end <= end:
        return start, end
    return mention.start, mention.end


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
