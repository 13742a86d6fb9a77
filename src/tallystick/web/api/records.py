"""Operations that read: reports, claims, incidents, decisions."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Query, Router
from pydantic import Field

from tallystick.casebook.identity import incident_id, incident_number
from tallystick.casebook.models import ClaimDigest, Document
from tallystick.commands import cases, history
from tallystick.commands.layouts import decision_layout, document_layout, incident_layout, read_layout, shown_layout
from tallystick.commands.rules import chosen
from tallystick.errors import CasebookError, UsageError
from tallystick.record import Report
from tallystick.serialising import to_plain
from tallystick.web.api.guarding import CallRequest, Named, takes
from tallystick.web.api.schemas import Narrowed, Page, Word, gives, page
from tallystick.web.desk.filters import Filters, claims_of, incidents_of
from tallystick.web.people import access

router = Router(tags=["record"])
Limit = Annotated[int, Field(ge=1, le=200, description="How many at most.")]
After = Annotated[Word, Field(description="The `next` of the page before.")]
_HEAVY = 50
"""Case files on one page: each is assessed anew."""


@router.get("/reports", response=gives(Page), operation_id="list_reports")
@takes("read")
def list_reports(request: CallRequest, casebook: Named, after: After = "", limit: Limit = 50, outlet: Word = "") -> Any:
    """The reports in the order of their ids, without their texts."""
    rows = Document.objects.using(request.book.casebook.alias).filter(id__gt=after).order_by("id")
    rows = rows.filter(publisher=outlet) if outlet else rows
    ids = list(rows.values_list("id", flat=True)[:limit])
    reports = request.book.casebook.reports(ids)
    return page([document_layout(report.document) for report in reports], ids, limit)


@router.get("/reports/{path:document}", response=gives(dict[str, Any]), operation_id="get_report")
@takes("read")
def get_report(request: CallRequest, casebook: Named, document: str) -> Any:
    """One report with its text and its claims, corrections applied."""
    report = report_of(request, document)
    note_opened(request)
    return read_layout(report, with_text=True)


@router.get("/claims", response=gives(Page), operation_id="list_claims")
@takes("read")
def list_claims(
    request: CallRequest,
    casebook: Named,
    narrowed: Query[Narrowed],
    after: After = "",
    limit: Limit = 50,
    verdict: Annotated[str, Field(pattern="^(|accept|reject|corrected|none)$")] = "",
) -> Any:
    """The claims in the order of their ids; ``verdict`` is ``none`` for those that nobody judged."""
    alias, wanted = request.book.casebook.alias, {"": "all", "none": "unreviewed"}.get(verdict, verdict)
    rows = claims_of(alias, _filters(narrowed, wanted)) | claims_of(alias, _filters(narrowed, wanted, context=True))
    found = list(rows.filter(claim__gt=after).order_by("claim")[:limit])
    return page([_claim_row(row) for row in found], [row.claim_id for row in found], limit)


def _filters(narrowed: Narrowed, verdict: str, *, context: bool = False) -> Filters:
    """The filters of the lists, of harm, or of context in place of it."""
    return Filters.of({**narrowed.model_dump(), "verdict": verdict, "context": "yes" if context else ""})


def _claim_row(row: ClaimDigest) -> dict[str, Any]:
    return {
        "id": row.claim_id,
        "incident": incident_id(row.incident_id) if row.incident_id is not None else None,
        "event": row.event,
        "verdict": row.verdict or None,
        "corrected": row.corrected,
        "confidence": row.confidence,
        "outlet": row.outlet or None,
        "informant": row.informant or None,
    }


@router.get("/claims/{path:claim}", response=gives(dict[str, Any]), operation_id="get_claim")
@takes("read")
def get_claim(request: CallRequest, casebook: Named, claim: str) -> Any:
    """One claim, corrections applied, with the decisions about it."""
    report = report_of(request, claim.rpartition(".")[0])
    found = next((c for c in report.claims if c.id == claim), None)
    if found is None:
        raise CasebookError(f"The casebook has no claim {claim}.")
    decisions = [decision_layout(decision) for decision in history.decisions(request.book, claim)]
    return {"claim": to_plain(found), "document": report.document.id, "decisions": decisions}


def note_opened(request: CallRequest) -> None:
    """The access log tells who saw a report's words, by whatever way."""
    access.note(request, access.Act.OPENED, request.user, request.path, request.shelved.id)


def report_of(request: CallRequest, document: str) -> Report:
    """One report.

    Raises CasebookError where there is none.
    """
    return next(request.book.casebook.reports([document]))


@router.get("/incidents", response=gives(Page), operation_id="list_incidents")
@takes("read")
def list_incidents(
    request: CallRequest,
    casebook: Named,
    narrowed: Query[Narrowed],
    after: After = "",
    limit: Annotated[int, Field(ge=1, le=_HEAVY)] = _HEAVY,
    context: Annotated[bool, Field(description="Also territory, talks, aid, protest and tolls.")] = False,
    convention: Word = "",
    method: Word = "",
) -> Any:
    """The incidents in the order of their numbers, as ``tallystick incidents --json`` prints them."""
    alias = request.book.casebook.alias
    rows = incidents_of(alias, _filters(narrowed, "all"))
    rows = rows | incidents_of(alias, _filters(narrowed, "all", context=True)) if context else rows
    rows = rows.filter(incident__gt=_number(after)).order_by("incident")
    names = [incident_id(number) for number in rows.values_list("incident_id", flat=True)[:limit]]
    found = cases.case_files_of(request.book, names, convention or None, method or None)
    return page([incident_layout(case) for case in found], names, limit)


def _number(after: str) -> int:
    try:
        return incident_number(after) if after else 0
    except CasebookError as error:
        raise UsageError(f"{after!r} is no place in the list; give the `next` of a page.") from error


@router.get("/incidents/{incident}", response=gives(dict[str, Any]), operation_id="get_incident")
@takes("read")
def get_incident(request: CallRequest, casebook: Named, incident: str, convention: Word = "", method: Word = "") -> Any:
    """One incident explained, as ``tallystick show --json`` prints it; an id that was merged leads on."""
    book = request.book
    rules = chosen(book, convention or None, method or None)
    case = cases.case_file(book, incident, *rules)
    return shown_layout(case, rules[0], history.review(book, incident))


@router.get("/incidents/{incident}/case", response=gives(dict[str, Any]), operation_id="get_case")
@takes("read")
def get_case(request: CallRequest, casebook: Named, incident: str, convention: Word = "", method: Word = "") -> Any:
    """One incident with its assessment and its reports in full: a ``record.CaseFile`` as plain data."""
    case = cases.case_file(request.book, incident, convention or None, method or None)
    note_opened(request)
    return to_plain(case)


@router.get("/decisions", response=gives(list[dict[str, Any]]), operation_id="list_decisions")
@takes("read")
def list_decisions(request: CallRequest, casebook: Named, about: Word = "") -> Any:
    """The decisions about a claim, or an incident and the claims in it, oldest first; of all, the last thousand."""
    found = history.decisions(request.book, about or None)
    return [decision_layout(decision) for decision in found[-1000:]]
