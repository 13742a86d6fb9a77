"""Incidents on the scales of other recorders."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.assessing import assess, beside, explain
from tallystick.errors import VocabularyError
from tallystick.vocabulary.grades import confirmations
from tallystick.vocabulary.loader import load
from tallystick.vocabulary.scales import level

SPEAKERS = ["Ivo Tarn", "Ada Venn", "residents", "activists", "a doctor", "Syrian army"]
claims = st.lists(
    st.tuples(
        st.sampled_from(SPEAKERS),
        st.sampled_from(["occurred", "occurred", "denied", "planned"]),
        st.sampled_from(["stated", "reported", "unconfirmed"]),
        st.sampled_from([(), ("Russian jets",), ("rebels",)]),
    ),
    min_size=1,
    max_size=5,
)


def told(desk, *speakers, **fields):
    return [desk.report(f"r{n}", desk.claim(f"words {n}", by=[who], **fields)) for n, who in enumerate(speakers)]


def found(desk, reports, **decided):
    incident = desk.incident(*reports)
    return beside(incident, evolve(assess(incident, reports), **decided), reports)


@pytest.mark.parametrize(
    ("speakers", "outcome", "ibc", "code"),
    [
        (["Ivo Tarn"], "no-conclusion", "provisional", "F3"),
        (["a doctor at the clinic"], "no-conclusion", "provisional", "F2"),
        (["activists"], "no-conclusion", "provisional", "F6"),
        (["Ivo Tarn", "Ada Venn"], "no-conclusion", "included", "F1"),
    ],
)
def test_informants_place_a_case_on_each_scale(desk, speakers, outcome, ibc, code):
    scales = found(desk, told(desk, *speakers)).scales
    assert (scales.outcome, scales.ibc, scales.admiralty.code) == (outcome, ibc, code)


def test_rival_accounts_are_inconclusive_and_doubtful(desk):
    reports = [
        desk.report("a", desk.claim("jets struck", by=["Ivo Tarn"], blames=["Russian jets"])),
        desk.report("b", desk.claim("others struck", by=["Ada Venn"], blames=["Islamic State"])),
    ]
    scales = found(desk, reports).scales
    assert (scales.outcome, scales.standard, scales.ibc) == ("no-conclusion", "inconclusive", "from-zero")
    assert scales.admiralty.code == "F4"


def test_where_only_fighters_died_the_case_is_rejected_and_improbable(desk):
    figure = desk.figure(8, "8 fighters", group="fighters")
    reports = [desk.report("a", desk.claim("8 fighters died", figure, by=["Ivo Tarn"]))]
    scales = found(desk, reports).scales
    assert (scales.outcome, scales.ibc, scales.admiralty.code) == ("rejected", "removed", "F5")


def test_an_admission_confirms(desk):
    words = "Russian jets killed 5 people by mistake"
    claim = desk.claim(words, desk.figure(5, "5 people", group="people"), by=["Russian Defence Ministry"])
    scales = found(desk, [desk.report("a", {**claim, "blames": ["Russian jets"]})]).scales
    assert (scales.outcome, scales.admiralty.credibility) == ("confirmed", 3)


def test_one_informant_who_is_contradicted_is_doubtful(desk):
    reports = [*told(desk, "Ivo Tarn"), desk.report("d", desk.claim("it was not so", by=["Ada Venn"], status="denied"))]
    assert found(desk, reports).scales.admiralty.credibility_rule == "denied"


@settings(max_examples=150, deadline=None)
@given(plans=claims)
def test_news_alone_is_never_verified_and_one_informant_is_never_credibility_one(desk, plans):
    reports = [
        desk.report(f"r{n}", desk.claim(f"words {n}", by=[who], status=status, certainty=certainty, blames=blames))
        for n, (who, status, certainty, blames) in enumerate(plans)
    ]
    incident = desk.incident(*reports)
    assessment = assess(incident, reports)
    for decided in (None, "confirmed", "fair"):
        scales = beside(incident, evolve(assessment, grade=decided or assessment.grade), reports).scales
        assert scales.mrm == "reported"
        assert scales.admiralty.reliability == "F"
        assert scales.admiralty.credibility != 1 or assessment.informants_low > 1
        assert scales.admiralty.credibility_reason


def test_only_what_a_person_verified_is_verified(desk):
    reports = told(desk, "Ivo Tarn", "Ada Venn")
    assert found(desk, reports, confirmation="verified").scales.mrm == "verified"
    assert found(desk, reports, confirmation="admitted").scales.mrm == "reported"


def test_a_persons_grade_leaves_the_machines_grade_rule_and_credibility_in_sight(desk):
    reports = told(desk, "Ivo Tarn")
    incident = desk.incident(*reports)
    decided = evolve(
        assess(incident, reports),
        grade="confirmed",
        confirmation="admitted",
        graded_by="amal",
        grade_rule="decided",
        grade_reason="a statement of the ministry",
    )
    shown = explain(incident, decided, reports)
    assert (shown["grade"]["grade"], shown["grade"]["machine"]["grade"]) == ("confirmed", "weak")
    assert shown["grade"]["machine"]["rule"] == "one-informant"
    assert (shown["scales"]["outcome"], shown["scales"]["airwars"]) == ("confirmed", "confirmed")
    assert shown["scales"]["admiralty"]["credibility"] == 3


def test_types_of_source_are_counted_once_and_outlets_are_none(desk):
    reports = told(desk, "a doctor at the clinic", "medics in Marjin", "Marsh Rights Monitor")
    own = desk.report("own", desk.claim("jets struck the silo"))
    assert found(desk, [*reports, own]).scales.types == ("medical", "monitor")


def test_every_confirmation_level_has_its_row_in_the_crosswalk():
    data = load("scales")
    for name in confirmations():
        assert level(name)["outcome"] in data["outcomes"]
        assert level(name)["ibc"] in data["ibc"]


def test_an_unknown_confirmation_level_is_an_error():
    with pytest.raises(VocabularyError, match="splendid"):
        level("splendid")
