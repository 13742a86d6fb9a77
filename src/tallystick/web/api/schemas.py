"""What calls take and give, for the OpenAPI description. Claims and explanations are as ``--json`` prints them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from ninja import Schema
from pydantic import Field

from tallystick.errors import UsageError
from tallystick.web.whole_numbers import whole

Row = TypeVar("Row")
Reason = Annotated[str, Field(min_length=1, max_length=2000, description="Why; it stands in the history.")]
Id = Annotated[str, Field(min_length=1, max_length=255)]
Edition = Annotated[
    int | None,
    Field(
        default=None,
        ge=0,
        le=2**63 - 1,
        description="The latest decision that you know of about what you decide; where another came since, 409.",
    ),
]


class Problem(Schema):
    """What went wrong, in one sentence."""

    detail: str


class Fault(Schema):
    """What about a call does not fit this description, and where."""

    loc: list[str | int]
    msg: str


class Faults(Schema):
    """All that does not fit."""

    detail: list[Fault]


Word = Annotated[str, Field(max_length=255, pattern="^[^\\x00]*$")]
Limit = Annotated[int, Field(ge=1, le=200, description="How many at most.")]
After = Annotated[Word, Field(description="The `next` of the page before.")]
Verdict = Annotated[str, Field(pattern="^(|accept|reject|corrected|none)$", description="`none`: nobody judged.")]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="YYYY-MM-DD.")]


def gives(what: Any, status: int = 200) -> dict[Any, Any]:
    """What an operation answers where all is well, and how any may be refused."""
    return {status: what, frozenset({400, 401, 403, 404, 409}): Problem, 422: Faults}


class Page(Schema):
    """Some of a list, and where it goes on."""

    items: list[dict[str, Any]]
    next: Annotated[str | None, Field(description="Give it as `after` for what follows; null at the end.")]


def page(items: list[dict[str, Any]], ids: Sequence[object], limit: int) -> dict[str, Any]:
    """A page of a list that goes on behind the last of ``ids`` where it is full."""
    return {"items": items, "next": str(ids[-1]) if len(ids) == limit else None}


def paged(rows: Sequence[Row], after: str, limit: int, layout: Callable[[Row], dict[str, Any]]) -> dict[str, Any]:
    """A page of a list that is worked out as a whole; it goes on behind as many as were given before.

    Raises UsageError where ``after`` is none of this list's.
    """
    begin = place_in(after)
    some = rows[begin : begin + limit]
    return page([layout(row) for row in some], range(begin + 1, begin + len(some) + 1), limit)


def place_in(after: str) -> int:
    """Where a list goes on that is paged by a number, 0 at its begin.

    Raises UsageError where ``after`` is none.
    """
    number = whole(after or "0")
    if number is None:
        raise UsageError(f"{after!r} is no place in the list; give the `next` of a page.")
    return number


class Where(Schema):
    """Which incidents are meant, as the filters of the map have it; empty words ask for nothing."""

    since: Day = ""
    until: Day = ""
    bbox: Annotated[str, Field(max_length=100, description="West, south, east and north in degrees, with commas.")] = ""
    event: Word = ""
    grade: Word = ""
    outlet: Word = ""
    informant: Word = ""
    actor: Annotated[Word, Field(description="Who is blamed for the incident: an id, or any name of one.")] = ""
    place: Annotated[Word, Field(description="Words of the place's name or its province's.")] = ""
    q: Annotated[Word, Field(description="Words of the claims' text.")] = ""


class Narrowed(Where):
    """What a list is narrowed down to, as the filters of the queue have it."""

    reviewer: Word = ""
    least: Annotated[Word, Field(description="The lowest confidence, in percent.")] = ""
    most: Annotated[Word, Field(description="The highest confidence, in percent.")] = ""


class Decided(Schema):
    """A decision that was taken."""

    number: int
    kind: str
    targets: list[str]
    author: str
    at: str
    reason: str
    payload: dict[str, Any]
    undoes: int | None
    undone_by: int | None
    done: Annotated[str, Field(description="What it did, in one sentence.")]


class Because(Schema):
    """A reason, and what you know of."""

    reason: Reason
    expected: Edition = None


class Correction(Because):
    """Slots of a claim given anew, as the command ``correct`` takes them: ``{"killed": 12, "time": "2016-12-12"}``."""

    changes: Annotated[dict[str, Any], Field(min_length=1)]


class NewClaim(Schema):
    """A claim that the reader missed: its slots, with the offsets of its words."""

    reason: Reason
    slots: Annotated[dict[str, Any], Field(min_length=1)]


class Merge(Because):
    """Another incident that goes up in this one."""

    other: Id


class Split(Because):
    """Claims that become an incident of their own."""

    claims: Annotated[list[Id], Field(min_length=1, max_length=10_000)]


class Move(Because):
    """The incident to which a claim goes."""

    to: Id


class Grade(Because):
    """A grade in place of the machine's."""

    grade: str
    basis: Annotated[str | None, Field(description="What it rests on: admission, or documents.")] = None
    documents: Annotated[list[Annotated[str, Field(max_length=2000)]], Field(default_factory=list)]


class Release(Because):
    """Public, or held back."""

    public: bool


class Text(Schema):
    """A report as text."""

    text: Annotated[str, Field(min_length=1, max_length=5_000_000)]
    name: Annotated[str, Field(max_length=200)] = "text"
    publisher: Annotated[str, Field(max_length=200)] = ""
    published: Day = ""


class Addresses(Schema):
    """Addresses of pages that the site fetches."""

    urls: Annotated[list[Annotated[str, Field(max_length=2000)]], Field(min_length=1, max_length=500)]
    publisher: Annotated[str, Field(max_length=200)] = ""
    published: Day = ""


class HandedIn(Schema):
    """What was handed in, and waits to be read."""

    upload: int
    items: int


class Progress(Schema):
    """How far an upload is."""

    upload: int
    total: int
    finished: Annotated[int, Field(description="Read, failed, or left out.")]
    read: int
    failed: int
    cancelled: int
    claims: int
    linked: bool
