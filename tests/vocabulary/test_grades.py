"""Grades, confirmations and the sentences of the rules."""

from __future__ import annotations

import pytest

from tallystick.errors import VocabularyError
from tallystick.vocabulary.grades import (
    confirmation_of,
    confirmations,
    grade_of,
    grades,
    is_certain,
    methods,
    reason,
    rule_title,
)
from tallystick.vocabulary.loader import load


@pytest.mark.parametrize(
    ("grade", "level"),
    [
        ("confirmed", "admitted"),
        ("fair", "corroborated"),
        ("weak", "reported"),
        ("contested", "disputed"),
        ("discounted", "refuted"),
    ],
)
def test_the_crosswalk_of_the_standards(grade, level):
    assert confirmation_of(grade) == level


def test_every_grade_has_a_known_confirmation_and_none_is_verified():
    levels = {confirmation_of(grade) for grade in grades()}
    assert levels <= set(confirmations())
    assert "verified" not in levels


def test_every_rule_gives_a_known_grade_or_none():
    assert {grade_of(rule) for rule in load("grades")["rules"]} <= {*grades(), None}


def test_every_independence_rule_has_a_title_and_says_whether_it_is_certain():
    rules = load("independence")["rules"]
    assert all(rule_title(rule) for rule in rules)
    assert {is_certain(rule) for rule in rules} == {True, False}


def test_a_reason_is_filled_in():
    assert reason("reconciliation", "agreed", who="Two people", value=3) == "Two people each report 3."


def test_an_unknown_rule_is_an_error():
    with pytest.raises(VocabularyError, match="guess"):
        reason("reconciliation", "guess")


def test_methods_are_described():
    assert "reconciled" in methods()
