"""The methods by which ranges are made: UCDP's and ACLED's rules, and what holds for every method."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.assessing import METHODS, assess, explain
from tallystick.record import Source

NAMES = ["Ivo Tarn", "Ada Venn", "Olu Brae", "residents", "a doctor", "Russian Defence Ministry"]
NUMBERS = [3, 11, 29, 58, 97, 151]
"""Numbers whose means and differences are none of them."""
bounds = st.sampled_from(["exact", "exact", "at_least", "at_most", "about"])
told = st.lists(st.tuples(st.sampled_from(NUMBERS), bounds), min_size=1, max_size=len(NAMES))
methods = st.sampled_from(sorted(METHODS))


def reports(desk, plans, **fields):
    return [
        desk.report(f"r{n}", desk.claim(f"words {n}", desk.figure(v, bound=bound), by=[NAMES[n]], **fields))
        for n, (v, bound) in enumerate(plans)
    ]


@settings(max_examples=200, deadline=None)
@given(plans=told, method=methods)
def test_the_best_is_one_informants_figure_and_no_average(desk, plans, method):
    best = desk.range(desk.assess(*reports(desk, plans), method=method)).best
    assert best.value is None or best.value in {value for value, _ in plans}
    given_by = {f"r{n}.1" for n, (value, _) in enumerate(plans) if value == best.value}
    assert best.value is None or given_by & set(best.claims)


@settings(max_examples=100, deadline=None)
@given(plans=told)
def test_acled_codes_one_number_the_lowest_and_ucdp_the_lowest_to_the_highest(desk, plans):
    made = reports(desk, plans)
    low, best, high = desk.ends(desk.assess(*made, method="acled", convention="acled"))
    assert low == best == high
    assert low == min(value for value, _ in plans)
    low, best, high = desk.ends(desk.assess(*made, method="ucdp", convention="ucdp"))
    assert high == max(value for value, _ in plans)
    assert low is None or low <= (low if best is None else best) <= high


@settings(max_examples=100, deadline=None)
@given(plans=told, method=methods)
def test_every_counting_claim_is_an_input_or_left_out_with_a_reason(desk, plans, method):
    made = reports(desk, plans)
    incident = desk.incident(*made)
    (figure,) = explain(incident, assess(incident, made, method=method), made)["figures"]
    entered = {claim for row in figure["inputs"] for claim in row["claims"]}
    out = {row["claim"] for row in figure["left_out"]}
    assert entered | out == set(incident.claims)
    assert all(row["reason"] for row in figure["left_out"])
    assert {claim for end in figure["ends"].values() for claim in end["claims"]} <= entered


def test_an_input_says_whose_it_is_and_what_it_counts(desk):
    made = reports(desk, [(11, "at_least"), (29, "exact")])
    incident = desk.incident(*made)
    (figure,) = explain(incident, assess(incident, made), made)["figures"]
    assert figure["inputs"][0] == {
        "informant": "Ivo Tarn",
        "kind": None,
        "low": 11,
        "best": 11,
        "high": None,
        "claims": ["r0.1"],
        "part": None,
        "notes": [],
    }


def test_ucdp_takes_the_more_conservative_of_equally_reliable_figures(desk):
    found = desk.assess(*reports(desk, [(29, "exact"), (11, "exact"), (58, "exact")]), method="ucdp")
    assert desk.ends(found) == (11, 11, 58)
    assert desk.range(found).best.rule == "most-reliable"


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ({"by": ["Russian Defence Ministry"]}, {"by": ["Ivo Tarn"]}),
        ({"by": ["Ivo Tarn"]}, {"by": ["Marjin hospital doctors"]}),
        ({"by": ["activists"]}, {"by": ["Ivo Tarn"]}),
    ],
)
def test_ucdp_prefers_the_more_reliable_informant_to_the_lower_number(desk, less, more):
    found = desk.assess(
        desk.report("a", desk.claim("three died", desk.figure(3), **less)),
        desk.report("b", desk.claim("nine died", desk.figure(9), **more)),
        method="ucdp",
    )
    assert desk.ends(found) == (3, 9, 9)


@pytest.mark.parametrize("doubt", ["unconfirmed", "possible"])
def test_ucdp_counts_what_is_not_trusted_in_the_high_only(desk, doubt):
    figure = desk.figure(11, modality="possible" if doubt == "possible" else "asserted")
    certainty = "unconfirmed" if doubt == "unconfirmed" else "stated"
    report = desk.report("a", desk.claim("eleven died", figure, by=["Ivo Tarn"], certainty=certainty))
    found = desk.assess(report, method="ucdp", convention="ucdp")
    assert desk.ends(found) == (0, 0, 11)
    assert desk.range(found).best.rule == "not-trusted"


def test_a_vague_word_sets_no_low_of_ucdp_beside_a_number(desk):
    plural = desk.figure(None, bound="vague", word="plural")
    found = desk.two(desk.figure(31), plural, method="ucdp", convention="ucdp")
    assert desk.ends(found) == (31, 31, 31)
    dozens = desk.figure(None, bound="vague", word="dozens")
    assert desk.ends(desk.two(desk.figure(14), dozens, method="ucdp", convention="ucdp")) == (14, 14, 24)


def test_ucdp_closes_an_open_high_at_the_largest_number(desk):
    found = desk.two(desk.figure(14), desk.figure(20, bound="at_least"), method="ucdp", convention="ucdp")
    assert desk.ends(found) == (14, 14, 20)
    assert desk.range(found).high.rule == "coded-high"


@pytest.mark.parametrize(("word", "number"), [("tens", 10), ("dozens", 12), ("hundreds", 100)])
def test_acled_codes_a_vague_word_at_the_lowest_it_can_mean(desk, word, number):
    vague = desk.figure(None, bound="vague", word=word)
    found = desk.assess(
        desk.report("a", desk.claim("they died", vague, by=["Ivo Tarn"])), method="acled", convention="acled"
    )
    assert desk.ends(found) == (number, number, number)


def test_acled_takes_a_number_as_better_than_a_vague_word(desk):
    found = desk.two(
        desk.figure(None, bound="vague", word="dozens"), desk.figure(31), method="acled", convention="acled"
    )
    assert desk.ends(found) == (31, 31, 31)
    assert [(f.claim, f.rule) for f in desk.range(found).left_out] == [("a.1", "better-known")]


def test_acled_counts_no_dead_where_only_casualties_are_told(desk):
    report = desk.report("a", desk.claim("12 casualties", desk.figure(12, measure="casualties"), by=["Ivo Tarn"]))
    assert desk.ends(desk.assess(report, method="acled", convention="acled")) == (0, 0, 0)


def test_who_only_counts_further_people_is_kept_beside_the_range(desk):
    found = desk.two(desk.figure(8), desk.figure(3, scope="additional"), method="acled")
    assert desk.ends(found) == (8, 8, 8)
    assert [(f.claim, f.rule) for f in desk.range(found).left_out] == [("b.1", "further-alone")]


def test_an_unnamed_informant_who_may_be_the_named_one_is_left_out_with_a_reason(desk):
    found = desk.assess(
        desk.report("a", desk.claim("18 died", desk.figure(18), by=["Syrian Observatory for Human Rights"])),
        desk.report("b", desk.claim("45 died", desk.figure(45), by=["local sources"])),
        method="informative",
    )
    assert desk.ends(found) == (18, 18, 18)
    assert [(f.claim, f.into, f.rule) for f in desk.range(found).left_out] == [("b.1", "a.1", "may-be-another")]


@pytest.mark.parametrize("method", ["conservative", "airwars", "ibc", "ucdp", "acled"])
def test_the_lowest_claim_stands_whatever_is_told_of_a_part(desk, method):
    found = desk.assess(
        desk.report("a", desk.claim("43 died", desk.figure(43), by=["Ivo Tarn"])),
        desk.report("b", desk.claim("67 children died", desk.figure(67, group="children"), by=["Olu Brae"])),
        method=method,
    )
    assert desk.range(found).low.value == desk.range(found, group="children").low.value == 43


@pytest.mark.parametrize("method", ["airwars", "ibc"])
def test_the_lowest_and_the_highest_claim_are_published_whatever_is_told_of_a_part(desk, method):
    found = desk.assess(
        desk.report("a", desk.claim("43 died", desk.figure(43), by=["Ivo Tarn"])),
        desk.report("b", desk.claim("126 died", desk.figure(126), by=["Ada Venn"])),
        desk.report("c", desk.claim("67 children died", desk.figure(67, group="children"), by=["Olu Brae"])),
        desk.report("d", desk.claim("70 children died", desk.figure(70, group="children"), by=["Kit Marr"])),
        method=method,
    )
    assert desk.ends(found) == (43, None, 126)
    assert desk.ends(found, group="children") == (43, None, 70)
    assert desk.range(found, group="children").low.rule == "part-of-whole-lowest"
    assert {"a.1", "c.1"} <= set(desk.range(found, group="children").low.claims)


@settings(max_examples=100, deadline=None)
@given(plans=told, parts=st.lists(st.sampled_from(NUMBERS), max_size=3), method=st.sampled_from(["airwars", "ibc"]))
def test_every_exact_claim_for_the_whole_lies_within_the_lowest_and_the_highest(desk, plans, parts, method):
    exact = [(value, "exact") for value, _ in plans]
    children = [
        desk.report(f"c{n}", desk.claim(f"children {n}", desk.figure(v, group="children"), by=["Sia Dorn"]))
        for n, v in enumerate(parts)
    ]
    low, _, high = desk.ends(desk.assess(*reports(desk, exact), *children, method=method))
    assert all(low <= value <= (value if high is None else high) for value, _ in exact)


@settings(max_examples=200, deadline=None)
@given(
    plans=st.lists(
        st.dictionaries(
            st.sampled_from(["people", "civilians", "fighters", "children"]), st.sampled_from(NUMBERS), min_size=1
        ),
        min_size=1,
        max_size=4,
    ),
    method=methods,
)
def test_the_best_of_any_population_is_what_one_informant_counts_or_the_sum_of_its_own_parts(desk, plans, method):
    made = [
        desk.report(
            f"r{n}",
            *(desk.claim(f"{group} {n}", desk.figure(v, group=group), by=[NAMES[n]]) for group, v in plan.items()),
        )
        for n, plan in enumerate(plans)
    ]
    told = [(plan.get("civilians", 0), plan.get("children", 0), plan.get("fighters", 0)) for plan in plans]
    # More children than civilians are not all among these: at most they are beside them.
    beside = [{grown, young, grown + young if young > grown else young} for grown, young, _ in told]
    sums = {number + fighters for numbers, (_, _, fighters) in zip(beside, told, strict=True) for number in numbers}
    own = sums.union(*beside, (number for plan in plans for number in plan.values()))
    for range_ in desk.assess(*made, method=method).figures:
        best = range_.best
        assert best.value is None or best.value in own or (best.value == 0 and best.rule in {"at-low", "within-range"})


def test_who_only_says_that_there_were_some_is_no_witness_of_how_many(desk):
    some = desk.figure(None, bound="vague", word="many", group="bodies")
    assert desk.ends(desk.two(desk.figure(17, bound="at_least"), some)) == (17, 17, None)
    dozens = desk.figure(None, bound="vague", word="dozens", group="people")
    found = desk.range(desk.two(desk.figure(30), dozens))
    assert (found.low.value, found.provisional) == (24, False)
    assert desk.ends(desk.two(some, some)) == (2, None, None)


def test_those_who_may_be_one_informant_are_held_whether_they_are_one_or_two(desk):
    named = desk.claim(
        "128 died", desk.figure(128, bound="at_least"), by=[Source("Marsh Rights Monitor", kind="monitor")]
    )
    unnamed = desk.claim("65 died", desk.figure(65, bound="at_least"), by=[Source("monitors", kind="monitor")])
    found = desk.range(desk.assess(desk.report("a", named), desk.report("b", unnamed)))
    assert (found.low.value, found.low.rule, found.provisional) == (65, "least-of-one", True)
    assert (found.best.value, found.best.rule) == (128, "stands-for-one")
    assert "Marsh Rights Monitor or monitors" in found.low.reason


def test_further_people_alone_lower_no_low(desk):
    named = desk.claim("12 died", desk.figure(12), by=[Source("Marsh Rights Monitor", kind="monitor")])
    further = desk.claim("another 3 died", desk.figure(3, scope="additional"), by=[Source("monitors", kind="monitor")])
    found = desk.range(desk.assess(desk.report("a", named), desk.report("b", further)))
    assert (found.low.value, found.low.rule) == (12, "only-one")
