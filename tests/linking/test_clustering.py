"""Clusters are those that bringing together the two nearest, one pair of them after the other, gives."""

from __future__ import annotations

from itertools import combinations

from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.linking import Pair, Pairs, clusters
from tallystick.linking.graph import NEVER, UNIT
from tallystick.vocabulary.loader import load

SIZE = 12
NAMES = [f"t{number:02d}" for number in range(SIZE)]
ENDS = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda e: e[0] < e[1])
GAINS = st.dictionaries(ENDS, st.one_of(st.integers(-1_400_000, 3_000_000), st.just(NEVER)), max_size=66)
PLACED = st.lists(st.sampled_from([None, None, None, "P1", "P2"]), min_size=SIZE, max_size=SIZE)


@frozen
class Node:
    """A telling as far as clustering asks."""

    incident: str | None


def linked(gains: dict[tuple[int, int], int]) -> list[Pair]:
    return [Pair(NAMES[a], NAMES[b], gain) for (a, b), gain in gains.items()]


def one_by_one(placed: list[str | None], gains: dict[tuple[int, int], int]) -> list[frozenset[str]]:
    """The same by the plainest of ways."""
    parted = [frozenset({n}) for n, incident in enumerate(placed) if incident is None]
    parted += [frozenset(n for n in range(SIZE) if placed[n] == incident) for incident in {*placed} - {None}]
    while offers := [offer for pair in combinations(parted, 2) if (offer := _offer(*pair, placed, gains)) is not None]:
        _, _, one, other = min(offers, key=lambda offer: offer[:2])
        parted = [part for part in parted if part not in (one, other)] + [one | other]
    return sorted((frozenset(NAMES[n] for n in part) for part in parted), key=min)


def _offer(
    one: frozenset[int], other: frozenset[int], placed: list[str | None], gains: dict[tuple[int, int], int]
) -> tuple[float, list[int], frozenset[int], frozenset[int]] | None:
    """Minus the mean gain with the lowest of each, where the two may come together."""
    between = [
        gains.get((min(a, b), max(a, b)), -float(load("linking_weights")["against"]) * UNIT) for a in one for b in other
    ]
    mean = sum(between) / len(between)
    apart = NEVER in between or len({placed[n] for n in one | other} - {None}) > 1
    return None if apart or mean < 0 else (-mean, sorted((min(one), min(other))), one, other)


@settings(deadline=None)
@given(PLACED, GAINS)
def test_clusters_are_those_of_the_nearest_first(placed: list[str | None], gains: dict[tuple[int, int], int]) -> None:
    nodes = {name: Node(incident) for name, incident in zip(NAMES, placed, strict=True)}
    assert clusters(nodes, linked(gains)) == one_by_one(placed, gains)


@given(GAINS)
def test_pairs_by_the_million_are_the_same_pairs(gains: dict[tuple[int, int], int]) -> None:
    kept = Pairs.of(linked(gains))
    assert (list(kept), len(kept)) == (linked(gains), len(gains))
