import pytest

from tallystick.reading import read
from tallystick.reading.parties.helping import helps
from tallystick.record import Document


@pytest.mark.parametrize(
    ("event", "name", "help_given"),
    [
        ("aid", "the army", True),
        ("evacuation", "Civil Defence volunteers", True),
        ("evacuation", "Red Crescent", True),
        ("evacuation", "government forces", False),
        ("airstrike", "Red Crescent", False),
    ],
)
def test_whose_deed_is_help(event: str, name: str, help_given: bool) -> None:
    assert helps(event, name) is help_given


def test_the_rules_name_no_perpetrator_of_aid() -> None:
    text = "Doctors of the army treated 60 wounded people at a hospital in Rasif after the air strike."
    claims = read(Document(id="d", text=text, published="2016-05-03"))
    assert [c.perpetrators for c in claims if c.event == "aid"] == [()]
