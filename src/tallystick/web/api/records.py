"""Operations that read: reports, claims, incidents, decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Query, Router, Schema
from pydantic import Field

from tallystick.casebook.decided import entry
from tallystick.casebook.identity import incident_id, incident_number
from tallystick.casebook.models import ClaimDigest, Decision, Document, IncidentDigest
from tallystick.commands import cases, history, tolls
from tallystick.commands.layouts import decision_layout, document_layout, incident_layout, read_layout, shown_layout
from tallystick.commands.rules import chosen
from tallystick.errors import CasebookError, UsageError
from tallystick.record import CaseFile, Report
from tallystick.serialising import to_plain
from tallystick.web.api.guarding import CallRequest, Named, takes
from tallystick.web.api.schemas import After, Day, Limit, Narrowed, Page, Verdict, Word, gives, page, place_in
from tallystick.web.desk.filters import Filters, claims_of, incidents_of
from tallystick.web.desk.incident_list import ORDERS
from tallystick.web.desk.paging import cut
from tallystick.web.people import access
from tallystick.web.reports.listing import Wanted
from tallystick.web.reports.listing import chosen as chosen_reports

router = Router(tags=["record"])
_HEAVY = 50
"""Case files on one page: each is assessed anew."""


class Sought(Schema):
    """Which reports are meant, as the page of reports has it."""

    outlet: Word = ""
    language: Annotated[Word, Field(description="Two letters, as the reports have it.")] = ""
    since: Day = ""
    until: Day = ""
    unreviewed: Annotated[bool, Field(description="Only those with claims that nobody judged.")] = False
    q: Annotated[Word, Field(description="Words of the report.")] = ""


@router.get("/reports", response=gives(Page), operation_id="list_reports")
@takes("read")
def list_reports(
    request: CallRequest, casebook: Named, sought: Query[Sought], after: After = "", limit: Limit = 50
) -> Any:
    """The reports in the order of their ids, without their texts."""
    wanted = Wanted.of({name: str(value) for name, value in sought.model_dump().items() if value})
    rows = chosen_reports(request.book.casebook.alias, wanted).filter(id__gt=after).order_by("id")
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
    verdict: Verdict = "",
    context: Annotated[
        bool | None, Field(description="Only those of events that are no harm, or only the others; without it, all.")
    ] = None,
) -> Any:
    """The claims in the order of their ids; ``verdict`` is ``none`` for those that nobody judged."""
    alias, wanted = request.book.casebook.alias, _verdict(verdict)
    rows = claims_of(alias, _filters(narrowed, wanted, context=bool(context)))
    rows = rows if context is not None else rows | claims_of(alias, _filters(narrowed, wanted, context=True))
    found = list(rows.filter(claim__gt=after).order_by("claim")[:limit])
    return page([_claim_row(row) for row in found], [row.claim_id for row in found], limit)


def _verdict(told: str) -> str:
    """The verdict as the filters of the lists call it."""
    return {"": "all", "none": "unreviewed"}.get(told, told)


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
    document, dot, _number = claim.rpartition(".")
    known = dot and Document.objects.using(request.book.casebook.alias).filter(id=document).exists()
    claims = report_of(request, document).claims if known else ()
    found = next((c for c in claims if c.id == claim), None)
    if found is None:
        raise CasebookError(f"The casebook has no claim {claim}.")
    decisions = [decision_layout(decision) for decision in history.decisions(request.book, claim)]
    return {"claim": to_plain(found), "document": document, "decisions": decisions}


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
    verdict: Verdict = "",
    sort: Annotated[
        str, Field(pattern=f"^(|{'|'.join(ORDERS)})$", description="As the table of incidents has it.")
    ] = "",
    convention: Word = "",
    method: Word = "",
) -> Any:
    """The incidents in the order of their numbers or of ``sort``, as ``tallystick incidents --json`` prints them.

    ``verdict``: those with a claim that was judged so.
    """
    alias, wanted = request.book.casebook.alias, _verdict(verdict)
    rows = incidents_of(alias, _filters(narrowed, wanted))
    rows = rows | incidents_of(alias, _filters(narrowed, wanted, context=True)) if context else rows
    names, goes_on = _sorted(rows, sort, after, limit) if sort else _numbered(rows, after, limit)
    cased = {case.incident.id: case for case in _cases(request, names, convention, method)}
    return {"items": [incident_layout(cased[name]) for name in names if name in cased], "next": goes_on}


def _cases(request: CallRequest, names: list[str], convention: str, method: str) -> Iterable[CaseFile]:
    return cases.case_files_of(request.book, names, convention or None, method or None)


def _numbered(rows: QuerySet[IncidentDigest], after: str, limit: int) -> tuple[list[str], str | None]:
    behind = rows.filter(incident__gt=_number(after)).order_by("incident")
    names = [incident_id(number) for number in behind.values_list("incident_id", flat=True)[:limit]]
    return names, names[-1] if len(names) == limit else None


def _sorted(rows: QuerySet[IncidentDigest], sort: str, after: str, limit: int) -> tuple[list[str], str | None]:
    found = cut(rows, ORDERS[sort][1], after, limit)
    return [incident_id(row.incident_id) for row in found.rows], found.after or None


def _number(after: str) -> int:
    try:
        return incident_number(after) if after else 0
    except CasebookError as error:
        raise UsageError(f"{after!r} is no place in the list; give the `next` of a page.") from error


@router.get("/incidents/{incident}", response=gives(dict[str, Any]), operation_id="get_incident")
@takes("read")
def get_incident(
    request: CallRequest,
    casebook: Named,
    incident: str,
    convention: Word = "",
    method: Word = "",
    with_tolls: Annotated[bool, Field(description="Also `tolls`, those that span it, or `toll`, what it is.")] = False,
) -> Any:
    """One incident explained, as ``tallystick show --json`` prints it; an id that was merged leads on.

    Of a toll with ``with_tolls`` all incidents are assessed: in a large casebook this takes long.
    """
    book = request.book
    rules = chosen(book, convention or None, method or None)
    case = cases.case_file(book, incident, *rules)
    beside = tolls.beside_layout(tolls.beside(book, case, *rules)) if with_tolls else {}
    return {**shown_layout(case, rules[0], history.review(book, incident)), **beside}


@router.get("/incidents/{incident}/case", response=gives(dict[str, Any]), operation_id="get_case")
@takes("read")
def get_case(request: CallRequest, casebook: Named, incident: str, convention: Word = "", method: Word = "") -> Any:
    """One incident with its assessment and its reports in full: a ``record.CaseFile`` as plain data."""
    case = cases.case_file(request.book, incident, convention or None, method or None)
    note_opened(request)
    return to_plain(case)


@router.get("/decisions", response=gives(Page), operation_id="list_decisions")
@takes("read")
def list_decisions(
    request: CallRequest, casebook: Named, about: Word = "", after: After = "", limit: Limit = 50
) -> Any:
    """The decisions about a claim, or an incident and the claims in it, or all of them, oldest first."""
    begin = place_in(after)
    if about:
        found = [decision for decision in history.decisions(request.book, about) if decision.number > begin][:limit]
    else:
        rows = Decision.objects.using(request.book.casebook.alias).select_related("reversed_by").order_by("id")
        found = [entry(row) for row in rows.filter(id__gt=begin)[:limit]]
    return page([decision_layout(decision) for decision in found], [decision.number for decision in found], limit)
