"""What each source really says: links that name nobody, blame that is another's, responsibility that is taken."""

from __future__ import annotations

import pytest
from attrs import evolve

from tallystick.assessing import assess, beside
from tallystick.record import Place, Source, Span


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


def own_act(desk, words, named=(), who="The Russian Defence Ministry"):
    """The sides that are blamed where ``who`` says ``words``."""
    text = f"{who} said {words}"
    report = desk.report("a", desk.claim(text, blames=named))
    (claim,), at = report.claims, text.index(" said ")
    link = Source(who, text=Span(0, at, text[:at]))
    start = text.index(words)
    said = evolve(claim, attribution=(link,), text=Span(start, len(text), words))
    return [b.perpetrator for b in desk.assess(evolve(report, claims=(said,))).blame]


def test_a_party_that_tells_of_its_own_aircraft_did_it(desk):
    assert own_act(desk, "its aircraft destroyed a post") == ["Russia"]
    assert own_act(desk, "that its long-range missiles hit it") == ["Russia"]
    assert own_act(desk, "its aircraft struck", named=["its"]) == ["Russia"]


@pytest.mark.parametrize(
    ("who", "words", "named", "side"),
    [
        ("The Russian Defence Ministry", "its forces shelled the market", "forces", "Russia"),
        ("The Russian Defence Ministry", "its troops were shelling the market", "its troops", "Russia"),
        ("Jaish al-Islam", "its fighters had fired the shells", "fighters", "Syrian opposition groups"),
        ("The Taliban", "that its fighters had mistakenly hit it", "fighters", "Taliban"),
        ("The Taliban", "their soldiers shot four people", "soldiers", "Taliban"),
    ],
)
def test_a_party_that_tells_of_its_own_people_did_it_though_the_reader_names_them(desk, who, words, named, side):
    assert own_act(desk, words, [named], who) == [side]


def test_a_side_that_is_named_beside_its_own_people_did_it(desk):
    assert own_act(desk, "its forces saw rebels shell it", ["forces", "rebels"]) == ["armed opposition"]


@pytest.mark.parametrize(
    "words",
    [
        "its soldiers were killed in the shelling",
        "its troops had been badly hit",
        "its aircraft was shot down",
        "its forces came under fire",
        "its troops suffered losses",
    ],
)
def test_who_tells_of_harm_to_its_own_people_is_not_blamed(desk, words):
    assert own_act(desk, words) == own_act(desk, words, [words.split()[1]]) == []


def test_its_own_act_is_told_in_its_own_words_alone(desk):
    assert own_act(desk, "its doctors treated the wounded") == []
    assert own_act(desk, "rebels had hit its aircraft") == []


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


def blamed_by(desk, *reports):
    return {b.perpetrator: b.informants for b in desk.assess(*reports, event="bombing").blame}


def carried(desk, first_by, second_by):
    """A report whose second claim has its perpetrator from the words of the first, as readers carry it over."""
    report = desk.report(
        "a",
        desk.claim("Russian jets struck the market", by=first_by, blames=["Russian jets"]),
        desk.claim("12 people died in the strike", by=second_by),
    )
    first, second = report.claims
    return evolve(report, claims=(first, evolve(second, perpetrators=first.perpetrators)))


def test_whom_another_source_blames_in_its_own_words_one_does_not_blame(desk):
    report = carried(desk, ["activists"], ["Marsh Rights Monitor"])
    assert blamed_by(desk, report) == {"Russia": ("activists",)}


def test_what_a_source_said_before_it_still_says(desk):
    report = carried(desk, ["the Observatory"], ["Syrian Observatory for Human Rights"])
    assert blamed_by(desk, report) == {"Russia": ("Syrian Observatory for Human Rights",)}


def test_who_claims_responsibility_says_so_and_the_outlet_blames_nobody(desk):
    words = "the Islamic State claimed responsibility for the blast in the market"
    report = desk.report("a", desk.claim(words, event="bombing", blames=["the Islamic State"]))
    incident = desk.incident(report, event="bombing")
    found = assess(incident, [report])
    assert [i.name for i in found.informants] == ["Islamic State"]
    (stance,) = beside(incident, found, [report]).stances
    assert (stance.informant, stance.says, stance.interest) == ("Islamic State", "admits", "own-act-admitted")


def test_who_claims_responsibility_did_it_whatever_the_reader_made_of_the_words(desk):
    words = "the Marsh Brigade claimed responsibility for the blast"
    link = Source("the Marsh Brigade", kind="armed-group", cue="claimed", text=Span(0, 17, "the Marsh Brigade"))
    report = desk.report("a", desk.claim(words, event="bombing", by=[link], blames=["blast"]))
    assert blamed_by(desk, report) == {"the Marsh Brigade": ("the Marsh Brigade",)}


def test_responsibility_that_nobody_claimed_is_taken_by_nobody(desk):
    words = "no group claimed responsibility, and the Islamic State has not claimed responsibility for it"
    report = desk.report(
        "a", desk.claim(words, event="bombing", blames=["the Islamic State"]), publisher="Harbour Post"
    )
    assert [i.name for i in desk.count(report).informants] == ["Harbour Post"]


def test_who_treats_the_wounded_is_not_blamed_for_their_wounds(desk):
    figure = desk.figure(30, "30 people", measure="injured")
    treated = desk.claim("the Red Crescent teams treated 30 people", figure, event="aid", blames=["Red Crescent teams"])
    struck = desk.claim("a bomb went off", event="bombing", by=["Marsh Rights Monitor"])
    assert blamed_by(desk, desk.report("a", struck, treated)) == {}
