"""Operations on one report: its original, where it comes from, and what words of it say."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpResponse
from ninja import Router
from pydantic import Field

from tallystick.commands import wording
from tallystick.commands.provenance import entries_about
from tallystick.errors import CasebookError
from tallystick.serialising import to_plain
from tallystick.web.api.guarding import CallRequest, Named, Number, takes
from tallystick.web.api.overviews import FILE, PNG
from tallystick.web.api.records import note_opened, report_of
from tallystick.web.api.schemas import Word, gives
from tallystick.web.reports import originals

router = Router(tags=["reports"])
Offset = Annotated[int, Field(ge=0, le=2**31)]


@router.get("/reports/{path:document}/original", response=gives(None), operation_id="get_original", openapi_extra=FILE)
@takes("read")
def get_original(request: CallRequest, casebook: Named, document: str) -> HttpResponse:
    """The preserved bytes of a report, as they came."""
    report_of(request, document)
    try:
        return originals.download(request, document)
    except Http404:
        raise CasebookError(f"The casebook has no report {document}.") from None


@router.get("/reports/{path:document}/pages/{number}", response=gives(None), operation_id="get_page", openapi_extra=PNG)
@takes("read")
def get_page(request: CallRequest, casebook: Named, document: str, number: Number) -> HttpResponse:
    """A page of a report that came as PDF, counted from 1, as an image."""
    report_of(request, document)
    note_opened(request)
    try:
        return originals.page_image(request, document, number)
    except Http404:
        raise CasebookError(f"The casebook has no page {number} of {document} as an image.") from None


@router.get("/reports/{path:document}/provenance", response=gives(dict[str, Any]), operation_id="get_provenance")
@takes("read")
def get_provenance(request: CallRequest, casebook: Named, document: str) -> Any:
    """The entries of the custody log about a report: its captures and its readings."""
    report_of(request, document)
    kept = entries_about(request.book, document)
    return {"entries": to_plain(kept.entries), "more": kept.more}


@router.get("/reports/{path:document}/words", response=gives(dict[str, Any]), operation_id="read_words")
@takes("code")
def read_words(
    request: CallRequest, casebook: Named, document: str, start: Offset, end: Offset, event: Word = ""
) -> Any:
    """What the words between two offsets (in characters) say for each slot of a claim, read by the rules."""
    report = report_of(request, document)
    words = wording.words_of(report.document, start, end)
    found: dict[str, Any] = to_plain(wording.heard(request.book, report.document, words, event or None))
    return found
