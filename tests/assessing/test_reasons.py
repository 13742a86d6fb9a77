"""Sentences say what the numbers are, whatever the reports say."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.assessing import METHODS
from tallystick.record import Assessment, Range, RangeEnd

SPEAKERS = [
    "Ivo Tarn",
    "Ada Venn",
    "Marsh Rights Monitor",
    "a monitoring group",
    "residents",
    "local residents",
    "a doctor",
]
GROUPS = ["people", "civilians", "children", "women", "fighters"]
NUMBERS = {"No": 0, "One": 1, "Two": 2, "Three": 3, "Four": 4, "Five": 5, "Six": 6, "Seven": 7}
OWN = re.compile(
    r"each report (?:at least )?(\d+)|lower bound is (\d+)|highest number is (?:about )?(\d+) \("
    r"|least (\d+) of them are known|kept within the range: (\d+)|low, (\d+)"
    r"|(?:smallest|largest|lowest) number is (\d+)|reliable informants is (\d+)"
    r"|most support, (\d+)|several informants, is (\d+)|lowest claim for [a-z ]+ is (\d+)|whose high is (\d+)"
    r"|primary evidence is (\d+)|^(\d+) is the number|number that fits is (\d+)|and (\d+) of them are the best"
)

figures = st.fixed_dictionaries(
    {
        "value": st.integers(0, 30),
        "bound": st.sampled_from(["exact", "exact", "at_least", "more_than", "about"]),
        "group": st.sampled_from(GROUPS),
        "modality": st.sampled_from(["asserted", "asserted", "possible"]),
    }
)
claims = st.fixed_dictionaries(
    {
        "figures": st.lists(figures, min_size=1, max_size=2),
        "by": st.lists(st.sampled_from(SPEAKERS), min_size=1, max_size=2),
    }
)
incidents = st.lists(claims, min_size=1, max_size=6)


def figures_of(desk, plan):
    return [desk.figure(**figure) for figure in plan["figures"]]


def assessed(desk, plans, method="reconciled") -> Assessment:
    told = [
        desk.report(f"r{n}", desk.claim(f"claim {n}", *figures_of(desk, plan), by=plan["by"]))
        for n, plan in enumerate(plans)
    ]
    return desk.assess(*told, method=method)


def ends(found: Assessment) -> list[tuple[Range, str, RangeEnd]]:
    return [(r, name, getattr(r, name)) for r in found.figures for name in ("low", "best", "high")]


@settings(max_examples=300, deadline=None)
@given(plans=incidents)
def test_a_sentence_lists_as_many_informants_as_it_says(desk, plans):
    found = assessed(desk, plans)
    for _, _, end in ends(found):
        for word, names in re.findall(r"(\w+) independent informants \(([^)]*)\)", end.reason):
            assert NUMBERS[word] == len(names.split("; "))
    if told := re.search(r"At least (\d+) independent informants tell of it: (.*)\.", found.grade_reason):
        assert int(told[1]) == found.informants_low == len(told[2].split("; "))


@settings(max_examples=300, deadline=None)
@given(plans=incidents, method=st.sampled_from(sorted(METHODS)))
def test_every_number_that_a_sentence_gives_for_an_end_is_that_of_the_end(desk, plans, method):
    for range_, name, end in ends(assessed(desk, plans, method)):
        said = [int(n) for match in OWN.findall(end.reason) for n in match if n]
        assert set(said) <= {end.value} or end.value is None, (range_, name)
        if low := re.search(r"(?:best is|below) the low, (\d+)", end.reason):
            assert int(low[1]) == range_.low.value


@settings(max_examples=300, deadline=None)
@given(plans=incidents)
def test_what_is_provisional_says_so_and_names_no_second_informant(desk, plans):
    for range_ in assessed(desk, plans).figures:
        reason = range_.low.reason
        several = "independent informants (" in reason or "more than one informant supports the low of each" in reason
        assert several != range_.provisional or range_.low.value in (None, 0)
        assert not range_.provisional or range_.low.value in (None, 0) or "provisional" in range_.low.reason


@settings(max_examples=300, deadline=None)
@given(plans=incidents)
def test_the_whole_is_at_least_each_part(desk, plans):
    by_key = {(r.measure, r.group): r for r in assessed(desk, plans).figures}
    for (measure, _), part in by_key.items():
        assert part.low.value is None or by_key[measure, "all"].low.value >= part.low.value
