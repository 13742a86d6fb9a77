"""Fills a casebook with a war that was linked already, so that only what is measured goes through its usual way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from attrs import evolve

from tallystick.casebook.actions import LINKED, READING, RECORD
from tallystick.commands import custody
from tallystick.commands.casebooks import Book
from tallystick.evidence import Entry, LogHead
from tallystick.evidence.chain import CAPTURE
from tallystick.evidence.log import LOG_NAME
from tallystick.linking import Joint, LinkResult, Telling, fingerprint, keys
from tallystick.record import Report
from tallystick.serialising import to_plain

if TYPE_CHECKING:
    from tallystick.casebook.neighbourhood import Stand

_AT_ONCE = 5000
_AT = "2026-01-01T00:00:00Z"


def original(report: Report) -> bytes:
    """The bytes that a report was read from."""
    return report.document.text.encode()


def hashed(report: Report) -> Report:
    """The report with the hash of its bytes."""
    return evolve(report, document=evolve(report.document, sha256=sha256(original(report)).hexdigest()))


def fill(
    book: Book,
    reports: Callable[[], Iterable[Report]],
    tellings: Iterable[Telling],
    linked: LinkResult,
    joints: Iterable[Joint] = (),
) -> None:
    """Stores the reports, what linking keeps of them, the incidents, and the custody log that all of it would have."""
    _store(book, reports(), tellings, linked, joints)
    _log(book, reports())
    custody.complete(book)


def _store(
    book: Book, reports: Iterable[Report], tellings: Iterable[Telling], linked: LinkResult, joints: Iterable[Joint]
) -> None:
    from tallystick.casebook.batching import batches
    from tallystick.casebook.models import Claim, Document
    from tallystick.casebook.reports import claim_rows

    casebook = book.casebook
    with casebook.together():
        for some in batches(reports, _AT_ONCE):
            Document.objects.using(casebook.alias).bulk_create(_document(hashed(report)) for report in some)
            Claim.objects.using(casebook.alias).bulk_create(claim for report in some for claim in claim_rows(report))
        casebook.neighbourhood.keep_to(fingerprint())
        numbers: dict[str, int] = {}
        for told in batches(tellings, _AT_ONCE):
            filed = ((t.id, t.document, t.incident, keys(t), t.plain()) for t in told)
            numbers |= casebook.neighbourhood.file({t.document for t in told}, filed)
        for incidents in batches(linked.incidents, _AT_ONCE):
            casebook.save_incidents(incidents, {incident.id for incident in incidents})
        for stands in batches(_stands(linked, numbers, joints), _AT_ONCE):
            casebook.neighbourhood.settle(stands)


def _stands(linked: LinkResult, numbers: Mapping[str, int], joints: Iterable[Joint]) -> Iterator[Stand]:
    """Where each telling stands, and how it came there."""
    from tallystick.casebook.neighbourhood import Stand

    homes = {m.claim: incident.id for incident in linked.incidents for m in incident.members if m.claim in numbers}
    for joint in joints:
        yield Stand(numbers[joint.name], joint.name, homes.pop(joint.name), joins=numbers[joint.to], gain=joint.gain)
    yield from (Stand(numbers[name], name, home) for name, home in homes.items())


def _document(report: Report) -> object:
    from tallystick.casebook.models import Document

    facts = to_plain(report.document)
    return Document(**facts, added_by="benchmark", reader="synthetic", reader_version="1")


def _log(book: Book, reports: Iterable[Report]) -> None:
    """Writes the custody log at once: entry by entry the disk would wait for each."""
    head = book.evidence.head()
    with (book.evidence.folder / LOG_NAME).open("ab") as log:
        for action, fields in _entries(book, reports):
            entry = Entry(head.length + 1, head.hash, action, _AT, fields)
            head = LogHead(entry.sequence, entry.hash)
            log.write(entry.line())


def _entries(book: Book, reports: Iterable[Report]) -> Iterator[tuple[str, dict[str, object]]]:
    """Each report preserved and read, then all linked; the hashes of what was read are of the right length alone."""
    for report in map(hashed, reports):
        name, digest = report.document.id, report.document.sha256
        yield CAPTURE, {"document_id": name, "sha256": digest, "text_sha256": digest, "name": name, "by": "benchmark"}
        read = {"document_id": name, "sha256": digest, "document_sha256": digest, "claims_sha256": digest}
        yield READING, {**read, "claims": len(report.claims), "by": "benchmark", "reader": "synthetic"}
    yield RECORD, {"record_lthash": book.casebook.record_lthash()}
    yield LINKED, {"completed": True}
