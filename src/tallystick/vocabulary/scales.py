"""The scales of other recorders (Every Casualty, Iraq Body Count, UN MRM, Admiralty code), and interests in a word."""

from __future__ import annotations

from tallystick.errors import VocabularyError
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


def new_source() -> tuple[str, str]:
    """The Admiralty letter of a source without a record, and why."""
    entry = load("scales")["new_source"]
    return entry["letter"], entry["reason"]
