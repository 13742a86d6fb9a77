import re
from pathlib import Path

import pytest

from tallystick.errors import VocabularyError
from tallystick.vocabulary.events import event_type, event_types, is_harm

GUIDE = Path(__file__).resolve().parents[2] / "../shared/gold/GUIDE.md"

ACLED = {
    "Battles": {"Government regains territory", "Non-state actor overtakes territory", "Armed clash"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}
PLOVER = {
    "AGREE": set(),
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "AID": set(),
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold"},
    "ASSAULT": {
        "abduct",
        "beat",
        "torture",
        "sexual",
        "targeted",
        "destroy",
        "primitive",
        "firearms",
        "explosives",
        "suicide-attack",
        "aerial",
        "drone",
        "heavy-weapons",
        "crowd-control",
        "unconventional",
    },
}


@pytest.mark.skipif(not GUIDE.exists(), reason="the coding guide is not beside the project")
def test_the_types_are_those_of_the_coding_guide_in_its_order():
    table = GUIDE.read_text(encoding="utf-8").split("## Event types")[1].split("## Fields")[0]
    assert [e.id for e in event_types()] == re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)


@pytest.mark.parametrize("event", event_types(), ids=lambda e: e.id)
def test_crosswalks_use_the_names_of_the_other_codebooks(event):
    if event.acled:
        assert event.acled[1] in ACLED[event.acled[0]]
    if event.plover:
        name, mode = event.plover
        assert mode is None or mode in PLOVER[name]
        assert name in PLOVER
    assert set(event.ucdp) <= {1, 2, 3}
    assert event.label
    assert event.definition.endswith(".")


def test_context_is_what_makes_no_incident():
    context = {e.id for e in event_types() if e.kind == "context"}
    assert context == {"territory", "aid", "negotiation", "agreement", "protest", "toll"}
    assert is_harm("siege")
    assert not is_harm("toll")


def test_an_air_strike_has_its_sub_event_type():
    assert event_type("airstrike").acled == ("Explosions/Remote violence", "Air/drone strike")
    assert event_type("airstrike").plover == ("ASSAULT", "aerial")


def test_an_unknown_type_is_refused_with_the_known_ones():
    with pytest.raises(VocabularyError, match=r"'picnic'.*airstrike"):
        event_type("picnic")
