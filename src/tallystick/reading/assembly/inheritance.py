"""What a clause leaves unsaid is taken from the other tellings of the same event in the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from tallystick.reading.assembly.workings import Draft, Workings
from tallystick.reading.times import Telling, carry, find_headings
from tallystick.record import Party
from tallystick.vocabulary import edtf

_VIOLENT = frozenset(
    ["airstrike", "shelling", "chemical-weapon", "bombing", "shooting", "execution", "killing", "attack", "battle"]
)
_ONE_DOER = frozenset(["airstrike", "shelling", "battle", "territory", "siege", "abduction", "detention", "execution"])
"""Told again, these are as a rule still the deeds of the same side; a second bomb may be another's."""
_FROM_OTHERS = frozenset(["property-destruction", "torture", "killing", "attack", "sexual-violence"])
"""What they tell is often part of the violence told just before."""
_BEGINNINGS = frozenset({"protest"})
"""Of a span that is still open ("since it began in March with ..."), these are told of its start."""
_REACH = 2
"""Sentences over which the time and the place of an event go on (measured on the training articles)."""


def fill_in(work: Workings) -> None:
    """Gives the drafts the perpetrator, the place and the time that their own words leave out, in place."""
    _take_doers(work.drafts)
    _take_times(work)
    for at, draft in enumerate(work.drafts):
        before = list(_told_before(work.drafts, at))
        if not draft.own_place:
            draft.place = next((d.place for d in before if d.own_place), draft.place)
        if draft.time and draft.mention.event in _BEGINNINGS:
            began = draft.time.edtf.removesuffix("/..")
            draft.time = evolve(draft.time, edtf=began, precision=edtf.precision(began))


def _take_times(work: Workings) -> None:
    """Gives each draft without a time the one that it shares with another."""
    document = work.document
    tellings = [
        Telling(
            d.mention.event, d.mention.sentence, d.start, d.end, d.mention.trigger.start, d.time, not d.mention.headline
        )
        for d in work.drafts
    ]
    starts = [sentence.start for sentence in work.sentences]
    headings = find_headings(document.text, work.times)
    times = carry(document.text, tellings, starts, document.anchor or document.published, headings)
    for draft, time in zip(work.drafts, times, strict=True):
        draft.time = time


def _take_doers(drafts: Sequence[Draft]) -> None:
    """Gives each draft without a perpetrator that of the event's earlier tellings.

    Events that are not as a rule one side's deeds take it from just before, also from other violence there.
    """
    earlier: dict[str, Party] = {}
    for at, draft in enumerate(drafts):
        event = draft.mention.event
        if draft.perpetrator is None and event in _ONE_DOER:
            draft.perpetrator = earlier.get(event)
        elif draft.perpetrator is None:
            draft.perpetrator = next((d.perpetrator for d in _doers_near(drafts, at) if d.perpetrator), None)
        if draft.perpetrator:
            earlier[event] = draft.perpetrator


def _doers_near(drafts: Sequence[Draft], at: int) -> Iterator[Draft]:
    """Tellings just before that may name the doer too: of the event, else of the violence that it is part of."""
    here = drafts[at].mention
    if here.event in _VIOLENT:
        yield from (d for d in _near(drafts, at) if d.mention.event == here.event)
    if here.event in _FROM_OTHERS:
        yield from (d for d in _near(drafts, at) if d.mention.event in _VIOLENT and not d.mention.headline)


def _told_before(drafts: Sequence[Draft], at: int) -> Iterator[Draft]:
    """The earlier tellings, in the body, of the event or of the violence that it is part of, the nearest first."""
    here = drafts[at].mention.event
    for draft in _near(drafts, at):
        part_of = here in _FROM_OTHERS and draft.mention.event in _VIOLENT
        if not draft.mention.headline and (draft.mention.event == here or part_of):
            yield draft


def _near(drafts: Sequence[Draft], at: int) -> Iterator[Draft]:
    """The drafts before ``at`` that stand within reach, the nearest first."""
    for i in range(at - 1, -1, -1):
        if drafts[at].mention.sentence - drafts[i].mention.sentence > _REACH:
            return
        yield drafts[i]
