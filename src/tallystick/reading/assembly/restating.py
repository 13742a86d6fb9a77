"""A sentence that only says where and when what was just told took place is no telling of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.reading.assembly.workings import Draft, Workings

_TOOK_PLACE = re.compile(
    r"\s+(?:(?:reportedly|all|both|each|also)\s+)?(?:took place|happened|occurred|(?:was|were) carried out)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\b(?:the|this|that|these|those|both|all)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
_BEFORE = 40


def join_restated(work: Workings) -> None:
    """Takes the drafts of "the killings took place on Monday in A and B" into those they restate, in place.

    Those get the place, the time and the wider span; both must be told by the same sources in neighbouring sentences.
    """
    kept: list[Draft] = []
    for draft in work.drafts:
        told = _restated(work, draft, kept)
        if told is None:
            kept.append(draft)
        else:
            _take(told, draft)
    work.drafts = kept


def _restated(work: Workings, draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """The draft just before that this one only dates and places."""
    trigger, text = draft.mention.trigger, work.document.text
    if draft.figures or len(draft.mention.triggers) > 1 or not (draft.time or draft.own_place):
        return None
    before_it = text[max(0, trigger.start - _BEFORE) : trigger.start]
    if not _TOOK_PLACE.match(text, trigger.end) or not _POINTING.search(before_it):
        return None
    told = before[-1] if before else None
    if told is None or told.mention.headline != draft.mention.headline or told.mention.event != draft.mention.event:
        return None
    near = draft.mention.sentence - told.mention.sentence == 1
    return told if near and _informant(draft) in (_informant(told), None) else None


def _informant(draft: Draft) -> str | None:
    return draft.chain[-1].source if draft.chain else None


def _take(told: Draft, restating: Draft) -> None:
    told.end = max(told.end, restating.end)
    told.time = told.time or restating.time
    if restating.own_place:
        told.place, told.own_place = restating.place, True
