"""Who counts as one informant, and why."""

from __future__ import annotations

import pytest

from tallystick.assessing import informants
from tallystick.errors import TallystickError
from tallystick.record import Source

WIRE = (
    "Rescue teams worked through the night beside the grain silo after two blasts flattened the row of shops that "
    "faces the old ferry landing and the clinic behind it. Traders had opened early for the weekly market when the "
    "first explosion tore the awnings away, and a second followed within minutes as people ran towards the bridge. "
)


def test_ten_outlets_that_quote_one_monitor_are_one_informant(desk):
    reports = [
        desk.report(f"r{n}", desk.claim(f"outlet {n}: {n + 2} died", by=["Marsh Rights Monitor"])) for n in range(10)
    ]
    found = desk.count(*reports)
    assert (found.low, found.high) == (1, 1)
    assert found.informants[0].name == "Marsh Rights Monitor"
    assert desk.rules(found) == {"same-informant"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Syrian Observatory for Human Rights", "Rami Abdel Rahman"),
        ("the Harbour Health Directorate", "Harbour's Health Directorate"),
        ("Marsh Defence Institute", "Marsh Defense Institute"),
        ("Marsh Rescue League", "MRL"),
        ("the Marsh governor", "Marsh Governor Ivo Tarn"),
        ("Governor Ivo Tarn", "Ivo Tarn"),
    ],
)
def test_wordings_of_one_name_are_one_informant(desk, one, other):
    found = desk.count(
        desk.report("a", desk.claim("five died there", by=[one])),
        desk.report("b", desk.claim("5 dead", by=[other])),
    )
    assert (found.low, found.high) == (1, 1)


@pytest.mark.parametrize(
    "other",
    ["Upland Health Directorate", "Western Marsh Health Directorate", "Health Directorate in Upland", "Ivo Tarn"],
)
def test_different_named_informants_are_counted_apart(desk, other):
    found = desk.count(
        desk.report("a", desk.claim("five died there", by=["Eastern Marsh Health Directorate"])),
        desk.report("b", desk.claim("5 dead", by=[other])),
    )
    assert (found.low, found.high) == (2, 2)


def test_a_spokesman_is_his_organisation(desk):
    spokesman = Source("Ivo Tarn", role="spokesman", organisation="Marsh Rescue League")
    found = desk.count(
        desk.report("a", desk.claim("five died there", by=[spokesman])),
        desk.report("b", desk.claim("5 dead", by=["the Marsh Rescue League"])),
    )
    assert found.high == 1


def test_a_surname_is_the_full_name_given_in_the_same_report(desk):
    found = desk.count(
        desk.report("a", desk.claim("five died", by=["Ivo Tarn"]), desk.claim("shops burned too", by=["Tarn"]))
    )
    assert found.high == 1


def test_whom_a_report_says_that_a_person_speaks_for_holds_in_the_others(desk):
    head = Source("Ivo Tarn", role="head", organisation="Marsh Rescue League")
    found = desk.count(
        desk.report("a", desk.claim("five died there", by=[head])),
        desk.report("b", desk.claim("5 dead", by=["Ivo Tarn"]), day="2031-03-01"),
        desk.report("c", desk.claim("the five were traders", by=["the Marsh Rescue League"])),
    )
    assert (found.low, found.high) == (1, 1)
    assert desk.rules(found) == {"same-informant"}


def test_a_short_name_in_brackets_is_the_name_before_it_in_every_report(desk):
    head = "The Upland Committee for Relief (UpCom) keeps lists. "
    found = desk.count(
        desk.report("a", desk.claim("five died there", by=["the Upland Committee for Relief"]), head=head),
        desk.report("b", desk.claim("5 dead", by=["UpCom"])),
    )
    assert (found.low, found.high) == (1, 1)


def test_a_short_name_in_brackets_says_nothing_of_another_name(desk):
    head = "The Upland Committee for Relief (UpCom) keeps lists. "
    found = desk.count(
        desk.report("a", desk.claim("five died there", by=["Marsh Rights Monitor"]), head=head),
        desk.report("b", desk.claim("5 dead", by=["UpCom"])),
    )
    assert (found.low, found.high) == (2, 2)


@pytest.mark.parametrize(
    ("first", "second", "head"),
    [
        ("the Marsh Rescue League (MRL)", "The MRL", "Jets struck, the Marsh Rescue League (MRL) said. "),
        (Source("Ivo Tarn, head of the Reed League", organisation="Reed League"), "Ivo Tarn", ""),
        ("Reed League", "Ivo Tarn", "“None lived,” said Ivo Tarn, deputy head of the Reed League. "),
    ],
)
def test_what_a_reader_leaves_in_a_name_or_the_text_tells_in_passing_joins_two_names(desk, first, second, head):
    found = desk.count(
        desk.report("a", desk.claim("five died there", by=[first]), head=head),
        desk.report("b", desk.claim("5 dead", by=[second])),
    )
    assert (found.low, found.high) == (1, 1)


def test_the_surname_of_a_speaker_is_somebody_else_where_his_body_is_not_named(desk):
    observatory = desk.report("a", desk.claim("five died there", by=["the Syrian Observatory for Human Rights"]))
    alone = desk.report("b", desk.claim("5 dead", by=["Abdel Rahman"]))
    beside = desk.report("b", desk.claim("5 dead", by=["Abdel Rahman"]), head="The Syrian Observatory counts them. ")
    assert (desk.count(observatory, alone).high, desk.count(observatory, beside).high) == (2, 1)


def test_a_noun_alone_may_be_the_named_body_of_its_kind(desk):
    found = desk.count(
        desk.report("a", desk.claim("five died there", by=["Syrian Observatory for Human Rights"])),
        desk.report("b", desk.claim("5 dead", by=["the war monitor"])),
    )
    assert (found.low, found.high) == (1, 2)


def test_an_official_quoted_by_two_agencies_is_one(desk):
    found = desk.count(
        desk.report("a", desk.claim("five died there", by=["Reuters", "Ivo Tarn"])),
        desk.report("b", desk.claim("5 dead", by=["AFP", "Ivo Tarn"])),
    )
    assert (found.low, found.high) == (1, 1)


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("MARSH TOWN (Reuters) - ", ""),
        ("", "The bridge is shut. - REUTERS"),
        ("By Reuters\n", ""),
        ("", "\n(Reuters)\n"),
    ],
)
def test_reprints_of_agency_copy_are_the_agency(desk, head, foot):
    found = desk.count(
        desk.report("a", desk.claim("five people died at the silo"), head=head, foot=foot),
        desk.report("b", desk.claim("Five were killed near the bridge"), foot="- Reuters"),
    )
    assert [i.name for i in found.informants] == ["Reuters"]
    assert desk.rules(found) == {"same-agency-copy"}


def test_a_photo_credit_within_the_text_is_no_agency_copy(desk):
    head = "A burnt shop on the square (Reuters) stands empty. " + WIRE
    found = desk.count(
        desk.report("a", desk.claim("five people died at the silo"), head=head, foot="x" * 400),
        desk.report("b", desk.claim("a strike killed five by the bridge"), foot="- Reuters"),
    )
    assert found.high == 2


def test_an_edited_and_cut_copy_is_folded_into_the_report_that_it_copies(desk):
    found = desk.count(
        desk.report("a", desk.claim("five people died at the silo"), head=WIRE),
        desk.report(
            "b", desk.claim("Five traders lost their lives"), head="Late news. " + WIRE[30:-40], day="2031-03-03"
        ),
    )
    assert (found.low, found.high) == (1, 1)
    assert desk.rules(found) == {"copied-report"}


def test_reports_of_their_own_wording_are_two(desk):
    found = desk.count(
        desk.report("a", desk.claim("five people died at the silo"), head=WIRE),
        desk.report("b", desk.claim("a raid on the landing left five dead"), head="Our reporter walked the quay. " * 9),
    )
    assert (found.low, found.high) == (2, 2)


def test_words_taken_over_without_their_source_add_nobody(desk):
    sentence = "two blasts tore through the covered market by the ferry landing and left five traders dead"
    found = desk.count(
        desk.report("a", desk.claim(sentence, by=["Marsh Rights Monitor"]), day="2031-03-03"),
        desk.report("b", desk.claim(sentence + " early in the day"), day="2031-03-02"),
    )
    assert [i.name for i in found.informants] == ["Marsh Rights Monitor"]
    assert desk.rules(found) == {"shared-wording"}


def test_a_report_that_restates_its_informant_adds_nobody(desk):
    report = desk.report(
        "a",
        desk.claim("five died at the silo", desk.figure(5)),
        desk.claim("the five were traders", desk.figure(5), by=["Marsh Rights Monitor"]),
    )
    found = desk.count(report)
    assert [i.name for i in found.informants] == ["Marsh Rights Monitor"]
    assert desk.rules(found) == {"restates"}


def test_a_report_that_restates_two_informants_does_not_make_them_one(desk):
    report = desk.report(
        "a",
        desk.claim("seven died", desk.figure(7)),
        desk.claim("five died", desk.figure(5), by=["Marsh Rights Monitor"]),
        desk.claim("seven bodies", desk.figure(7), by=["Harbour Rescue League"]),
    )
    assert (desk.count(report).low, desk.count(report).high) == (2, 2)


def test_an_outlet_that_cites_another_rests_on_what_that_one_rests_on(desk):
    found = desk.count(
        desk.report("a", desk.claim("five died", by=["Marsh Rights Monitor"]), publisher="Sputnik"),
        desk.report("b", desk.claim("5 dead at the silo", by=["Sputnik"])),
    )
    assert [i.name for i in found.informants] == ["Marsh Rights Monitor"]
    assert desk.rules(found) == {"cites-outlet"}


def test_reports_that_cite_each_other_collapse_to_the_earliest(desk):
    found = desk.count(
        desk.report("a", desk.claim("five died", by=["Interfax"]), publisher="Reuters", day="2031-03-02"),
        desk.report("b", desk.claim("5 dead at the silo", by=["Reuters"]), publisher="Interfax", day="2031-03-03"),
    )
    assert (found.low, found.high) == (1, 1)
    assert found.informants[0].claims[0] == "a.1"
    assert "loop" in desk.rules(found)


def test_media_reports_add_nobody_where_an_earlier_report_is_known(desk):
    found = desk.count(
        desk.report("a", desk.claim("five died at the silo"), day="2031-03-02"),
        desk.report("b", desk.claim("5 dead", by=["media reports"]), day="2031-03-03"),
    )
    assert found.high == 1
    assert desk.rules(found) == {"cites-media"}


def test_one_party_to_the_conflict_is_one_voice(desk):
    found = desk.count(
        desk.report("a", desk.claim("five died", by=["Syrian army"])),
        desk.report("b", desk.claim("5 dead", by=["Syrian foreign ministry"])),
    )
    assert (found.low, found.high) == (1, 1)
    assert found.informants[0].party
    assert desk.rules(found) == {"same-party"}


def test_independence_is_counted_for_each_fact(desk):
    reports = (
        desk.report("a", desk.claim("jets hit it", by=["Ivo Tarn"], blames=["Russian jets"])),
        desk.report("b", desk.claim("five died", desk.figure(5), by=["Marsh Rights Monitor"])),
        desk.report("c", desk.claim("it was not us", by=["Ada Venn"], status="denied", blames=["Russian jets"])),
    )
    assert desk.count(*reports).low == 2
    assert [i.name for i in desk.count(*reports, fact="count").informants] == ["Marsh Rights Monitor"]
    assert [i.name for i in desk.count(*reports, fact="perpetrator").informants] == ["Ivo Tarn"]


def test_a_claim_without_its_report_is_an_error(desk):
    report = desk.report("a", desk.claim("five died"))
    with pytest.raises(TallystickError, match=r"a\.1"):
        informants(report.claims, [])


def test_an_unknown_fact_is_an_error(desk):
    report = desk.report("a", desk.claim("five died"))
    with pytest.raises(TallystickError, match="weather"):
        informants(report.claims, [report], "weather")


def test_a_reprint_that_credits_the_wire_is_told_as_its_copy(desk):
    words = (
        "Shells fell on the bakery in Marjin before dawn and killed fourteen people who stood in line for bread there"
    )
    claim = {"words": words, "figures": (desk.figure(14, "fourteen", group="people"),), "by": ["Ada Venn"]}
    body = "The bakery stood beside the school, neighbours said, and both were closed for the rest of the week. " * 6
    wire = desk.report("b", claim, publisher="Harbour Wire", head="MARJIN (Harbour Wire) - ", foot=body)
    reprint = desk.report("a", claim, publisher="The Plainsman", head="MARJIN (Harbour Wire) - ", foot=body)
    folded = [f for i in desk.assess(reprint, wire).informants for f in i.folded]
    assert [f.rule for f in folded] == ["copied-report"]
    assert folded[0].reason.startswith("The report The Plainsman shares")
