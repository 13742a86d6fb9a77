"""What linking compares, kept so that a new report costs what its neighbourhood costs, however large the casebook."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from attrs import frozen
from django.db.models import Q, QuerySet

from tallystick.casebook.batching import batches
from tallystick.casebook.identity import incident_id, incident_number
from tallystick.casebook.incidents import live
from tallystick.casebook.models import Document, Filing, Likeness, Telling

Link = tuple[str, str, int]
"""Two tellings (the lower name first) and by how much their evidence is above the threshold."""
Standing = tuple[str, str | None, str | None]
"""Its report, the incident in which a person placed it, and the one where it stands since the last link."""
_PAST = chr(ord("|") + 1)


Filed = tuple[str, str, str | None, frozenset[str], dict[str, Any]]
"""A telling as it is kept: its name, its report, the incident in which a person placed it, its keys and all of it."""


@frozen
class Neighbourhood:
    """The tellings of one casebook."""

    alias: str

    @property
    def _rows(self) -> QuerySet[Telling]:
        return Telling.objects.using(self.alias)

    def unlinked(self) -> list[str]:
        """Ids of the documents whose claims are to be linked."""
        return list(Document.objects.using(self.alias).filter(linked=False).order_by("id").values_list("id", flat=True))

    def forget(self, documents: Collection[str]) -> set[str]:
        """Takes out the tellings of ``documents``; the names of those that are left where one was taken out."""
        left, homes = set[str](), set[int]()
        for batch in batches(documents):
            homes |= {h for h in self._rows.filter(document__in=batch).values_list("home", flat=True) if h is not None}
        for some in batches(homes):
            left |= set(self._rows.filter(home__in=some).values_list("name", flat=True))
        for batch in batches(documents):
            gone = self._rows.filter(document__in=batch)
            left -= set(gone.values_list("name", flat=True))
            gone.delete()
        return left

    def near(self, keys: Iterable[str], beginnings: Iterable[str]) -> list[dict[str, Any]]:
        """The tellings filed under one of ``keys``, or under a key with one of ``beginnings`` (which end in |)."""
        filings = Filing.objects.using(self.alias)
        numbers = set[int]()
        for batch in batches(keys):
            numbers |= set(filings.filter(key__in=batch).values_list("telling_id", flat=True))
        for beginning in beginnings:
            found = filings.filter(key__gte=beginning, key__lt=beginning[:-1] + _PAST)
            numbers |= set(found.values_list("telling_id", flat=True))
        rows = list[dict[str, Any]]()
        for part in batches(sorted(numbers)):
            rows += self._rows.filter(number__in=part).values_list("data", flat=True)
        return rows

    def empty(self) -> bool:
        """True where no telling is kept yet."""
        return not self._rows.exists()

    def file(self, documents: Iterable[str], tellings: Iterable[Filed], links: Iterable[Link]) -> None:
        """Keeps new tellings with their pairs, and notes that ``documents`` are linked."""
        filed = list(tellings)
        rows = (
            Telling(name=name, document_id=document, home=_number(home), placed=home is not None, data=data)
            for name, document, home, _, data in filed
        )
        made = self._rows.bulk_create(rows)
        filings = (
            Filing(key=key, telling_id=row.number)
            for row, told in zip(made, filed, strict=True)
            for key in sorted(told[3])
        )
        for batch in batches(filings, 5000):
            Filing.objects.using(self.alias).bulk_create(batch)
        self._link(list(links), {row.name: row.number for row in made})
        for names in batches(documents):
            Document.objects.using(self.alias).filter(id__in=names).update(linked=True)

    def _link(self, links: Collection[Link], numbers: dict[str, int]) -> None:
        unknown = {name for one, other, _ in links for name in (one, other)} - numbers.keys()
        for part in batches(unknown):
            numbers |= dict(self._rows.filter(name__in=part).values_list("name", "number"))
        both = ((one, other, gain) for a, b, gain in links for one, other in ((a, b), (b, a)))
        rows = (Likeness(one_id=numbers[one], other_id=numbers[other], gain=gain) for one, other, gain in both)
        for batch in batches(rows, 5000):
            Likeness.objects.using(self.alias).bulk_create(batch)

    def surroundings(self, names: Collection[str]) -> tuple[dict[str, Standing], list[Link]]:
        """The tellings ``names`` with those of all incidents to which pairs from them lead, and the pairs among all."""
        numbers = set[int]()
        for batch in batches(names):
            numbers |= set(self._rows.filter(name__in=batch).values_list("number", flat=True))
        alike = self._alike(numbers)
        reached, homes = numbers | {other for _, other in alike}, set[int]()
        for part in batches(reached):
            found = self._rows.filter(number__in=part).values_list("home", flat=True)
            homes |= {home for home in found if home is not None}
        nodes = self._nodes(Q(number__in=some) for some in batches(numbers))
        nodes |= self._nodes(Q(home__in=some) for some in batches(homes))
        alike |= self._alike(nodes.keys() - numbers)
        links = ((nodes[one][0], nodes[other][0], gain) for (one, other), gain in alike.items() if other in nodes)
        return dict(nodes.values()), [link for link in links if link[0] < link[1]]

    def _nodes(self, queries: Iterable[Q]) -> dict[int, tuple[str, Standing]]:
        found: dict[int, tuple[str, Standing]] = {}
        for query in queries:
            rows = self._rows.filter(query).values_list("number", "name", "document_id", "home", "placed")
            for number, name, document, home, placed in rows:
                at = incident_id(home) if home is not None else None
                found[number] = (name, (document, at if placed else None, at))
        return found

    def _alike(self, numbers: Iterable[int]) -> dict[tuple[int, int], int]:
        """The gains of all pairs of the tellings ``numbers``."""
        found: dict[tuple[int, int], int] = {}
        for batch in batches(sorted(numbers)):
            rows = Likeness.objects.using(self.alias).filter(one__in=batch).values_list("one_id", "other_id", "gain")
            found |= {(one, other): gain for one, other, gain in rows}
        return found

    def tellings(self, names: Iterable[str]) -> list[dict[str, Any]]:
        """All that is kept of the tellings ``names``."""
        return [
            data
            for batch in batches(names)
            for data in self._rows.filter(name__in=batch).values_list("data", flat=True)
        ]

    def settle(self, homes: Iterable[tuple[str, str]]) -> None:
        """Notes where tellings stand now, from their names and incidents."""
        by_incident: dict[str, list[str]] = {}
        for name, incident in homes:
            by_incident.setdefault(incident, []).append(name)
        for incident, names in by_incident.items():
            for batch in batches(names):
                self._rows.filter(name__in=batch).update(home=incident_number(incident))

    def homes(self, claims: Iterable[str]) -> dict[str, str]:
        """The incident in which each of ``claims`` stands now, where it stands in one."""
        found = dict[str, str]()
        for batch in batches(claims):
            rows = live(self.alias).filter(claim__in=batch).values_list("claim_id", "incident_id")
            found |= {claim: incident_id(number) for claim, number in rows}
        return found


def _number(incident: str | None) -> int | None:
    return None if incident is None else incident_number(incident)
