"""A casebook several times as large: its reports, claims and incidents once more under other ids, by SQL alone.

What linking keeps of its reports (tellings, likenesses) and the custody log are not repeated, since no page asks them;
the incidents are sealed as if they had been linked.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from tallystick.commands import custody
from tallystick.commands.casebooks import Book

_ID = {"document": ("id",), "claim": ("id", "document_id"), "membership": ("claim_id",), "claimdigest": ("claim_id",)}
_WORDS = {"documentwords": ("document_id",), "claimwords": ("claim_id",)}
_NUMBERS = {
    "incident": ("number",),
    "membership": ("incident_id",),
    "incidentdigest": ("incident_id",),
    "claimdigest": ("incident_id",),
    "incidentvoice": ("digest_id",),
}
_NAMING = {"claim": ("data",), "incident": ("principal_of",), "membership": ("evidence",)}
_COUNTED = {"membership": "id", "incidentvoice": "id"}
_ORDER = ("document", "claim", "incident", "membership", "incidentdigest", "incidentvoice", "claimdigest")


def repeat(book: Book, times: int) -> None:
    """Makes a casebook that ``filling.fill`` filled ``times`` as large; its digests are to be there already."""
    from django.db import connections

    from tallystick.casebook import indexing

    alias = book.casebook.alias
    with custody.changing(book):
        with connections[alias].cursor() as cursor:
            on_server = connections[alias].vendor == "postgresql"
            tables = (*_ORDER, *(_WORDS if on_server else ()))  # SQLite keeps no copy of the words
            most = {name: _most(cursor, name) for name in tables}
            for copy in range(1, times):
                for name in tables:
                    cursor.execute(_statement(cursor, name, copy, most, on_server))
        indexing.catch_up(alias)
        _seal(alias)
    custody.complete(book)


def _most(cursor: Any, name: str) -> int:
    column = {"incident": "number", **_COUNTED, **dict.fromkeys(_WORDS, "number")}.get(name)
    if column is None:
        return 0
    cursor.execute(f"SELECT MAX({column}) FROM casebook_{name}")
    return int(cursor.fetchone()[0])


def _statement(cursor: Any, name: str, copy: int, most: dict[str, int], on_server: bool) -> str:
    cursor.execute(f"SELECT * FROM casebook_{name} LIMIT 0")
    columns = [column[0] for column in cursor.description]
    told = ", ".join(_value(name, column, copy, most, on_server) for column in columns)
    first = (*_ID.get(name, ()), *_WORDS.get(name, ()), "")[0]
    once = f"{first} NOT LIKE 'w%%'" if name in _ID or name in _WORDS else _once(name, most)
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO casebook_{name} ({names}) SELECT {told} FROM casebook_{name} WHERE {once}".replace("%%", "%")


def _once(name: str, most: dict[str, int]) -> str:
    return f"{_NUMBERS[name][0]} <= {most['incident']}"


def _value(name: str, column: str, copy: int, most: dict[str, int], on_server: bool) -> str:
    if column in (*_ID.get(name, ()), *_WORDS.get(name, ())):
        return f"'w{copy}' || \"{column}\""
    if column in _NUMBERS.get(name, ()):
        return f'"{column}" + {copy * most["incident"]}'
    if column == _COUNTED.get(name) or (name in _WORDS and column == "number"):
        return f'"{column}" + {copy * most[name]}'
    if column in _NAMING.get(name, ()):
        renamed = f"REPLACE(CAST(\"{column}\" AS text), '\"s0', '\"w{copy}s0')"
        return f"CAST({renamed} AS jsonb)" if on_server else renamed
    return f'"{column}"'


def _seal(alias: str) -> None:
    from tallystick.casebook import sealing
    from tallystick.casebook.batching import batches
    from tallystick.casebook.models import Bookkeeping, Incident
    from tallystick.casebook.sethash import SetHash
    from tallystick.casebook.updating import update_each

    record, events = SetHash(), Counter[str]()
    numbers = list(Incident.objects.using(alias).order_by("number").values_list("number", flat=True))
    for batch in batches(numbers):
        found = sealing._look(alias, batch)
        update_each(alias, Incident, "seal", "number", [(seen.true_seal, number) for number, seen in found.items()])
        for seen in found.values():
            record = record.plus(seen.true_seal)
            events.update([seen.event] if seen.event is not None else [])
    Bookkeeping.objects.using(alias).update(record=record.stored(), events=dict(sorted(events.items())))
