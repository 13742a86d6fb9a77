"""Operations on who informs: the registry of informants and outlets, the names that reports propose, and who is met."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from tallystick.commands import informants
from tallystick.commands.deciding import Decided
from tallystick.commands.digests import catch_up
from tallystick.commands.layouts import decided_layout
from tallystick.web.api import schemas
from tallystick.web.api.guarding import CallRequest, Named, Number, takes
from tallystick.web.api.schemas import After, Limit, Page, Reason, Word, gives, paged, place_in
from tallystick.web.sources import listing

router = Router(tags=["sources"])
Role = Literal["informant", "outlet"]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern="^[^\x00]*$")]
Fact = Annotated[str | None, Field(default=None, max_length=2000)]
_DECIDED = gives(schemas.Decided, 201)
_STALE = 200
"""Digests that are made anew before the answer; the worker makes the others."""


class Told(Schema):
    """Why."""

    reason: Reason


class Facts(Told):
    """What is told of an informant or outlet; what is left out stays as it is."""

    name: Annotated[Name | None, Field(default=None)]
    kind: Fact
    role: Role | None = None
    organisation: Fact
    side: Annotated[str | None, Field(default=None, description="Id of the party to the conflict that it speaks for.")]
    interest: Fact
    notes: Fact


class NewSource(Facts):
    """A new informant or outlet."""

    name: Name
    role: Role = "informant"
    aliases: Annotated[list[Name], Field(default_factory=list, max_length=200)]
    people: Annotated[list[Name], Field(default_factory=list, max_length=200, description="Who speaks for it.")]


class FurtherName(Told):
    """A name of an informant, or one that it has not."""

    name: Name
    reject: bool = False
    person: Annotated[bool, Field(description="It is the name of somebody who speaks for it.")] = False


class Rating(Told):
    """A letter of the Admiralty code; null takes the judgement away."""

    letter: Annotated[str | None, Field(max_length=1)]


class Side(Told):
    """The party to the conflict that it speaks for; null for none."""

    side: Annotated[str | None, Field(max_length=200)]
    interest: Annotated[str | None, Field(default=None, max_length=2000, description="Its relation to the parties.")]


class Other(Told):
    """The informant that goes up in this one."""

    other: Name


def done(request: CallRequest, taken: Decided) -> Status[Any]:
    """The decision about an informant, a place or an actor, once lists show the most of what follows from it."""
    catch_up(request.book, _STALE)
    return Status(201, decided_layout(taken))


def why(request: CallRequest, told: Told) -> dict[str, str]:
    """The reason and the author of a decision."""
    return {"reason": told.reason, "by": request.user.get_username()}


@router.get("/sources", response=gives(Page), operation_id="list_sources")
@takes("read")
def list_sources(
    request: CallRequest,
    casebook: Named,
    after: After = "",
    limit: Limit = 50,
    role: Role | None = None,
    words: Word = "",
    decided: Annotated[bool, Field(description="Only those about which this casebook decided.")] = False,
) -> Any:
    """Informants and outlets in the order of their ids, as ``tallystick sources list --json`` prints them."""
    found = informants.listed(request.book, role=role, words=words or None, decided=decided)
    rest = sorted((one for one in found if one.id > after), key=lambda one: one.id)[:limit]
    return schemas.page([informants.informant_layout(one) for one in rest], [one.id for one in rest], limit)


@router.post("/sources", response=_DECIDED, operation_id="add_source")
@takes("review")
def add_source(request: CallRequest, casebook: Named, told: NewSource) -> Any:
    """Add an informant or an outlet."""
    fields = told.model_dump(exclude={"reason", "aliases", "people"})
    said = why(request, told)
    return done(request, informants.add(request.book, fields, aliases=told.aliases, people=told.people, **said))


@router.get("/source-names", response=gives(Page), operation_id="list_proposed_names")
@takes("read")
def list_proposed_names(
    request: CallRequest, casebook: Named, everything: bool = False, after: After = "", limit: Limit = 50
) -> Any:
    """Names that the reports' own words propose and that wait for a decision, or all of them."""
    informants.learn(request.book)
    return paged(informants.proposals(request.book, everything=everything), after, limit, informants.proposal_layout)


@router.get("/source-conflicts", response=gives(list[dict[str, Any]]), operation_id="list_name_conflicts")
@takes("read")
def list_name_conflicts(request: CallRequest, casebook: Named) -> Any:
    """Names that are of more than one informant, and stand for none of them until all but one lose it."""
    return [{"name": name, "of": list(ids)} for name, ids in informants.registry(request.book).conflicts]


@router.post("/source-decisions/{number}/undo", response=_DECIDED, operation_id="undo_source_decision")
@takes("review")
def undo_source_decision(request: CallRequest, casebook: Named, number: Number, told: Told) -> Any:
    """Take a decision about informants back."""
    return done(request, informants.undo(request.book, number, **why(request, told)))


@router.post("/sources/{path:informant}/change", response=_DECIDED, operation_id="change_source")
@takes("review")
def change_source(request: CallRequest, casebook: Named, informant: str, told: Facts) -> Any:
    """Change what is told of an informant: the facts that the call names."""
    changes = told.model_dump(exclude={"reason"}, exclude_unset=True)
    return done(request, informants.change(request.book, informant, changes, **why(request, told)))


@router.post("/sources/{path:informant}/name", response=_DECIDED, operation_id="name_source")
@takes("review")
def name_source(request: CallRequest, casebook: Named, informant: str, told: FurtherName) -> Any:
    """Confirm or add a further name of an informant, or reject one that it has or that was proposed."""
    said = why(request, told)
    taken = informants.alias(request.book, informant, told.name, reject=told.reject, person=told.person, **said)
    return done(request, taken)


@router.post("/sources/{path:informant}/rate", response=_DECIDED, operation_id="rate_source")
@takes("review")
def rate_source(request: CallRequest, casebook: Named, informant: str, told: Rating) -> Any:
    """Judge how reliable an informant is."""
    return done(request, informants.rate(request.book, informant, told.letter, **why(request, told)))


@router.post("/sources/{path:informant}/side", response=_DECIDED, operation_id="side_source")
@takes("review")
def side_source(request: CallRequest, casebook: Named, informant: str, told: Side) -> Any:
    """Say whose side an informant is on."""
    said = why(request, told)
    return done(request, informants.side(request.book, informant, told.side, told.interest, **said))


@router.post("/sources/{path:informant}/merge", response=_DECIDED, operation_id="merge_sources")
@takes("review")
def merge_sources(request: CallRequest, casebook: Named, informant: str, told: Other) -> Any:
    """Two informants are one; the id of the other leads to this one from now on."""
    return done(request, informants.merge(request.book, informant, told.other, **why(request, told)))


@router.get("/sources/{path:informant}", response=gives(dict[str, Any]), operation_id="get_source")
@takes("read")
def get_source(request: CallRequest, casebook: Named, informant: str) -> Any:
    """One informant by its id or a name: its names and who gave them, what was decided, in how many incidents it is."""
    found = informants.shown(request.book, informant)
    met = listing.met_by(request.book.casebook.alias, [found.informant])
    return {**informants.shown_layout(found), "incidents": met.get(found.informant.id, 0)}


@router.get("/voices", response=gives(Page), operation_id="list_voices")
@takes("read")
def list_voices(
    request: CallRequest,
    casebook: Named,
    kind: Role = "informant",
    words: Word = "",
    after: After = "",
    limit: Limit = 50,
) -> Any:
    """Who speaks or hands on in most incidents, by the names in the reports, and whom these mean."""
    begin, known = place_in(after), informants.registry(request.book)
    found = listing.voices(request.book.casebook.alias, kind, words.strip(), known, begin)[:limit]
    told = [
        {"name": one.name, "incidents": one.incidents, "informant": one.informant and one.informant.id} for one in found
    ]
    return schemas.page(told, range(begin + 1, begin + len(told) + 1), limit)
