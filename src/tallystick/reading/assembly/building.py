"""Turns drafts into claims: what is told twice is left out, what a clause leaves unsaid is taken from before."""

from __future__ import annotations

from tallystick.reading.assembly.inheritance import fill_in
from tallystick.reading.assembly.restating import join_restated
from tallystick.reading.assembly.selection import selected
from tallystick.reading.assembly.workings import Draft, Workings
from tallystick.reading.stance import certainty, status
from tallystick.record import Claim, Span
from tallystick.vocabulary.loader import load


def claims_of(work: Workings) -> tuple[Claim, ...]:
    """The claims of a reading whose drafts are complete, in the order of the text."""
    join_restated(work)
    fill_in(work)
    kept = selected(work)
    return tuple(_claim(work, draft, number) for number, draft in enumerate(kept, 1))


def _claim(work: Workings, draft: Draft, number: int) -> Claim:
    text = work.document.text
    trigger = draft.mention.trigger
    clause, sentence = text[draft.start : draft.end], work.sentences[draft.mention.sentence].text
    return Claim(
        id=f"{work.document.id}.c{number:02d}",
        event=draft.mention.event,
        text=Span.of(text, draft.start, draft.end),
        trigger=Span.of(text, trigger.start, trigger.end),
        status=status(clause, trigger.start - draft.start, sentence, draft.mention.event),
        certainty=certainty(clause, sentence, draft.attribution),
        attribution=draft.chain,
        perpetrators=(draft.perpetrator,) if draft.perpetrator else (),
        victims=(draft.victim,) if draft.victim else (),
        figures=draft.figures,
        place=draft.place,
        time=draft.time,
        other_times=draft.other_times,
        weapons=draft.weapons,
        confidence=_confidence(draft),
    )


def _confidence(draft: Draft) -> float:
    """The share of such claims that coders of the training articles had too (``vocabulary/data/event_cues.yaml``)."""
    row = load("event_cues")["confidence"]["inherited" if draft.mention.inherited else draft.mention.trigger.role]
    return float(row[bool(draft.figures)])
