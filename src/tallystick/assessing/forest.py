"""Disjoint sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class UnionFind:
    """Items in disjoint sets; the representative of a set is the one that others were joined to."""

    def __init__(self, items: Iterable[str]) -> None:
        """Each item alone."""
        self._parent = {item: item for item in items}

    def find(self, item: str) -> str:
        """The representative of the item's set."""
        while (parent := self._parent[item]) != item:
            self._parent[item] = self._parent[parent]
            item = parent
        return item

    def join(self, into: str, item: str) -> None:
        """Put the item's set into the set of ``into``, whose representative stays."""
        self._parent[self.find(item)] = self.find(into)

    def joined(self, one: str, other: str) -> bool:
        """True where both are in one set."""
        return self.find(one) == self.find(other)

    def sets(self) -> list[list[str]]:
        """The sets, each with its items in the order they were given, in the order of their first items."""
        found: dict[str, list[str]] = defaultdict(list)
        for item in self._parent:
            found[self.find(item)].append(item)
        return list(found.values())
