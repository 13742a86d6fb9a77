"""Links of an attribution that name nobody who could know."""

from __future__ import annotations

import pytest

from tallystick.record import Place, Source


@pytest.mark.parametrize(
    "name",
    [
        "It",
        "he",
        "they",
        "the city",
        "a town near the ferry",
        "Marjin",
        "eastern Marjin",
        "a wedding",
        "the planes",
        "government jets",
    ],
)
def test_pronouns_places_and_things_are_no_informants(desk, name):
    report = desk.report(
        "a", desk.claim("five died", by=[name], place=Place("the town of Marjin")), publisher="Harbour Post"
    )
    assert [i.name for i in desk.count(report).informants] == ["Harbour Post"]


@pytest.mark.parametrize("name", ["the city council", "town elders", "Damascus", "Jordan", "Marjin locals", "Ivo Tarn"])
def test_who_could_know_is_an_informant(desk, name):
    place = Place("Jordan", precision=6) if name == "Jordan" else Place("Marjin")
    report = desk.report("a", desk.claim("five died", by=[name], place=place), publisher="Harbour Post")
    assert [i.name for i in desk.count(report).informants] == [name]


def test_the_link_before_one_that_names_nobody_is_the_informant(desk):
    report = desk.report("a", desk.claim("five died", by=["Marsh Rights Monitor", "it"]))
    assert [i.name for i in desk.count(report).informants] == ["Marsh Rights Monitor"]


def test_a_pronoun_with_its_organisation_is_that_organisation(desk):
    report = desk.report("a", desk.claim("five died", by=[Source("it", organisation="Marsh Rights Monitor")]))
    assert [i.name for i in desk.count(report).informants] == ["Marsh Rights Monitor"]


def test_an_official_of_a_place_is_himself_and_not_the_place(desk):
    mayor = Source("Ivo Tarn", role="mayor", organisation="Marjin")
    report = desk.report("a", desk.claim("five died", by=[mayor], place=Place("Marjin")))
    assert [i.name for i in desk.count(report).informants] == ["Ivo Tarn"]


def test_a_source_in_a_place_is_not_of_that_place(desk):
    source = Source("Army sources in Syria", organisation="Syria", kind="security-force")
    assert [i.name for i in desk.count(desk.report("a", desk.claim("five died", by=[source]))).informants] == [
        "Army sources in Syria"
    ]


def test_spellings_of_one_group_are_one_informant(desk):
    names = ("Daish", "Daesh", "Islamic State", "ISIL", "IS", "DAESH")
    found = desk.count(*(desk.report(f"r{n}", desk.claim(f"told {n}", by=[name])) for n, name in enumerate(names)))
    assert [i.name for i in found.informants] == ["Islamic State"]
