"""Patterns of time expressions over the categories of their words (``vocabulary/data/time_grammar.yaml``)."""

from __future__ import annotations

import re

from tallystick.vocabulary.loader import load


def _compiled() -> dict[str, re.Pattern[str]]:
    grammar = load("time_grammar")
    rules = {}
    for name, pattern in grammar["rules"].items():
        for macro, expansion in grammar["macros"].items():
            pattern = pattern.replace("{" + macro + "}", expansion)
        rules[name] = re.compile(pattern)
    return rules


_RULES = _compiled()
_ANY = re.compile("|".join(pattern.pattern for pattern in _RULES.values()))
_HEADS = frozenset(load("time_grammar")["heads"])


def may_match(letters: str) -> bool:
    """False where ``letters`` lacks every letter that an expression needs."""
    return not _HEADS.isdisjoint(letters)


def matches(letters: str, position: int) -> tuple[int, list[tuple[str, int]]] | None:
    """The next place in ``letters``, from ``position`` on, where an expression may start.

    Returns its start and the rules that match there with their ends, the rule to be preferred first; None at the end.
    """
    found = _ANY.search(letters, position)
    if found is None:
        return None
    start = found.start()
    return start, [
        (name, m.end()) for name, rule in _RULES.items() if (m := rule.match(letters, start)) and m.end() > start
    ]
