"""An incident that is said to stay whole beside something comes out whole beside it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from tallystick.linking import Joint, Pair, clustered, outlook
from tallystick.linking.cohesion import Outlook
from tallystick.linking.graph import NEVER

MEMBERS = [f"m{number}" for number in range(6)]
BESIDE = ["x0", "x1"]
ENDS = st.tuples(st.sampled_from(MEMBERS), st.sampled_from([*MEMBERS, *BESIDE])).filter(lambda ends: ends[0] < ends[1])
GAINS = st.dictionaries(ENDS, st.one_of(st.integers(-1400, 3000), st.just(NEVER)), min_size=8)


@frozen
class Node:
    """A telling that nobody placed."""

    incident: str | None = None


def pairs(gains: Mapping[tuple[str, str], int]) -> list[Pair]:
    """Pairs of unequal gains."""
    told = enumerate(sorted(gains.items()))
    return [Pair(a, b, gain if gain == NEVER else 1000 * gain + n) for n, ((a, b), gain) in told]


def standing(found: list[Pair]) -> dict[str, dict[str, Joint | None]]:
    """The incidents that the members make alone, by their lowest."""
    alone = clustered({name: Node() for name in MEMBERS}, [pair for pair in found if pair.other in MEMBERS])
    joints = {joint.name: joint for joint in alone.joints}
    return {min(cluster): {name: joints.get(name) for name in cluster} for cluster in alone.clusters}


@given(GAINS)
def test_what_is_said_to_stay_whole_comes_out_whole(gains: dict[tuple[str, str], int]) -> None:
    found = pairs(gains)
    stood = standing(found)
    homes = {name: home for home, joints in stood.items() for name in joints}
    outward = [pair for pair in found if pair.other in BESIDE]
    told = outlook(stood, outward)
    whole = stood.keys() - told.loose
    beside = {name: Node() for name in (*MEMBERS, *BESIDE)}
    within = [pair for pair in found if pair.other in MEMBERS and homes[pair.one] == homes[pair.other]]
    found_with_all = clustered(beside, [*within, *outward]).clusters
    assert all(any(stood[home].keys() <= cluster for cluster in found_with_all) for home in whole)
    assert all(frozenset(stood[home]) in found_with_all for home in told.apart)
    known = {name: homes[name] for name in MEMBERS if homes[name] in whole}
    without = [pair for pair in within if pair.one not in known]
    assert clustered(beside, [*without, *outward], known).clusters == found_with_all


def test_what_is_near_a_part_only_leaves_the_incident_whole_or_not() -> None:
    joints = {"m0": None, "m1": Joint("m1", "m0", 3_000_000.0), "m2": Joint("m2", "m0", 1_000_000.0)}
    stands = {"m0": joints}
    assert outlook(stands, [Pair("m1", "x0", 2_000_000)]) == Outlook(frozenset(), frozenset({"m0"}))
    assert outlook(stands, [Pair("m2", "x0", 2_000_000)]) == Outlook(frozenset({"m0"}), frozenset())
    assert outlook(stands, [Pair(name, "x0", 800_000) for name in joints]) == Outlook(frozenset(), frozenset())


def test_an_incident_of_which_it_is_not_known_how_it_came_together_may_come_apart() -> None:
    twice = Joint("m1", "m0", 1_000_000.0), Joint("m2", "m0", 1_000_000.0)
    lost = Joint("m1", "", 1_000_000.0)
    stands = ({"m0": None, "m1": None}, {"m0": None, "m1": twice[0], "m2": twice[1]}, {"m0": None, "m1": lost})
    for joints in stands:
        assert outlook({"m0": joints}, [Pair("m1", "x0", 2_000_000)]).loose == {"m0"}
