import re

import pytest

from tallystick.vocabulary.events import event_types
from tallystick.vocabulary.loader import load

CUES = load("event_cues")


@pytest.mark.parametrize("group", CUES["cues"], ids=lambda g: f"{g['event']}-{g['role']}-{g['cues'][0]}")
def test_each_group_of_cues_is_complete(group):
    assert group["event"] in {e.id for e in event_types()}
    assert group["role"] in {"means", "generic", "deed", "outcome", "battle", "event", "ignore"}
    assert all(isinstance(cue, str) and cue == cue.lower() for cue in group["cues"])
    assert set(group.get("near", ())) <= set(CUES["classes"])


def test_counting_people_makes_a_claim_surer():
    roles = {group["role"] for group in CUES["cues"]} - {"ignore"}
    assert set(CUES["confidence"]) == roles | {"inherited"}
    assert all(0 < without < with_ < 1 for without, with_ in CUES["confidence"].values())


def test_every_event_type_but_tolls_has_a_cue():
    told = {group["event"] for group in CUES["cues"] if group["role"] != "ignore"}
    assert told == {e.id for e in event_types()} - {"toll"}


@pytest.mark.parametrize("name", ["not_told", "totals", "one_day", "siblings"])
def test_patterns_find_something_and_not_nothing(name):
    for pattern in CUES[name]:
        assert re.compile(pattern).search("") is None
