"""Compares what the database holds with itself and with what the custody log says was preserved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from attrs import field, frozen
from django.db import connections

from tallystick.casebook.errors import reading
from tallystick.casebook.models import Claim, Document
from tallystick.errors import CasebookError


@frozen
class Finding:
    """One thing that is not as it was stored: its kind, where, and a sentence for the user.

    Kinds: ``database``, ``not-preserved``, ``changed-text``, ``changed-claim``; a note has the kind ``interrupted``.
    """

    kind: str
    where: str
    sentence: str


@frozen
class Check:
    """What ``check`` found."""

    problems: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    documents: int
    claims: int


@frozen
class _Captures:
    """What the custody log says: the text hashes logged for each (document id, hash of its bytes)."""

    texts: dict[tuple[str, str], set[str]] = field(factory=dict)

    @classmethod
    def of(cls, captures: Iterable[Mapping[str, Any]]) -> _Captures:
        """Gathers the ``fields`` of the log's capture entries."""
        found = cls()
        for capture in captures:
            texts = found.texts.setdefault((str(capture.get("document_id")), str(capture.get("sha256"))), set())
            if capture.get("text_sha256"):
                texts.add(capture["text_sha256"])
        return found


def check(
    alias: str, captures: Iterable[Mapping[str, Any]], progress: Callable[[int, int], None] | None = None
) -> Check:
    """Every document, its text and its claims against the log's ``captures``, and the database against itself.

    ``progress`` is called with the number of documents done and the number of all.
    """
    preserved, problems, ids, claims = _Captures.of(captures), list[Finding](), set[str](), 0
    try:
        for document, rows, done, total in _stored(alias, problems):
            ids.add(document.id)
            claims += len(rows)
            problems += _document(document, preserved)
            problems += [found for row in rows for found in _claim(row, document.text)]
            if progress is not None:
                progress(done, total)
    except CasebookError as error:
        return Check((*problems, Finding("database", "database", str(error))), (), len(ids), claims)
    return Check(tuple(problems), tuple(_unread(preserved, ids)), len(ids), claims)


def _stored(alias: str, problems: list[Finding]) -> Iterator[tuple[Document, list[Claim], int, int]]:
    """Every document with its claims, its place and the number of all, once the database was checked in itself."""
    with reading():
        problems += _integrity(alias)
        documents = Document.objects.using(alias).order_by("id")
        total = documents.count()
        for done, document in enumerate(documents.iterator(chunk_size=100), 1):
            yield document, list(Claim.objects.using(alias).filter(document=document).order_by("ordinal")), done, total


def _integrity(alias: str) -> list[Finding]:
    if connections[alias].vendor != "sqlite":
        return []
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        broken = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        broken += [f"{row[0]} {row[1]} refers to nothing" for row in cursor.fetchall()]
    sentence = "The casebook's database is damaged ({}); restore it from a copy."
    return [Finding("database", "database", sentence.format(" ".join(str(what).split()))) for what in broken]


def _document(document: Document, preserved: _Captures) -> list[Finding]:
    texts = preserved.texts.get((document.id, document.sha256))
    if texts is None:
        sentence = f"Document {document.id} was stored but its bytes were never preserved; add its file again."
        return [Finding("not-preserved", document.id, sentence)]
    if texts and sha256(document.text.encode()).hexdigest() not in texts:
        sentence = f"The text of document {document.id} is not the one that was read; restore it from a copy."
        return [Finding("changed-text", document.id, sentence)]
    return []


def _claim(row: Claim, text: str) -> list[Finding]:
    told = row.data.get("text") if isinstance(row.data, dict) else None
    same = told == {"start": row.start, "end": row.end, "exact": row.quote} and row.data.get("event") == row.event
    if same and text[row.start : row.end] == row.quote:
        return []
    sentence = f"The words of claim {row.id} are not those of its document; restore the casebook from a copy."
    return [Finding("changed-claim", row.id, sentence)]


def _unread(preserved: _Captures, ids: set[str]) -> list[Finding]:
    missing = sorted({document for document, _ in preserved.texts if document != "None"} - ids)
    return [
        Finding("interrupted", name, f"Document {name} is preserved but not yet stored; add its file again.")
        for name in missing
    ]
