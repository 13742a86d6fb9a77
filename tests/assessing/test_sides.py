"""Combatants of one side, people of unknown status, and parts that share nobody."""

from __future__ import annotations

import pytest
from attrs import evolve

from tallystick.assessing import explain
from tallystick.vocabulary.actors import Actor, Actors
from tallystick.vocabulary.informants import shipped


def groups(found, measure="killed"):
    return {r.group for r in found.figures if r.measure == measure}


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("regime soldiers", "government"),
        ("government troops", "government"),
        ("rebels", "armed-opposition"),
        ("Iraqi militants", "armed-opposition"),
        ("Hezbollah members", "hezbollah"),
        ("Al-Qaeda", "al-qaeda"),
        ("IS fighters", "islamic-state"),
        ("Turkish soldiers", "turkey"),
    ],
)
def test_combatants_of_a_side_have_a_range_of_their_own(desk, words, side):
    claim = desk.claim(f"nine {words} died", desk.figure(9, f"nine {words}", group=words))
    found = desk.assess(desk.report("a", claim), event="battle")
    assert desk.ends(found, f"combatants:{side}") == desk.ends(found, "combatants") == (9, 9, 9)


@pytest.mark.parametrize(
    "words", ["fighters", "Syrian fighters", "Lebanese soldiers", "policemen", "12 Kurds", "herders"]
)
def test_words_that_tell_no_side_make_no_range_of_a_side(desk, words):
    claim = desk.claim(f"nine {words} died", desk.figure(9, f"nine {words}", group=words))
    assert not [g for g in groups(desk.assess(desk.report("a", claim), event="battle")) if ":" in g]


def test_soldiers_are_those_of_the_one_state_whose_soldiers_are_named(desk):
    told = desk.claim("nine soldiers died", desk.figure(9, "nine soldiers", group="soldiers"), by=["Ivo Tarn"])
    named = desk.claim("ten Syrian soldiers died", desk.figure(10, "ten", group="Syrian soldiers"), by=["Ada Venn"])
    found = desk.assess(desk.report("a", told), desk.report("b", named), event="battle")
    assert desk.ends(found, "combatants:syrian-government") == (9, 9, 10)
    assert "combatants:government" not in groups(found)


@pytest.mark.parametrize("measure", ["killed", "injured", "detained", "missing"])
def test_sides_of_one_claim_are_added_up_to_the_combatants_for_every_measure(desk, measure):
    claim = desk.claim(
        "12 rebels died in the dawn raid on the hill, while the army has lost eight soldiers",
        desk.figure(12, "12 rebels", group="rebels", measure=measure),
        desk.figure(8, "eight soldiers", group="soldiers", measure=measure),
    )
    found = desk.assess(desk.report("a", claim), event="battle")
    assert desk.ends(found, "combatants", measure) == (20, 20, 20)
    assert desk.ends(found, "combatants:armed-opposition", measure) == (12, 12, 12)
    assert desk.ends(found, "combatants:government", measure) == (8, 8, 8)


def test_a_part_of_another_side_is_counted_for_its_side_alone(desk):
    claim = desk.claim(
        "20 fighters died, among them five Hezbollah fighters",
        desk.figure(20, "20 fighters", group="fighters"),
        desk.figure(5, "five Hezbollah fighters", group="Hezbollah fighters", part_of=0),
    )
    found = desk.assess(desk.report("a", claim), event="battle")
    assert desk.ends(found, "combatants") == (20, 20, 20)
    assert desk.ends(found, "combatants:hezbollah") == (5, 5, 5)


def test_the_rest_of_a_total_is_of_unknown_status(desk):
    claim = desk.claim(
        "20 people died, including 11 civilians",
        desk.figure(20, "20 people", group="people"),
        desk.figure(11, "11 civilians", group="civilians", part_of=0),
    )
    report = desk.report("a", claim)
    found = desk.assess(report)
    assert desk.ends(found, "unknown") == (9, 9, 9)
    assert "gives 20 and counts 11 civilians of them" in desk.range(found, "unknown").low.reason
    shown = explain(desk.incident(report), found, [report])["figures"]
    assert [f["inputs"][0]["best"] for f in shown if f["group"] == "unknown"] == [9]


def test_a_floor_of_civilians_leaves_the_rest_open_down_to_nobody(desk):
    claim = desk.claim(
        "20 people died, including at least 11 civilians",
        desk.figure(20, "20 people", group="people"),
        desk.figure(11, "at least 11 civilians", group="civilians", part_of=0, bound="at_least"),
    )
    low, _, high = desk.ends(desk.assess(desk.report("a", claim)), "unknown")
    assert (low, high) == (0, 9)


def test_the_unidentified_are_of_unknown_status(desk):
    claim = desk.claim("ten unidentified bodies lay there", desk.figure(10, "ten", group="unidentified bodies"))
    assert desk.ends(desk.assess(desk.report("a", claim)), "unknown") == (10, 10, 10)


def test_parts_that_exceed_what_others_agree_on_have_the_low_zero_and_no_best(desk):
    counted = desk.claim(
        "12 civilians and 8 soldiers died",
        desk.figure(12, "12 civilians", group="civilians"),
        desk.figure(8, "8 soldiers", group="soldiers"),
        by=["Ada Venn"],
    )
    whole = [desk.report(n, desk.claim(f"15 died, says {n}", desk.figure(15, "15"), by=[f"Ivo {n}"])) for n in "bc"]
    found = desk.assess(desk.report("a", counted), *whole)
    assert desk.ends(found)[0] == 15
    for group in ("civilians", "combatants"):
        made = desk.range(found, group)
        assert (made.low.value, made.low.rule) == (0, "parts-exceed-whole")
        assert (made.best.value, made.best.rule) == (None, "parts-exceed-best")


@pytest.mark.parametrize("words", ["six of the dead were students", "six of them", "six of those killed"])
def test_a_number_of_the_dead_is_no_number_of_all_dead(desk, words):
    told = desk.claim("20 people died", desk.figure(20, "20 people", group="people"), by=["Ivo Tarn"])
    some = desk.claim(words, desk.figure(6, words.removesuffix(" were students")), by=["Ada Venn"])
    found = desk.assess(desk.report("a", told), desk.report("b", some), method="airwars")
    assert desk.ends(found) == (20, None, 20)


def test_a_number_of_the_dead_alone_is_the_least_of_the_whole(desk):
    some = desk.claim("six of the dead were named", desk.figure(6, "six of the dead"))
    found = desk.assess(desk.report("a", some))
    assert desk.ends(found)[::2] == (6, None)
    assert "gives no total" in desk.range(found).low.reason


def test_a_part_without_a_population_never_stands_for_the_whole(desk):
    claim = desk.claim(
        "it killed 25 civilians, six of them at school",
        desk.figure(25, "25 civilians", group="civilians"),
        desk.figure(6, "six of them", part_of=0),
    )
    assert desk.ends(desk.assess(desk.report("a", claim))) == (25, 25, 25)


def test_a_smaller_number_of_the_same_report_and_informant_is_part_of_the_larger(desk):
    report = desk.report(
        "a",
        desk.claim("21 people died in the raids", desk.figure(21), by=["Ivo Tarn"]),
        desk.claim("15 people died in the northern quarter", desk.figure(15), by=["Ivo Tarn"]),
    )
    found = desk.assess(report, method="airwars")
    assert desk.ends(found) == (21, None, 21)
    assert [f.rule for f in desk.range(found).left_out] == ["larger-in-report"]


def test_no_children_says_nothing_of_civilians_or_of_the_whole(desk):
    claim = desk.claim("there were no children among the dead", desk.figure(0, "no children", group="no children"))
    found = desk.assess(desk.report("a", claim))
    assert desk.ends(found, "children") == (0, 0, 0)
    assert "civilians" not in groups(found)
    assert desk.ends(found)[1:] == (None, None)


@pytest.mark.parametrize("modality", ["possible", "asserted"])
def test_possibly_more_than_a_number_closes_no_range_that_another_leaves_open(desk, modality):
    least = desk.claim("at least 12 died", desk.figure(12, bound="at_least"), by=["Ivo Tarn"])
    words = {
        "possible": {"bound": "more_than"},
        "asserted": {"bound": "range", "upper": 150, "phrase": "possibly more than"},
    }
    more = desk.claim("possibly more than 100", desk.figure(100, **words[modality], modality=modality), by=["Ada Venn"])
    found = desk.range(desk.assess(desk.report("a", least), desk.report("b", more)))
    assert (found.high.value, found.high.rule) == (None, "open-above")


def test_the_explanation_gives_the_high_of_a_figure_that_is_only_feared(desk):
    report = desk.report("a", desk.claim("five may have died", desk.figure(5, bound="at_least", modality="possible")))
    shown = explain(desk.incident(report), desk.assess(report), [report])["figures"][0]
    assert shown["claims"][0]["figures"][0]["high"] == shown["high"] == 5


def test_several_bodies_do_not_lower_what_others_count_under_a_minimum_to_maximum(desk):
    told = desk.claim("126 died", desk.figure(126), by=["Ivo Tarn"])
    vague = desk.claim("several bodies lay there", desk.figure(None, bound="vague", word="several"), by=["Ada Venn"])
    assert desk.ends(desk.assess(desk.report("a", told), desk.report("b", vague), method="airwars"))[0] == 126


@pytest.fixture
def merged():
    """The registry of people who decided that Hezbollah is Islamic State."""
    one = Actor("islamic-state", "Islamic State", ("Hezbollah",))
    return evolve(shipped(), actors=Actors({one.id: one}, {"hezbollah": one.id}))


def test_the_dead_of_two_sides_that_people_merged_are_one_population(desk, merged):
    first = desk.claim(
        "nine Hezbollah members died", desk.figure(9, "nine", group="Hezbollah members"), by=["Ivo Tarn"]
    )
    second = desk.claim("12 IS fighters died", desk.figure(12, "12", group="IS fighters"), by=["Ada Venn"])
    reports = desk.report("a", first), desk.report("b", second)
    apart = desk.assess(*reports, event="battle")
    assert {"combatants:hezbollah", "combatants:islamic-state"} <= groups(apart)
    found = desk.assess(*reports, event="battle", registry=merged)
    assert {g for g in groups(found) if ":" in g} == {"combatants:islamic-state"}
    assert desk.ends(found, "combatants:islamic-state") == desk.ends(found, "combatants") == (9, 9, 12)
    told = explain(desk.incident(*reports, event="battle"), found, reports, registry=merged)
    side = next(f for f in told["figures"] if f["group"] == "combatants:islamic-state")
    assert [c["id"] for c in side["claims"]] == ["a.1", "b.1"]


def test_two_sides_that_people_merged_are_one_voice_and_its_label_of_the_victims_is_no_evidence(desk, merged):
    blaming = desk.claim(
        "Hezbollah shelled the town, killing nine people",
        desk.figure(9, "nine", group="people"),
        by=["Ivo Tarn"],
        blames=["Hezbollah"],
    )
    label = desk.claim("nine rebels died", desk.figure(9, "nine", group="rebels"), by=["Islamic State"])
    more = desk.claim("ten rebels died", desk.figure(10, "ten", group="rebels"), by=["Hezbollah"])
    reports = desk.report("a", blaming), desk.report("b", label), desk.report("c", more)
    assert desk.assess(*reports).informants_low == 3
    found = desk.assess(*reports, registry=merged)
    assert found.informants_low == 2
    assert "combatants" not in groups(found)
    assert "perpetrator-label" in {f.rule for f in desk.range(found).left_out}


def test_a_blamed_sides_number_of_fighters_stands_beside_one_who_counts_fighters_alone(desk):
    army = desk.claim(
        "the Syrian army killed 40 IS militants",
        desk.figure(40, "40", group="IS militants"),
        by=["Syrian army"],
        blames=["Syrian army"],
    )
    monitor = desk.claim("12 IS militants died", desk.figure(12, "12", group="IS militants"), by=["Ivo Tarn"])
    found = desk.assess(desk.report("a", army), desk.report("b", monitor), event="battle")
    assert desk.ends(found, "combatants:islamic-state") == (12, 12, 40)
    people = desk.claim("12 people died", desk.figure(12, "12", group="people"), by=["Ivo Tarn"])
    disputed = desk.assess(desk.report("a", army), desk.report("b", people), event="battle")
    assert "combatants" not in groups(disputed)


def test_rebels_are_never_those_who_fight_for_a_government_abroad(desk):
    rebels = desk.claim("20 rebels died", desk.figure(20, "20", group="rebels"), by=["Ivo Tarn"])
    allies = desk.claim(
        "seven Hezbollah fighters died", desk.figure(7, "seven", group="Hezbollah fighters"), by=["Ada Venn"]
    )
    found = desk.assess(desk.report("a", rebels), desk.report("b", allies), event="battle")
    assert desk.ends(found, "combatants:armed-opposition") == (20, 20, 20)
    assert desk.ends(found, "combatants:hezbollah") == (7, 7, 7)
    assert desk.ends(found, "combatants") == (20, 20, None)
    assert "Only combatants of armed opposition are counted by Ivo Tarn" in desk.range(found, "combatants").high.reason


def test_who_counts_both_sides_gives_the_whole_of_the_combatants(desk):
    both = desk.claim(
        "12 IS militants and five Syrian soldiers died",
        desk.figure(12, "12 IS", group="IS militants"),
        desk.figure(5, "five", group="Syrian soldiers"),
        by=["Ivo Tarn"],
    )
    one = desk.claim("eight IS militants died", desk.figure(8, "eight", group="IS militants"), by=["Ada Venn"])
    found = desk.assess(desk.report("a", both), desk.report("b", one), event="battle")
    assert desk.ends(found, "combatants") == (8, 17, 17)
    assert desk.ends(found, "combatants:islamic-state") == (8, 8, 12)
