"""PDF by pypdf, page by page, within bounds."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from tallystick.errors import IntakeError
from tallystick.intake.extracted import Extracted
from tallystick.intake.markup import tidy
from tallystick.intake.quiet import quiet

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_PAGES = 2_000
_CHARACTERS = 10_000_000
_PAGE_SIZE = 5_000_000
_SIZE = 60_000_000
"""Bytes of drawing instructions, unpacked, on one page and in one file: some seconds and a minute of work."""
_TRAILER = re.compile(rb"startxref\s+\d+")
_CATALOGUE = re.compile(rb"(\d{1,10})\s+(\d{1,5})\s+obj\s*<<[^>]{0,500}?/Type\s*/Catalog\b")

_NO_TITLE = re.compile(r"$|untitled|microsoft word - |.*\.(?:docx?|odt|rtf|pdf|indd|qxd|pages)$", re.IGNORECASE)
"""What programs write where nobody gave a title."""


def read_pdf(data: bytes, name: str) -> Extracted:
    """The text of a PDF, its pages joined by a line end; nothing maps back into the file.

    Raises IntakeError for a damaged or encrypted file, one of more than 2,000 pages, and one of images only.
    """
    with quiet("pypdf"):
        reader = _opened(data, name)
        text, failed = _text(reader, name)
        title, published = _metadata(reader)
    if not text.strip():
        reason = (
            "has no page that can be read: it is damaged, cut off or too large"
            if failed
            else "holds images of pages but no text; run it through OCR first"
        )
        raise IntakeError(f"{name} {reason}.")
    return Extracted(text, "application/pdf", title, None, published, (), _warnings(data, failed))


def _opened(data: bytes, name: str) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(BytesIO(_with_trailer(data)))
        if reader.is_encrypted and not reader.decrypt(""):
            raise IntakeError(f"{name} is an encrypted PDF; save a copy without the password.")
        pages = len(reader.pages)
    except IntakeError:
        raise
    except (DependencyError, NotImplementedError):
        raise IntakeError(f"{name} is an encrypted PDF; save a copy without the password.") from None
    except Exception:
        raise IntakeError(f"{name} is a damaged or truncated PDF that cannot be opened.") from None
    if pages > _PAGES:
        raise IntakeError(f"{name} has {pages} pages, more than {_PAGES}; split it.")
    if pages == 0:
        raise IntakeError(f"{name} is a PDF without pages: it is damaged or truncated.")
    return reader


def _with_trailer(data: bytes) -> bytes:
    """``data`` with a new trailer where the end of the file, and with it the way to the first page, is missing."""
    catalogue = None if _TRAILER.search(data) else _CATALOGUE.search(data)
    if catalogue is None:
        return data
    return data + b"\ntrailer\n<< /Root %s %s R >>\nstartxref\n0\n%%%%EOF\n" % catalogue.groups()


def _text(reader: PdfReader, name: str) -> tuple[str, int]:
    """The text of all pages and the number of pages that could not be read."""
    pages: list[str] = []
    failed = characters = drawn = 0
    for number in range(len(reader.pages)):
        try:
            text, size = _page_text(reader.pages[number])
        except Exception:
            text, size = None, _PAGE_SIZE
        drawn += size
        if text is None:
            failed += 1
            continue
        pages.append(text)
        characters += len(text)
        if characters > _CHARACTERS or drawn > _SIZE:
            raise IntakeError(f"{name} holds more text and drawings than a report can; split it.")
    return "\n".join(pages), failed


def _page_text(page: PageObject) -> tuple[str | None, int]:
    """The text of a page (None where too much is drawn on it) and the unpacked size of what is drawn, in bytes."""
    contents = page.get_contents()
    size = len(contents.get_data()) if contents is not None else 0
    return (page.extract_text() if size <= _PAGE_SIZE else None), size


def _metadata(reader: PdfReader) -> tuple[str | None, str | None]:
    try:
        about = reader.metadata
        title = tidy(about.title) if about is not None and about.title else ""
        created: datetime | None = about.creation_date if about is not None else None
    except Exception:
        return None, None
    return None if _NO_TITLE.match(title) else title, created.date().isoformat() if created else None


def _warnings(data: bytes, failed: int) -> tuple[str, ...]:
    warnings = []
    if b"%%EOF" not in data[-2_048:]:
        warnings.append("The PDF seems to be cut off; the text of the pages that could be found was taken.")
    if failed:
        warnings.append(f"{failed} {'page' if failed == 1 else 'pages'} of the PDF could not be read.")
    return tuple(warnings)
