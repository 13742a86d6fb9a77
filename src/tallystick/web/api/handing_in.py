"""Operations that hand in reports, follow their reading, and take the record out."""

from __future__ import annotations

import io
from datetime import date
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import File, Form, Router
from ninja.errors import HttpError
from ninja.files import UploadedFile
from ninja.responses import Status
from pydantic import Field

from tallystick.commands.cases import Selection, case_files
from tallystick.commands.methodology import methodology
from tallystick.commands.usage import require_format
from tallystick.errors import UsageError
from tallystick.publishing import Settings, publisher
from tallystick.web.api.guarding import CallRequest, Named, Number, takes
from tallystick.web.api.overviews import FILE
from tallystick.web.api.schemas import (
    Addresses,
    After,
    HandedIn,
    Limit,
    Page,
    Progress,
    Text,
    gives,
    page,
    place_in,
)
from tallystick.web.uploads import queue, spool
from tallystick.web.uploads.models import Batch, Item
from tallystick.web.uploads.queue import Handed
from tallystick.web.uploads.views import spooled

router = Router(tags=["reports"])


@router.post("/reports/text", response=gives(HandedIn, 202), operation_id="hand_in_text")
@takes("code")
def hand_in_text(request: CallRequest, casebook: Named, told: Text) -> Any:
    """Hand in a report as text; it is read in the background."""
    folder = request.book.folder
    name = f"{told.name.strip() or 'text'}.txt"
    data = told.text.encode("utf-8", "surrogatepass")
    return _handed_in(request, [Handed(name, spool=spool.put(folder, [data], name))], told.publisher, told.published)


@router.post("/reports/files", response=gives(HandedIn, 202), operation_id="hand_in_files")
@takes("code")
def hand_in_files(
    request: CallRequest,
    casebook: Named,
    files: Annotated[list[UploadedFile], File()],
    publisher: Annotated[str, Form(max_length=200)] = "",
    published: Annotated[str, Form(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = "",
) -> Any:
    """Hand in files: text, HTML, PDF, mail, feeds, ZIP archives of them. One that is too large fails alone."""
    handed = [spooled(request.book.folder, file, file.name or "file") for file in files]
    return _handed_in(request, handed, publisher, published)


@router.post("/reports/addresses", response=gives(HandedIn, 202), operation_id="hand_in_addresses")
@takes("code")
def hand_in_addresses(request: CallRequest, casebook: Named, told: Addresses) -> Any:
    """Hand in addresses of pages; the site fetches them."""
    for url in told.urls:
        if not url.startswith(("http://", "https://")) or "\x00" in url:
            raise UsageError(f"{url[:80]!r} is no address of a page; give one that begins with http:// or https://.")
    return _handed_in(request, [Handed(url, url=url) for url in told.urls], told.publisher, told.published)


def _handed_in(request: CallRequest, handed: list[Handed], publisher: str, published: str) -> Status[Any]:
    _require_day(published)
    batch = Batch.objects.create(
        casebook=request.shelved.id, author=request.user.get_username(), publisher=publisher, published=published
    )
    queue.hand_in(batch, handed)
    return Status(202, {"upload": batch.pk, "items": len(handed)})


def _require_day(published: str) -> None:
    try:
        date.fromisoformat(published or "2024-05-31")
    except ValueError:
        raise UsageError(f"{published!r} is no day; write it as 2024-05-31.") from None


@router.get("/uploads", response=gives(Page), operation_id="list_uploads")
@takes("code")
def list_uploads(request: CallRequest, casebook: Named, after: After = "", limit: Limit = 50) -> Any:
    """The uploads, the newest first."""
    rows = Batch.objects.filter(casebook=request.shelved.id).order_by("-id")
    some = (rows.filter(id__lt=place_in(after)) if after else rows)[:limit]
    return page([_progress(batch) for batch in some], [batch.pk for batch in some], limit)


@router.get("/uploads/{upload}", response=gives(Progress), operation_id="get_upload")
@takes("code")
def get_upload(request: CallRequest, casebook: Named, upload: Number) -> Any:
    """How far an upload is."""
    return _progress(_batch(request, upload))


@router.get("/uploads/{upload}/items", response=gives(Page), operation_id="list_upload_items")
@takes("code")
def list_upload_items(
    request: CallRequest, casebook: Named, upload: Number, after: After = "", limit: Limit = 50
) -> Any:
    """What became of each file, text or address of an upload."""
    items = Item.objects.filter(batch=_batch(request, upload), id__gt=place_in(after)).order_by("id")[:limit]
    told = ("name", "state", "sentence", "claims", "documents")
    return page([{name: getattr(item, name) for name in told} for item in items], [item.pk for item in items], limit)


@router.post("/uploads/{upload}/cancel", response=gives(Progress), operation_id="cancel_upload")
@takes("code")
def cancel_upload(request: CallRequest, casebook: Named, upload: Number) -> Any:
    """Leave out what still waits."""
    batch = _batch(request, upload)
    queue.cancel(batch)
    return _progress(batch)


@router.post("/uploads/{upload}/retry", response=gives(Progress), operation_id="retry_upload")
@takes("code")
def retry_upload(request: CallRequest, casebook: Named, upload: Number) -> Any:
    """Read again what failed or was left out."""
    batch = _batch(request, upload)
    queue.retry(batch)
    return _progress(batch)


def _batch(request: CallRequest, upload: Number) -> Batch:
    found = Batch.objects.filter(id=upload, casebook=request.shelved.id).first()
    if found is None:
        raise HttpError(404, f"There is no upload {upload}.")
    return found


def _progress(batch: Batch) -> dict[str, Any]:
    far = queue.progress(batch)
    told = {name: getattr(far, name) for name in ("total", "finished", "read", "failed", "cancelled", "claims")}
    return {"upload": batch.pk, "linked": batch.linked, **told}


@router.get("/export/{form}", response=gives(None), operation_id="export_record", openapi_extra=FILE)
@takes("publish")
def export_record(
    request: CallRequest,
    casebook: Named,
    form: str,
    profile: Annotated[str, Field(pattern="^(public|full)$")] = "public",
    convention: Annotated[str, Field(max_length=40)] = "",
    method: Annotated[str, Field(max_length=40)] = "",
) -> Any:
    """The incidents of harm in a format of ``tallystick publish``, redacted unless the profile is full."""
    require_format(form)
    cases = case_files(request.book, Selection(), convention or None, method or None)
    settings = Settings("full" if profile == "full" else "public", version=str(methodology()))
    written = io.BytesIO()
    publisher(form).write(cases, written, settings)
    answer = HttpResponse(written.getvalue(), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{request.shelved.slug}.{form}"'
    return answer
