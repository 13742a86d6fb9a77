"""Keeps the index of full-text search (``casebook.models.searching``) in step with documents and claims.

Neither changes once it is stored, so each is indexed once: ``index`` by whoever stores it, ``catch_up`` for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models import Exists, OuterRef, Subquery

from tallystick.casebook.batching import batches
from tallystick.casebook.words import words

_MOST_BYTES = 1_000_000
"""About as much as PostgreSQL keeps of the words of one text; the rest of a longer one is not indexed."""
_LAST_POSITION, _MOST_POSITIONS = 16383, 255
"""What PostgreSQL keeps of where a word stands."""


def whole(title: str | None, text: str) -> str:
    """What is indexed of a document: its title is the first line."""
    return f"{title}\n{text}" if title else text


def index(alias: str, documents: Iterable[tuple[str, str | None, str]], claims: Iterable[tuple[str, str]]) -> None:
    """Indexes new documents (id, title, text) and claims (id, quote), within the transaction that stores them."""
    _index(
        alias, _model("DocumentWords"), "document_id", ((name, whole(title, text)) for name, title, text in documents)
    )
    _index(alias, _model("ClaimWords"), "claim_id", claims)


def _model(name: str) -> Any:
    return apps.get_model("casebook", name)


def number_claims(alias: str, model: Callable[[str], Any] = _model) -> None:
    """Notes in the digests of claims their numbers in the index, which each database gives anew."""
    known = model("ClaimWords").objects.using(alias).filter(claim=OuterRef("pk"))
    model("ClaimDigest").objects.using(alias).update(words=Subquery(known.values("number")[:1]))


def catch_up(alias: str, model: Callable[[str], Any] = _model) -> None:
    """Indexes whatever documents and claims are not, in the order in which they were added, within a transaction.

    ``model`` gives the model of a name: those of the time, in a migration.
    """
    document, claim = model("Document"), model("Claim")
    left = _left(alias, document, model("DocumentWords"), "document", ("added_at", "id"))
    texts = _texts(alias, document, left, ("id", "title", "text"))
    _index(alias, model("DocumentWords"), "document_id", ((name, whole(title, text)) for name, title, text in texts))
    left = _left(alias, claim, model("ClaimWords"), "claim", ("document__added_at", "document_id", "ordinal"))
    _index(alias, model("ClaimWords"), "claim_id", _texts(alias, claim, left, ("id", "quote")))


def _left(alias: str, model: Any, indexed: Any, key: str, order: tuple[str, ...]) -> list[str]:
    there = indexed.objects.using(alias).filter(**{key: OuterRef("pk")})
    return list(model.objects.using(alias).exclude(Exists(there)).order_by(*order).values_list("pk", flat=True))


def _texts(alias: str, model: Any, ids: Iterable[str], fields: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    for batch in batches(ids):
        found = {row[0]: row for row in model.objects.using(alias).filter(pk__in=batch).values_list(*fields)}
        yield from (found[name] for name in batch)


def _index(alias: str, model: Any, key: str, texts: Iterable[tuple[Any, ...]]) -> None:
    table, connection = model._meta.db_table, connections[alias]
    for batch in batches(texts):
        if connection.vendor == "postgresql":
            rows = [(name, tsvector(text)) for name, text in batch]
            statement = f"INSERT INTO {table} ({key}, words) VALUES (%s, %s::tsvector)"
        else:
            made = model.objects.using(alias).bulk_create(model(**{key: name}) for name, _ in batch)
            rows = [(row.pk, " ".join(_told(text))) for row, (_, text) in zip(made, batch, strict=True)]
            statement = f"INSERT INTO {table}_index (rowid, words) VALUES (%s, %s)"
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)


def _told(text: str) -> Iterator[str]:
    """The words of ``text``, as far as they are indexed."""
    left = _MOST_BYTES
    for word in words(text):
        left -= len(word.folded.encode()) + 6
        if left < 0:
            return
        yield word.folded


def tsvector(text: str) -> str:
    """The words of ``text`` with their positions, as PostgreSQL writes a tsvector."""
    places: dict[str, list[str]] = {}
    for position, word in enumerate(_told(text), 1):
        places.setdefault(word, []).append(str(min(position, _LAST_POSITION)))
    return " ".join(f"'{word}':{','.join(at[:_MOST_POSITIONS])}" for word, at in places.items())
