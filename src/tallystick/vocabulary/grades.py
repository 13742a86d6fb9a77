"""Grades, confirmations, and the rules of independence and reconciliation with the sentence that explains each."""

from __future__ import annotations

from functools import cache
from typing import Any

from tallystick.errors import VocabularyError
from tallystick.vocabulary.loader import load


def grades() -> dict[str, str]:
    """Airwars' grades and what each means, in the order of decision."""
    return dict(load("grades")["grades"])


def grade_of(rule: str) -> str | None:
    """The grade that a rule of the decision order gives; None where it leaves the incident ungraded."""
    grade: str | None = _entry("grades", "rules", rule)["grade"]
    return grade


def confirmation_of(grade: str, basis: str | None = None) -> str:
    """The confirmation level that a grade amounts to, on the basis that a person gave it (standards' crosswalk).

    Raises VocabularyError for an unknown grade or basis, and for a grade that the basis cannot bear.
    """
    level = str(_entry("confirmations", "from_grade", grade))
    if basis is None:
        return level
    entry = bases().get(basis)
    if entry is None:
        raise VocabularyError(f"{basis!r} is no basis of a grade; choose one of {', '.join(bases())}.")
    if grade not in entry["grades"]:
        allowed = " or ".join(entry["grades"])
        raise VocabularyError(f"A grade on the basis of {basis} is {allowed}, not {grade}; leave the basis out.")
    return str(entry["level"])


def bases() -> dict[str, dict[str, Any]]:
    """What a person's grade may rest on beyond the reports: ``level`` that it reaches, ``grades``, ``says``."""
    return dict(load("confirmations")["bases"])


def confirmations() -> dict[str, str]:
    """The confirmation levels and what each means."""
    return dict(load("confirmations")["levels"])


def methods() -> dict[str, str]:
    """The methods that make a range, each in a sentence."""
    return dict(load("reconciliation")["methods"])


def is_certain(rule: str) -> bool:
    """True where an independence rule folds a claim in both counts, False where only in the lower one."""
    return bool(_entry("independence", "rules", rule)["certain"])


def rule_title(rule: str) -> str:
    """An independence rule in a few words."""
    return str(_entry("independence", "rules", rule)["title"])


def reason(vocabulary: str, rule: str, section: str = "rules", **words: object) -> str:
    """The sentence that explains a rule, with its braces filled in.

    Raises VocabularyError where the vocabulary has no such rule.
    """
    entry = _entry(vocabulary, section, rule)
    sentence = entry["reason"] if isinstance(entry, dict) else entry
    return str(sentence).format(**words)


@cache
def terms(vocabulary: str, key: str) -> tuple[str, ...]:
    """A list of the vocabulary, as a tuple."""
    return tuple(load(vocabulary)[key])


def setting(vocabulary: str, key: str) -> Any:
    """A number or a table of the vocabulary."""
    return load(vocabulary)[key]


def _entry(vocabulary: str, section: str, key: str) -> Any:
    try:
        return load(vocabulary)[section][key]
    except KeyError:
        raise VocabularyError(f"There is no {key!r} among the {section} of the vocabulary {vocabulary!r}.") from None
