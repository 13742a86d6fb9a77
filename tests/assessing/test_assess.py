"""Ranges, methods and denials through the door of the room."""

from __future__ import annotations

import pytest

from tallystick.assessing import METHODS, assess
from tallystick.errors import TallystickError, VocabularyError
from tallystick.record import Incident


def test_two_informants_give_the_number_that_both_support_and_the_highest(desk):
    found = desk.two(desk.figure(14), desk.figure(17))
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
    found = desk.two(desk.figure(14), desk.figure(20, bound="at_least"))
    assert desk.ends(found) == (14, 14, None)
    assert desk.range(found).high.rule == "open-above"


def test_an_open_end_below_another_number_is_closed_by_it(desk):
    assert desk.ends(desk.two(desk.figure(14, bound="at_least"), desk.figure(17))) == (14, 14, 17)


def test_dozens_open_the_high_and_do_not_raise_the_low_of_a_number(desk):
    assert desk.ends(desk.two(desk.figure(14), desk.figure(None, bound="vague", word="dozens"))) == (14, 14, None)


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


@pytest.mark.parametrize("figure", [{}, {"figure": True}])
def test_every_denial_is_left_out_with_its_reason(desk, figure):
    words = "the army has not killed any civilians"
    vague = [desk.figure(None, bound="vague", word="plural", group="civilians")] if figure else []
    found = desk.assess(
        desk.report("a", desk.claim("five died", desk.figure(5), by=["Ivo Tarn"])),
        desk.report("b", desk.claim(words, *vague, by=["the Syrian army"], status="denied")),
    )
    assert found.denials == ("b.1",)
    assert [(f.claim, f.rule) for f in desk.range(found).left_out] == [("b.1", "denied")]


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
        ("ucdp", (14, 14, 17)),
        ("acled", (14, 14, 14)),
    ],
)
def test_methods_differ_as_they_say(desk, method, ends):
    found = desk.two(desk.figure(14), desk.figure(17), method=method)
    assert desk.ends(found) == ends
    assert desk.range(found).method == method


def test_every_method_is_described(desk):
    from tallystick.vocabulary.grades import methods

    assert set(METHODS) == set(methods())


def test_a_claim_whose_report_is_missing_is_an_error(desk):
    report = desk.report("a", desk.claim("five died"))
    with pytest.raises(TallystickError, match=r"a\.1"):
        assess(desk.incident(report), [])


def test_an_incident_without_claims_is_an_error():
    with pytest.raises(TallystickError, match="I-9"):
        assess(Incident("I-9", "airstrike", ()), [])


def test_an_unknown_method_is_an_error(desk):
    with pytest.raises(VocabularyError, match="reconciled"):
        desk.two(desk.figure(1), desk.figure(2), method="guess")


def test_claims_of_other_incidents_are_passed_over(desk):
    mine = desk.report("a", desk.claim("five died", desk.figure(5), by=["Ivo Tarn"]))
    other = desk.report("b", desk.claim("fifty died", desk.figure(50), by=["Ada Venn"]))
    found = assess(desk.incident(mine), [mine, other])
    assert desk.ends(found) == (5, 5, 5)
    assert found.informants_high == 1
