"""Ranges, coherence, grades, blame and denials through the door of the room."""

from __future__ import annotations

import pytest

from tallystick.assessing import METHODS, assess
from tallystick.errors import TallystickError, VocabularyError
from tallystick.record import Incident


def two(desk, first, second, **how):
    """The assessment of two independent informants who give one figure each."""
    return desk.assess(
        desk.report("a", desk.claim("the monitor counts them", first, by=["Marsh Rights Monitor"])),
        desk.report("b", desk.claim("rescuers count them", second, by=["Harbour Rescue League"])),
        **how,
    )


def test_two_informants_give_the_number_that_both_support_and_the_highest(desk):
    found = two(desk, desk.figure(14), desk.figure(17))
    assert desk.ends(found) == (14, 14, 17)
    low = desk.range(found).low
    assert low.rule == "second-highest"
    assert low.claims == ("a.1", "b.1")
    assert (
        low.reason
        == "Two independent informants (Marsh Rights Monitor; Harbour Rescue League) each report at least 14."
    )
    assert desk.range(found).high.claims == ("b.1",)
    assert not desk.range(found).provisional


def test_one_informant_alone_is_provisional(desk):
    found = desk.assess(desk.report("a", desk.claim("they died", desk.figure(14), by=["Marsh Rights Monitor"])))
    assert desk.ends(found) == (14, 14, 14)
    assert desk.range(found).provisional
    assert desk.range(found).low.rule == "only-one"


def test_one_informant_in_two_outlets_is_still_provisional(desk):
    found = desk.assess(
        *(desk.report(n, desk.claim("they died", desk.figure(14), by=["Marsh Rights Monitor"])) for n in "ab")
    )
    assert desk.range(found).provisional
    assert found.informants_low == 1


def test_an_open_end_above_every_number_stays_open(desk):
    found = two(desk, desk.figure(14), desk.figure(20, bound="at_least"))
    assert desk.ends(found) == (14, 14, None)
    assert desk.range(found).high.rule == "open-above"


def test_an_open_end_below_another_number_is_closed_by_it(desk):
    assert desk.ends(two(desk, desk.figure(14, bound="at_least"), desk.figure(17))) == (14, 14, 17)


def test_dozens_open_the_high_and_do_not_raise_the_low_of_a_number(desk):
    assert desk.ends(two(desk, desk.figure(14), desk.figure(None, bound="vague", word="dozens"))) == (14, 14, None)


def test_a_dissenting_lower_number_is_kept_with_its_reason(desk):
    found = desk.assess(
        *(
            desk.report(n, desk.claim("they died", desk.figure(v), by=[who]))
            for n, v, who in (
                ("a", 6, "Ivo Tarn"),
                ("b", 14, "Marsh Rights Monitor"),
                ("c", 17, "Harbour Rescue League"),
            )
        )
    )
    assert desk.ends(found) == (14, 14, 17)
    assert [(f.claim, f.rule) for f in desk.range(found).left_out] == [("a.1", "below-low")]


def test_the_later_figure_of_the_same_informant_supersedes(desk):
    found = desk.assess(
        desk.report("a", desk.claim("first count", desk.figure(9), by=["Ivo Tarn"]), day="2031-03-02"),
        desk.report("b", desk.claim("second count", desk.figure(12), by=["Ivo Tarn"]), day="2031-03-04"),
    )
    assert desk.ends(found) == (12, 12, 12)
    (gone,) = desk.range(found).left_out
    assert (gone.claim, gone.into, gone.rule) == ("a.1", "b.1", "superseded")


def test_the_later_figure_of_another_informant_does_not_supersede(desk):
    found = desk.assess(
        desk.report("a", desk.claim("first count", desk.figure(9), by=["Ivo Tarn"]), day="2031-03-02"),
        desk.report("b", desk.claim("second count", desk.figure(12), by=["Ada Venn"]), day="2031-03-04"),
    )
    assert desk.ends(found) == (9, 9, 12)


def test_a_running_toll_supersedes_within_one_report(desk):
    found = desk.assess(
        desk.report(
            "a",
            desk.claim("nine died at first", desk.figure(9), by=["Ivo Tarn"]),
            desk.claim("the toll rose to eleven", desk.figure(11, scope="running"), by=["Ivo Tarn"]),
        )
    )
    assert desk.ends(found) == (11, 11, 11)
    assert [f.rule for f in desk.range(found).left_out] == ["running"]


def test_a_vague_word_gives_way_to_the_same_informants_number(desk):
    found = desk.assess(
        desk.report(
            "a", desk.claim("it killed dozens", desk.figure(None, bound="vague", word="dozens"), by=["Ivo Tarn"])
        ),
        desk.report("b", desk.claim("31 died", desk.figure(31), by=["Ivo Tarn"])),
    )
    assert desk.ends(found) == (31, 31, 31)


def test_people_feared_dead_raise_only_the_high(desk):
    claim = desk.claim(
        "12 died and 5 are feared dead",
        desk.figure(12, "12"),
        desk.figure(5, "5", modality="possible"),
        by=["Ivo Tarn"],
    )
    found = desk.assess(desk.report("a", claim))
    assert desk.ends(found) == (12, 12, 17)
    assert "5 more are feared dead" in desk.range(found).high.reason


def test_missing_people_told_with_the_dead_raise_only_the_high(desk):
    claim = desk.claim("12 died, 5 missing", desk.figure(12, "12"), desk.figure(5, "5", measure="missing"))
    found = desk.assess(desk.report("a", claim))
    assert desk.ends(found) == (12, 12, 17)
    assert desk.ends(found, measure="missing") == (5, 5, 5)


def test_a_possible_larger_number_replaces_the_high(desk):
    words = "12 died, possibly more than 100"
    more = desk.figure(100, "100", bound="more_than", phrase="possibly more than", modality="possible")
    found = desk.assess(desk.report("a", desk.claim(words, desk.figure(12, "12"), more)))
    assert desk.ends(found)[:2] == (12, 12)
    assert desk.ends(found)[2] in (100, 101)


def test_further_people_of_the_same_report_are_added(desk):
    found = desk.assess(
        desk.report(
            "a",
            desk.claim("eight died", desk.figure(8), by=["Ivo Tarn"]),
            desk.claim("another three died of wounds", desk.figure(3, scope="additional"), by=["Ivo Tarn"]),
        )
    )
    assert desk.ends(found) == (11, 11, 11)
    assert "3 further people were added to the 8 that Ivo Tarn gives" in desk.range(found).low.reason
    assert desk.range(found).low.claims == ("a.1", "a.2")


def test_further_people_alone_only_raise_the_low(desk):
    found = two(desk, desk.figure(8), desk.figure(3, scope="additional"))
    assert desk.ends(found)[2] == 8


def test_further_people_are_the_figure_where_nobody_counts_others(desk):
    found = desk.assess(desk.report("a", desk.claim("another three died", desk.figure(3, scope="additional"))))
    assert desk.ends(found) == (3, 3, 3)


def test_dead_and_wounded_together_bound_the_dead_from_above(desk):
    found = desk.assess(desk.report("a", desk.claim("12 casualties", desk.figure(12, measure="casualties"))))
    assert desk.ends(found, measure="casualties") == (12, 12, 12)
    assert desk.ends(found) == (0, None, 12)


def test_an_unconfirmed_claim_supports_the_high_only(desk):
    found = desk.assess(
        desk.report("a", desk.claim("five died", desk.figure(5), by=["Ivo Tarn"])),
        desk.report("b", desk.claim("nine died", desk.figure(9), by=["Ada Venn"], certainty="unconfirmed")),
    )
    assert desk.ends(found) == (5, 5, 9)
    assert desk.range(found).provisional


def test_an_informant_who_may_be_another_does_not_raise_the_low(desk):
    found = desk.assess(
        desk.report("a", desk.claim("18 died", desk.figure(18), by=["Syrian Observatory for Human Rights"])),
        desk.report("b", desk.claim("45 died", desk.figure(45), by=["local sources"])),
    )
    assert desk.ends(found) == (18, 18, 45)
    assert desk.range(found).provisional


def test_the_blamed_sides_label_for_its_victims_is_context(desk):
    found = desk.assess(
        desk.report("a", desk.claim("eight people died", desk.figure(8, group="people"), by=["Ivo Tarn"])),
        desk.report(
            "b",
            desk.claim(
                "Russian jets killed 8 fighters",
                desk.figure(8, "8 fighters", group="fighters"),
                by=["Russian Defence Ministry"],
                blames=["Russian jets"],
            ),
        ),
    )
    assert ("killed", "combatants") not in {(r.measure, r.group) for r in found.figures}
    assert [(f.claim, f.rule) for f in desk.range(found).left_out] == [("b.1", "perpetrator-label")]


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
    found = two(desk, desk.figure(10, group="people"), desk.figure(14, group="children"))
    whole, children = desk.range(found), desk.range(found, "children")
    assert whole.low.value == 14
    assert whole.low.rule == "part-of-whole-low"
    assert children.high.value <= whole.high.value


def test_one_informants_civilians_do_not_outdo_what_two_agree_on_for_the_whole(desk):
    found = two(desk, desk.figure(14, group="people"), desk.figure(17, group="civilians"))
    assert desk.ends(found) == (14, 17, 17)
    assert desk.ends(found, "civilians") == (14, 17, 17)
    assert desk.range(found, "civilians").low.rule == "part-of-whole-agreed"


def test_a_vague_whole_gives_way_to_the_parts_that_the_same_informant_counts(desk):
    vague = desk.claim(
        "people were killed", desk.figure(None, "people", bound="vague", word="plural", group="people"), by=["Ada Venn"]
    )
    counted = desk.claim("17 civilians died", desk.figure(17, "17", group="civilians"), by=["Ada Venn"])
    found = desk.assess(desk.report("a", counted), desk.report("b", vague))
    assert desk.ends(found) == (17, 17, 17)


@pytest.mark.parametrize("status", ["denied", "planned", "threatened", "predicted"])
def test_what_is_not_told_as_having_happened_counts_nobody(desk, status):
    found = desk.assess(
        desk.report("a", desk.claim("five died", desk.figure(5), by=["Ivo Tarn"])),
        desk.report("b", desk.claim("fifty died", desk.figure(50), by=["Ada Venn"], status=status)),
    )
    assert desk.ends(found) == (5, 5, 5)
    assert [f.claim for f in desk.range(found).left_out] == ["b.1"]
    assert found.informants_low == 1


def test_a_denial_is_kept_and_is_no_zero(desk):
    found = desk.assess(
        desk.report("a", desk.claim("five died", desk.figure(5), by=["Ivo Tarn"])),
        desk.report("b", desk.claim("no raid took place", by=["Ada Venn"], status="denied")),
    )
    assert found.denials == ("b.1",)
    assert desk.ends(found) == (5, 5, 5)


def test_a_total_over_a_longer_time_is_kept_beside_the_incident(desk):
    found = desk.assess(
        desk.report("a", desk.claim("five died", desk.figure(5), by=["Ivo Tarn"])),
        desk.report("b", desk.claim("400 died this year", desk.figure(400), by=["Ada Venn"], event="toll")),
    )
    assert desk.ends(found) == (5, 5, 5)
    assert found.informants_high == 1
    assert [(f.claim, f.rule) for f in desk.range(found).left_out] == [("b.1", "toll")]


def test_primary_evidence_makes_the_best(desk):
    found = desk.assess(
        desk.report("a", desk.claim("14 died", desk.figure(14), by=["Marsh Rights Monitor"]), day="2031-03-05"),
        desk.report("b", desk.claim("16 bodies", desk.figure(16), by=["a doctor at the clinic"]), day="2031-03-04"),
    )
    assert desk.ends(found) == (14, 16, 16)
    assert desk.range(found).best.rule == "latest-primary"


def test_the_majority_makes_the_best(desk):
    found = desk.assess(
        *(
            desk.report(n, desk.claim("they died", desk.figure(v), by=[who]))
            for n, v, who in (
                ("a", 14, "Ivo Tarn"),
                ("b", 17, "Marsh Rights Monitor"),
                ("c", 17, "Harbour Rescue League"),
                ("d", 19, "Upland Rescue League"),
            )
        )
    )
    assert desk.ends(found) == (17, 17, 19)
    assert desk.range(found).best.rule == "mode"


@pytest.mark.parametrize(
    ("method", "ends"),
    [
        ("reconciled", (14, 14, 17)),
        ("conservative", (14, 14, 14)),
        ("informative", (17, 17, 17)),
        ("representative", (None, None, None)),
        ("airwars", (14, None, 17)),
        ("ibc", (14, None, 17)),
    ],
)
def test_methods_differ_as_they_say(desk, method, ends):
    found = two(desk, desk.figure(14), desk.figure(17), method=method)
    assert desk.ends(found) == ends
    assert desk.range(found).method == method


def test_every_method_is_described(desk):
    from tallystick.vocabulary.grades import methods

    assert set(METHODS) == set(methods())


def test_civilians_to_one_and_combatants_to_another_have_the_low_zero(desk):
    found = two(desk, desk.figure(8, group="civilians"), desk.figure(8, group="fighters"))
    assert desk.range(found, "civilians").low.value == 0
    assert desk.range(found, "combatants").low.value == 0
    assert desk.range(found).low.value == 8


def test_two_informants_make_it_fair_and_corroborated(desk):
    found = two(desk, desk.figure(14), desk.figure(17))
    assert (found.grade, found.grade_rule, found.confirmation) == ("fair", "two-informants", "corroborated")
    assert "Marsh Rights Monitor" in found.grade_reason


def test_unnamed_informants_who_may_be_one_leave_it_weak(desk):
    found = desk.assess(
        desk.report("a", desk.claim("five died", by=["residents"])),
        desk.report("b", desk.claim("5 dead", by=["local residents"])),
    )
    assert (found.grade, found.confirmation) == ("weak", "reported")
    assert (found.informants_low, found.informants_high) == (1, 2)


def test_a_party_that_admits_it_confirms_it(desk):
    claim = desk.claim(
        "Russian jets hit the silo by mistake", desk.figure(5), by=["Russian Defence Ministry"], blames=["Russian jets"]
    )
    found = desk.assess(desk.report("a", claim))
    assert (found.grade, found.confirmation) == ("confirmed", "admitted")


def test_a_claim_of_responsibility_confirms_it(desk):
    words = "Islamic State claimed responsibility for the blast"
    said = desk.claim("it claimed responsibility for the blast", by=["Islamic State"], event="bombing")
    told = desk.claim(words, blames=["Islamic State"], event="bombing")
    for claim in (said, told):
        found = desk.assess(desk.report("a", claim), event="bombing")
        assert (found.grade, found.grade_rule) == ("confirmed", "admission")
        assert found.grade_reason == "Islamic State accepts responsibility for it."


def test_a_party_without_words_of_admission_does_not_confirm(desk):
    said = desk.claim("it had not claimed responsibility for the blast", by=["Islamic State"], event="bombing")
    assert desk.assess(desk.report("a", said), event="bombing").grade == "weak"


def test_a_party_that_says_it_killed_fighters_admits_no_harm_to_civilians(desk):
    claim = desk.claim(
        "Russian jets killed 20 fighters",
        desk.figure(20, "20 fighters", group="fighters"),
        by=["Russian Defence Ministry"],
        blames=["Russian jets"],
    )
    found = desk.assess(desk.report("a", claim))
    assert found.grade == "weak"


def test_rival_accounts_are_contested_and_kept_side_by_side(desk):
    found = desk.assess(
        desk.report("a", desk.claim("Russian warplanes did it", by=["Ivo Tarn"], blames=["Russian warplanes"])),
        desk.report("b", desk.claim("Turkish artillery did it", by=["Ada Venn"], blames=["Turkish artillery"])),
    )
    assert (found.grade, found.confirmation) == ("contested", "disputed")
    assert [(b.perpetrator, b.informants) for b in found.blame] == [
        ("Russia", ("Ivo Tarn",)),
        ("Turkey", ("Ada Venn",)),
    ]


def test_wordings_of_one_side_are_no_rivals(desk):
    found = desk.assess(
        *(
            desk.report(n, desk.claim(f"{name} did it", by=[who], blames=[name]))
            for n, name, who in (
                ("a", "regime warplanes", "Ivo Tarn"),
                ("b", "the Syrian army", "Ada Venn"),
                ("c", "unidentified jets", "Olu Brae"),
                ("d", "government forces", "Kit Marr"),
            )
        ),
        country="SY",
    )
    assert found.grade == "fair"
    assert [b.perpetrator for b in found.blame] == ["Syrian government"]


def test_an_open_alternative_is_contested_and_a_joint_account_is_not(desk):
    def graded(words):
        return desk.assess(desk.report("a", desk.claim(words, blames=["Syrian", "Russian jets"]))).grade

    assert graded("Syrian or Russian jets hit the silo") == "contested"
    assert graded("Syrian and Russian jets hit the silo") == "weak"


def test_air_and_ground_fire_told_by_different_informants_are_contested(desk):
    found = desk.assess(
        desk.report("a", desk.claim("an air strike hit the silo", by=["Ivo Tarn"])),
        desk.report("b", desk.claim("shells hit the silo", by=["Ada Venn"], event="shelling")),
    )
    assert (found.grade, found.grade_rule) == ("contested", "ground-fire")


def test_dead_combatants_alone_are_discounted(desk):
    found = two(desk, desk.figure(8, group="fighters"), desk.figure(8, group="soldiers"))
    assert (found.grade, found.confirmation) == ("discounted", "refuted")


def test_an_explicit_zero_that_nobody_disputes_is_no_civilian_harm(desk):
    found = two(desk, desk.figure(0), desk.figure(0, measure="injured"))
    assert found.grade == "no-civilian-harm"
    assert two(desk, desk.figure(0, group="civilians"), desk.figure(4, group="fighters")).grade == "no-civilian-harm"
    assert two(desk, desk.figure(0), desk.figure(1)).grade == "fair"


def test_the_blamed_sides_own_zero_does_not_clear_it(desk):
    claim = desk.claim(
        "Russian jets hurt nobody", desk.figure(0), by=["Russian Defence Ministry"], blames=["Russian jets"]
    )
    assert desk.assess(desk.report("a", claim)).grade == "weak"


def test_context_is_not_graded(desk):
    report = desk.report("a", desk.claim("the sides met", event="negotiation"))
    found = desk.assess(report, event="negotiation")
    assert (found.grade, found.grade_rule, found.confirmation) == (None, "context", "reported")
    assert found.figures == ()


def test_what_is_only_denied_is_disputed_and_ungraded(desk):
    found = desk.assess(desk.report("a", desk.claim("no raid took place", by=["Ada Venn"], status="denied")))
    assert (found.grade, found.confirmation, found.informants_low) == (None, "disputed", 0)


def test_news_alone_is_never_verified(desk):
    reports = [
        desk.report(f"r{n}", desk.claim("five died", by=[who])) for n, who in enumerate(("Ivo Tarn", "Ada Venn"))
    ]
    assert desk.assess(*reports).confirmation == "corroborated"


def test_a_claim_whose_report_is_missing_is_an_error(desk):
    report = desk.report("a", desk.claim("five died"))
    with pytest.raises(TallystickError, match=r"a\.1"):
        assess(desk.incident(report), [])


def test_an_incident_without_claims_is_an_error():
    with pytest.raises(TallystickError, match="I-9"):
        assess(Incident("I-9", "airstrike", ()), [])


def test_an_unknown_method_is_an_error(desk):
    with pytest.raises(VocabularyError, match="reconciled"):
        two(desk, desk.figure(1), desk.figure(2), method="guess")


def test_claims_of_other_incidents_are_passed_over(desk):
    mine = desk.report("a", desk.claim("five died", desk.figure(5), by=["Ivo Tarn"]))
    other = desk.report("b", desk.claim("fifty died", desk.figure(50), by=["Ada Venn"]))
    found = assess(desk.incident(mine), [mine, other])
    assert desk.ends(found) == (5, 5, 5)
    assert found.informants_high == 1
