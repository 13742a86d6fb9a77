"""Sides and not wordings."""

from __future__ import annotations

import pytest

from tallystick.assessing.belligerents import accounts, belligerent, rivals
from tallystick.assessing.material import tell


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
        ("the Marsh Brigade", "the Marsh Brigade"),
    ],
)
def test_wordings_name_their_side(name, label):
    assert belligerent(name).label == label


@pytest.mark.parametrize("name", ["warplanes", "unidentified gunmen", "a suicide bomber", "they"])
def test_words_that_name_nobody_name_no_side(name):
    assert belligerent(name) is None


def clash(desk, *names, country=None):
    reports = [desk.report(f"r{n}", desk.claim("it was hit", blames=[name])) for n, name in enumerate(names)]
    told = tell([c for r in reports for c in r.claims], reports)
    teller = {t.claim.id: n for n, t in enumerate(told)}
    return [side.label for side in rivals(accounts(told, country), teller)]


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
    ],
)
def test_accounts_are_rivals_where_they_share_no_side(desk, names, sides):
    assert clash(desk, *names) == sides


def test_the_government_is_that_of_the_country(desk):
    assert clash(desk, "government forces", "the Syrian army", country="SY") == []
    assert clash(desk, "government forces", "Russian jets", country="SY") == ["Russia", "Syrian government"]


def test_all_sides_that_one_informant_names_are_its_one_account(desk):
    report = desk.report("r", *(desk.claim("it was hit", blames=[n]) for n in ("Russian jets", "Turkish guns")))
    told = tell(report.claims, [report])
    assert rivals(accounts(told), {"r.1": 0, "r.2": 0}) == ()
