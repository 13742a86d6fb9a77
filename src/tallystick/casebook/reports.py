"""Documents and their claims: stored as they were read, given back with people's corrections applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import fields

from tallystick import record
from tallystick.casebook.batching import batches
from tallystick.casebook.correcting import corrected
from tallystick.casebook.decided import corrections
from tallystick.casebook.errors import reading, writing
from tallystick.casebook.indexing import index
from tallystick.casebook.models import Claim, Document, Unlogged
from tallystick.casebook.selecting import select
from tallystick.errors import CasebookError
from tallystick.serialising import from_plain, to_plain

_AT_ONCE = 200
_DOCUMENT_FIELDS = tuple(attribute.name for attribute in fields(record.Document))


def hash_of(alias: str, document_id: str) -> str | None:
    """The hash of the bytes that are stored under the id; None where there are none."""
    with reading():
        found: str | None
        (found,) = next(select(alias, Document, ["sha256"], "id", [document_id]), (None,))
        return found


def store_report(alias: str, report: record.Report, by: str, reader: str, reader_version: str) -> bool:
    """Stores a document with its claims, whole or not at all; False where it is stored already.

    ``reader`` and ``reader_version`` tell what found the claims.

    Raises CasebookError where another document has the same id, or a claim's id is taken.
    """
    document = report.document
    with writing(alias):
        known = hash_of(alias, document.id)
        if known == document.sha256:
            return False
        if known is not None:
            raise CasebookError(
                f"The casebook has another document with the id {document.id}; give this one its own id."
            )
        ids = {claim.id for claim in report.claims}
        if len(ids) < len(report.claims) or any(select(alias, Claim, ["id"], "id", ids)):
            raise CasebookError(f"A claim id of {document.id} is used twice; give the document another id.")
        Document.objects.using(alias).create(
            **to_plain(document), added_by=by, reader=reader, reader_version=reader_version
        )
        Claim.objects.using(alias).bulk_create(claim_rows(report))
        told = ((claim.id, claim.text.exact) for claim in report.claims)
        index(alias, [(document.id, document.title, document.text)], told)
        Unlogged.objects.using(alias).create(document_id=document.id)
    return True


def load_reports(alias: str, ids: Iterable[str] | None = None) -> Iterator[record.Report]:
    """The reports in the order of their ids, claims with corrections applied; those named by ``ids``, or all.

    Raises CasebookError for an id that is not stored.
    """
    with reading():
        everything = Document.objects.using(alias).order_by("id").values_list("id", flat=True)
        wanted = list(everything) if ids is None else sorted(set(ids))
        for batch in batches(wanted, _AT_ONCE):
            yield from _load(alias, batch)


def reports_of(alias: str, claims: Iterable[str]) -> Iterator[record.Report]:
    """The reports that hold ``claims``, as ``load_reports`` gives them."""
    with reading():
        wanted = set[str]()
        for batch in batches(claims):
            wanted |= set(Claim.objects.using(alias).filter(id__in=batch).values_list("document_id", flat=True))
    return load_reports(alias, wanted)


def _load(alias: str, ids: list[str]) -> Iterator[record.Report]:
    documents = Document.objects.using(alias).in_bulk(ids)
    claims: dict[str, list[record.Claim]] = {name: [] for name in ids}
    found = Claim.objects.using(alias).filter(document__in=ids, superseded=False).order_by("document", "ordinal")
    rows = list(found)
    changes = corrections(alias, [row.id for row in rows])
    for row in rows:
        claim = from_plain(row.data, record.Claim)
        claims[row.document_id].append(corrected(claim, changes.get(row.id, {})))
    for name in ids:
        if name not in documents:
            raise CasebookError(f"The casebook has no document {name}.")
        yield record.Report(_document(documents[name]), tuple(claims[name]))


def _document(row: Document) -> record.Document:
    return from_plain({name: getattr(row, name) for name in _DOCUMENT_FIELDS}, record.Document)


def claim_rows(report: record.Report) -> list[Claim]:
    """The rows of the report's claims, not yet stored."""
    return [
        Claim(
            id=claim.id,
            document_id=report.document.id,
            ordinal=ordinal,
            event=claim.event,
            status=claim.status,
            certainty=claim.certainty,
            start=claim.text.start,
            end=claim.text.end,
            quote=claim.text.exact,
            confidence=claim.confidence,
            data=to_plain(claim),
        )
        for ordinal, claim in enumerate(report.claims)
    ]
