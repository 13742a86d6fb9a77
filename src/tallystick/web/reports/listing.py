"""The list of reports: one page of it at a time, however many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import frozen
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from tallystick.casebook.distinct import distinct
from tallystick.casebook.models import Claim, ClaimDigest, Document
from tallystick.casebook.models.reports import Start
from tallystick.casebook.searching import matching
from tallystick.errors import UsageError
from tallystick.web.desk.paging import Order, cut

PAGE = 50
_NEWEST = Order("published", "id", descending=True, nullable=True)
_NAMED = 200
"""Outlets and languages that are offered to choose from."""
_START = 140
"""Characters that stand for a title where a report has none."""


@frozen
class Wanted:
    """Which reports are wanted."""

    outlet: str = ""
    language: str = ""
    since: str = ""
    until: str = ""
    unreviewed: bool = False
    text: str = ""
    after: str = ""
    """Where the page before ended: day, a bar, and the id."""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Wanted:
        """What a query asks for.

        Raises UsageError for what is no day.
        """
        names = ("outlet", "language", "since", "until", "after")
        said = {name: asked.get(name, "").strip() for name in names}
        for day in (said["since"], said["until"]):
            _require_day(day)
        return cls(**said, unreviewed=bool(asked.get("unreviewed")), text=asked.get("q", "").strip())


@frozen
class Listed:
    """A report in the list."""

    id: str
    title: str
    outlet: str
    published: str
    language: str
    claims: int
    unreviewed: int


@frozen
class Page:
    """One page of the list; ``after`` begins the next, empty on the last."""

    rows: tuple[Listed, ...]
    after: str


def _require_day(day: str) -> None:
    try:
        date.fromisoformat(day or "2000-01-01")
    except ValueError:
        raise UsageError(_("%(text)r is no day; write it as YYYY-MM-DD.") % {"text": day}) from None


def page_of(alias: str, wanted: Wanted) -> Page:
    """The page that ``wanted`` asks for: the newest report first, those without a day at the end."""
    found = cut(chosen(alias, wanted), _NEWEST, wanted.after, PAGE)
    return Page(tuple(_listed(alias, found.rows)), found.after)


def chosen(alias: str, wanted: Wanted) -> QuerySet[Document]:
    """The reports that are wanted, of all pages, in no order."""
    rows = Document.objects.using(alias).only("id", "title", "publisher", "published", "language", "path")
    rows = rows.alias(outlet=Start("publisher"))
    same = {"outlet": wanted.outlet, "language": wanted.language}
    days = {"published__gte": wanted.since, "published__lte": f"{wanted.until}~" if wanted.until else ""}
    rows = rows.filter(**{name: value for name, value in {**same, **days}.items() if value})
    if wanted.unreviewed:
        rows = rows.filter(Exists(ClaimDigest.objects.using(alias).filter(claim__document=OuterRef("pk"), verdict="")))
    return rows.filter(pk__in=matching(alias, wanted.text, "document")) if wanted.text else rows


def _listed(alias: str, rows: Sequence[Document]) -> list[Listed]:
    names = [row.pk for row in rows]
    untitled = [row.pk for row in rows if not row.title]
    starts = dict(Document.objects.using(alias).filter(pk__in=untitled).values_list("pk", Substr("text", 1, _START)))
    told = Claim.objects.using(alias).filter(document__in=names, superseded=False).values("document")
    counted = told.annotate(all=Count("pk"), left=Count("pk", filter=Q(digest__verdict="")))
    counts = {row["document"]: (row["all"], row["left"]) for row in counted}
    return [
        Listed(
            row.pk,
            row.title or starts.get(row.pk, "").strip().split("\n")[0] or row.pk,
            row.publisher or "",
            row.published or "",
            row.language or "",
            *counts.get(row.pk, (0, 0)),
        )
        for row in rows
    ]


def choices(alias: str) -> dict[str, list[str]]:
    """Outlets and languages to choose from, by name."""
    return {
        "outlets": distinct(alias, ClaimDigest, "outlet", _NAMED),
        "languages": distinct(alias, Document, "language", _NAMED),
    }
