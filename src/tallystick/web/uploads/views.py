"""Pages for handing in reports and seeing how far they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tallystick.errors import IntakeError, UsageError
from tallystick.intake import LARGEST_FILE, passed_over
from tallystick.web.pages import PageRequest
from tallystick.web.settings import MOST_REQUEST_BYTES
from tallystick.web.uploads import archives, queue, spool
from tallystick.web.uploads.models import Batch, Item
from tallystick.web.uploads.queue import Handed
from tallystick.web.whole_numbers import whole

_SHOWN = 30
_ITEMS = 500
_LONGEST_NAME = 300
_PART_BYTES = MOST_REQUEST_BYTES // 10
"""Bytes of files after which a script begins another part of a folder."""


def uploads(request: PageRequest) -> HttpResponse:
    """What was handed in, the newest first, and the forms to hand in more."""
    if request.method == "POST":
        return _hand_in(request)
    rows = Batch.objects.filter(casebook=request.shelved.id).order_by("-id")[:_SHOWN]
    told = [(batch, queue.progress(batch)) for batch in rows]
    working = any(progress.open or not batch.linked for batch, progress in told)
    template = "uploads/progress.html" if request.htmx else "uploads/uploads.html"
    words = {"batches": told, "working": working, "largest": LARGEST_FILE, "most_bytes": _PART_BYTES}
    return render(request, template, words)


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
    """Files, a text or addresses; a script that sends a folder in parts gets JSON and names its batch.

    A part of a folder may have no report in it.
    """
    handed = [*_files(request), *_text(request), *_addresses(request)]
    if request.headers.get("Accept") == "application/json":
        batch = _batch_for(request) if handed or request.POST.get("batch") else None
        if batch is not None:
            queue.hand_in(batch, handed)
        return JsonResponse({"batch": batch and batch.pk, "items": len(handed)}, status=201)
    if not handed:
        raise UsageError(_("Nothing was handed in: choose files, paste a text or list addresses."))
    queue.hand_in(_batch_for(request), handed)
    _tell(request, handed)
    return redirect("uploads", casebook=request.shelved.slug)


def _tell(request: PageRequest, handed: list[Handed]) -> None:
    refused = [one.refused for one in handed if one.refused]
    if count := len(handed) - len(refused):
        messages.success(request, ngettext("%d report waits to be read.", "%d reports wait to be read.", count) % count)
    for sentence in refused:
        messages.error(request, sentence)


def _batch_for(request: PageRequest) -> Batch:
    told = request.POST.get("batch", "")
    if told:
        number = whole(told)
        row = _batch(request, number) if number is not None else None
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
    """The files, each with the path that the browser tells; and the names of those that it found too large to send."""
    paths = request.POST.getlist("path")
    for number, file in enumerate(request.FILES.getlist("files")):
        name = _named((paths[number] if number < len(paths) else "") or file.name or "")
        if _is_report(name):
            yield spooled(request.book.folder, file, name)
    for name in map(_named, request.POST.getlist("too-large")):
        if _is_report(name):
            yield Handed(name, refused=spool.too_large(name))


def _named(path: str) -> str:
    return path[-_LONGEST_NAME:] or _("a file")


def _is_report(name: str) -> bool:
    return archives.is_named_so(name) or not passed_over(name)


def spooled(folder: Path, file: UploadedFile[bytes], name: str) -> Handed:
    """A file in the spool, or why it is refused, which stops no other.

    Raises CasebookError where nothing can be kept.
    """
    try:
        return Handed(name, spool=spool.put(folder, file.chunks(), name))
    except IntakeError as error:
        return Handed(name, refused=str(error))


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
