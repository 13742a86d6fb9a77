"""Whose dead a party tells of: its own, or its enemy's under a label."""

from __future__ import annotations

import pytest

from tallystick.assessing import beside


def case(desk, counting, others):
    return [
        desk.report("a", counting),
        desk.report("b", *others),
        desk.report("c", desk.claim("eleven died", desk.figure(11, "eleven", group="people"), by=["Ivo Tarn"])),
    ]


def blaming(desk, *sides):
    return [desk.claim("it killed nine", desk.figure(9, "nine", group="people"), by=["the League"], blames=sides)]


@pytest.mark.parametrize(
    ("who", "group", "blames", "accused"),
    [
        ("Syrian army", "soldiers", ["rebels"], "government artillery"),
        ("Syrian army", "troops", [], "the Syrian army"),
        ("Ukrainian army", "soldiers", ["separatists"], "Ukrainian guns"),
    ],
)
def test_soldiers_of_whom_a_blamed_army_tells_are_its_own_dead(desk, who, group, blames, accused):
    own = desk.claim("six were killed", desk.figure(6, "six", group=group), by=[who], blames=blames)
    reports = case(desk, own, blaming(desk, accused))
    found = desk.assess(*reports)
    assert desk.ends(found, "combatants") == (6, 6, 6)
    assert "perpetrator-label" not in {f.rule for r in found.figures for f in r.left_out}
    assert "own-victims" in rules_of_interest(desk, reports, found)


def test_soldiers_whom_a_blamed_army_says_it_killed_are_not_its_own(desk):
    act = desk.claim(
        "its guns killed six", desk.figure(6, "six", group="soldiers"), by=["Syrian army"], blames=["Syrian guns"]
    )
    reports = case(desk, act, blaming(desk, "the Syrian army"))
    found = desk.assess(*reports)
    assert "combatants" not in {r.group for r in found.figures}
    assert "perpetrator-label" in {f.rule for r in found.figures for f in r.left_out}
    assert "own-victims" not in rules_of_interest(desk, reports, found)


def rules_of_interest(desk, reports, found):
    return {i.rule for i in beside(desk.incident(*reports), found, reports).interests}
