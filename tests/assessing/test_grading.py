"""The order of decision."""

from __future__ import annotations

import pytest


def test_two_informants_make_it_fair_and_corroborated(desk):
    found = desk.two(desk.figure(14), desk.figure(17))
    assert (found.grade, found.grade_rule, found.confirmation) == ("fair", "two-informants", "corroborated")
    assert "Marsh Rights Monitor" in found.grade_reason


def test_unnamed_informants_who_may_be_one_leave_it_weak(desk):
    found = desk.assess(
        desk.report("a", desk.claim("five died", by=["residents"])),
        desk.report("b", desk.claim("5 dead", by=["local residents"])),
    )
    assert (found.grade, found.confirmation) == ("weak", "reported")
    assert (found.informants_low, found.informants_high) == (1, 2)


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


def test_a_missile_alone_is_no_fire_from_the_ground(desk):
    air = desk.report("a", desk.claim("an air strike hit the mill", by=["Ada Venn"], event="airstrike"))
    missile = desk.report("b", desk.claim("a missile hit the mill", by=["Ivo Tarn"], event="shelling"))
    assert desk.assess(air, missile).grade_rule == "two-informants"


def test_dead_combatants_alone_are_discounted(desk):
    found = desk.two(desk.figure(8, group="fighters"), desk.figure(8, group="soldiers"))
    assert (found.grade, found.confirmation) == ("discounted", "refuted")


@pytest.mark.parametrize(
    ("words", "group", "event", "by"),
    [
        ("a rocket attack by rebels on a neighbourhood left 8 dead", None, "shelling", "Ivo Tarn"),
        ("8 fighters died and so did children", "fighters", "airstrike", "Ivo Tarn"),
        ("shells fell on a market, 8 fighters died", "fighters", "shelling", "Ivo Tarn"),
        ("8 fighters were led away", "fighters", "detention", "Ivo Tarn"),
        ("8 people died", "people", "airstrike", "Ivo Tarn"),
        ("the army killed 8 terrorists", "terrorists", "airstrike", "SANA"),
    ],
)
def test_an_incident_is_not_discounted_in_doubt(desk, words, group, event, by):
    figure = desk.figure(8, "8", group=group)
    claim = desk.claim(words, figure, by=[by], event=event, blames=["Syrian army"] if by == "SANA" else [])
    assert desk.assess(desk.report("a", claim), event=event).grade == "weak"


def test_a_label_by_a_side_that_may_be_the_blamed_one_discounts_nothing(desk):
    claim = desk.claim("the army killed 8 rebels", desk.figure(8, "8", group="rebels"), by=["a military source"])
    claim["blames"] = ["the army"]
    assert desk.assess(desk.report("a", claim)).grade == "weak"


def test_no_partys_word_alone_refutes_a_case(desk):
    def graded(figure, *speakers):
        told = [desk.report(who, desk.claim(f"the army's raid, says {who}", figure, by=[who])) for who in speakers]
        return desk.assess(*told).grade

    fighters, nobody = desk.figure(30, group="militants"), desk.figure(0)
    assert graded(fighters, "Syrian army") == graded(nobody, "Syrian army") == "weak"
    assert graded(fighters, "SANA", "Syrian army") == "weak"
    assert graded(fighters, "Syrian army", "Ivo Tarn") == "discounted"
    assert graded(nobody, "Syrian army", "Ivo Tarn") == "no-civilian-harm"


def test_the_sentence_for_two_informants_names_as_many_as_it_says(desk):
    found = desk.assess(
        desk.report("a", desk.claim("five died", by=["Syrian Observatory for Human Rights"])),
        desk.report("b", desk.claim("5 dead", by=["a monitoring group"])),
        desk.report("c", desk.claim("they died", by=["Ivo Tarn"])),
    )
    assert "At least 2 independent informants" in found.grade_reason
    assert found.grade_reason.endswith(": Syrian Observatory for Human Rights or a monitoring group; Ivo Tarn.")


def test_an_explicit_zero_that_nobody_disputes_is_no_civilian_harm(desk):
    found = desk.two(desk.figure(0), desk.figure(0, measure="injured"))
    assert found.grade == "no-civilian-harm"
    assert desk.two(desk.figure(0, group="civilians"), desk.figure(4, group="fighters")).grade == "no-civilian-harm"
    assert desk.two(desk.figure(0), desk.figure(1)).grade == "fair"


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
