"""Status and certainty of an event as worded."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.reading.sentences import split
from tallystick.reading.sources import find_attributions, source_of
from tallystick.reading.stance import certainty, status
from tallystick.record import Document


@pytest.mark.parametrize(
    ("frame", "clause", "trigger", "expected"),
    [
        ("Shells killed five people.", "Shells killed five people", "killed", "occurred"),
        ("Planes are bombing the town.", "Planes are bombing the town", "bombing", "ongoing"),
        ("The wounded are being treated.", "The wounded are being treated", "treated", "ongoing"),
        ("Clashes continue in the north.", "Clashes continue in the north", "Clashes", "ongoing"),
        ("The army plans to storm the town.", "The army plans to storm the town", "storm", "planned"),
        ("Talks will begin in May.", "Talks will begin in May", "Talks", "planned"),
        ("The group threatened to kill hostages.", "The group threatened to kill hostages", "kill", "threatened"),
        ("The toll could rise.", "The toll could rise", "toll", "predicted"),
        ("Rebels tried to seize the base.", "Rebels tried to seize the base", "seize", "attempted"),
        ("Rebels tried to seize the base.", "seize the base", "seize", "attempted"),
        ("The army denied that it shelled the town.", "it shelled the town", "shelled", "denied"),
        ("The army did not shell the town.", "The army did not shell the town", "shell", "denied"),
        ("The army rejected claims that it shelled the town.", "it shelled the town", "shelled", "denied"),
        ("The raid was denied by the army.", "The raid", "raid", "denied"),
        ("It insisted that planes had not bombed the town.", "planes had not bombed the town", "bombed", "denied"),
    ],
)
def test_status_follows_the_words(frame: str, clause: str, trigger: str, expected: str) -> None:
    assert status(clause, clause.index(trigger), frame) == expected


def test_a_siege_lasts_and_a_toll_does_not() -> None:
    assert status("the besieged town", 4, "the besieged town", "siege") == "ongoing"
    assert status("since 2012 100 have been killed", 15, "", "toll") == "occurred"


@pytest.mark.parametrize(
    ("frame", "clause", "expected"),
    [
        ("Two men were killed, police said.", "Two men were killed", "stated"),
        ("Two men were reportedly killed.", "Two men were reportedly killed", "reported"),
        ("The alleged attack killed two.", "The alleged attack killed two", "reported"),
        ("Two are believed to be dead.", "Two are believed to be dead", "reported"),
        ("There were reports that two men were killed.", "two men were killed", "reported"),
        ("Police believe that two men were killed.", "two men were killed", "reported"),
        (
            "Two men were killed, a claim that could not be independently verified.",
            "Two men were killed",
            "unconfirmed",
        ),
        ("Unconfirmed reports that two men were killed spread.", "two men were killed", "unconfirmed"),
        ("Planes hit the camp, which the army denied.", "Planes hit the camp", "disputed"),
    ],
)
def test_certainty_follows_the_words_and_the_way_of_saying(frame: str, clause: str, expected: str) -> None:
    document = Document("d", frame)
    sentences = split(document)
    start = frame.index(clause)
    governing = source_of(find_attributions(document, sentences), start, start + len(clause), 0)
    assert certainty(clause, frame, governing) == expected


@given(st.text(max_size=200), st.integers(-5, 300), st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_words_have_a_status_and_a_certainty(clause: str, trigger: int, frame: str) -> None:
    assert status(clause, trigger, frame) in {
        "occurred", "ongoing", "planned", "threatened", "predicted", "attempted", "denied"
    }  # fmt: skip
    assert certainty(clause, frame, None) in {"stated", "reported", "unconfirmed", "disputed"}
