"""One page of a long list at a time: each begins behind the last row of the one before, however long the list is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from attrs import frozen
from django.db.models import F, Model, Q, QuerySet

from tallystick.errors import UsageError

Row = TypeVar("Row", bound=Model)
_LOST = "The list cannot be continued there; begin it anew."


@frozen
class Order:
    """By what a list is ordered: a column, and a second one that tells rows of the same value apart."""

    column: str
    tie: str
    read: Callable[[str], Any] = str
    """Makes a value of the column of its text."""
    tie_read: Callable[[str], Any] = str
    descending: bool = False
    nullable: bool = False
    """True where rows may have no value; they come last."""


@frozen
class Cut:
    """A page of rows; ``after`` begins the next one, empty on the last."""

    rows: tuple[Any, ...]
    after: str


def cut(rows: QuerySet[Row], order: Order, after: str, size: int) -> Cut:
    """The page of ``rows`` behind ``after`` (empty: the first).

    Raises UsageError where ``after`` is none of this list's.
    """
    try:
        found = _from(rows, order, after, size + 1)
    except ValueError:
        raise UsageError(_LOST) from None
    shown = found[:size]
    return Cut(tuple(shown), _mark(shown[-1], order) if len(found) > size else "")


def _mark(row: Model, order: Order) -> str:
    return mark(getattr(row, order.column), getattr(row, order.tie))


def mark(value: Any, tie: Any) -> str:
    """Where a list goes on behind the row of that ``value`` in its column and ``tie``."""
    return f"{'' if value is None else value}|{tie}"


def _from(rows: QuerySet[Row], order: Order, after: str, size: int) -> list[Row]:
    value, bar, tie = after.partition("|")
    if after and not bar:
        raise ValueError(after)
    found: list[Row] = []
    if not after or value:
        found = list(_behind(_valued(rows, order), order, value, tie)[:size])
    if order.nullable and len(found) < size:
        left = rows.filter(**{f"{order.column}__isnull": True}).order_by(order.tie)
        left = left.filter(**{f"{order.tie}__gt": order.tie_read(tie)}) if after and not value else left
        found += list(left[: size - len(found)])
    return found


def _valued(rows: QuerySet[Row], order: Order) -> QuerySet[Row]:
    first = F(order.column).desc() if order.descending else F(order.column).asc()
    told = rows.filter(**{f"{order.column}__isnull": False}) if order.nullable else rows
    return told.order_by(first, order.tie)


def _behind(rows: QuerySet[Row], order: Order, value: str, tie: str) -> QuerySet[Row]:
    if not value:
        return rows
    at, way = order.read(value), "lt" if order.descending else "gt"
    beyond = Q(**{f"{order.column}__{way}": at}) | Q(**{order.column: at, f"{order.tie}__gt": order.tie_read(tie)})
    return rows.filter(beyond, **{f"{order.column}__{way}e": at})
