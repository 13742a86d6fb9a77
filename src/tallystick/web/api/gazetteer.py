"""Operations on where incidents lie and who is blamed: which names mean one place or actor, and what it is called."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import Field

from tallystick.commands import actors, places
from tallystick.errors import UsageError
from tallystick.serialising import to_plain
from tallystick.web.api import schemas
from tallystick.web.api.guarding import CallRequest, Named, Number, takes
from tallystick.web.api.registry import Name, Told, done, why
from tallystick.web.api.schemas import After, Limit, Page, Word, gives, paged, place_in

router = Router(tags=["places and actors"])
_LIST, _PLAIN, _DECIDED = gives(Page), gives(dict[str, Any]), gives(schemas.Decided, 201)


class Called(Told):
    """Another name; the old one stays beside it."""

    name: Name


class Same(Told):
    """Another place or actor that is the same; it is this one from now on."""

    other: Name


class Point(Schema):
    """A point in degrees, with UCDP's where_prec, and what it is to be called."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    precision: Annotated[int, Field(ge=1, le=7)] = 1
    name: Annotated[Name | None, Field(default=None)]
    country: Annotated[str | None, Field(default=None, pattern="^[A-Z]{2}$", description="Two letters (SY).")]


class Lies(Told):
    """Where a place lies: an entry that the gazetteers have under a name, or a point."""

    entry: Annotated[Name | None, Field(default=None, description="Id of an entry, as `entries` of the place has.")]
    words: Annotated[Name | None, Field(default=None, description="The name under which the gazetteers have it.")]
    point: Point | None = None


@router.get("/places", response=_LIST, operation_id="list_places")
@takes("read")
def list_places(
    request: CallRequest,
    casebook: Named,
    words: Word = "",
    unplaced: bool = False,
    after: After = "",
    limit: Limit = 50,
) -> Any:
    """The places, those with most incidents of harm first; ``unplaced``: of which nobody knows where they lie."""
    most = place_in(after) + limit
    return paged(
        places.listed(request.book, words.strip(), unplaced=unplaced, most=most), after, limit, places.place_layout
    )


@router.post("/place-decisions/{number}/undo", response=_DECIDED, operation_id="undo_place_decision")
@takes("review")
def undo_place_decision(request: CallRequest, casebook: Named, number: Number, told: Told) -> Any:
    """Take a decision about places back."""
    return done(request, places.undo(request.book, number, **why(request, told)))


@router.post("/places/{path:place}/rename", response=_DECIDED, operation_id="rename_place")
@takes("review")
def rename_place(request: CallRequest, casebook: Named, place: str, told: Called) -> Any:
    """Give a place another name, by which the public record calls it too."""
    return done(request, places.change(request.book, place, told.name, **why(request, told)))


@router.post("/places/{path:place}/put", response=_DECIDED, operation_id="put_place")
@takes("review")
def put_place(request: CallRequest, casebook: Named, place: str, told: Lies) -> Any:
    """Say where a place lies."""
    if (told.entry is None) == (told.point is None):
        raise UsageError("Give where the place lies as an entry of the gazetteers or as a point.")
    if told.point is not None:
        at = places.point(request.book, **told.point.model_dump())
    else:
        words = told.words or places.shown(request.book, place).place.called
        at = places.entry(request.book, words, told.entry or "")
    return done(request, places.put(request.book, place, at, **why(request, told)))


@router.post("/places/{path:place}/merge", response=_DECIDED, operation_id="merge_places")
@takes("review")
def merge_places(request: CallRequest, casebook: Named, place: str, told: Same) -> Any:
    """Two names mean one place."""
    return done(request, places.merge(request.book, place, told.other, **why(request, told)))


@router.get("/places/{path:place}", response=_PLAIN, operation_id="get_place")
@takes("read")
def get_place(request: CallRequest, casebook: Named, place: str) -> Any:
    """One place: what is the same, where it lies, what was decided, and what the gazetteers have under its name."""
    found = places.shown(request.book, place)
    return {**places.shown_layout(found), "entries": to_plain(places.entries(request.book, found.place.called))}


@router.get("/actors", response=_LIST, operation_id="list_actors")
@takes("read")
def list_actors(request: CallRequest, casebook: Named, words: Word = "", after: After = "", limit: Limit = 50) -> Any:
    """Who is blamed, in how many incidents, as informants say; the most often first."""
    return paged(actors.listed(request.book, words.strip()), after, limit, actors.actor_layout)


@router.post("/actor-decisions/{number}/undo", response=_DECIDED, operation_id="undo_actor_decision")
@takes("review")
def undo_actor_decision(request: CallRequest, casebook: Named, number: Number, told: Told) -> Any:
    """Take a decision about actors back."""
    return done(request, actors.undo(request.book, number, **why(request, told)))


@router.post("/actors/{path:actor}/rename", response=_DECIDED, operation_id="rename_actor")
@takes("review")
def rename_actor(request: CallRequest, casebook: Named, actor: str, told: Called) -> Any:
    """Give an actor another name."""
    return done(request, actors.change(request.book, actor, told.name, **why(request, told)))


@router.post("/actors/{path:actor}/merge", response=_DECIDED, operation_id="merge_actors")
@takes("review")
def merge_actors(request: CallRequest, casebook: Named, actor: str, told: Same) -> Any:
    """Two actors are one: what one is blamed for, the other is."""
    return done(request, actors.merge(request.book, actor, told.other, **why(request, told)))


@router.get("/actors/{path:actor}", response=_PLAIN, operation_id="get_actor")
@takes("read")
def get_actor(request: CallRequest, casebook: Named, actor: str) -> Any:
    """One actor: its names and who gave them, in how many incidents it is blamed, and what was decided."""
    return actors.shown_layout(actors.shown(request.book, actor))
