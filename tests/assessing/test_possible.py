"""Informants that may be one another."""

from __future__ import annotations

import pytest


def test_an_untraced_figure_beside_a_named_informant_counts_only_in_the_upper_number(desk):
    report = desk.report(
        "a",
        desk.claim("nine died", desk.figure(9)),
        desk.claim("five died", desk.figure(5), by=["Marsh Rights Monitor"]),
    )
    found = desk.count(report)
    assert (found.low, found.high) == (1, 2)


def test_unnamed_informants_of_one_kind_give_a_lower_and_an_upper_count(desk):
    found = desk.count(
        desk.report("a", desk.claim("five died", by=["residents"])),
        desk.report("b", desk.claim("5 dead", by=["local residents"])),
    )
    assert (found.low, found.high) == (1, 2)
    assert desk.rules(found) == {"anonymous-same-kind"}


def test_an_unnamed_informant_may_be_the_named_one_of_its_kind(desk):
    found = desk.count(
        desk.report("a", desk.claim("five died", by=["Syrian Observatory for Human Rights"])),
        desk.report("b", desk.claim("5 dead", by=["a monitoring group"])),
    )
    assert (found.low, found.high) == (1, 2)


def test_an_unnamed_informant_never_makes_two_named_ones_one(desk):
    found = desk.count(
        desk.report("a", desk.claim("five died", by=["Syrian Observatory for Human Rights"])),
        desk.report("b", desk.claim("5 dead", by=["Syrian Network for Human Rights"])),
        desk.report("c", desk.claim("many were hit", by=["a monitoring group"])),
    )
    assert (found.low, found.high) == (2, 3)


def test_unnamed_informants_of_another_kind_are_not_doubted(desk):
    found = desk.count(
        desk.report("a", desk.claim("five died", by=["a doctor"])),
        desk.report("b", desk.claim("5 dead", by=["rebel fighters"])),
    )
    assert (found.low, found.high) == (2, 2)


def test_unnamed_informants_far_apart_in_time_are_not_doubted(desk):
    found = desk.count(
        desk.report("a", desk.claim("five died", by=["residents"]), day="2031-03-02"),
        desk.report("b", desk.claim("5 dead", by=["residents"]), day="2031-05-02"),
    )
    assert (found.low, found.high) == (2, 2)


def test_one_who_relays_a_person_is_no_second_informant_beside_that_person(desk):
    found = desk.count(
        desk.report("a", desk.claim("five died there", by=["Unicef", "Doctor Ada Venn"])),
        desk.report("b", desk.claim("5 dead", by=["UNICEF"])),
    )
    assert (found.low, found.high) == (1, 2)
    assert [(f.claim, f.into, f.rule) for i in found.informants for f in i.folded] == [("b.1", "a.1", "relayed")]


def test_one_who_relays_two_persons_does_not_make_these_one(desk):
    found = desk.count(
        desk.report(
            "a",
            desk.claim("five died there", by=["Unicef", "Doctor Ada Venn"]),
            desk.claim("five were buried", by=["Unicef", "Ivo Tarn"]),
        ),
        desk.report("b", desk.claim("5 dead", by=["UNICEF"])),
    )
    assert (found.low, found.high) == (2, 3)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ukrainian officials", "Russian officials"),
        ("Houthi officials", "the Arab coalition"),
        ("a Hezbollah commander", "Syrian army officers"),
    ],
)
def test_speakers_of_two_sides_are_never_one(desk, one, other):
    found = desk.count(
        desk.report("a", desk.claim("five died", by=[one])), desk.report("b", desk.claim("5 dead", by=[other]))
    )
    assert (found.low, found.high) == (2, 2)


def test_an_unnamed_source_between_two_sides_does_not_make_these_one(desk):
    found = desk.count(
        desk.report("a", desk.claim("five died", by=["Ukrainian officials"])),
        desk.report("b", desk.claim("5 dead", by=["local sources"])),
        desk.report("c", desk.claim("they are five", by=["Russian officials"])),
    )
    assert (found.low, found.high) == (2, 3)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a resident", "another resident"), ("activists", "other activists"), ("a doctor", "a second doctor")],
)
def test_another_one_is_not_the_one_before_in_the_report(desk, one, other):
    found = desk.count(desk.report("a", desk.claim("five died", by=[one]), desk.claim("no, six", by=[other])))
    assert (found.low, found.high) == (2, 2)


def test_another_one_may_be_one_of_another_report(desk):
    found = desk.count(
        desk.report("a", desk.claim("five died", by=["a resident"])),
        desk.report("b", desk.claim("no, six", by=["another resident"])),
    )
    assert (found.low, found.high) == (1, 2)


@pytest.mark.parametrize(
    ("one", "other", "ground"),
    [
        ("a medical source", "local sources", "nothing tells them apart"),
        ("residents", "activists", "their kinds may be the same people"),
        ("residents", "witnesses", "both are of the same kind"),
        ("residents", "Residents", "Residents (Outlet b) may be residents (Outlet a)"),
    ],
)
def test_the_reason_says_on_what_ground_they_may_be_one(desk, one, other, ground):
    found = desk.count(
        desk.report("a", desk.claim("five died", by=[one])), desk.report("b", desk.claim("5 dead", by=[other]))
    )
    (folded,) = [f for i in found.informants for f in i.folded]
    assert ground in folded.reason
