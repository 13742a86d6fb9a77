"""What linking compares, kept so that a new report costs what its neighbourhood costs, however large the casebook."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from attrs import frozen
from django.db.models import QuerySet

from tallystick.casebook.batching import batches
from tallystick.casebook.identity import incident_number
from tallystick.casebook.models import Document, Filing, Likeness, Telling
from tallystick.casebook.sight import Link, Sight
from tallystick.casebook.updating import update_each

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

    def near(self, keys: Iterable[str], beginnings: Iterable[str]) -> set[int]:
        """Numbers of the tellings filed under one of ``keys``, or under one that begins with one of ``beginnings``."""
        filings = Filing.objects.using(self.alias)
        numbers = set[int]()
        for batch in batches(keys):
            numbers |= set(filings.filter(key__in=batch).values_list("telling_id", flat=True))
        for beginning in beginnings:
            found = filings.filter(key__gte=beginning, key__lt=beginning[:-1] + _PAST)
            numbers |= set(found.values_list("telling_id", flat=True))
        return numbers

    def numbered(self, numbers: Collection[int]) -> dict[int, dict[str, Any]]:
        """All that is kept of the tellings ``numbers``."""
        found: dict[int, dict[str, Any]] = {}
        for batch in batches(sorted(numbers)):
            found |= dict(self._rows.filter(number__in=batch).values_list("number", "data"))
        return found

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

    def sight(self) -> Sight:
        """What settling sees of them."""
        return Sight(self.alias)

    def tellings(self, names: Iterable[str]) -> list[dict[str, Any]]:
        """All that is kept of the tellings ``names``."""
        return [
            data
            for batch in batches(names)
            for data in self._rows.filter(name__in=batch).values_list("data", flat=True)
        ]

    def settle(self, homes: Iterable[tuple[str, str]]) -> None:
        """Notes where tellings stand now, from their names and incidents."""
        update_each(self.alias, Telling, "home", "name", [(incident_number(home), name) for name, home in homes])


def _number(incident: str | None) -> int | None:
    return None if incident is None else incident_number(incident)
