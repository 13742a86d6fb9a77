"""The interface as a whole: its parts, who is let in, and how errors are told."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from tallystick import __version__
from tallystick.casebook.editions import ConflictError
from tallystick.errors import CasebookError, TallystickError
from tallystick.web.api import (
    decisions,
    gazetteer,
    handing_in,
    overviews,
    people,
    rearranging,
    records,
    registry,
    reports,
    studies,
    upkeep,
)
from tallystick.web.api.guarding import sign_in
from tallystick.web.api.schemas import gives
from tallystick.web.people.membership import casebooks_of
from tallystick.web.shelf import shelf

api = NinjaAPI(
    title="Tallystick",
    version=__version__,
    description="A casebook for programs: reports, claims, incidents and what people decide about them.",
    urls_namespace="api",
    docs_url=None,
    auth=sign_in(),
)
# An id may hold slashes, so that what lies below a report or a claim goes before the report or the claim itself.
for part in (
    decisions,
    rearranging,
    handing_in,
    reports,
    records,
    registry,
    gazetteer,
    studies,
    overviews,
    people,
    upkeep,
):
    api.add_router("/c/{casebook}", part.router)


@api.get("/casebooks", response=gives(list[dict[str, Any]]), operation_id="list_casebooks", tags=["record"])
def list_casebooks(request: HttpRequest) -> Any:
    """The casebooks that the caller is a member of, with the role in each."""
    roles = casebooks_of(request.user)  # type: ignore[arg-type]
    mine = [shelved for shelved in shelf().values() if shelved.id in roles]
    return [{"casebook": s.slug, "id": s.id, "title": s.title, "role": roles[s.id]} for s in mine]


@api.exception_handler(TallystickError)
def refused(request: HttpRequest, error: TallystickError) -> HttpResponse:
    """An error's sentence: 409 for a conflict, 404 for what is not there, else 400."""
    missing = isinstance(error, CasebookError) and " has no " in str(error)
    status = 409 if isinstance(error, ConflictError) else 404 if missing else 400
    return api.create_response(request, {"detail": str(error)}, status=status)
