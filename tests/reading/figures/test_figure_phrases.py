"""Every row of the standards' table of count phrases, from the words to the numbers."""

from __future__ import annotations

import pytest

from tallystick.reading.figures import find_figures, with_estimate

WORDS = [
    ("12 people were killed", ("exact", 12, None, None), (12, 12, 12)),
    ("Twelve people were killed", ("exact", 12, None, None), (12, 12, 12)),
    ("at least 12 people were killed", ("at_least", 12, None, None), (12, 12, None)),
    ("no fewer than 12 people died", ("at_least", 12, None, None), (12, 12, None)),
    ("a minimum of 12 people died", ("at_least", 12, None, None), (12, 12, None)),
    ("12 people killed so far", ("at_least", 12, None, None), (12, 12, None)),
    ("more than 12 people died", ("more_than", 12, None, None), (13, 13, None)),
    ("over 12 people died", ("more_than", 12, None, None), (13, 13, None)),
    ("upwards of 12 people died", ("more_than", 12, None, None), (13, 13, None)),
    ("nearly 40 people died", ("about", 40, None, None), (None, 40, 40)),
    ("almost 40 people died", ("about", 40, None, None), (None, 40, 40)),
    ("close to 40 people died", ("about", 40, None, None), (None, 40, 40)),
    ("about 40 people died", ("about", 40, None, None), (None, 40, None)),
    ("around 40 people died", ("about", 40, None, None), (None, 40, None)),
    ("some 40 people died", ("about", 40, None, None), (None, 40, None)),
    ("roughly 40 people died", ("about", 40, None, None), (None, 40, None)),
    ("approximately 40 people died", ("about", 40, None, None), (None, 40, None)),
    ("an estimated 40 people died", ("about", 40, None, None), (None, 40, None)),
    ("up to 40 people died", ("at_most", 40, None, None), (None, None, 40)),
    ("as many as 40 people died", ("at_most", 40, None, None), (None, None, 40)),
    ("at most 40 people died", ("at_most", 40, None, None), (None, None, 40)),
    ("fewer than 40 people died", ("less_than", 40, None, None), (None, None, 39)),
    ("under 40 people died", ("less_than", 40, None, None), (None, None, 39)),
    ("between 30 and 40 people died", ("range", 30, 40, None), (30, None, 40)),
    ("30-40 people died", ("range", 30, 40, None), (30, None, 40)),
    ("30 to 40 people died", ("range", 30, 40, None), (30, None, 40)),
    ("12 or 13 people died", ("range", 12, 13, None), (12, None, 13)),
    ("at least 13 and as many as 46 people died", ("range", 13, 46, None), (13, 13, 46)),
    ("12, possibly more than 100, people died", ("range", 12, 100, None), (12, 12, 101)),
    ("a couple were killed", ("exact", 2, None, None), (2, 2, 2)),
    ("a couple of people were killed", ("exact", 2, None, None), (2, 2, 2)),
    ("a few people were killed", ("vague", None, None, "several"), (2, None, None)),
    ("several people were killed", ("vague", None, None, "several"), (2, None, None)),
    ("many people were killed", ("vague", None, None, "many"), (2, None, None)),
    ("a number of people were killed", ("vague", None, None, "several"), (2, None, None)),
    ("civilians were killed", ("vague", None, None, "plural"), (2, None, None)),
    ("a handful of people were killed", ("vague", None, None, "several"), (3, None, 5)),
    ("half a dozen people were killed", ("exact", 6, None, None), (6, 6, None)),
    ("a dozen people were killed", ("exact", 12, None, None), (12, 12, None)),
    ("more than a dozen people were killed", ("more_than", 12, None, None), (13, 13, None)),
    ("tens of people were killed", ("vague", None, None, "tens"), (10, None, None)),
    ("dozens of people were killed", ("vague", None, None, "dozens"), (24, None, None)),
    ("a score of people were killed", ("exact", 20, None, None), (20, 20, 20)),
    ("scores of people were killed", ("vague", None, None, "scores"), (40, None, None)),
    ("hundreds of people were killed", ("vague", None, None, "hundreds"), (200, None, None)),
    ("several hundred people were killed", ("vague", None, None, "hundreds"), (200, None, None)),
    ("thousands of people were killed", ("vague", None, None, "thousands"), (2000, None, None)),
    ("tens of thousands of people were killed", ("vague", None, None, "thousands"), (10_000, None, None)),
    ("hundreds of thousands of people were killed", ("vague", None, None, "thousands"), (200_000, None, None)),
    ("nobody was killed", ("exact", 0, None, None), (0, 0, 0)),
    ("no one was hurt", ("exact", 0, None, None), (0, 0, 0)),
    ("no casualties were reported", ("exact", 0, None, None), (None, None, None)),
    ("a family of five was killed", ("exact", 5, None, None), (5, 5, 5)),
    ("a man and his two sons were killed", ("exact", 3, None, None), (3, 3, 3)),
    ("both brothers were killed", ("exact", 2, None, None), (2, 2, 2)),
    ("an entire family was killed", ("vague", None, None, "family"), (2, None, None)),
    ("a family was killed", ("vague", None, None, "family"), (2, None, None)),
    ("5 people are feared dead", ("exact", 5, None, None), (0, 0, 5)),
]


@pytest.mark.parametrize(("words", "facts", "numbers"), WORDS)
def test_words_give_their_facts_and_literal_numbers(words, facts, numbers):
    (figure,) = find_figures(words)
    assert (figure.bound, figure.value, figure.upper, figure.word) == facts
    derived = with_estimate(figure, "literal")
    assert (derived.low, derived.best, derived.high) == numbers


@pytest.mark.parametrize(
    "words", ["12 casualties", "12 dead or wounded", "12 fighters were neutralised", "12 killed and wounded"]
)
def test_killed_and_injured_together_are_casualties(words):
    (figure,) = find_figures(words)
    assert (figure.measure, figure.value) == ("casualties", 12)
    assert with_estimate(figure, "acled").best == 0


def test_dead_and_missing_are_two_figures():
    dead, missing = find_figures("12 people are dead and 5 missing")
    assert [(f.measure, f.value) for f in (dead, missing)] == [("killed", 12), ("missing", 5)]


def test_another_three_is_additional():
    (figure,) = find_figures("another 3 people died in a second raid")
    assert (figure.value, figure.scope) == (3, "additional")


@pytest.mark.parametrize(
    "words",
    ["the death toll rises to 45", "bringing the total number of people killed to 45", "the toll has risen to 45"],
)
def test_a_total_is_running(words):
    (figure,) = find_figures(words)
    assert (figure.measure, figure.value, figure.scope) == ("killed", 45, "running")


def test_bodies_count_as_killed():
    (figure,) = find_figures("rescuers found 14 bodies in a mass grave")
    assert (figure.measure, figure.value) == ("killed", 14)


def test_a_suicide_bomber_who_is_counted_is_in_the_group():
    (figure,) = find_figures("two suicide bombers were killed")
    assert figure.group == "suicide bombers"


@pytest.mark.parametrize(
    ("words", "later", "total"),
    [
        ("Two of the wounded died overnight, taking the toll from the strike to 16", 2, 16),
        ("Three more people died on Friday, bringing the death toll to 19", 3, 19),
        ("A wounded child died in hospital, raising the number of dead to 11", 1, 11),
        ("The toll rose to 16 after two of the wounded died", 2, 16),
        ("Two of the wounded died, taking the toll of the previous day's strike to 16", 2, 16),
        ("Four more bodies were found, pushing the toll to 24", 4, 24),
    ],
)
def test_those_who_die_later_are_part_of_the_total_that_they_bring_up(words, later, total):
    figures = find_figures(words)
    whole = next(f for f in figures if f.value == total)
    part = next(f for f in figures if f.value == later)
    assert (whole.scope, whole.part_of) == ("running", None)
    assert (part.scope, part.part_of) == ("incident", figures.index(whole))


@pytest.mark.parametrize(
    "words",
    [
        "Air strikes killed six, bringing the toll of the week to 30",
        "The toll rose to 16 after a strike killed six",
        "Six people died in Rasif, taking the day's toll to 30",
        "Two more died on Friday, taking the toll since Monday to 90",
    ],
)
def test_the_dead_of_another_event_are_no_part_of_a_total(words):
    assert all(f.part_of is None for f in find_figures(words))


@pytest.mark.parametrize(
    "words", ["The toll stands at 22.", "By evening the toll stood at 22", "its tally reached 22 dead"]
)
def test_a_bare_toll_keeps_its_number(words):
    assert [(f.measure, f.value) for f in find_figures(words)] == [("killed", 22)]


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        ("A medical source put the dead at 17.", [("killed", 17)]),
        ("A medical source put the dead at 17 and the wounded at 40.", [("killed", 17), ("injured", 40)]),
        ("Officials put the casualties at 40.", [("casualties", 40)]),
        ("Doctors treated the wounded at two field hospitals.", []),
        ("They buried the dead at two cemeteries.", []),
    ],
)
def test_what_somebody_puts_the_dead_at_is_a_total(words, counted):
    assert [(f.measure, f.value) for f in find_figures(words)] == counted
