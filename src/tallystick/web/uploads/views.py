"""Pages for handing in reports and seeing how far they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tallystick.errors import IntakeError, UsageError
from tallystick.intake import passed_over
from tallystick.web.pages import PageRequest
from tallystick.web.uploads import archives, queue, spool
from tallystick.web.uploads.models import Batch, Item
from tallystick.web.uploads.queue import Handed

_SHOWN = 30
_ITEMS = 500
_LONGEST_NAME = 300


def uploads(request: PageRequest) -> HttpResponse:
    """What was handed in, the newest first, and the forms to hand in more."""
    if request.method == "POST":
        return _hand_in(request)
    rows = Batch.objects.filter(casebook=request.shelved.id).order_by("-id")[:_SHOWN]
    told = [(batch, queue.progress(batch)) for batch in rows]
    working = any(progress.open or not batch.linked for batch, progress in told)
    template = "uploads/progress.html" if request.htmx else "uploads/uploads.html"
    return render(request, template, {"batches": told, "working": working})


def upload(request: PageRequest, batch: int) -> HttpResponse:
    """The items of one batch and what became of each."""
    row = _batch(request, batch)
    items = Item.objects.filter(batch=row).order_by("id")[:_ITEMS]
    words = {"batch": row, "progress": queue.progress(row), "items": items, "shown": _ITEMS}
    return render(request, "uploads/items.html" if request.htmx else "uploads/upload.html", words)


def cancel(request: PageRequest, batch: int) -> HttpResponse:
    """Takes what waits out of the queue."""
    count = queue.cancel(_batch(request, batch))
    messages.success(request, ngettext("%d report is left out.", "%d reports are left out.", count) % count)
    return redirect("uploads", casebook=request.shelved.slug)


def retry(request: PageRequest, batch: int) -> HttpResponse:
    """Puts what failed or was left out back into the queue."""
    count = queue.retry(_batch(request, batch))
    messages.success(request, ngettext("%d report waits again.", "%d reports wait again.", count) % count)
    return redirect("uploads", casebook=request.shelved.slug)


def _batch(request: PageRequest, batch: int) -> Batch:
    row = Batch.objects.filter(id=batch, casebook=request.shelved.id).first()
    if row is None:
        raise Http404
    return row


def _hand_in(request: PageRequest) -> HttpResponse:
    """Files, a text or addresses; a script that sends a folder in parts gets JSON and names its batch."""
    handed = [*_files(request), *_text(request), *_addresses(request)]
    if not handed:
        raise UsageError(_("Nothing was handed in: choose files, paste a text or list addresses."))
    batch = _batch_for(request)
    queue.hand_in(batch, handed)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"batch": batch.pk, "items": len(handed)}, status=201)
    count = len(handed)
    messages.success(request, ngettext("%d report waits to be read.", "%d reports wait to be read.", count) % count)
    return redirect("uploads", casebook=request.shelved.slug)


def _batch_for(request: PageRequest) -> Batch:
    told = request.POST.get("batch", "")
    if told:
        row = _batch(request, int(told)) if told.isdecimal() else None
        if row is None or row.author != request.user.get_username():
            raise Http404
        return row
    return Batch.objects.create(
        casebook=request.shelved.id,
        author=request.user.get_username(),
        publisher=request.POST.get("publisher", "").strip(),
        published=_day(request.POST.get("published", "").strip()),
    )


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise UsageError(_("A day is written as 2024-05-31.")) from None


def _files(request: PageRequest) -> Iterable[Handed]:
    paths = request.POST.getlist("path")
    for number, file in enumerate(request.FILES.getlist("files")):
        name = (paths[number] if number < len(paths) else "") or file.name or _("a file")
        if archives.is_named_so(name) or not passed_over(name):
            yield _file(request, file, name[-_LONGEST_NAME:])


def _file(request: PageRequest, file: UploadedFile[bytes], name: str) -> Handed:
    return Handed(name, spool=spool.put(request.book.folder, file.chunks(), name))


def _text(request: PageRequest) -> Iterable[Handed]:
    text = request.POST.get("text", "")
    if text.strip():
        name = request.POST.get("name", "").strip() or _("pasted text")
        data = text.replace("\r\n", "\n").encode()
        yield Handed(f"{name[:_LONGEST_NAME]}.txt", spool=spool.put(request.book.folder, [data], name))


def _addresses(request: PageRequest) -> Iterable[Handed]:
    for line in request.POST.get("urls", "").split():
        if not line.startswith(("http://", "https://")):
            raise IntakeError(
                _("%s is no address of a page; give one that begins with http:// or https://.") % line[:80]
            )
        yield Handed(line, url=line)
