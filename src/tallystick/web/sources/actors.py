"""Pages of who is blamed: which names mean one actor, and what it is called."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from tallystick.commands import actors as desk
from tallystick.commands.deciding import Decided
from tallystick.commands.digests import catch_up
from tallystick.web.pages import PageRequest
from tallystick.web.sources.listing import MOST


def actors(request: PageRequest) -> HttpResponse:
    """Who is blamed in how many incidents, as informants say."""
    words = request.GET.get("words", "").strip()
    return render(request, "sources/actors.html", {"met": desk.listed(request.book, words)[:MOST], "words": words})


def actor(request: PageRequest, actor: str) -> HttpResponse:
    """One actor: its names and who gave them, what else may be the same, and every change."""
    found = desk.shown(request.book, actor)
    others = [row.actor for row in desk.listed(request.book) if row.actor.id != found.actor.id]
    names = [(name, found.actor.taught.get(name, "")) for name in found.actor.names()]
    return render(request, "sources/actor.html", {"shown": found, "names": names, "others": others[:MOST]})


def change(request: PageRequest, actor: str) -> HttpResponse:
    """Gives an actor another name, or merges another into it."""
    form, why = request.POST, {"reason": request.POST.get("reason", ""), "by": request.user.get_username()}
    if form.get("act") == "merge":
        taken = desk.merge(request.book, actor, form.get("other", "").strip(), **why)
    elif form.get("act") == "name":
        taken = desk.change(request.book, actor, form.get("name", ""), **why)
    else:
        raise Http404
    return _done(request, taken, taken.decision.targets[0])


def undo(request: PageRequest, number: int) -> HttpResponse:
    """Takes a decision about an actor back."""
    why = {"reason": request.POST.get("reason", ""), "by": request.user.get_username()}
    return _done(request, desk.undo(request.book, number, **why), None)


def _done(request: PageRequest, taken: Decided, actor: str | None) -> HttpResponse:
    catch_up(request.book, 200)
    messages.success(request, taken.sentence)
    slug = request.shelved.slug
    return redirect("actor", casebook=slug, actor=actor) if actor else redirect("actors", casebook=slug)
