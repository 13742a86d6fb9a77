"""What settles among new tellings and what is beside them is what clustering everything at once gives."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import inf

from attrs import define, field, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.linking import Joint, Pair, Standing, Surroundings, clusters, outlook, settle
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
    book = Stands(fixed, found)
    for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), SIZE], strict=True):
        book.settle(order[start:end])
    book.settle(book.without(data.draw(st.lists(st.sampled_from(NAMES), max_size=3))))
    now = {frozenset(n for n in book.homes if book.homes[n] == home) for home in book.homes.values()}
    assert now == set(_at_once(fixed, found, book.homes))


@define
class Stands:
    """What a casebook would hold: where tellings stand, and how they came together."""

    fixed: dict[str, tuple[str, str | None]]
    found: list[Pair]
    homes: dict[str, str] = field(factory=dict)
    joints: dict[str, Joint] = field(factory=dict)

    def settle(self, inside: Collection[str]) -> None:
        """Settles ``inside`` among what stands, and notes where it then stands."""
        present = self.homes.keys() | set(inside)
        there = [p for p in self.found if p.one in present and p.other in present]
        settled = settle(inside, Seen(self, there).look)
        joints = {joint.name: joint for joint in settled.joints}
        for members in settled.clusters:
            self.homes |= dict.fromkeys(members, min(members))
            for name in members:
                self.joints.pop(name, None)
        self.joints |= joints

    def without(self, names: Collection[str]) -> set[str]:
        """Takes tellings out; those that are left of their incidents."""
        left = {n for n in NAMES if n not in names and self.homes[n] in {self.homes[name] for name in names}}
        for name in set(names):
            del self.homes[name]
            self.joints.pop(name, None)
        return left


@frozen
class Seen:
    """What a casebook would show of itself."""

    book: Stands
    found: list[Pair]

    def look(self, within: Collection[str], taken: Collection[str], least: Mapping[str, float]) -> Surroundings:
        homes, placed = self.book.homes, {n: self.book.fixed[n][1] for n in NAMES}
        leads = {**least, **dict.fromkeys(within, 0.0)}
        ends = ((p.gain, {p.one, p.other}) for p in self.found)
        led = {n for gain, both in ends if any(gain >= leads.get(end, inf) for end in both) for n in both}
        together = {placed[n] for n in within} - {None}
        own = {homes[n] for n in homes if n in within or placed[n] in together}
        beside = own | {homes[n] for n in led | {*taken} if n in homes}
        seen = {*within, *(n for n in homes if homes[n] in beside)}
        nodes = {n: Standing(placed[n], homes.get(n)) for n in seen}
        shut = beside - own - {homes[n] for n in taken}
        standing = {home: {n: self.book.joints.get(n) for n in homes if homes[n] == home} for home in shut}
        pairs = [p for p in self.found if self._is_needed(p, seen, {*within, *taken})]
        told = outlook(standing, [p for p in pairs if homes.get(p.one, "") != homes.get(p.other)])
        stays = {n: homes[n] for n in seen if homes.get(n) in shut - told.loose}
        nodes = {n: node for n, node in nodes.items() if homes.get(n) not in told.apart}
        pairs = [p for p in pairs if p.one in nodes and p.other in nodes]
        inner = {frozenset((a, b)) for a in stays for b in stays if stays[a] == stays[b]}
        return Surroundings(nodes, [p for p in pairs if {p.one, p.other} not in inner], stays)

    def _is_needed(self, pair: Pair, seen: Collection[str], names: Collection[str]) -> bool:
        ends, homes = {pair.one, pair.other}, self.book.homes
        return ends <= set(seen) and (homes.get(pair.one, "") == homes.get(pair.other) or bool(ends & set(names)))


def _at_once(
    fixed: dict[str, tuple[str, str | None]], found: list[Pair], present: Collection[str]
) -> list[frozenset[str]]:
    nodes = {n: Standing(fixed[n][1], None) for n in present}
    return clusters(nodes, [p for p in found if p.one in nodes and p.other in nodes])
