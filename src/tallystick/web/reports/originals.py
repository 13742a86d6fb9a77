"""The original of a report as it came: HTML and mail inert, PDF as images of its pages, other text as it is."""

from __future__ import annotations

import struct
import threading
import zlib
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import PurePath

import numpy as np
import pypdfium2
from attrs import frozen
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string

from tallystick.casebook.models import Document
from tallystick.errors import IntakeError
from tallystick.intake.encoding import decode
from tallystick.intake.mail import content_of, header
from tallystick.web.pages import PageRequest
from tallystick.web.reports.inert import inert, inert_markup

POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""Nothing of the original runs, loads or sends, even where it is opened by itself."""
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_PDF = "application/pdf"
_MAIL = "message/rfc822"
_WIDTH = 1100
"""Pixels of the image of a page."""
_TALLEST = 6000
_MOST_TEXT = 2_000_000
"""Characters of an original that are shown."""
_rendering = threading.Lock()
"""PDFium is not to be called from two threads at once."""


@frozen
class Original:
    """How the original of a report can be shown: ``kind`` is html, mail, pdf, text, or none."""

    kind: str
    pages: int = 0
    size: int = 0
    missing: str = ""
    """Why the bytes cannot be read, as one sentence."""


def original_of(request: PageRequest, document: Document) -> Original:
    """What the original of ``document`` is."""
    data = request.book.evidence.read(document.sha256)
    kind = _kind(document, data)
    return Original(kind, _page_count(data) if kind == "pdf" else 0, len(data))


def _kind(document: Document, data: bytes) -> str:
    kinds = {_PDF: "pdf", _MAIL: "mail"} | dict.fromkeys(_HTML, "html")
    if document.media_type in kinds:
        return kinds[document.media_type]
    return "none" if b"\x00" in data[:1000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")) else "text"


def original(request: PageRequest, id: str) -> HttpResponse:  # noqa: A002 - the route's own name
    """The original as a page of its own that can do nothing; for a sandboxed frame."""
    document = _document(request, id)
    data = request.book.evidence.read(document.sha256)
    kind = _kind(document, data)
    if kind in ("pdf", "none"):
        raise Http404
    makers = {"html": inert, "mail": _mail, "text": _text}
    return _locked(HttpResponse(makers[kind](data, document.id), content_type="text/html; charset=utf-8"))


def page_image(request: PageRequest, id: str, number: int) -> HttpResponse:  # noqa: A002
    """A page of a PDF, counted from 1, as a PNG image."""
    document = _document(request, id)
    if document.media_type != _PDF:
        raise Http404
    image = _rendered(request.book.evidence.read(document.sha256), number)
    return _locked(HttpResponse(image, content_type="image/png"))


def download(request: PageRequest, id: str) -> HttpResponse:  # noqa: A002
    """The preserved bytes, to be saved."""
    document = _document(request, id)
    answer = HttpResponse(request.book.evidence.read(document.sha256), content_type="application/octet-stream")
    name = PurePath(document.path or document.id).name or "original"
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
    answer.headers["Content-Disposition"] = f'attachment; filename="{safe}"'
    return _locked(answer)


def _document(request: PageRequest, name: str) -> Document:
    row = Document.objects.using(request.book.casebook.alias).filter(id=name).first()
    if row is None:
        raise Http404
    return row


def _locked(answer: HttpResponse) -> HttpResponse:
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["X-DNS-Prefetch-Control"] = "off"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


def _text(data: bytes, name: str) -> str:
    try:
        text = decode(data, name).text
    except IntakeError as error:
        text = str(error)
    return render_to_string("reports/plain-original.html", {"text": text[:_MOST_TEXT]})


def _mail(data: bytes, name: str) -> str:
    try:
        message = message_from_bytes(data, policy=default)
        body = message.get_body(("html", "plain"))
        content = content_of(body, name) if isinstance(body, EmailMessage) else ""
    except Exception:  # the parser of a broken mail raises whatever
        return _text(data, name)
    is_html = body is not None and body.get_content_subtype() == "html"
    headers = [(field, told) for field in ("From", "To", "Date", "Subject") if (told := header(message, field))]
    head = render_to_string("reports/mail-original.html", {"headers": headers, "text": "" if is_html else content})
    return head + (inert_markup(content) if is_html else "")


def _page_count(data: bytes) -> int:
    with _rendering:
        try:
            with pypdfium2.PdfDocument(data) as pdf:
                return len(pdf)
        except pypdfium2.PdfiumError:
            return 0


def _rendered(data: bytes, number: int) -> bytes:
    with _rendering:
        try:
            with pypdfium2.PdfDocument(data) as pdf:
                if not 1 <= number <= len(pdf):
                    raise Http404
                page = pdf[number - 1]
                width, height = page.get_size()
                scale = min(_WIDTH / max(width, 1), _TALLEST / max(height, 1))
                return png(page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False).to_numpy())
        except pypdfium2.PdfiumError as error:
            raise IntakeError(f"Page {number} cannot be drawn; save the original and open it elsewhere.") from error


def png(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    """The PNG file of an image (height x width x 3, red, green and blue)."""
    height, width = pixels.shape[:2]
    colours = np.ascontiguousarray(pixels[:, :, :3]).reshape(height, width * 3)
    rows = np.hstack([np.zeros((height, 1), np.uint8), colours])
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
