from __future__ import annotations

import pytest

from tallystick.errors import VocabularyError
from tallystick.vocabulary.measures import measure_label, measures
from tallystick.vocabulary.populations import population, populations


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (None, "all"),
        ("", "all"),
        ("people", "all"),
        ("others", "all"),
        ("bodies", "all"),
        ("Syrian civil defence workers", "civilians"),
        ("CIVILIANS", "civilians"),
        ("families", "civilians"),
        ("school children", "children"),
        ("infants", "children"),
        ("civilian women", "women"),
        ("men", "men"),
        ("regime soldiers", "combatants"),
        ("rebel fighters", "combatants"),
        ("policemen", "combatants"),
        ("suicide bombers", "perpetrators"),
        ("women and children", "civilians"),
        ("a man and his two sons", "civilians"),
        ("civilians and soldiers", "all"),
        ("xyzzy", "all"),
    ],
)
def test_population_of_a_group(group, expected):
    assert population(group) == expected


def test_every_population_is_one_of_the_list():
    assert list(populations()) == [
        "all",
        "civilians",
        "children",
        "women",
        "men",
        "combatants",
        "unknown",
        "perpetrators",
    ]


def test_the_nine_measures_have_labels():
    assert len(measures()) == 9
    assert measure_label("casualties") == "Killed or injured"


def test_an_unknown_measure_is_refused_with_the_names():
    with pytest.raises(VocabularyError, match="killed, injured"):
        measure_label("frightened")
