"""PDF files, whole and broken."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from tallystick.errors import IntakeError
from tallystick.intake import open_bytes, to_original

MakePdf = Callable[..., bytes]
FIRST = "NORTHTOWN, Dec 13, 2016 (AFP) - At least 14 people were killed in the strike."
SECOND = "The minister said that the army had not been there."


def refusal(data: bytes) -> str:
    with pytest.raises(IntakeError) as caught:
        open_bytes(data, "report.pdf")
    assert "report.pdf" in str(caught.value)
    return str(caught.value)


def test_the_pages_are_read_in_order(make_pdf: MakePdf) -> None:
    document = open_bytes(make_pdf(FIRST, SECOND), "report.pdf")[0].document
    assert document.text == f"{FIRST}\n{SECOND}"
    assert (document.media_type, document.published, document.published_from) == (
        "application/pdf",
        "2016-12-13",
        "dateline",
    )
    assert document.warnings == ()
    assert to_original(document, 0, 5) is None


def test_metadata_gives_title_and_day(make_pdf: MakePdf) -> None:
    data = make_pdf(SECOND, title="Weekly report", created="D:20161214080000Z")
    document = open_bytes(data, "report")[0].document
    assert (document.title, document.published, document.published_from) == ("Weekly report", "2016-12-14", "metadata")


@pytest.mark.parametrize("title", ["untitled", "Microsoft Word - final2", "report.docx"])
def test_a_title_that_a_program_made_up_is_none(make_pdf: MakePdf, title: str) -> None:
    assert open_bytes(make_pdf(SECOND, title=title), "report.pdf")[0].document.title is None


def test_a_pdf_without_text_asks_for_ocr(make_pdf: MakePdf) -> None:
    assert "OCR" in refusal(make_pdf("", ""))


def test_an_encrypted_pdf_is_refused_and_one_with_an_empty_password_is_read(make_pdf: MakePdf) -> None:
    def encrypted(password: str) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(BytesIO(make_pdf(FIRST))))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        out = BytesIO()
        writer.write(out)
        return out.getvalue()

    assert "encrypted" in refusal(encrypted("secret"))
    assert open_bytes(encrypted(""), "report.pdf")[0].document.text == FIRST


def test_a_truncated_pdf_gives_what_is_left_or_one_sentence(make_pdf: MakePdf) -> None:
    whole = make_pdf(FIRST, SECOND)
    for length in range(8, len(whole), 97):
        try:
            document = open_bytes(whole[:length], "report.pdf")[0].document
        except IntakeError as error:
            assert "report.pdf" in str(error)
        else:
            assert any("cut off" in warning for warning in document.warnings)
    without_table = whole[: whole.index(b"xref")]
    assert FIRST in open_bytes(without_table, "report.pdf")[0].document.text


def test_a_decompression_bomb_is_refused(make_pdf: MakePdf) -> None:
    bomb = zlib.compress(b"BT (x) Tj ET " + b" " * 120_000_000, 9)
    plain = make_pdf(FIRST)
    start = plain.index(b"stream\n") + len(b"stream\n")
    length = plain[plain.index(b"/Length ") + len(b"/Length ") :].split(b" ", 1)[0]
    data = plain[:start] + bomb + plain[plain.index(b"\nendstream") :]
    assert refusal(data.replace(b"/Length " + length, b"/Length %d" % len(bomb), 1))


def test_a_pdf_in_name_only_is_refused(english: str) -> None:
    assert "does not hold one" in refusal(english.encode())
    assert refusal(b"%PDF-1.7\n" + b"garbage " * 100)
