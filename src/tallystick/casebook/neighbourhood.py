"""What linking compares, kept so that a new report costs what its neighbourhood costs, however large the casebook.

Pairs of tellings are not kept: they come of the two tellings alone, and are worked out where they are looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen
from django.db.models import QuerySet

from tallystick.casebook.batching import batches
from tallystick.casebook.identity import incident_id, incident_number
from tallystick.casebook.models import Bookkeeping, Document, Filing, Telling
from tallystick.casebook.selecting import only, plain, select
from tallystick.casebook.updating import delete_all, update_each

_PAST = chr(ord("|") + 1)
_STAND = ("number", "name", "home", "placed", "joins", "gain")


Filed = tuple[str, str, str | None, frozenset[str], dict[str, Any]]
"""A telling as it is kept: its name, its report, the incident in which a person placed it, its keys and all of it."""


@frozen
class Kept:
    """A telling as it stands: its number, the incident where it is since the last link, and all of it."""

    number: int
    home: str | None
    placed: bool
    """True where a person placed it there."""
    data: dict[str, Any]


@frozen
class Stand:
    """Where a telling stands since the last link, and how it came there (``linking.clustering.Joint``)."""

    number: int
    name: str
    home: str
    placed: bool = False
    """True where a person placed it there."""
    joins: int | None = None
    """The number of the telling that it was joined to; None for the first of an incident."""
    gain: float | None = None
    """Infinite where a person placed it; None for the first of an incident."""


@frozen
class Neighbourhood:
    """The tellings of one casebook."""

    alias: str

    @property
    def _rows(self) -> QuerySet[Telling]:
        return Telling.objects.using(self.alias)

    def _select(self, columns: Sequence[str], key: str, among: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
        return select(self.alias, Telling, columns, key, among)

    def keep_to(self, fingerprint: str) -> None:
        """Drops all that was kept when linking compared by something else; everything is then to be linked again."""
        if only(self.alias, Bookkeeping, ["linked_by"]) != (fingerprint,):
            Bookkeeping.objects.using(self.alias).update(linked_by=fingerprint)
            delete_all(self.alias, Filing)
            delete_all(self.alias, Telling)
            Document.objects.using(self.alias).filter(linked=True).update(linked=False)

    def unlinked(self) -> list[str]:
        """Ids of the documents whose claims are to be linked."""
        return list(Document.objects.using(self.alias).filter(linked=False).order_by("id").values_list("id", flat=True))

    def forget(self, documents: Collection[str]) -> set[str]:
        """Takes out the tellings of ``documents``; the names of those that are left where one was taken out."""
        gone = dict(self._select(["name", "home"], "document", documents))
        left = {name for (name,) in self._select(["name"], "home", set(gone.values()) - {None})}
        for batch in batches(documents if gone else ()):
            self._rows.filter(document__in=batch).delete()
        return left - gone.keys()

    def near(self, sought: Mapping[str, tuple[Collection[str], Collection[str]]]) -> dict[str, set[int]]:
        """For each of the names in ``sought``: numbers of the tellings filed near it.

        They are those filed under one of its keys (the first collection), or under one that begins with one of its
        beginnings (the second).
        """
        filed = self._filed({key for keys, _ in sought.values() for key in keys})
        beginnings = {start for _, starts in sought.values() for start in starts}
        under = {start: self._filed_from(start) for start in beginnings}
        return {
            name: set[int]().union(*(filed.get(key, ()) for key in keys), *(under[start] for start in starts))
            for name, (keys, starts) in sought.items()
        }

    def _filed(self, keys: Collection[str]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for key, number in select(self.alias, Filing, ["key", "telling"], "key", keys):
            found.setdefault(key, []).append(number)
        return found

    def _filed_from(self, beginning: str) -> list[int]:
        rows = Filing.objects.using(self.alias).filter(key__gte=beginning, key__lt=beginning[:-1] + _PAST)
        return list(rows.values_list("telling_id", flat=True))

    def numbers(self, names: Collection[str]) -> list[int]:
        """The numbers of the tellings ``names``."""
        return [number for (number,) in self._select(["number"], "name", names)]

    def numbered(self, numbers: Collection[int]) -> Iterator[Kept]:
        """The tellings ``numbers``."""
        for number, home, placed, data in self._select(["number", "home", "placed", "data"], "number", sorted(numbers)):
            yield Kept(number, None if home is None else incident_id(home), bool(placed), plain(data))

    def standing_in(self, incidents: Collection[str]) -> Iterator[Stand]:
        """The tellings that stand in ``incidents``."""
        for number, name, home, placed, *joint in self._select(_STAND, "home", sorted(map(incident_number, incidents))):
            yield Stand(number, name, incident_id(home), bool(placed), *joint)

    def holds_others(self, number: int) -> bool:
        """True where more than ``number`` tellings are kept."""
        return self._rows.order_by("number")[number : number + 1].exists()

    def file(self, documents: Iterable[str], tellings: Iterable[Filed]) -> dict[str, int]:
        """Keeps new tellings, and notes that ``documents`` are linked; the numbers of the tellings by their names."""
        numbers: dict[str, int] = {}
        for filed in batches(tellings, 5000):
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
            Filing.objects.using(self.alias).bulk_create(filings)
            numbers |= {row.name: row.number for row in made}
        for names in batches(documents):
            Document.objects.using(self.alias).filter(id__in=names).update(linked=True)
        return numbers

    def settle(self, stands: Iterable[Stand]) -> None:
        """Notes where tellings stand now, and how they came there."""
        rows = [(incident_number(s.home), s.joins, s.gain, s.number) for s in stands]
        update_each(self.alias, Telling, ["home", "joins", "gain"], "number", rows)


def _number(incident: str | None) -> int | None:
    return None if incident is None else incident_number(incident)
