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
    found = desk.two(desk.figure(10, group="people"), desk.figure(14, group="children"))
    whole, children = desk.range(found), desk.range(found, "children")
    assert whole.low.value == 14
    assert whole.low.rule == "part-of-whole-low"
    assert children.high.value <= whole.high.value


def test_a_part_beyond_every_whole_that_is_told_stands_for_at_least_as_many(desk):
    found = desk.two(desk.figure(8, group="people"), desk.figure(29, group="fighters"), method="airwars")
    assert desk.ends(found) == (8, None, 29)
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
        "One informant alone counts civilians and gives 17, but the low of all people together, by several informants"
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
    assert [desk.ends(found, group) for group in ("all", "civilians", "children")] == [(4, 4, 4)] * 3
    assert "Only children are counted" in desk.range(found, "civilians").low.reason
    assert "Only children are counted" in desk.range(found).low.reason


def test_children_among_the_dead_leave_open_how_many_were_civilians(desk):
    claim = desk.claim(
        "20 people died, 4 of them children",
        desk.figure(20, "20", group="people"),
        desk.figure(4, "4", group="children", part_of=0),
    )
    assert desk.ends(desk.assess(desk.report("a", claim)), "civilians") == (4, None, 20)
