"""Which drafts are claims: background, mere mentions and what was told before are left out."""

from __future__ import annotations

import re
from functools import cache

from tallystick.reading.assembly.workings import Draft, Workings
from tallystick.reading.events.aftermath import aftermath
from tallystick.reading.events.cues import DEED, GENERIC, OUTCOME
from tallystick.reading.events.presence import only_present
from tallystick.vocabulary.events import is_harm
from tallystick.vocabulary.loader import load

_ASIDE_WORDS = 5
_ASIDE_OPENERS = frozenset({"after", "before", "since", "until"})


def selected(work: Workings) -> list[Draft]:
    """The drafts that tell something, in the order of the text."""
    told = (draft for draft in work.drafts if not draft.mention.headline and _tells(work, draft))
    return sorted(told, key=lambda draft: draft.mention.trigger.start)


def _tells(work: Workings, draft: Draft) -> bool:
    if draft.figures:
        return True
    clause = work.document.text[draft.start : draft.end]
    return not (_refers_only(draft) or _is_aside(clause) or _not_told().search(clause) or _no_harm_done(work, draft))


def _no_harm_done(work: Workings, draft: Draft) -> bool:
    """True for harm of which only what came after it is told, or only that its means were there."""
    if not is_harm(draft.mention.event):
        return False
    clause, sentence = work.document.text[draft.start : draft.end], work.sentences[draft.mention.sentence]
    triggers = draft.mention.triggers
    return aftermath(sentence, clause, triggers) is not None or only_present(sentence, clause, triggers)


def _refers_only(draft: Draft) -> bool:
    """True for "the attack", for deaths told before and for something hit by untold means, where nothing is counted."""
    mention = draft.mention
    if mention.trigger.role == DEED and not mention.inherited:
        return True
    if mention.bare and (mention.inherited or mention.trigger.role == GENERIC):
        return not _is_answered_for(draft)
    only_outcome = all(t.role == OUTCOME for t in mention.triggers)
    return mention.inherited and only_outcome and draft.victim is None


def _is_answered_for(draft: Draft) -> bool:
    """True for "the bombing" that somebody denies or admits: told of before, but not by this side."""
    cue = draft.attribution.cue if draft.attribution else None
    return cue is not None and not _answering().isdisjoint(cue.exact.lower().split())


def _is_aside(clause: str) -> bool:
    """True for "after the raid"."""
    words = clause.lower().split()
    return len(words) <= _ASIDE_WORDS and words[0] in _ASIDE_OPENERS


@cache
def _answering() -> frozenset[str]:
    return frozenset(load("event_cues")["answering"])


@cache
def _not_told() -> re.Pattern[str]:
    return re.compile("|".join(load("event_cues")["not_told"]), re.IGNORECASE)
