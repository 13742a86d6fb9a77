"""What people do when a strike is over: they search its rubble and bury the dead, and no strike is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from tallystick.reading.events.cues import BATTLE, MEANS, Trigger
from tallystick.reading.sentences import Sentence
from tallystick.vocabulary.loader import load

Aftermath = Literal["search", "mourning"]
_SAYS: dict[Aftermath, re.Pattern[str]] = {
    kind: re.compile("|".join(load("event_cues")["aftermath"][kind]), re.IGNORECASE) for kind in ("search", "mourning")
}
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_TELLS_ON = frozenset({"on", "in", "of", "at", "near", "by", "that", "which"})
"""After "the strike", words that tell more of it."""


def aftermath(sentence: Sentence, clause: str, triggers: Iterable[Trigger]) -> Aftermath | None:
    """Whether ``clause`` tells only of what came after violence; ``triggers`` are those of its sentence within it."""
    if any(t.role in (MEANS, BATTLE) and not refers_back(sentence, t) for t in triggers):
        return None
    return next((kind for kind, says in _SAYS.items() if says.search(clause)), None)


def refers_back(sentence: Sentence, trigger: Trigger) -> bool:
    """True for "after the strike" with nothing more told of it."""
    opening = {t.lower for t in sentence.tokens[max(0, trigger.first - 2) : trigger.first]}
    following = {t.lower for t in sentence.tokens[trigger.last + 1 : trigger.last + 2]}
    return bool(opening & _POINTING) and not following & _TELLS_ON
