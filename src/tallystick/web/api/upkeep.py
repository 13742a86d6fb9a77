"""Operations on the casebook itself: linking, verifying, and the views of lists that people saved."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from attrs import asdict
from ninja import Router, Schema
from ninja.errors import HttpError
from ninja.responses import Status
from pydantic import Field

from tallystick.commands import linking, tolls, verifying
from tallystick.commands.digests import catch_up
from tallystick.serialising import to_plain
from tallystick.web.api.guarding import CallRequest, Named, Number, takes
from tallystick.web.api.schemas import gives
from tallystick.web.desk import saved

router = Router(tags=["casebook"])
_PLAIN = gives(dict[str, Any])


class View(Schema):
    """A query of a list, to be kept under a name."""

    page: Literal["queue", "incidents"]
    name: Annotated[str, Field(min_length=1, max_length=60, pattern="^[^\x00]*$")]
    query: Annotated[str, Field(max_length=2000, pattern="^[^\x00]*$", description="As in an address: event=siege.")]
    shared: Annotated[bool, Field(description="All members of the casebook see it.")] = False


@router.post("/link", response=_PLAIN, operation_id="link_claims")
@takes("code")
def link_claims(request: CallRequest, casebook: Named) -> Any:
    """Bring claims together into incidents, as ``tallystick link`` does; the site does so itself after each upload."""
    done = to_plain(linking.link(request.book))
    catch_up(request.book)
    return {"linked": done, "tolls": tolls.number(request.book)}


@router.get("/verification", response=_PLAIN, operation_id="verify_casebook")
@takes("review")
def verify_casebook(request: CallRequest, casebook: Named, head: Annotated[str, Field(max_length=200)] = "") -> Any:
    """Check every preserved byte, log entry, report, decision and incident: in a large casebook this takes minutes."""
    return to_plain(verifying.verify(request.book, head or None))


@router.get("/views", response=gives(list[dict[str, Any]]), operation_id="list_views")
@takes("read")
def list_views(request: CallRequest, casebook: Named, page: Literal["queue", "incidents"] = "queue") -> Any:
    """The caller's own saved views of a list, and those shared with the members."""
    return [asdict(chip) for chip in saved.chips(request, page)]


@router.post("/views", response=gives(dict[str, Any], 201), operation_id="save_view")
@takes("read")
def save_view(request: CallRequest, casebook: Named, told: View) -> Any:
    """Keep a query of a list under a name; the caller's own of the same name gives way."""
    kept = saved.keep(request, told.page, told.name, told.query, told.shared)
    return Status(201, {"id": kept.pk, "name": kept.name, "query": kept.query, "shared": kept.shared})


@router.post("/views/{view}/forget", response=_PLAIN, operation_id="forget_view")
@takes("read")
def forget_view(request: CallRequest, casebook: Named, view: Number) -> Any:
    """Take one of the caller's own views away."""
    row = saved.take_away(request, view)
    if row is None:
        raise HttpError(404, f"There is no view {view} of yours.")
    return {"name": row.name}
