"""For which party a source speaks by its name, and that one party is one voice however it is worded."""

from __future__ import annotations

import pytest

from tallystick.assessing import informants


def heard(desk, *speakers):
    reports = [desk.report(f"r{n}", desk.claim(f"words {n}", by=[who])) for n, who in enumerate(speakers)]
    return informants([c for r in reports for c in r.claims], reports)


@pytest.mark.parametrize(
    ("name", "side", "kind"),
    [
        ("Ahrar al-Sham", "syrian-opposition", "armed-group"),
        ("Ahrar al-Sham spokesman Ivo Tarn", "syrian-opposition", "armed-group"),
        ("the Southern Front", "syrian-opposition", "armed-group"),
        ("HTS", "nusra", "armed-group"),
        ("the Nusra Front's media office", "nusra", "armed-group"),
        ("Houthi spokesman Ivo Tarn", "houthis", "armed-group"),
        ("Turkey's defence ministry", "turkey", "security-force"),
        ("the Russian Reconciliation Centre", "russia", "security-force"),
        ("Iran's Revolutionary Guards", "iran", "security-force"),
        ("RT", "russia", "media"),
        ("Iranian state television", "iran", "media"),
        ("Hezbollah's Al-Manar TV", "hezbollah", "media"),
        ("Damascus", "syrian-government", "government"),
        ("the regime", "government", "government"),
        ("state media", "government", "media"),
        ("the army", "government", "security-force"),
    ],
)
def test_a_party_is_known_by_its_name_or_by_an_organ_of_it(desk, name, side, kind):
    (found,) = heard(desk, name).informants
    assert (found.side, found.kind, found.party) == (side, kind, True)


@pytest.mark.parametrize(
    "name",
    [
        "a former Syrian army officer",
        "a Syrian rebel commander",
        "a spokesman for the Syrian Institute for Justice",
        "Turkish doctors",
        "Kurdish residents",
        "police",
        "the Palestinian health ministry",
        "Jordan",
        "a pro-government newspaper",
        "the coalition",
    ],
)
def test_who_left_a_party_fights_it_or_is_only_of_its_country_does_not_speak_for_it(desk, name):
    (found,) = heard(desk, name).informants
    assert (found.side, found.party) == (None, False)


@pytest.mark.parametrize(
    "speakers",
    [
        ("Free Syrian Army", "Ahrar al-Sham"),
        ("the Turkish army", "Turkey's defence ministry"),
        ("the Syrian army", "state media", "the regime"),
        ("the regime", "government media"),
        ("HTS", "the Nusra Front's media office"),
    ],
)
def test_speakers_of_one_party_are_one_voice(desk, speakers):
    found = heard(desk, *speakers)
    assert (found.low, found.high) == (1, 1)


def test_a_state_without_a_name_is_none_of_two_that_are_named(desk):
    found = heard(desk, "the Syrian army", "Iraqi military officials", "the army")
    assert found.high == 3
    assert heard(desk, "the Russian Defence Ministry", "the army").high == 2
