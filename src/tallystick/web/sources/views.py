"""Pages of who informs: the registry of informants and outlets, and the names that reports propose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tallystick.commands import informants
from tallystick.commands.deciding import Decided
from tallystick.commands.digests import catch_up
from tallystick.errors import UsageError
from tallystick.vocabulary.scales import label
from tallystick.vocabulary.sources import kinds, sides
from tallystick.web.pages import PageRequest
from tallystick.web.sources import listing

_FIELDS = ("name", "kind", "role", "organisation", "side", "interest", "notes")
LETTERS = "ABCDEF"


def sources(request: PageRequest) -> HttpResponse:
    """Informants or outlets by how often they are met, those of the registry too, and the form for a new one."""
    if request.method == "POST":
        return _add(request)
    role, words = request.GET.get("role", "informant"), request.GET.get("words", "").strip()
    kind = "outlet" if role == "outlet" else "informant"
    registry = informants.registry(request.book)
    met = listing.voices(request.book.casebook.alias, kind, words, registry)
    known = informants.listed(request.book, role=kind, words=words or None, decided=not words)
    told = {"met": met, "known": known[: listing.MOST], "role": kind, "words": words, "conflicts": registry.conflicts}
    return render(request, "sources/sources.html", told | _choices())


def _choices() -> dict[str, Any]:
    letters = [(letter, label("reliability", letter)) for letter in LETTERS]
    return {
        "kinds": [(name, row["label"]) for name, row in kinds().items()],
        "sides": sides(),
        "letters": letters,
    }


def _add(request: PageRequest) -> HttpResponse:
    given = _given(request.POST)
    if not given.get("name"):
        raise UsageError(_("A source needs a name."))
    fields = {name: given.get(name) for name in _FIELDS} | {"role": given.get("role", "informant")}
    aliases = [line.strip() for line in request.POST.get("aliases", "").splitlines() if line.strip()]
    by, reason = request.user.get_username(), request.POST.get("reason", "")
    taken = informants.add(request.book, fields, aliases=aliases, reason=reason, by=by)
    return _done(request, taken, taken.decision.targets[0])


def _given(form: Mapping[str, str]) -> dict[str, str]:
    return {name: form[name].strip() for name in _FIELDS if form.get(name, "").strip()}


def source(request: PageRequest, informant: str) -> HttpResponse:
    """One informant: who it is, its names and who gave them, how reliable, whose side, and every change."""
    found = informants.shown(request.book, informant)
    known = found.informant
    told = {
        "shown": found,
        "informant": known,
        "names": [(name, name in known.people, known.giver(name)) for name in known.names()],
        "met": listing.met_by(request.book.casebook.alias, [known]).get(known.id, 0),
    }
    return render(request, "sources/source.html", told | _choices())


def change(request: PageRequest, informant: str) -> HttpResponse:
    """Changes one thing about an informant: its facts, a name, its reliability, its side; or merges another into it."""
    form, by = request.POST, request.user.get_username()
    acts = {"facts": _facts, "name": _name, "rate": _rate, "side": _side, "merge": _merge}
    act = acts.get(form.get("act", ""))
    if act is None:
        raise Http404
    taken = act(request, informant, form, {"reason": form.get("reason", ""), "by": by})
    return _done(request, taken, taken.decision.targets[0])


Because = dict[str, str]


def _facts(request: PageRequest, informant: str, form: Mapping[str, str], why: Because) -> Decided:
    wanted = ("name", "kind", "role", "organisation", "notes")
    now = informants.shown(request.book, informant).informant
    told = {name: form.get(name, "").strip() or None for name in wanted if name in form}
    changes = {name: value for name, value in told.items() if value != getattr(now, name)}
    if not changes:
        raise UsageError(_("Nothing is changed."))
    return informants.change(request.book, informant, changes, **why)


def _name(request: PageRequest, informant: str, form: Mapping[str, str], why: Because) -> Decided:
    reject, person = form.get("verdict") == "reject", bool(form.get("person"))
    return informants.alias(request.book, informant, form.get("alias", ""), reject=reject, person=person, **why)


def _rate(request: PageRequest, informant: str, form: Mapping[str, str], why: Because) -> Decided:
    return informants.rate(request.book, informant, form.get("letter") or None, **why)


def _side(request: PageRequest, informant: str, form: Mapping[str, str], why: Because) -> Decided:
    return informants.side(request.book, informant, form.get("side") or None, form.get("interest", ""), **why)


def _merge(request: PageRequest, informant: str, form: Mapping[str, str], why: Because) -> Decided:
    return informants.merge(request.book, informant, form.get("other", "").strip(), **why)


def undo(request: PageRequest, number: int) -> HttpResponse:
    """Takes a decision about an informant back."""
    by, reason = request.user.get_username(), request.POST.get("reason", "")
    taken = informants.undo(request.book, number, reason=reason, by=by)
    return _done(request, taken, None)


def _done(request: PageRequest, taken: Decided, informant: str | None) -> HttpResponse:
    catch_up(request.book, 200)
    messages.success(request, taken.sentence)
    slug = request.shelved.slug
    return redirect("source", casebook=slug, informant=informant) if informant else redirect("sources", casebook=slug)


def proposals(request: PageRequest) -> HttpResponse:
    """Names that the reports' own words propose, with those words, to be confirmed or rejected."""
    informants.learn(request.book)
    found = informants.proposals(request.book, everything=bool(request.GET.get("all")))
    registry = informants.registry(request.book)
    told = [(one, registry.get(one.informant) if one.informant else None) for one in found[: listing.MOST]]
    return render(request, "sources/proposals.html", {"proposals": told, "number": len(found)})
