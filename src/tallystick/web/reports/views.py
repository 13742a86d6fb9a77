"""The list of reports, and one report: its text, its claims, the original and where it came from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tallystick.casebook import ConflictError
from tallystick.casebook.models import Document
from tallystick.commands import wording
from tallystick.commands.provenance import entries_about
from tallystick.errors import EvidenceError
from tallystick.vocabulary.events import event_types
from tallystick.vocabulary.measures import measures
from tallystick.vocabulary.populations import populations
from tallystick.web.pages import PageRequest
from tallystick.web.reports import deciding
from tallystick.web.reports.cards import Card, cards_of, report_of
from tallystick.web.reports.differing import differences
from tallystick.web.reports.listing import Wanted, choices, page_of
from tallystick.web.reports.originals import Original, original_of
from tallystick.web.reports.segments import segments
from tallystick.web.undoing import require_undo
from tallystick.web.whole_numbers import whole

_TABS = ("text", "original", "provenance")
_BOUNDS = ("exact", "at_least", "more_than", "at_most", "less_than", "about", "range", "vague")
_STATUSES = ("occurred", "ongoing", "planned", "threatened", "predicted", "attempted", "denied")
_CERTAINTIES = ("stated", "reported", "unconfirmed", "disputed")


def reports(request: PageRequest) -> HttpResponse:
    """The list of reports, or for htmx its next rows."""
    alias = request.book.casebook.alias
    wanted = Wanted.of(request.GET.dict())
    page = page_of(alias, wanted)
    query = request.GET.copy()
    query["after"] = page.after
    seen = {"page": page, "wanted": wanted, "next": query.urlencode() if page.after else ""}
    if request.htmx:
        return render(request, "reports/rows.html", seen)
    return render(request, "reports/reports.html", seen | choices(alias))


def report(request: PageRequest, id: str) -> HttpResponse:  # noqa: A002 - the route's own name
    """One report: the text as it was read beside its claims, the original, or where it came from."""
    tab = request.GET.get("tab", "text")
    if tab not in _TABS:
        raise Http404
    makers = {"text": _reading, "original": _original, "provenance": _provenance}
    seen = makers[tab](request, id)
    return render(request, "reports/report.html", {"tab": tab, **seen})


def _reading(request: PageRequest, name: str, chosen: str = "") -> dict[str, Any]:
    told = report_of(request.book, name)
    cards = cards_of(request.book, told)
    return {
        "document": told.document,
        "segments": segments(told.document.text, told.claims, told.document.furniture),
        "cards": cards,
        "numbers": {card.claim.id: card.number for card in cards},
        "chosen": chosen or request.GET.get("claim", ""),
        "rejections": deciding.usual_rejections(),
        "event_types": event_types(),
        "statuses": _STATUSES,
        "certainties": _CERTAINTIES,
        "unreviewed": sum(not card.verdict for card in cards),
    }


def _document(request: PageRequest, name: str) -> Document:
    row = Document.objects.using(request.book.casebook.alias).filter(id=name).first()
    if row is None:
        raise Http404
    return row


def _original(request: PageRequest, name: str) -> dict[str, Any]:
    document = _document(request, name)
    try:
        shown = original_of(request, document)
    except EvidenceError as error:
        shown = Original("none", missing=str(error))
    return {"document": document, "original": shown, "pages": range(1, shown.pages + 1)}


def _provenance(request: PageRequest, name: str) -> dict[str, Any]:
    document = _document(request, name)
    told = report_of(request.book, name)
    past = [(card, decision) for card in cards_of(request.book, told) for decision in card.history]
    past.sort(key=lambda pair: pair[1].number, reverse=True)
    return {"document": document, "kept": entries_about(request.book, name), "past": past}


def claim(request: PageRequest, id: str) -> HttpResponse:  # noqa: A002
    """A decision about a claim; the text and the cards as they then stand."""
    asked = deciding.Asked.of(request.POST.dict(), request.user.get_username())
    if asked.act == "undo":
        require_undo(request, deciding.number_of(asked))
    try:
        sentence = deciding.decide(request.book, id, asked)
    except ConflictError as error:
        return conflict(request, id, error, "#reading")
    return _answer(request, deciding.document_of(request.book, id), id, sentence)


def missed(request: PageRequest, id: str) -> HttpResponse:  # noqa: A002
    """A claim that the reader missed, added from the selected words."""
    form = {**request.POST.dict(), "act": "add"}
    name, sentence = deciding.add(request.book, id, deciding.Asked.of(form, request.user.get_username()))
    return _answer(request, id, name, sentence)


def _answer(request: PageRequest, document: str, name: str, sentence: str) -> HttpResponse:
    if not request.htmx:
        messages.success(request, sentence)
        return redirect(f"{reverse('report', args=[request.shelved.slug, document])}?claim={name}")
    return render(request, "reports/answer.html", {"sentence": sentence, **_reading(request, document, name)})


def conflict(
    request: PageRequest, name: str, error: ConflictError, target: str, swap: str = "innerHTML"
) -> HttpResponse:
    """What others decided meanwhile, and the person's own input, to be sent again or let go."""
    hidden = {key: value for key, value in request.POST.items() if key not in ("edition", "csrfmiddlewaretoken")}
    asked = deciding.Asked.of(request.POST.dict(), request.user.get_username())
    seen = {
        "name": name,
        "asked": asked,
        "differences": differences(request.book, name, asked),
        "since": error.meanwhile,
        "edition": error.meanwhile[-1].number,
        "hidden": hidden,
        "target": target,
        "swap": swap,
        "address": request.get_full_path(),
        "document": deciding.document_of(request.book, name),
    }
    template = "reports/conflict.html" if request.htmx else "reports/conflict-page.html"
    return render(request, template, seen, status=409)


def words(request: PageRequest, id: str) -> HttpResponse:  # noqa: A002
    """What the selected words may be for the chosen claim: a small menu."""
    told = report_of(request.book, id)
    name = request.GET.get("claim", "")
    chosen = next((card for card in cards_of(request.book, told) if card.claim.id == name), None)
    selected = wording.words_of(told.document, *deciding.offsets(request.GET.dict()))
    event = chosen.claim.event if chosen else None
    return render(
        request,
        "reports/words.html",
        {
            "document": told.document,
            "card": chosen,
            "edition": _edition_seen(request, chosen),
            "heard": wording.heard(request.book, told.document, selected, event),
            "groups": _groups(chosen),
            "measures": measures(),
            "bounds": _BOUNDS,
            "event_types": event_types(),
        },
    )


def _edition_seen(request: PageRequest, card: Card | None) -> int:
    """The edition that the person's page shows, which may be older than the claim's."""
    told = whole(request.GET.get("edition", ""))
    return told if told is not None else card.edition if card else 0


def _groups(card: Card | None) -> list[str]:
    told = [figure.group for figure in card.claim.figures if figure.group] if card else []
    return list(dict.fromkeys([*told, *populations()]))
