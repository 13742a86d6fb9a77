"""Parts and wholes."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("two nurses and four teachers died", (6, 6, 6)),
        ("two nurses died there, while the ministry speaks of four teachers dead", (4, 4, 6)),
    ],
)
def test_groups_of_one_claim_are_summed_where_the_words_join_them(desk, words, ends):
    claim = desk.claim(
        words, desk.figure(2, "two nurses", group="nurses"), desk.figure(4, "four teachers", group="teachers")
    )
    assert desk.ends(desk.assess(desk.report("a", claim)), "civilians") == ends


def test_the_larger_of_two_numbers_for_the_same_people_includes_the_smaller(desk):
    claim = desk.claim("20 people died, 12 people by fire", desk.figure(20, "20"), desk.figure(12, "12"))
    assert desk.ends(desk.assess(desk.report("a", claim))) == (20, 20, 20)


def test_parts_without_a_total_are_summed(desk):
    claim = desk.claim(
        "nine civilians and three fighters died",
        desk.figure(9, "nine civilians", group="civilians"),
        desk.figure(3, "three fighters", group="fighters"),
    )
    found = desk.assess(desk.report("a", claim))
    assert desk.ends(found) == (12, 12, 12)
    assert desk.ends(found, "civilians") == (9, 9, 9)
    assert desk.ends(found, "combatants") == (3, 3, 3)
    assert "sum of 9 civilians, 3 combatants" in desk.range(found).low.reason


def test_part_figures_make_their_own_population_and_add_nothing(desk):
    claim = desk.claim(
        "20 died, including 5 children",
        desk.figure(20, "20", group="people"),
        desk.figure(5, "5 children", group="children", part_of=0),
    )
    found = desk.assess(desk.report("a", claim))
    assert desk.ends(found) == (20, 20, 20)
    assert desk.ends(found, "children") == (5, 5, 5)


def test_a_parts_low_raises_the_whole_and_the_wholes_high_caps_the_part(desk):
    names = ["Ada Venn", "Ivo Tarn"]
    counted = [desk.report(n, desk.claim(f"{n} counts", desk.figure(14, group="children"), by=[n])) for n in names]
    several = desk.report("a", desk.claim("they died", desk.figure(16, bound="at_least"), by=["Olu Brae"]))
    few = desk.report("b", desk.claim("they died", desk.figure(10, bound="at_least"), by=["Una Holm"]))
    whole = desk.range(desk.assess(*counted, several, few))
    assert (whole.low.value, whole.low.rule) == (14, "part-of-whole-low")
    capped = desk.two(desk.figure(20, group="people"), desk.figure(12, bound="at_least", group="children"))
    assert desk.range(capped, "children").high.value == 20


@pytest.mark.parametrize("part", ["militants", "children"])
def test_a_range_holds_who_counts_the_whole_and_who_counts_more_of_a_part(desk, part):
    found = desk.two(desk.figure(9, group="people"), desk.figure(30, group=part))
    assert desk.ends(found) == (9, 9, None)
    low, best, high = desk.ends(found, "combatants" if part == "militants" else part)
    assert (low, best, high) == (9, None, 30)


def test_a_part_beyond_what_anybody_counts_gives_no_best_for_the_whole(desk):
    first = desk.claim("14 civilians died", desk.figure(14, group="civilians"), by=["Marsh Rights Monitor"])
    later = desk.claim("it rose to 17", desk.figure(17, scope="running"), by=["Marsh Rights Monitor"])
    other = desk.claim("12 died", desk.figure(12, group="people"), by=["Harbour Rescue League"])
    found = desk.assess(desk.report("a", first), desk.report("b", other), desk.report("c", later, day="2031-03-04"))
    assert desk.ends(found) == (12, 12, 17)
    assert desk.range(found, "civilians").best.rule == "part-beyond-best"


@pytest.mark.parametrize(
    ("one", "other", "whole"),
    [
        ((9, "civilians"), (20, "soldiers"), (20, 20, None)),
        ((6, "children"), (4, "women"), (6, 6, None)),
        ((4, "men"), (7, "fighters"), (7, 7, None)),
    ],
)
def test_informants_who_count_different_people_contradict_nobody(desk, one, other, whole):
    (first, group), (second, others) = one, other
    found = desk.two(desk.figure(first, group=group), desk.figure(second, group=others))
    assert desk.ends(found) == whole
    assert desk.ends(found, group) == (first, first, first)
    assert desk.ends(found, {"soldiers": "combatants", "fighters": "combatants"}.get(others, others)) == (second,) * 3


@pytest.mark.parametrize(
    ("words", "figures", "expected"),
    [
        (
            "at least 22 children and six teachers died",
            [("at least 22 children", 22, "at_least", None), ("six teachers", 6, "exact", None)],
            {"all": (28, 28, None), "civilians": (28, 28, None), "children": (22, 22, None)},
        ),
        (
            "12 people died, including three medics and five children",
            [("12 people", 12, "exact", None), ("three medics", 3, "exact", 0), ("five children", 5, "exact", 0)],
            {"all": (12, 12, 12), "civilians": (8, 8, 8), "children": (5, 5, 5), "unknown": (4, 4, 4)},
        ),
        (
            "30 civilians died, including 18 children",
            [("30 civilians", 30, "exact", None), ("18 children", 18, "exact", 0)],
            {"all": (30, 30, 30), "civilians": (30, 30, 30), "children": (18, 18, 18)},
        ),
        (
            "three civilians and five children died",
            [("three civilians", 3, "exact", None), ("five children", 5, "exact", None)],
            {"all": (5, None, 8), "civilians": (5, None, 8), "children": (5, 5, 5)},
        ),
        (
            "six children and ten fighters died",
            [("six children", 6, "exact", None), ("ten fighters", 10, "exact", None)],
            {"all": (16, 16, 16), "children": (6, 6, 6), "combatants": (10, 10, 10)},
        ),
    ],
)
def test_children_beside_others_are_counted_once_and_are_no_more_than_the_civilians(desk, words, figures, expected):
    told = [
        desk.figure(value, part, group=part.split()[-1], bound=bound, part_of=of) for part, value, bound, of in figures
    ]
    found = desk.assess(desk.report("a", desk.claim(words, *told)))
    assert {group: desk.ends(found, group) for group in expected} == expected


@pytest.mark.parametrize("method", ["reconciled", "conservative", "acled"])
def test_no_best_of_the_children_is_taken_from_a_count_of_civilians(desk, method):
    counted = desk.claim(
        "30 civilians died, including 18 children",
        desk.figure(30, "30 civilians", group="civilians"),
        desk.figure(18, "18 children", group="children", part_of=0),
        by=["Ada Venn"],
    )
    fewer = desk.claim("12 civilians died", desk.figure(12, group="civilians"), by=["Ivo Tarn"])
    found = desk.assess(desk.report("a", fewer), desk.report("b", counted), method=method)
    assert desk.range(found, "children").best.value in (None, 18)


def test_a_part_beyond_every_whole_that_is_told_stands_for_at_least_as_many(desk):
    found = desk.two(desk.figure(8, group="people"), desk.figure(29, group="fighters"), method="airwars")
    assert desk.ends(found) == (8, None, None)
    assert "Only combatants are counted by Harbour Rescue League" in desk.range(found).high.reason
    assert desk.range(found, "combatants").high.value == 29


def test_a_part_that_a_told_whole_can_hold_says_nothing_of_the_whole(desk):
    found = desk.two(desk.figure(30, group="people"), desk.figure(29, group="fighters"), method="airwars")
    assert desk.ends(found) == (30, None, 30)


def test_one_informants_civilians_do_not_outdo_what_two_agree_on_for_the_whole(desk):
    found = desk.two(desk.figure(14, group="people"), desk.figure(17, group="civilians"))
    assert desk.ends(found) == (14, 17, 17)
    assert desk.ends(found, "civilians") == (14, 17, 17)
    civilians = desk.range(found, "civilians")
    assert (civilians.low.rule, civilians.provisional) == ("part-of-whole-agreed", True)
    assert civilians.low.reason.startswith(
        "One informant alone counts civilians and gives 17; no more of that is taken than the low of all people"
    )
    assert civilians.best.rule == "best-supported"


def test_a_vague_whole_gives_way_to_the_parts_that_the_same_informant_counts(desk):
    vague = desk.claim(
        "people were killed", desk.figure(None, "people", bound="vague", word="plural", group="people"), by=["Ada Venn"]
    )
    counted = desk.claim("17 civilians died", desk.figure(17, "17", group="civilians"), by=["Ada Venn"])
    found = desk.assess(desk.report("a", counted), desk.report("b", vague))
    assert desk.ends(found) == (17, 17, 17)


def test_civilians_to_one_and_combatants_to_another_have_the_low_zero(desk):
    found = desk.two(desk.figure(8, group="civilians"), desk.figure(8, group="fighters"))
    assert desk.range(found, "civilians").low.value == 0
    assert desk.range(found, "combatants").low.value == 0
    assert desk.range(found).low.value == 8


def test_children_alone_are_the_least_of_the_civilians_and_of_all(desk):
    found = desk.assess(desk.report("a", desk.claim("4 children died", desk.figure(4, group="children"))))
    assert desk.ends(found, "children") == (4, 4, 4)
    assert (desk.ends(found), desk.ends(found, "civilians")) == ((4, 4, None), (4, None, None))
    assert "Only children are counted" in desk.range(found, "civilians").low.reason
    assert "Only children are counted" in desk.range(found).low.reason


def test_children_among_the_dead_leave_open_how_many_were_civilians(desk):
    claim = desk.claim(
        "20 people died, 4 of them children",
        desk.figure(20, "20", group="people"),
        desk.figure(4, "4", group="children", part_of=0),
    )
    assert desk.ends(desk.assess(desk.report("a", claim)), "civilians") == (4, None, 20)


def test_what_one_informant_counts_of_a_part_does_not_raise_a_whole_that_another_counts(desk):
    found = desk.two(desk.figure(40, bound="at_least", group="people"), desk.figure(101, group="fighters"))
    assert desk.ends(found) == (40, 40, None)
    assert desk.range(found).low.rule == "second-highest"
    assert desk.ends(found, "combatants") == (40, None, 101)
    assert desk.range(found, "combatants").best.rule == "part-beyond-best"


def test_who_counts_both_gives_a_whole_no_less_than_the_part(desk):
    people = desk.claim(
        "ten people died", desk.figure(10, "ten people", bound="at_least", group="people"), by=["Ada Venn"]
    )
    civilians = desk.claim("12 civilians died", desk.figure(12, group="civilians"), by=["Ada Venn"])
    found = desk.assess(desk.report("a", people), desk.report("b", civilians))
    assert desk.ends(found)[:2] == (12, 12)
    assert desk.ends(found, "civilians") == (12, 12, 12)


@pytest.mark.parametrize("method", ["reconciled", "airwars", "ucdp"])
def test_fewer_people_beside_more_civilians_in_one_informants_report_are_some_of_these(desk, method):
    civilians = desk.claim("21 civilians died in all", desk.figure(21, "21", group="civilians"), by=["Ada Venn"])
    people = desk.claim("15 people died in the north", desk.figure(15, "15", group="people"), by=["Ada Venn"])
    found = desk.assess(desk.report("a", civilians, people), method=method)
    assert (desk.ends(found)[0], desk.ends(found)[2]) == (21, 21)
    assert [(f.claim, f.into, f.rule) for f in desk.range(found).left_out] == [("a.2", "a.1", "larger-in-report")]


def test_people_beside_more_fighters_in_one_report_are_not_among_these(desk):
    fighters = desk.claim("29 fighters died", desk.figure(29, "29", group="fighters"), by=["Ada Venn"])
    people = desk.claim("15 people died in the town", desk.figure(15, "15", group="people"), by=["Ada Venn"])
    assert not desk.range(desk.assess(desk.report("a", fighters, people))).left_out


def test_almost_as_many_includes_no_plain_number(desk):
    nearly = desk.claim("about 12 died", desk.figure(12, "about 12", bound="about"), by=["Ada Venn"])
    least = desk.claim("at least 11 died", desk.figure(11, "at least 11", bound="at_least"), by=["Ada Venn"])
    found = desk.assess(desk.report("a", nearly, least))
    assert desk.ends(found)[0] == 11 and not desk.range(found).left_out
