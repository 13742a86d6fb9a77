"""What settles among new tellings and what is beside them is what clustering everything at once gives."""

from __future__ import annotations

from collections.abc import Collection

from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.linking import Pair, Standing, Surroundings, clusters, settle
from tallystick.linking.graph import NEVER

SIZE = 14
NAMES = [f"t{number:02d}" for number in range(SIZE)]
ENDS = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda e: e[0] < e[1])
GAINS = st.dictionaries(ENDS, st.integers(-1500, 2000), max_size=60)
PLACED = st.lists(st.sampled_from([None, None, None, "P1", "P2"]), min_size=SIZE, max_size=SIZE)
REPORTS = st.lists(st.integers(0, 9), min_size=SIZE, max_size=SIZE)


def graph(gains: dict[tuple[int, int], int], reports: list[int]) -> list[Pair]:
    """Pairs of unequal gains, none between tellings of one report."""
    return [
        Pair(NAMES[a], NAMES[b], NEVER if gain == -1500 else gain * 1000 + n)
        for n, ((a, b), gain) in enumerate(sorted(gains.items()))
        if reports[a] != reports[b]
    ]


@settings(deadline=None)
@given(GAINS, REPORTS, PLACED, st.permutations(NAMES), st.lists(st.integers(1, SIZE), max_size=4), st.data())
def test_settling_part_by_part_is_clustering_everything(
    gains: dict[tuple[int, int], int],
    reports: list[int],
    placed: list[str | None],
    order: list[str],
    cuts: list[int],
    data: st.DataObject,
) -> None:
    found = graph(gains, reports)
    fixed = {name: (f"d{reports[n]}", placed[n]) for n, name in enumerate(NAMES)}
    homes: dict[str, str] = {}
    for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), SIZE], strict=True):
        _settle(order[start:end], homes, fixed, found)
    gone = set(data.draw(st.lists(st.sampled_from(NAMES), max_size=3)))
    left = {n for n in NAMES if n not in gone and homes[n] in {homes[g] for g in gone}}
    for name in gone:
        del homes[name]
    _settle(left, homes, fixed, found)
    now = {frozenset(n for n in homes if homes[n] == home) for home in homes.values()}
    assert now == set(_at_once(fixed, found, homes))


@frozen
class Seen:
    """What a casebook of all that is in ``homes`` would show."""

    homes: dict[str, str]
    fixed: dict[str, tuple[str, str | None]]
    found: list[Pair]
    present: Collection[str]

    def look(self, names: Collection[str]) -> Surroundings:
        led = [p for p in self.found if p.gain >= 0 and {p.one, p.other} & set(names)]
        beside = {self.homes[n] for n in ({n for p in led for n in (p.one, p.other)} | set(names)) & self.homes.keys()}
        together = {self.fixed[n][1] for n in names} - {None}
        seen = {n for n in self.present if n in names or self.homes.get(n) in beside or self.fixed[n][1] in together}
        seen = {n for n in self.present if n in seen or self.homes.get(n) in {self.homes.get(s) for s in seen} - {None}}
        nodes = {n: Standing(*self.fixed[n], self.homes.get(n)) for n in seen}
        return Surroundings(nodes, [p for p in self.found if self._is_needed(p, seen, names)])

    def _is_needed(self, pair: Pair, seen: Collection[str], names: Collection[str]) -> bool:
        ends = {pair.one, pair.other}
        within_one = self.homes.get(pair.one, "") == self.homes.get(pair.other)
        return ends <= set(seen) and (within_one or bool(ends & set(names)))


def _settle(
    inside: Collection[str], homes: dict[str, str], fixed: dict[str, tuple[str, str | None]], found: list[Pair]
) -> None:
    """Settles ``inside`` among what stands, and notes where it then stands."""
    present = homes.keys() | set(inside)
    there = [p for p in found if p.one in present and p.other in present]
    for members in settle(inside, Seen(homes, fixed, there, present).look).clusters:
        homes |= dict.fromkeys(members, min(members))


def _at_once(
    fixed: dict[str, tuple[str, str | None]], found: list[Pair], present: Collection[str]
) -> list[frozenset[str]]:
    nodes = {n: Standing(*fixed[n], None) for n in present}
    return clusters(nodes, [p for p in found if p.one in nodes and p.other in nodes])
