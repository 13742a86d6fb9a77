"""Sides and not wordings."""

from __future__ import annotations

import pytest
from attrs import evolve

from tallystick.assessing import assess
from tallystick.assessing.belligerents import accounts, belligerent, rivals
from tallystick.assessing.material import tell
from tallystick.record import Membership, Place


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Russian warplanes", "Russia"),
        ("the Assad regime's helicopters", "Syrian government"),
        ("Daesh", "Islamic State"),
        ("Syria's army", "Syrian government"),
        ("U.S. warplanes", "US-led coalition"),
        ("US-led coalition aircraft", "US-led coalition"),
        ("Kurdish-led Syrian Democratic Forces", "Syrian Democratic Forces"),
        ("Turkish-backed rebels", "armed opposition"),
        ("regime forces", "government forces"),
        ("the international coalition's jets", "US-led coalition"),
        ("U.S.-led military coalition", "US-led coalition"),
        ("the anti-Islamic State coalition", "US-led coalition"),
        ("Saudi-led coalition", "Saudi-led coalition"),
        ("aircraft of the Arab coalition", "Saudi-led coalition"),
        ("the coalition led by Saudi Arabia", "Saudi-led coalition"),
        ("Coalition to Restore Legitimacy", "Saudi-led coalition"),
        ("NATO-led coalition", "NATO"),
        ("Syrian National Coalition", "Syrian opposition groups"),
        ("a rebel coalition", "armed opposition"),
        ("Russian-led coalition", "Russian-led coalition"),
        ("anti-Houthi coalition", "anti-Houthi coalition"),
        ("African Union coalition", "African Union coalition"),
        ("coalition warplanes", "a coalition"),
        ("the Coalition's air force", "a coalition"),
        ("coalition-backed militia", "armed opposition"),
        ("the Marsh Brigade", "the Marsh Brigade"),
    ],
)
def test_wordings_name_their_side(name, label):
    assert belligerent(name).label == label


@pytest.mark.parametrize("name", ["warplanes", "unidentified gunmen", "a suicide bomber", "they"])
def test_words_that_name_nobody_name_no_side(name):
    assert belligerent(name) is None


def clash(desk, *names):
    reports = [desk.report(f"r{n}", desk.claim("it was hit", blames=[name])) for n, name in enumerate(names)]
    told = tell([c for r in reports for c in r.claims], reports)
    teller = {t.claim.id: n for n, t in enumerate(told)}
    return [side.label for side in rivals(accounts(told), teller)]


@pytest.mark.parametrize(
    ("names", "sides"),
    [
        (("Russian jets", "Russian forces"), []),
        (("Russian jets", "jets"), []),
        (("Russian jets", "Turkish guns"), ["Russia", "Turkey"]),
        (("Syrian and Russian jets", "Russian jets"), []),
        (("Syrian or Russian jets",), ["Russia", "Syrian government"]),
        (("rebels", "Islamic State"), []),
        (("rebels", "the army"), ["armed opposition", "government forces"]),
        (("herders", "Russian jets"), []),
        (("Policemen", "Russian jets"), []),
        (("the Marsh Brigade", "Russian jets"), ["Russia", "the Marsh Brigade"]),
        (("a Saudi-led coalition", "a US drone"), ["Saudi-led coalition", "US-led coalition"]),
        (("Russian-led coalition", "US-led coalition"), ["Russian-led coalition", "US-led coalition"]),
        (("Russian-led coalition", "Russian jets"), []),
        (("coalition jets", "Saudi-led coalition"), []),
        (("coalition jets", "Saudi-led coalition", "US jets"), ["Saudi-led coalition", "US-led coalition"]),
        (("coalition jets", "Russian jets"), ["Russia", "a coalition"]),
        (("coalition jets", "the army"), ["a coalition", "government forces"]),
    ],
)
def test_accounts_are_rivals_where_they_share_no_side(desk, names, sides):
    assert clash(desk, *names) == sides


def meant(desk, *texts):
    """Whom each text's claim blames, where its first word is whom its reader took for the perpetrator."""
    reports = [
        desk.report(f"r{n}", desk.claim(text, blames=[" ".join(text.split()[:2])])) for n, text in enumerate(texts)
    ]
    told = tell([c for r in reports for c in r.claims], reports)
    return [[side.label for side in account.parties] for account in accounts(told)]


@pytest.mark.parametrize(
    ("texts", "sides"),
    [
        (("The coalition hit it",), ["a coalition"]),
        (("The coalition hit it, and the US-led coalition denies it",), ["US-led coalition"]),
        (("The coalition hit it, as the Saudi-led coalition had said",), ["Saudi-led coalition"]),
        (("The coalition hit it, as a Ruritanian-led coalition had said",), ["Ruritanian-led coalition"]),
        (("The coalition hit it near the US-led coalition, not the Arab coalition",), ["a coalition"]),
        (("The coalition hit it", "US jets hit it"), ["US-led coalition"]),
        (("The coalition hit it", "US jets hit it", "Saudi jets hit it"), ["a coalition"]),
        (("The coalition hit it", "Russian jets hit it"), ["a coalition"]),
    ],
)
def test_the_coalition_is_the_one_that_the_report_or_the_incident_names(desk, texts, sides):
    assert meant(desk, *texts)[0] == sides


def blamed(desk, name, *places):
    """Whom an incident in Iran, as it was looked up, blames where the report names some other places too."""
    first = desk.claim("it was hit", blames=[name], place=Place("Marsh Town", country="IR"))
    others = [desk.claim(f"they met in {n}", place=Place(n, country=c), event="protest") for n, c in places]
    report = desk.report("r", first, *others)
    incident = evolve(desk.incident(report, country="IR"), members=(Membership("r.1"),))
    return [b.perpetrator for b in assess(incident, [report]).blame]


def test_the_government_is_that_of_the_country_where_the_report_lies_in_it(desk):
    assert blamed(desk, "government forces", ("Upland", "IR"), ("Quay", "IR"), ("Ferry", "SY")) == ["Iran"]


@pytest.mark.parametrize("places", [(), (("Upland", "SY"),), (("Upland", "SY"), ("Quay", "IR"))])
def test_a_place_alone_does_not_make_a_government_the_perpetrator(desk, places):
    assert blamed(desk, "government forces", *places) == ["government forces"]


def test_the_government_is_that_which_others_name(desk):
    assert clash(desk, "government forces", "the Syrian army") == []
    report = desk.report("r", *(desk.claim("it was hit", blames=[n]) for n in ("the regime", "the Syrian army")))
    assert [b.perpetrator for b in desk.assess(report).blame] == ["Syrian government"]


def test_all_sides_that_one_informant_names_are_its_one_account(desk):
    report = desk.report("r", *(desk.claim("it was hit", blames=[n]) for n in ("Russian jets", "Turkish guns")))
    told = tell(report.claims, [report])
    assert rivals(accounts(told), {"r.1": 0, "r.2": 0}) == ()
