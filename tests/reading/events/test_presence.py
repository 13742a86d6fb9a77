"""Aircraft and guns that are there are no attack; what they do is."""

import pytest

from tallystick.reading import read
from tallystick.record import Document


def events(text: str) -> list[str]:
    return [c.event for c in read(Document(id="d", text=f"{text} The market was open.", published="2016-05-03"))]


@pytest.mark.parametrize(
    "text",
    [
        "Warplanes had circled the town since dawn.",
        "Two jets flew over the village of Rasif at noon.",
        "Russian warplanes were seen over the town, residents said.",
        "Warplanes were heard over Rasif on Sunday.",
        "Warplanes took off from the base on Tuesday.",
        "The army deployed fighter jets to the base at Rasif.",
        "Residents heard the roar of warplanes through the night.",
        "Snipers were posted on the roofs of the old city.",
        "The rebels displayed mortars and rockets at a parade in Rasif.",
        "Warplanes flew low over the village before the strike.",
    ],
)
def test_presence_is_no_attack(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Warplanes circled the town before bombing the market, killing five people.", "airstrike"),
        ("Warplanes flew over Rasif and dropped barrel bombs on the market.", "airstrike"),
        ("Warplanes were seen bombing the town of Rasif.", "airstrike"),
        ("Warplanes targeted the town of Rasif on Monday.", "airstrike"),
        ("The regime first deployed warplanes in the conflict in July 2012.", "airstrike"),
        ("Missiles flew over the border and landed in a field near Rasif.", "shelling"),
        ("Snipers posted on the roofs killed two women.", "shooting"),
    ],
)
def test_an_attack_beside_it_is_told(text: str, event: str) -> None:
    assert events(text) == [event]
