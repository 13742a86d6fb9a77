"""Compares what the database holds with itself and with what the custody log says was preserved and stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from django.apps import apps
from django.db import connections
from django.db.models import Exists, ForeignKey, OuterRef

from tallystick.casebook.adding import check_added
from tallystick.casebook.custody import reading_fields
from tallystick.casebook.errors import reading
from tallystick.casebook.logged import Entry, Logged
from tallystick.casebook.models import Claim, Document
from tallystick.casebook.recounting import check_decisions, check_record, check_targets
from tallystick.casebook.results import Check, Findings
from tallystick.errors import CasebookError

_RESTORE = "restore the casebook from a copy"
_NAMED = 20
"""How many rows of one kind are named."""


def check(alias: str, log: Iterable[Entry], progress: Callable[[int, int], None] | None = None) -> Check:
    """Every document, claim, decision and incident against the entries of the custody log, and against themselves.

    ``progress`` is called with the number of documents done and the number of all.
    """
    logged, findings, ids, claims = Logged.of(log), Findings(), set[str](), 0
    try:
        for document, rows, done, total in _stored(alias, findings):
            ids.add(document.id)
            claims += len(rows)
            _check_document(document, rows, logged, findings)
            if progress is not None:
                progress(done, total)
        _check_missing(logged, ids, findings)
        with reading():
            check_decisions(alias, logged, findings)
            check_targets(alias, findings)
            check_added(alias, findings)
            check_record(alias, logged, findings)
    except CasebookError as error:
        findings.problem("database", "database", str(error))
    return Check(tuple(findings.problems), tuple(findings.notes), len(ids), claims)


def _stored(alias: str, findings: Findings) -> Iterator[tuple[Document, list[Claim], int, int]]:
    """Every document with its claims, its place and the number of all, once the database was checked in itself."""
    with reading():
        _check_integrity(alias, findings)
        documents = Document.objects.using(alias).order_by("id")
        total = documents.count()
        for done, document in enumerate(documents.iterator(chunk_size=100), 1):
            yield document, list(Claim.objects.using(alias).filter(document=document).order_by("ordinal")), done, total


def _check_integrity(alias: str, findings: Findings) -> None:
    broken = _damages(alias) if connections[alias].vendor == "sqlite" else _dangling(alias)
    for what in broken:
        told = " ".join(str(what).split())
        findings.problem(
            "database", "database", f"The casebook's database is damaged ({told}); restore it from a copy."
        )


def _damages(alias: str) -> list[str]:
    """What SQLite says of its file: of its pages and indexes, and of rows that refer to nothing."""
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        broken = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        return broken + [f"{row[0]} {row[1]} refers to nothing" for row in cursor.fetchall()]


def _dangling(alias: str) -> list[str]:
    """Rows that refer to nothing, which a server allows whoever may switch its constraints off.

    Pages are the server's to check; those of documents and claims are all read here.
    """
    broken = list[str]()
    for model in apps.get_app_config(Document._meta.app_label).get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey):
                there = field.remote_field.model._default_manager.using(alias).filter(pk=OuterRef(field.attname))
                rows = model._default_manager.using(alias).filter(**{f"{field.name}__isnull": False})
                lost = rows.exclude(Exists(there)).values_list("pk", flat=True)[:_NAMED]
                broken += [f"{model._meta.db_table} {key} refers to nothing" for key in lost]
    return broken


def _check_document(document: Document, claims: list[Claim], logged: Logged, findings: Findings) -> None:
    texts = logged.texts.get((document.id, document.sha256))
    if texts is None:
        sentence = f"Document {document.id} was stored but its bytes were never preserved; add its file again."
        findings.problem("not-preserved", document.id, sentence)
    elif texts and sha256(document.text.encode()).hexdigest() not in texts:
        sentence = f"The text of document {document.id} is not the one that was read; restore it from a copy."
        findings.problem("changed-text", document.id, sentence)
    else:
        _check_reading(document, claims, logged, findings)
    for claim in claims:
        _check_claim(claim, document.text, findings)


def _check_reading(document: Document, claims: list[Claim], logged: Logged, findings: Findings) -> None:
    told, now = logged.readings.get(document.id), reading_fields(document, claims)
    if told is None:
        sentence = f"The reading of document {document.id} is not yet in the custody log; add its file again."
        findings.note(document.id, sentence)
        return
    if told.get("claims_sha256") != now["claims_sha256"]:
        sentence = f"The claims of document {document.id} are not those that were read from it; {_RESTORE}."
        findings.problem("changed-reading", document.id, sentence)
    if any(told.get(name) != now[name] for name in ("document_sha256", "by", "reader", "reader_version")):
        sentence = f"What is stored about document {document.id} (date, publisher, title ...) was changed; {_RESTORE}."
        findings.problem("changed-document", document.id, sentence)


def _check_claim(row: Claim, text: str, findings: Findings) -> None:
    told = row.data if isinstance(row.data, dict) else {}
    same = told.get("text") == {"start": row.start, "end": row.end, "exact": row.quote} and told.get("id") == row.id
    columns = all(told.get(name) == getattr(row, name) for name in ("event", "status", "certainty", "confidence"))
    if not same or not columns or text[row.start : row.end] != row.quote:
        sentence = f"The words of claim {row.id} are not those of its document; {_RESTORE}."
        findings.problem("changed-claim", row.id, sentence)


def _check_missing(logged: Logged, ids: set[str], findings: Findings) -> None:
    """What was preserved but is not stored: its add was stopped, or, where its reading was logged, it was removed."""
    for name in sorted({document for document, _ in logged.texts} - ids):
        if name in logged.readings:
            sentence = f"Document {name} is no longer in the database; restore it from a copy, or add its file again."
            findings.problem("removed-document", name, sentence)
        else:
            findings.note(name, f"Document {name} is preserved but not yet stored; add its file again.")
