from tallystick.reading.sentences import tokenise
from tallystick.reading.weapons import find_weapons


def types(text):
    return [w.type for w in find_weapons(text, tokenise(text))]


def test_the_longest_wording_counts_once():
    text = "Barrel bombs and rocket shells fell; later barrel bombs again."
    assert types(text) == ["barrel bombs", "rocket shells"]


def test_wording_and_place_are_kept():
    text = "They used Chlorine Gas."
    (weapon,) = find_weapons(text, tokenise(text))
    assert (weapon.text.start, weapon.text.exact) == (10, "Chlorine Gas")


def test_aircraft_and_depots_are_no_weapons():
    assert types("Helicopters hit a rocket factory and a weapons depot.") == []
