"""The HTML of a report made inert: nothing in it runs, loads, links or sends.

It is shown in a sandboxed frame under a policy that forbids all of that too (``originals``); each alone would do.
"""

from __future__ import annotations

import re

import lxml.html
from lxml_html_clean import Cleaner

from tallystick.intake.encoding import declared_in_markup, decode

_CLEANER = Cleaner(
    scripts=True,
    javascript=True,
    comments=True,
    style=False,
    inline_style=False,
    links=True,
    meta=True,
    page_structure=False,
    processing_instructions=True,
    embedded=True,
    frames=True,
    forms=True,
    annoying_tags=True,
    kill_tags=["template", "svg", "math", "base", "audio", "video", "source", "track", "portal", "dialog"],
    remove_unknown_tags=False,
    safe_attrs_only=True,
    safe_attrs=frozenset({"dir", "lang", "colspan", "rowspan", "alt", "title", "src", "class", "style", "href"}),
)
_LOADS = re.compile(r"url\s*\(|@import|expression\s*\(|image-set|\\", re.IGNORECASE)
_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif);", re.IGNORECASE)
_NOTHING = "<p></p>"


def inert(data: bytes, name: str) -> str:
    """The page ``data`` as inert HTML; links keep their words and tell their address as a title.

    Raises IntakeError where it is no text.
    """
    text = decode(data, name, declared=declared_in_markup(data)).text
    return inert_markup(text)


def inert_markup(text: str) -> str:
    """As ``inert``, for markup that is decoded already."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    plain = text.replace("\x00", "").strip() or _NOTHING
    try:
        page = lxml.html.document_fromstring(plain.encode("utf-8", "replace"), parser=parser)
    except lxml.etree.ParserError:
        page = lxml.html.document_fromstring(_NOTHING)
    _CLEANER(page)
    for element in page.iter(lxml.etree.Element):
        _quiet(element)
    body = lxml.html.tostring(page, encoding="unicode")
    return f'<!doctype html><meta charset="utf-8">{body}'


def _quiet(element: lxml.html.HtmlElement) -> None:
    address = element.attrib.pop("href", None)
    if address and not element.get("title"):
        element.set("title", address)
    if "src" in element.attrib and not (element.tag == "img" and _DATA.match(element.attrib["src"].strip())):
        del element.attrib["src"]
    if _LOADS.search(element.get("style") or ""):
        del element.attrib["style"]
    if element.tag == "style" and _LOADS.search(element.text or ""):
        element.text = ""
