"""Whether a party takes harm upon itself: in doubt it does not."""

from __future__ import annotations

import pytest

RUSSIA = ["Russian Defence Ministry"]


def graded(desk, words, *figures, event="airstrike", **fields):
    found = desk.assess(desk.report("a", desk.claim(words, *figures, event=event, **fields)), event=event)
    return found.grade, found.grade_rule


def test_a_party_that_admits_it_confirms_it(desk):
    words = "Russian jets hit the silo by mistake and killed 5 people"
    claim = desk.claim(words, desk.figure(5, "5 people", group="people"), by=RUSSIA, blames=["Russian jets"])
    found = desk.assess(desk.report("a", claim))
    assert (found.grade, found.confirmation) == ("confirmed", "admitted")
    assert found.grade_reason == "Russian Ministry of Defence accepts responsibility for it."


@pytest.mark.parametrize(
    "fields", [{"by": ["Islamic State"]}, {"blames": ["Islamic State"]}, {"by": ["Daesh"], "blames": ["Islamic State"]}]
)
def test_a_claim_of_responsibility_confirms_it(desk, fields):
    words = "Islamic State claimed responsibility for the blast that killed 5 shoppers"
    figure = desk.figure(5, "5 shoppers", group="shoppers")
    assert graded(desk, words, figure, event="bombing", **fields) == ("confirmed", "admission")


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("Russian jets killed 5 people by mistake", {"blames": ["Turkish jets"]}),
        ("Russian jets killed 5 people by mistake", {"blames": ["Russian jets", "Turkish jets"]}),
        ("Russian jets killed 5 people by mistake", {"blames": ["Russian jets"], "certainty": "reported"}),
        ("Russian jets killed 5 people by mistake", {"blames": ["Russian jets"], "status": "attempted"}),
        ("Russian jets killed 5 people", {"blames": ["Russian jets"]}),
        ("it was not established that jets killed 5 people by mistake", {"blames": ["Russian jets"]}),
        ("it admitted an inquiry into whether jets killed 5 people", {"blames": ["Russian jets"]}),
        ("it admitted that its jets killed 5 people among the rebels", {"blames": ["Russian jets"]}),
        ("jets killed 5 people by mistake", {}),
    ],
)
def test_what_is_no_plain_admission_does_not_confirm(desk, words, fields):
    figure = desk.figure(5, "5 people", group="people")
    assert graded(desk, words, figure, by=RUSSIA, **fields)[0] != "confirmed"


def test_a_party_that_says_of_its_own_act_that_it_killed_civilians_confirms_it(desk):
    words = "its drone strike killed two civilians"
    figure = desk.figure(2, "two civilians", group="civilians")
    own = {"by": ["the US military"], "blames": ["US military"]}
    assert graded(desk, words, figure, **own) == ("confirmed", "admission")
    doubted = "its drone strike may have killed two civilians"
    assert graded(desk, doubted, figure, **own)[0] != "confirmed"
    people = desk.figure(2, "two people", group="people")
    assert graded(desk, "its drone strike killed two people", people, **own)[0] != "confirmed"


def test_an_accusation_of_another_side_is_no_admission(desk):
    words = "it acknowledged a raid by the government that killed 5 people"
    figure = desk.figure(5, "5 people", group="people")
    assert graded(desk, words, figure, by=["the United States"], blames=["government"])[0] == "weak"


def test_a_loss_of_its_own_is_no_admission(desk):
    words = "it admitted that 5 Russian soldiers died when Russian jets hit them by mistake"
    figure = desk.figure(5, "5 Russian soldiers", group="Russian soldiers")
    assert graded(desk, words, figure, by=RUSSIA, blames=["Russian jets"])[0] != "confirmed"


def test_state_media_do_not_admit_for_their_army(desk):
    words = "the Syrian army killed 5 people by mistake"
    figure = desk.figure(5, "5 people", group="people")
    assert graded(desk, words, figure, by=["SANA"], blames=["Syrian army"])[0] != "confirmed"


def test_responsibility_that_no_group_has_claimed_is_no_admission(desk):
    words = "no group but the Islamic State claimed responsibility for the blast that killed 5 shoppers"
    figure = desk.figure(5, "5 shoppers", group="shoppers")
    assert graded(desk, words, figure, blames=["Islamic State"], event="bombing")[0] == "weak"


def test_a_party_without_words_of_admission_does_not_confirm(desk):
    words = "it had not claimed responsibility for the blast that killed 5 people"
    figure = desk.figure(5, "5 people", group="people")
    said = desk.claim(words, figure, by=["Islamic State"], event="bombing")
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
