"""Saved views: kept, shown as chips, and taken away."""

from __future__ import annotations

from attrs import frozen
from django.db.models import Q
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tallystick.errors import UsageError
from tallystick.web.desk.models import SavedView
from tallystick.web.pages import PageRequest

PAGES = ("queue", "incidents")
_LONGEST = 60
_PASSING = ("after", "csrfmiddlewaretoken")


@frozen
class Chip:
    """A saved view as it is shown; ``mine`` where the person may take it away."""

    id: int
    name: str
    query: str
    mine: bool
    shared: bool
    author: str


def chips(request: PageRequest, page: str) -> list[Chip]:
    """The person's own views of a page and those shared with the members of the casebook, by name."""
    rows = SavedView.objects.filter(casebook=request.shelved.id, page=page)
    seen = rows.filter(Q(user=request.user) | Q(shared=True)).select_related("user").order_by("name")
    return [
        Chip(row.pk, row.name, row.query, row.user_id == request.user.pk, row.shared, row.user.get_username())
        for row in seen
    ]


def save(request: PageRequest) -> HttpResponse:
    """Keeps the query of the list under a name."""
    told = request.POST
    kept = keep(request, told.get("page", ""), told.get("name", ""), told.get("query", ""), bool(told.get("shared")))
    return redirect(f"{reverse(kept.page, args=[request.shelved.slug])}?{kept.query}")


def keep(request: PageRequest, page: str, name: str, query: str, shared: bool) -> SavedView:
    """The view of a list as it is kept; one of the person's of the same name gives way.

    Raises UsageError without a name or for a list that has no views.
    """
    name = name.strip()[:_LONGEST]
    if not name:
        raise UsageError(_("A view needs a name; give it one."))
    if page not in PAGES:
        raise UsageError(_("Such a list cannot be saved; load the page again."))
    kept, _made = SavedView.objects.update_or_create(
        user=request.user,
        casebook=request.shelved.id,
        page=page,
        name=name,
        defaults={"query": _lasting(query), "shared": shared},
    )
    return kept


def forget(request: PageRequest, view: int) -> HttpResponse:
    """Takes one of the person's own views away."""
    row = take_away(request, view)
    if row is None:
        raise Http404
    return redirect(row.page, casebook=request.shelved.slug)


def take_away(request: PageRequest, view: int) -> SavedView | None:
    """One of the person's own views, which is no more; None where there was none."""
    row = SavedView.objects.filter(pk=view, user=request.user, casebook=request.shelved.id).first()
    if row is not None:
        row.delete()
    return row


def _lasting(query: str) -> str:
    told = QueryDict(query, mutable=True)
    for name in [name for name in told if name in _PASSING or not told[name]]:
        del told[name]
    return told.urlencode()
