"""Operations on the record as a whole: the map, the timeline, totals and their charts, tolls, and what is public."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query, Router
from ninja.errors import HttpError
from pydantic import Field

from tallystick.commands import cases, tolls
from tallystick.publishing import COVERAGE_NOTE
from tallystick.serialising import to_plain
from tallystick.web.api.guarding import CallRequest, Named, takes
from tallystick.web.api.schemas import After, Page, Where, Word, gives, paged
from tallystick.web.atlas import charts, views
from tallystick.web.atlas.filters import Filters
from tallystick.web.incidents.tolls import MOST, near_tolls
from tallystick.web.public.listing import listing, shown

router = Router(tags=["overview"])
FILE = {
    "responses": {200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}
}
"""A file, for the description."""
PNG = {"responses": {200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}}}}
"""An image."""
_TOLLS = 1000
Zoom = Annotated[int, Field(ge=0, le=22)]


@router.get("/map", response=gives(dict[str, Any]), operation_id="get_map")
@takes("read")
def get_map(request: CallRequest, casebook: Named, where: Query[Where], zoom: Zoom = 0) -> Any:
    """The incidents of harm as circles and areas at a zoom of web maps; how many no map can show."""
    return views.map_data(request)


@router.get("/timeline", response=gives(dict[str, Any]), operation_id="get_timeline")
@takes("read")
def get_timeline(request: CallRequest, casebook: Named, where: Query[Where]) -> Any:
    """The incidents by day, month or year: of all days."""
    return views.timeline_data(request)


@router.get("/overview", response=gives(dict[str, Any]), operation_id="get_overview")
@takes("read")
def get_overview(request: CallRequest, casebook: Named, where: Query[Where]) -> Any:
    """The killed by month, event, grade and more, the confirmed apart from the unconfirmed; what is missing."""
    return {**to_plain(views.overview_of(request, Filters.of(request.GET))), "note": COVERAGE_NOTE}


@router.get("/overview/{chart}/{form}", response=gives(None), operation_id="get_chart", openapi_extra=FILE)
@takes("read")
def get_chart(
    request: CallRequest,
    casebook: Named,
    chart: str,
    form: Literal["svg", "png", "csv"],
    where: Query[Where],
) -> HttpResponse:
    """A breakdown of the overview as a file."""
    if chart not in charts.titles():
        raise HttpError(404, f"There is no chart {chart!r}; choose one of {', '.join(charts.titles())}.")
    answer = views.chart(request, chart, form)
    answer.headers["Content-Type"] = "application/octet-stream"
    return answer


@router.get("/tolls", response=gives(Page), operation_id="list_tolls")
@takes("read")
def list_tolls(
    request: CallRequest,
    casebook: Named,
    convention: Word = "",
    method: Word = "",
    after: After = "",
    limit: Annotated[int, Field(ge=1, le=_TOLLS)] = _TOLLS,
) -> Any:
    """The tolls and the share of each that incidents explain, as ``tallystick tolls --json`` prints them.

    Each page assesses all incidents: in a large casebook this takes long.
    """
    return paged(tolls.accounts(request.book, convention or None, method or None), after, limit, tolls.account_layout)


@router.get("/incidents/{incident}/tolls", response=gives(list[dict[str, Any]]), operation_id="list_spanning_tolls")
@takes("read")
def list_spanning_tolls(request: CallRequest, casebook: Named, incident: str) -> Any:
    """The tolls that span an incident, or may, as ``tallystick show --json`` prints them; of many, the latest begun."""
    found = cases.case_file(request.book, incident).incident
    among = near_tolls(request.book.casebook.alias, found)[:MOST]
    return [tolls.spanning_layout(one) for one in (tolls.spanning(request.book, found, among) if among else ())]


@router.get("/public", response=gives(Page), operation_id="list_public")
@takes("read-public")
def list_public(request: CallRequest, casebook: Named, after: After = "") -> Any:
    """What was released, redacted, the latest day first."""
    found = listing(request.book, after)
    return {"items": to_plain(found.lines), "next": found.after or None}


@router.get("/public/{incident}", response=gives(dict[str, Any]), operation_id="get_public")
@takes("read-public")
def get_public(request: CallRequest, casebook: Named, incident: str) -> Any:
    """One released incident, redacted; any other is not there."""
    found = shown(request.book, incident)
    if found is None:
        raise HttpError(404, f"The public record has no incident {incident}.")
    return {**to_plain(found), "note": COVERAGE_NOTE}
