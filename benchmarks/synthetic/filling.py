"""Fills a casebook with a war that was linked already, so that only what is measured goes through its usual way."""

from __future__ import annotations

from collections.abc import Iterable

from tallystick.casebook import Casebook
from tallystick.linking import LinkResult, Pair, Telling, keys
from tallystick.record import Report
from tallystick.serialising import to_plain

_AT_ONCE = 5000


def fill(
    book: Casebook, reports: Iterable[Report], tellings: Iterable[Telling], pairs: Iterable[Pair], linked: LinkResult
) -> None:
    """Stores the reports, what linking keeps of them, and the incidents."""
    from tallystick.casebook.batching import batches
    from tallystick.casebook.models import Claim, Document
    from tallystick.casebook.reports import claim_rows

    with book.together():
        for some in batches(reports, _AT_ONCE):
            Document.objects.using(book.alias).bulk_create(_document(report) for report in some)
            Claim.objects.using(book.alias).bulk_create(claim for report in some for claim in claim_rows(report))
        for told in batches(tellings, _AT_ONCE):
            filed = ((t.id, t.document, t.incident, keys(t), t.plain()) for t in told)
            book.neighbourhood.file({t.document for t in told}, filed, [])
        for links in batches(pairs, 4 * _AT_ONCE):
            book.neighbourhood.file([], [], ((pair.one, pair.other, pair.gain) for pair in links))
        for incidents in batches(linked.incidents, _AT_ONCE):
            book.save_incidents(incidents, [incident.id for incident in incidents])
            book.neighbourhood.settle((m.claim, i.id) for i in incidents for m in i.members)


def _document(report: Report) -> object:
    from tallystick.casebook.models import Document

    facts = to_plain(report.document)
    return Document(**facts, added_by="benchmark", reader="synthetic", reader_version="1")
