from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.errors import VocabularyError
from tallystick.record import Figure, Span
from tallystick.vocabulary.conventions import (
    choices,
    conventions,
    estimate,
    phrase_rows,
    phrase_table,
    together,
)

METHODOLOGY = Path(__file__).resolve().parents[2] / "docs" / "methodology-figures.md"
NONE = (None, None, None)


def figure(bound, value=None, upper=None, word=None, phrase=None, measure="killed", modality="asserted"):
    return Figure(measure, bound, Span(0, 0, ""), value, upper, word, phrase, modality=modality)


def one(n):
    return (n, n, n)


ROWS = {
    "casualties": (
        figure("exact", 12, measure="casualties"),
        one(12),
        one(0),
        (None, None, 12),
        (0, None, 12),
        (0, None, 12),
    ),
    "feared": (figure("exact", 5, modality="possible"), (0, 0, 5), one(0), (0, 0, 5), (0, None, 5), (0, None, 5)),
    "none-reported": (figure("exact", 0, phrase="none reported"), NONE, one(0), NONE, NONE, NONE),
    "nobody": (figure("exact", 0, phrase="no"), one(0), one(0), one(0), one(0), one(0)),
    "dozen": (figure("exact", 6, phrase="half a dozen"), (6, 6, None), one(6), one(6), one(6), one(6)),
    "exact": (figure("exact", 12), one(12), one(12), one(12), one(12), one(12)),
    "at-least": (figure("at_least", 12), (12, 12, None), one(12), (12, 12, None), one(12), one(12)),
    "more-than": (figure("more_than", 12), (13, 13, None), one(12), (13, 13, None), one(13), one(13)),
    "nearly": (
        figure("about", 40, phrase="nearly"),
        (None, 40, 40),
        one(39),
        (None, 40, 40),
        (39, None, 40),
        (39, None, 40),
    ),
    "about": (figure("about", 40, phrase="around"), (None, 40, None), one(40), one(40), one(40), one(40)),
    "at-most": (figure("at_most", 40), (None, None, 40), one(40), (None, None, 40), (0, None, 40), (0, None, 40)),
    "less-than": (figure("less_than", 40), (None, None, 39), one(39), (None, None, 39), (0, None, 39), (0, None, 39)),
    "possibly-more": (
        figure("range", 12, 100, phrase="possibly more than"),
        (12, 12, 101),
        one(12),
        (12, 12, 101),
        (12, None, 101),
        (12, None, 101),
    ),
    "open-range": (
        figure("range", 13, 46, phrase="as many as"),
        (13, 13, 46),
        one(13),
        (13, 13, 46),
        (13, None, 46),
        (13, None, 46),
    ),
    "range": (figure("range", 30, 40), (30, None, 40), one(30), (30, None, 40), (30, None, 40), (30, None, 40)),
    "handful": (
        figure("vague", word="several", phrase="a handful"),
        (3, None, 5),
        one(3),
        (3, 3, 5),
        (3, None, 5),
        (3, None, 5),
    ),
    "family": (
        figure("vague", word="family"),
        (2, None, None),
        one(3),
        (2, None, 3),
        (2, None, None),
        (1, None, 2),
    ),
    "tens-of-thousands": (
        figure("vague", word="thousands", phrase="tens of thousands"),
        (10_000, None, None),
        one(10_000),
        (20_000, 20_000, None),
        (10_000, None, None),
        (10_000, None, None),
    ),
    "hundreds-of-thousands": (
        figure("vague", word="thousands", phrase="hundreds of thousands"),
        (200_000, None, None),
        one(100_000),
        (200_000, 200_000, None),
        (200_000, None, None),
        (200_000, None, None),
    ),
    "tens": (
        figure("vague", word="tens"),
        (10, None, None),
        one(10),
        (20, 20, None),
        (10, None, None),
        (10, None, None),
    ),
    "dozens": (
        figure("vague", word="dozens"),
        (24, None, None),
        one(12),
        (24, 24, None),
        (24, None, None),
        (24, None, None),
    ),
    "scores": (
        figure("vague", word="scores"),
        (40, None, None),
        one(20),
        (40, 40, None),
        (40, None, None),
        (40, None, None),
    ),
    "hundreds": (
        figure("vague", word="hundreds"),
        (200, None, None),
        one(100),
        (200, 200, None),
        (200, None, None),
        (200, None, None),
    ),
    "thousands": (
        figure("vague", word="thousands"),
        (2000, None, None),
        one(1000),
        (2000, 2000, None),
        (2000, None, None),
        (2000, None, None),
    ),
    "millions": (
        figure("vague", word="millions"),
        (2_000_000, None, None),
        one(1_000_000),
        (2_000_000, 2_000_000, None),
        (2_000_000, None, None),
        (2_000_000, None, None),
    ),
    "several": (figure("vague", word="many"), (2, None, None), one(3), (3, 3, None), (2, None, None), one(2)),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_row_gives_its_numbers_under_every_convention(row):
    subject, *expected = ROWS[row]
    for convention, numbers in zip(conventions(), expected, strict=True):
        derived = estimate(subject, convention)
        assert (derived.row, derived.low, derived.best, derived.high) == (row, *numbers), convention


def test_every_row_of_the_table_is_tested():
    assert set(ROWS) == {row.id for row in phrase_rows()}


def test_more_than_a_dozen_is_thirteen_or_twelve():
    subject = figure("more_than", 12, phrase="more than")
    assert estimate(subject, "ucdp").low == 13
    assert estimate(subject, "acled").best == 12


def test_twelve_dead_and_five_feared_dead_is_twelve_twelve_seventeen():
    counts = [figure("exact", 12), figure("exact", 5, modality="possible")]
    total = together([estimate(count, "literal") for count in counts])
    assert (total.low, total.best, total.high) == (12, 12, 17)


def test_a_sum_with_an_open_end_is_open():
    counts = [figure("exact", 12), figure("at_least", 3)]
    total = together([estimate(count, "literal") for count in counts])
    assert (total.low, total.best, total.high) == (15, 15, None)


def test_vague_casualties_keep_their_own_numbers_when_casualties_are_counted():
    assert estimate(figure("vague", word="dozens", measure="casualties"), "literal").low == 24
    assert estimate(figure("vague", word="dozens", measure="casualties"), "acled").high == 0


def test_an_unknown_convention_is_refused_with_the_names():
    with pytest.raises(VocabularyError, match="literal, acled, ucdp, ibc, airwars"):
        estimate(figure("exact", 1), "guess")


BOUNDS = ["exact", "at_least", "more_than", "at_most", "less_than", "about"]
WORDS = ["several", "many", "tens", "dozens", "scores", "hundreds", "thousands", "millions", "family", "plural"]
PHRASES = [
    None,
    "nearly",
    "close to",
    "no",
    "none reported",
    "a dozen",
    "a handful",
    "possibly more than",
    "as many as",
]


@st.composite
def figures(draw):
    kind = draw(st.sampled_from(["number", "range", "vague"]))
    common = {
        "measure": draw(st.sampled_from(["killed", "injured", "casualties", "missing"])),
        "modality": draw(st.sampled_from(["asserted", "possible"])),
        "phrase": draw(st.sampled_from(PHRASES)),
    }
    if kind == "vague":
        return figure("vague", word=draw(st.sampled_from(WORDS)), **common)
    value = draw(st.integers(0, 10**7))
    if kind == "range":
        return figure("range", value, value + draw(st.integers(0, 10**6)), **common)
    return figure(draw(st.sampled_from(BOUNDS)), value, **common)


@given(figures(), st.sampled_from(list(conventions())))
def test_low_is_never_above_best_nor_best_above_high(subject, convention):
    derived = estimate(subject, convention)
    known = [end for end in (derived.low, derived.best, derived.high) if end is not None]
    assert known == sorted(known)
    assert all(end >= 0 for end in known)


@given(figures())
def test_acled_gives_one_number(subject):
    derived = estimate(subject, "acled")
    assert derived.low == derived.best == derived.high is not None


def test_the_methodology_prints_the_table_and_the_choices_of_the_data():
    text = METHODOLOGY.read_text(encoding="utf-8")
    printed = dict(re.findall(r"<!-- (phrase table|choices) -->\n(.*?)<!-- end -->", text, re.S))
    assert printed == {"phrase table": phrase_table(), "choices": choices()}


def test_every_choice_outside_the_standards_has_a_reason():
    free = {"exact"}
    assert {row.id for row in phrase_rows() if not row.reason and not row.note} <= free
