from __future__ import annotations

from functools import partial

from growing import growth
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.reading.figures import find_figures, number_value, with_estimate
from tallystick.vocabulary.conventions import conventions

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
GROUPS = ["people", "civilians", "soldiers", "villagers", "others"]
PARTS = ["women", "children", "medics", "fighters"]
QUALIFIERS = ["", "at least ", "more than ", "nearly ", "about ", "up to ", "fewer than ", "another "]


def spell(n: int) -> str:
    if n < 20:
        return UNITS[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f"-{UNITS[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{UNITS[n // 100]} hundred" + (f" and {spell(n % 100)}" if n % 100 else "")
    rest = n % 1000
    joint = " and " if 0 < rest < 100 else " "
    return f"{spell(n // 1000)} thousand" + (joint + spell(rest) if rest else "")


@given(st.integers(0, 999_999))
def test_number_words_round_trip(n):
    assert number_value(spell(n)) == n


@given(st.integers(1, 999_999), st.booleans())
def test_words_and_digits_give_the_same_figure(n, grouped):
    (spelled,) = find_figures(f"{spell(n)} civilians were killed")
    (digits,) = find_figures(f"{n:,} civilians were killed" if grouped else f"exactly {n} civilians were killed")
    assert (spelled.measure, spelled.bound, spelled.value) == (digits.measure, digits.bound, digits.value)


@st.composite
def clauses(draw):
    number = st.integers(2, 5000)
    whole, first, second = draw(number), draw(number), draw(number)
    group, one, other = draw(st.sampled_from(GROUPS)), draw(st.sampled_from(PARTS)), draw(st.sampled_from(PARTS))
    verb = draw(st.sampled_from(["killed", "wounded"]))
    qualifier = draw(st.sampled_from(QUALIFIERS))
    if draw(st.booleans()):
        return f"{qualifier}{whole} {group}, including {first} {one} and {second} {other}, were {verb}"
    upper = whole + first
    return draw(
        st.sampled_from(
            [
                f"between {whole} and {upper} {group} were {verb}",
                f"{whole} to {upper} {group} were {verb} and {second} arrested",
                f"shells {verb} {qualifier}{whole} {group} and {second} {one}",
            ]
        )
    )


@given(clauses())
def test_laws_of_figures(text):
    figures = find_figures(text)
    assert figures
    for figure in figures:
        assert text[figure.text.start : figure.text.end] == figure.text.exact
        assert (figure.bound == "range") == (figure.upper is not None)
        if figure.upper is not None:
            assert figure.value <= figure.upper
        if figure.part_of is not None:
            whole = figures[figure.part_of]
            assert whole.part_of is None
            assert figure.value <= (whole.upper or whole.value)
        for convention in conventions():
            derived = with_estimate(figure, convention)
            known = [n for n in (derived.low, derived.best, derived.high) if n is not None]
            assert known == sorted(known)


TEXT = st.text(
    alphabet=st.sampled_from(list("0123456789,.-–()[]\"'$%/: \nabc")) | st.characters(codec="utf-8"), max_size=200
)
FRAGMENTS = st.sampled_from(
    [
        "killed",
        "killing",
        "12",
        "one",
        "and",
        "including",
        "of them",
        "at least",
        "people",
        "a man",
        "his two sons",
        ",",
        "was",
        "dozens of",
        "between",
        "1,5",
        "no",
        "family of",
        "both",
        "the",
        "toll",
        "to",
        "so far",
        "(",
        ")",
        ".",
        "-",
        "who",
        "by",
    ]
)


@given(TEXT | st.lists(FRAGMENTS, max_size=25).map(" ".join))
@settings(max_examples=300)
def test_any_text_is_read_without_a_crash_and_with_exact_spans(text):
    for figure in find_figures(text):
        assert text[figure.text.start : figure.text.end] == figure.text.exact
        assert figure.bound == "vague" or figure.value is not None


@given(st.text(max_size=40), st.text(max_size=40))
def test_words_around_the_clause_are_not_read(before, after):
    text = before + " 12 people were killed " + after
    start = len(before) + 1
    (figure,) = find_figures(text, start, start + len("12 people were killed"))
    assert (figure.measure, figure.value, figure.text.exact) == ("killed", 12, "12 people")


def test_hostile_text_takes_linear_time():
    for piece in (
        "1",
        "1,",
        "one ",
        "killed ",
        "12 and ",
        "a man and his ",
        "[",
        "including ",
        "at least ",
        "people ",
        "(",
        "twenty-",
        "of ",
        "the ",
    ):
        assert growth(lambda n, piece=piece: partial(find_figures, piece * (n // len(piece))), 20_000) < 9, piece


def test_a_million_characters_are_read():
    assert find_figures("7" * 1_000_000) == []
