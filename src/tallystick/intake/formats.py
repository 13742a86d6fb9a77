"""Which kind of file some bytes are: text, HTML, PDF, a feed or a mail; anything else is refused by name."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePath
from typing import Literal

from tallystick.errors import IntakeError
from tallystick.vocabulary.loader import load

Kind = Literal["text", "html", "pdf", "feed", "mail"]

_HEAD = 4096
_FEED = re.compile(rb"<(?:rss|rdf:RDF|(?:\w{1,20}:)?feed)[\s>]", re.IGNORECASE)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)[\s>]", re.I | re.DOTALL
)
_XML = re.compile(rb"\s*<\?xml\s", re.IGNORECASE)
_MAIL_HEADER = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]{1,60}:)")
_MAIL_SURE = re.compile(
    rb"^(?:Received|Message-ID|MIME-Version|Return-Path|Delivered-To):", re.IGNORECASE | re.MULTILINE
)


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of ``data``, by its first bytes and then by the suffix of ``name``.

    Raises IntakeError for an image, an archive, an office document and whatever else is no report that can be read.
    """
    head = data[:_HEAD]
    _refuse_binary(head, name)
    plain = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    told = _by_suffix().get(PurePath(name).suffix.lower())
    if told == "mail" or _is_mail(plain):
        return "mail"
    page = _HTML.match(plain) is not None
    if not page and plain.lstrip().startswith(b"<") and _FEED.search(plain):
        return "feed"
    if page or told == "html":
        return "html"
    return _without_sign(plain, told, name)


def _without_sign(plain: bytes, told: Kind | None, name: str) -> Kind:
    if told in ("pdf", "feed"):
        raise IntakeError(f"{name} is named as a {'PDF' if told == 'pdf' else 'feed'} but does not hold one.")
    if told is None and _XML.match(plain):
        raise IntakeError(f"{name} is an XML file that is neither a feed nor a page; save its text as .txt or .html.")
    return "text"


def passed_over(name: str) -> bool:
    """True for a file that a walk through a folder leaves out: its suffix says that it is no report."""
    return PurePath(name).suffix.lower() in _passed_over()


@cache
def _by_suffix() -> dict[str, Kind]:
    return {suffix: kind for kind, suffixes in load("intake_formats")["suffixes"].items() for suffix in suffixes}


@cache
def _passed_over() -> frozenset[str]:
    return frozenset(load("intake_formats")["passed_over"])


@cache
def _magic() -> tuple[tuple[bytes, int, str, bool], ...]:
    rows = load("intake_formats")["magic"]
    return tuple((bytes.fromhex(r["bytes"]), r.get("offset", 0), r["kind"], r.get("binary", False)) for r in rows)


def _refuse_binary(head: bytes, name: str) -> None:
    for magic, offset, kind, needs_binary in _magic():
        # Two-letter signatures ("BM", "BZh") also begin words; the file must look binary besides.
        if head.startswith(magic, offset) and (not needs_binary or b"\0" in head):
            raise IntakeError(
                f"{name} is {kind}, which holds no text that can be read; save the report as text or PDF."
            )


def _is_mail(head: bytes) -> bool:
    lines = head.split(b"\n", 12)
    block = [line for line in lines[:3] if _MAIL_HEADER.match(line)]
    return len(block) >= 2 and _MAIL_SURE.search(head.split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0]) is not None
