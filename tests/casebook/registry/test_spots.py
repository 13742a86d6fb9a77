"""What the standing decisions make of places, whatever their order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tallystick.casebook.decided import DecisionEntry
from tallystick.casebook.registry.kinds import PLACE_CHANGE, PLACE_MERGE, PLACE_SET
from tallystick.casebook.registry.spots import Location, Spot, drafted
from tallystick.record import Place
from tallystick.serialising import to_plain

SPOTS = [Spot(name) for name in "abcde"]
spots = st.sampled_from(SPOTS)
merges = st.tuples(st.just(PLACE_MERGE), spots, spots)
sets = st.tuples(st.just(PLACE_SET), spots, st.integers(-80, 80))
changes = st.tuples(st.just(PLACE_CHANGE), spots, st.sampled_from(["x", "y"]))
steps = st.lists(st.one_of(merges, sets, changes), max_size=8)


def decided(told: list[tuple[str, Spot, object]]) -> list[DecisionEntry]:
    return [_entry(n, *step) for n, step in enumerate(told, 1)]


def _entry(number: int, kind: str, spot: Spot, what: object) -> DecisionEntry:
    payload: dict[str, object] = {"spot": spot.plain()}
    if isinstance(what, Spot):
        payload |= {"merged": what.plain(), "at": None, "given": False}
    elif isinstance(what, int):
        payload |= {"at": to_plain(Location(float(what), 0.0, 1))}
    else:
        payload |= {"changes": {"name": what}}
    return DecisionEntry(number, kind, (spot.id,), payload, "amal", "2026-01-01T00:00:00Z", "seen")


@given(steps)
def test_places_that_are_one_are_called_alike_and_lie_in_one_point(told: list[tuple[str, Spot, object]]) -> None:
    places = drafted(decided(told))
    for spot, place in places.known.items():
        assert spot in place.spots
        assert place.spot == place.spots[0]
        assert all(places.known[other] is place for other in place.spots)


@given(steps)
def test_a_spot_of_which_nothing_was_said_is_left_alone(told: list[tuple[str, Spot, object]]) -> None:
    other = Place("elsewhere", latitude=1.0, longitude=2.0, gazetteer_name="Elsewhere", country="SY")
    assert drafted(decided(told)).put(other) is other


def test_an_id_tells_division_and_country_where_they_are_known() -> None:
    assert [Spot("Marea", "Aleppo", "SY").id, Spot("Syria", "", "SY").id, Spot("Marea").id] == [
        "Marea (Aleppo, SY)",
        "Syria (SY)",
        "Marea",
    ]
    assert Spot("New\nYork").id == "New York"
