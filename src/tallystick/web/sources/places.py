"""Pages of where incidents lie: which names mean one place, and where those lie that no gazetteer knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tallystick.commands import places as desk
from tallystick.commands.deciding import Decided
from tallystick.commands.digests import catch_up
from tallystick.errors import UsageError
from tallystick.web.incidents.whereabouts import precision_words
from tallystick.web.pages import PageRequest
from tallystick.web.sources.listing import MOST

if TYPE_CHECKING:
    from tallystick.casebook.registry.spots import Location

AREA_FROM = 3
"""From this where_prec on, a place is an area and no spot."""
_PRECISIONS = range(1, 8)


def places(request: PageRequest) -> HttpResponse:
    """Where the incidents of harm lie, the places with most first."""
    words, unplaced = request.GET.get("words", "").strip(), bool(request.GET.get("unplaced"))
    found = desk.listed(request.book, words, unplaced=unplaced, most=MOST)
    return render(request, "sources/places.html", {"places": found, "words": words, "unplaced": unplaced})


def place(request: PageRequest, place: str) -> HttpResponse:
    """One place: what else is it, where it lies, what the gazetteers have under its name, and every change."""
    found = desk.shown(request.book, place)
    words = request.GET.get("words", "").strip() or found.place.called
    told = {
        "shown": found,
        "place": found.place,
        "at": found.at,
        "area": found.at is not None and found.at.precision >= AREA_FROM,
        "precision": precision_words(found.at.precision) if found.at else "",
        "others": [row.spot for row in desk.listed(request.book, most=MOST) if row.spot != found.place.shown],
        "words": words,
        "entries": desk.entries(request.book, words),
        "precisions": [(level, precision_words(level)) for level in _PRECISIONS],
    }
    return render(request, "sources/place.html", told)


def change(request: PageRequest, place: str) -> HttpResponse:
    """Gives a place another name, says where it lies, or merges another into it."""
    form, why = request.POST, {"reason": request.POST.get("reason", ""), "by": request.user.get_username()}
    match form.get("act"):
        case "merge":
            taken = desk.merge(request.book, place, form.get("other", "").strip(), **why)
        case "name":
            taken = desk.change(request.book, place, form.get("name", ""), **why)
        case "entry":
            at = desk.entry(request.book, form.get("words", ""), form.get("entry", ""))
            taken = desk.put(request.book, place, at, **why)
        case "point":
            taken = desk.put(request.book, place, _point(request, form), **why)
        case _:
            raise Http404
    return _done(request, taken, taken.decision.targets[0])


def _point(request: PageRequest, form: Mapping[str, str]) -> Location:
    try:
        latitude, longitude = float(form.get("latitude", "")), float(form.get("longitude", ""))
        precision = int(form.get("precision", "1"))
    except ValueError:
        raise UsageError(_("Latitude and longitude are numbers of degrees, such as 36.2 and 37.1.")) from None
    return desk.point(request.book, latitude, longitude, precision, name=form.get("name", "").strip() or None)


def undo(request: PageRequest, number: int) -> HttpResponse:
    """Takes a decision about a place back."""
    why = {"reason": request.POST.get("reason", ""), "by": request.user.get_username()}
    return _done(request, desk.undo(request.book, number, **why), None)


def _done(request: PageRequest, taken: Decided, place: str | None) -> HttpResponse:
    catch_up(request.book, 200)
    messages.success(request, taken.sentence)
    slug = request.shelved.slug
    return redirect("place", casebook=slug, place=place) if place else redirect("places", casebook=slug)
