"""What a casebook's registry of informants changes in an assessment."""

from __future__ import annotations

import pytest
from attrs import evolve

from tallystick.assessing import assess, beside, explain, informants
from tallystick.record import Report
from tallystick.vocabulary.informants import Informant, Registry, Reliability, shipped
from tallystick.vocabulary.names import name_words

MARSH = Informant(
    "marsh",
    "Marsh Rights Monitor",
    "monitor",
    aliases=("the Reed Desk",),
    taught={"Marsh Rights Monitor": "ada", "the Reed Desk": "ada"},
)


def registry(*rows: Informant) -> Registry:
    return Registry.of((*shipped().informants.values(), *rows))


def two_wordings(desk) -> list[Report]:
    return [
        desk.report("a", desk.claim("12 died", desk.figure(12), by=["Marsh Rights Monitor"])),
        desk.report("b", desk.claim("12 died there", desk.figure(12), by=["the Reed Desk"])),
    ]


def test_two_names_of_one_informant_count_once_and_the_reason_says_who_gave_the_alias(desk):
    reports = two_wordings(desk)
    claims = [c for r in reports for c in r.claims]
    assert informants(claims, reports).low == 2
    found = informants(claims, reports, registry=registry(MARSH))
    assert (found.low, found.high) == (1, 1)
    (folded,) = found.informants[0].folded
    assert folded.rule == "alias"
    assert folded.reason.startswith("“the Reed Desk” is an alias of Marsh Rights Monitor (registry, by ada)")
    assert found.informants[0].id == "marsh"


def test_an_alias_of_two_informants_joins_neither(desk):
    rival = Informant("reed", "Reed Watch", "monitor", aliases=("the Reed Desk",), taught={"the Reed Desk": "bo"})
    reports = two_wordings(desk)
    claims = [c for r in reports for c in r.claims]
    assert informants(claims, reports, registry=registry(MARSH, rival)).high == 2


def scales(desk, *rows: Informant, speakers=("Marsh Rights Monitor",)):
    reports = [desk.report(f"r{n}", desk.claim(f"words {n}", by=[who])) for n, who in enumerate(speakers)]
    incident, known = desk.incident(*reports), registry(*rows)
    return beside(incident, assess(incident, reports, registry=known), reports, known).scales.admiralty


def test_a_rated_informant_gives_the_admiralty_letter_with_its_author_and_reason(desk):
    rated = evolve(MARSH, reliability=Reliability("B", "ada", "right in 9 of 10"))
    found = scales(desk, rated)
    assert (found.code, found.reliability_reason) == ("B3", "Marsh Rights Monitor is rated B by ada: right in 9 of 10.")
    assert scales(desk, MARSH).code == "F3"


def test_of_several_rated_informants_the_most_reliable_gives_the_letter(desk):
    rows = (
        evolve(MARSH, reliability=Reliability("D", "ada", "often wrong")),
        Informant("reed", "Reed Watch", "monitor", reliability=Reliability("C", "bo", "fair")),
    )
    found = scales(desk, *rows, speakers=("Marsh Rights Monitor", "Reed Watch", "Ada Venn"))
    assert found.code == "C1"
    assert found.reliability_reason.endswith("most reliable of 2 rated informants.")


def test_the_letter_and_the_number_do_not_hang_on_each_other(desk):
    numbers = {
        scales(desk, evolve(MARSH, reliability=Reliability(letter, "ada", "so"))).credibility for letter in "ABCDEF"
    }
    assert numbers == {3}


def test_whom_the_registry_puts_on_a_side_speaks_as_an_interested_party(desk):
    report = desk.report("a", desk.claim("jets struck", by=["Marsh Rights Monitor"], blames=["Russian jets"]))
    incident, known = desk.incident(report), registry(evolve(MARSH, side="islamic-state"))
    aside = beside(incident, assess(incident, [report], registry=known), [report], known)
    assert [(s.side, s.interest) for s in aside.stances] == [("Islamic State", "enemys-act")]
    assert assess(incident, [report], registry=known).informants[0].party


def test_a_relation_to_the_parties_is_told_beside_the_case(desk):
    report = desk.report("a", desk.claim("jets struck", by=["Marsh Rights Monitor"]))
    incident, known = desk.incident(report), registry(evolve(MARSH, interest="paid by the ministry"))
    shown = explain(incident, assess(incident, [report], registry=known), [report], registry=known)
    (interest,) = shown["accounts"]["interests"]
    assert (interest["rule"], interest["claims"]) == ("declared", ["a.1"])
    assert interest["reason"].endswith("paid by the ministry.")
    assert shown["informants"]["list"][0]["interest"] == "paid by the ministry"


@pytest.mark.parametrize(
    ("first", "words", "key"),
    [
        ("eight died, the Marsh Rights Monitor (MRM) said", "MRM", "marsh"),
        ("eight died, the Marsh Rights Monitor (MRM) said", "MRM", "marsh rights monitor"),
        ("the Marsh Rights Monitor counted eight", "MRM", "marsh rights monitor"),
        ("Ivo Tarn, head of the Marsh Rights Monitor, counted eight", "Ivo Tarn", "marsh"),
        ("Ivo Tarn, head of the Marsh Rights Monitor, counted eight", "Ivo Tarn", "marsh rights monitor"),
    ],
)
def test_a_name_that_people_rejected_is_not_joined_by_the_words_of_a_report(desk, first, words, key):
    reports = [
        desk.report("a", desk.claim(first, by=["Marsh Rights Monitor"])),
        desk.report("b", desk.claim("five died there", by=[words])),
    ]
    claims = [c for r in reports for c in r.claims]
    known = registry(MARSH) if key == "marsh" else registry()
    assert informants(claims, reports, registry=known).high == 1
    rejected = evolve(known, rejected=((key, name_words(words)),))
    assert informants(claims, reports, registry=rejected).high == 2


def test_the_reason_shows_the_words_that_join_two_names(desk):
    found = desk.count(
        desk.report(
            "a", desk.claim("eight died, the Marsh Rights Monitor (MRM) said", by=["the Marsh Rights Monitor"])
        ),
        desk.report("b", desk.claim("five died there", by=["MRM"])),
    )
    (folded,) = found.informants[0].folded
    assert folded.rule == "same-informant"
    assert folded.reason.endswith("The report Outlet a says it: “the Marsh Rights Monitor (MRM)”.")
