from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

ENGLISH = (
    "At least 14 people were killed when warplanes struck a market in Northtown on Monday, the Observatory said. "
    "Rescue workers were still looking for survivors under the rubble, and the toll was expected to rise."
)


@pytest.fixture
def english() -> str:
    return ENGLISH


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = Path(__file__).resolve().parents[2].parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared corpora are not beside the project")
    return folder


def _pdf(*pages: str, title: str | None = None, created: str | None = None) -> bytes:
    """A PDF with one line of text on each page; an empty string makes a page without text."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for words in pages:
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        stream = zlib.compress(f"BT /F1 12 Tf 72 720 Td ({escaped}) Tj ET".encode("latin-1") if words else b"")
        body = stream.decode("latin-1")
        objects.append(f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n{body}\nendstream")
        resources = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        box = "/Parent 2 0 R /MediaBox [0 0 595 842]"
        objects.append(f"<< /Type /Page {box} /Contents {len(objects)} 0 R /Resources {resources} >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    told = (f"/Title ({title}) " if title else "") + (f"/CreationDate ({created}) " if created else "")
    objects.append(f"<< {told}>>")
    return _written(objects)


def _written(objects: list[str]) -> bytes:
    out = "%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return (f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}").encode("latin-1")


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    return _pdf
