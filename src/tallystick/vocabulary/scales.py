"""The scales of other recorders (Every Casualty, Iraq Body Count, UN MRM, Admiralty code), and interests in a word."""

from __future__ import annotations

from tallystick.errors import VocabularyError
from tallystick.vocabulary.informants import Reliability
from tallystick.vocabulary.loader import load


def level(confirmation: str) -> dict[str, str]:
    """``outcome``, ``standard`` and ``ibc`` of a confirmation level (standards' crosswalk).

    Raises VocabularyError for an unknown level.
    """
    try:
        return dict(load("scales")["levels"][confirmation])
    except KeyError:
        known = ", ".join(load("scales")["levels"])
        raise VocabularyError(f"There is no confirmation level {confirmation!r}; choose one of {known}.") from None


def label(scale: str, value: str | int) -> str:
    """What a value of a scale means: "F" of ``reliability`` is "cannot be judged"."""
    return str(load("scales")[scale][value])


def credibility(rule: str) -> int:
    """The Admiralty number, 1 to 6, that a rule of ``credibility_rules`` gives."""
    return int(load("scales")["credibility_rules"][rule]["number"])


def is_against(rule: str) -> bool:
    """True where a rule of ``interests.yaml`` marks a statement against the speaker's interest."""
    return bool(load("interests")["rules"][rule]["against"])


def says(stance: str, side: str | None) -> str:
    """What an account says of a side: "blames NATO", "denies that it was NATO"."""
    return str(load("interests")["stances"][stance]).format(side=side)


def letters() -> dict[str, str]:
    """The Admiralty letters, the most reliable first, and what each means."""
    return dict(load("scales")["reliability"])


def rated_source(who: str, rating: Reliability, rated: int) -> tuple[str, str]:
    """The Admiralty letter of an incident whose most reliable of ``rated`` informants is ``who``, and why."""
    words = {"letter": rating.letter, "by": rating.by, "reason": sentence(rating.reason)}
    told = str(load("scales")["rated_source"]).format(who=who, **words)
    return rating.letter, load("scales")["best_of"].format(sentence=told, number=rated) if rated > 1 else told


def sentence(words: str) -> str:
    """The words with a full stop at their end."""
    return words if words.rstrip().endswith((".", "!", "?")) else f"{words.rstrip()}."


def new_source() -> tuple[str, str]:
    """The Admiralty letter of a source without a record, and why."""
    entry = load("scales")["new_source"]
    return entry["letter"], entry["reason"]
