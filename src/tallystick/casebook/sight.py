"""What settling sees of the tellings that are kept: each part is read once, however often it looks."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from attrs import define, field
from django.db.models import Q

from tallystick.casebook.batching import batches
from tallystick.casebook.identity import incident_id
from tallystick.casebook.models import Likeness, Telling

Link = tuple[str, str, int]
"""Two tellings (the lower name first) and by how much their evidence is above the threshold."""
Standing = tuple[str, str | None, str | None]
"""Its report, the incident in which a person placed it, and the one where it stands since the last link."""


@define
class Sight:
    """The tellings, as they are while it is in use."""

    alias: str
    _numbers: dict[str, int] = field(factory=dict)
    """By name."""
    _nodes: dict[int, tuple[str, Standing]] = field(factory=dict)
    _homes: dict[int, int | None] = field(factory=dict)
    _held: dict[int, set[int]] = field(factory=dict)
    """The tellings of each incident that was looked at."""
    _alike: dict[int, dict[int, int]] = field(factory=dict)
    """The gains of the pairs of each telling that was looked at."""

    def surroundings(self, names: Collection[str]) -> tuple[dict[str, Standing], list[Link]]:
        """The tellings ``names`` with those of all incidents to which pairs from them lead, and the pairs among all."""
        numbers = self._numbered(names)
        self._find_pairs(numbers)
        reached = numbers | {other for number in numbers for other in self._alike[number]}
        self._find(Q(number__in=some) for some in batches(sorted(reached - self._nodes.keys())))
        seen = numbers | self._beside({home for n in reached if (home := self._homes[n]) is not None})
        self._find_pairs(seen)
        links = (
            (self._nodes[one][0], self._nodes[other][0], gain)
            for one in seen
            for other, gain in self._alike[one].items()
            if other in seen
        )
        return dict(self._nodes[number] for number in seen), [link for link in links if link[0] < link[1]]

    def _numbered(self, names: Collection[str]) -> set[int]:
        for batch in batches(sorted(set(names) - self._numbers.keys())):
            rows = Telling.objects.using(self.alias).filter(name__in=batch)
            self._numbers |= dict(rows.values_list("name", "number"))
        return {self._numbers[name] for name in names if name in self._numbers}

    def _beside(self, incidents: set[int]) -> set[int]:
        """The tellings of ``incidents``."""
        new = sorted(incidents - self._held.keys())
        self._held |= {home: set() for home in new}
        for number in self._find(Q(home__in=some) for some in batches(new)):
            home = self._homes[number]
            if home is not None:
                self._held[home].add(number)
        return {number for home in incidents for number in self._held[home]}

    def _find(self, queries: Iterable[Q]) -> list[int]:
        found = list[int]()
        for query in queries:
            rows = Telling.objects.using(self.alias).filter(query)
            for number, name, document, home, placed in rows.values_list(
                "number", "name", "document_id", "home", "placed"
            ):
                at = incident_id(home) if home is not None else None
                self._nodes[number] = (name, (document, at if placed else None, at))
                self._homes[number] = home
                found.append(number)
        return found

    def _find_pairs(self, numbers: Collection[int]) -> None:
        new = sorted(set(numbers) - self._alike.keys())
        self._alike |= {number: {} for number in new}
        for batch in batches(new):
            rows = Likeness.objects.using(self.alias).filter(one__in=batch).values_list("one_id", "other_id", "gain")
            for one, other, gain in rows:
                self._alike[one][other] = gain
