"""Originals of reports: shown inert, as images, or to be saved."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tallystick.web.reports.originals import png

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book

ClientOf = Callable[[str], "Client"]
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R"
    b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
    b"4 0 obj<</Length 47>>stream\nBT /F1 18 Tf 20 40 Td (Ten people died) Tj ET  \nendstream endobj\n"
    b"trailer<</Root 1 0 R>>\n"
)


def store(book: Book, name: str, data: bytes, media_type: str) -> None:
    from tallystick.evidence import Capture
    from tallystick.record import Document, Report

    sha256 = book.evidence.preserve(data, Capture(name=name, document_id=name)).sha256
    document = Document(name, "Ten people died.", path=f"in box/{name}", sha256=sha256, media_type=media_type)
    book.casebook.store_report(Report(document), "tests", reader="tests", reader_version="1")


def test_html_comes_under_a_policy_that_forbids_everything(client_of: ClientOf, book: Book) -> None:
    store(book, "page", b"<p>Ten died.<script>x</script>", "text/html")
    answer = client_of("coder").get("/c/aleppo/original/page")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "<script" not in answer.content.decode()
    page = client_of("coder").get("/c/aleppo/reports/page?tab=original").content.decode()
    assert '<iframe class="original" sandbox src="/c/aleppo/original/page"' in page


def test_text_is_shown_as_it_is(client_of: ClientOf, book: Book) -> None:
    store(book, "text", "قُتل <b>12</b>".encode(), "text/plain")
    assert "قُتل &lt;b&gt;12&lt;/b&gt;" in client_of("coder").get("/c/aleppo/original/text").content.decode()


def test_mail_is_shown_with_its_headers(client_of: ClientOf, book: Book) -> None:
    head = b"From: Desk <desk@x.example>\r\nSubject: =?utf-8?q?Caf=C3=A9_hit?=\r\nContent-Type: text/html\r\n\r\n"
    mail = head + b"<p onclick='x'>Ten died.</p>"
    store(book, "mail", mail, "message/rfc822")
    page = client_of("coder").get("/c/aleppo/original/mail").content.decode()
    assert "Café hit" in page
    assert "Ten died." in page
    assert "onclick" not in page


@pytest.mark.parametrize("charset", ["foo-bar", "utf-8", "x\xff"])
def test_mail_in_a_charset_that_there_is_not_is_shown_all_the_same(
    client_of: ClientOf, book: Book, charset: str
) -> None:
    head = f"From: Desk <desk@x.example>\r\nContent-Type: text/plain; charset={charset}\r\n\r\n".encode("latin-1")
    store(book, "mail", head + "Ten died in Café Sham.".encode(), "message/rfc822")
    answer = client_of("coder").get("/c/aleppo/original/mail")
    assert answer.status_code == 200
    assert "Ten died in Café Sham." in answer.content.decode()


def test_a_pdf_is_drawn_page_by_page(client_of: ClientOf, book: Book) -> None:
    store(book, "paper", PDF, "application/pdf")
    assert b"/c/aleppo/page-image/1/paper" in client_of("coder").get("/c/aleppo/reports/paper?tab=original").content
    image = client_of("coder").get("/c/aleppo/page-image/1/paper")
    assert image.headers["Content-Type"] == "image/png"
    width, height = struct.unpack(">II", image.content[16:24])
    assert (width, height) == (1100, 550)
    assert client_of("coder").get("/c/aleppo/page-image/2/paper").status_code == 404


def test_a_damaged_pdf_says_so(client_of: ClientOf, book: Book) -> None:
    store(book, "broken", b"%PDF-1.4 nothing", "application/pdf")
    assert b"cannot be drawn" in client_of("coder").get("/c/aleppo/reports/broken?tab=original").content
    answer = client_of("coder").get("/c/aleppo/page-image/1/broken")
    assert answer.status_code == 400
    assert b"save the original" in answer.content


def test_the_original_can_be_saved_byte_by_byte(client_of: ClientOf, book: Book) -> None:
    store(book, 'od"d', b"\x00\x01<script>", "application/octet-stream")
    answer = client_of("coder").get("/c/aleppo/download/od%22d")
    assert answer.content == b"\x00\x01<script>"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="od_d"'
    assert b"cannot be shown here" in client_of("coder").get("/c/aleppo/reports/od%22d?tab=original").content


def test_an_original_that_is_gone_says_so(client_of: ClientOf, book: Book) -> None:
    from tallystick.record import Document, Report

    document = Document("gone", "Ten people died.", sha256="0" * 64)
    book.casebook.store_report(Report(document), "tests", reader="tests", reader_version="1")
    assert b"has no object" in client_of("coder").get("/c/aleppo/reports/gone?tab=original").content


@pytest.mark.parametrize("address", ["original/page", "download/page", "page-image/1/page"])
def test_who_may_not_read_sees_no_original(client_of: ClientOf, book: Book, address: str) -> None:
    store(book, "page", b"<p>Ten died.", "text/html")
    assert client_of("viewer").get(f"/c/aleppo/{address}").status_code == 403


def test_a_png_holds_the_pixels_that_it_is_made_of() -> None:
    pixels = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
    data = png(pixels)
    body = data[data.index(b"IDAT") + 4 : data.index(b"IEND") - 8]
    rows = np.frombuffer(zlib.decompress(body), np.uint8).reshape(2, 10)
    assert (rows[:, 1:].reshape(2, 3, 3) == pixels).all()
    assert (rows[:, 0] == 0).all()
