"""HTML: the report's own text by trafilatura, with a map back to the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from tallystick.errors import IntakeError
from tallystick.intake.alignment import align
from tallystick.intake.encoding import declared_in_markup, decode
from tallystick.intake.extracted import Extracted, Runs
from tallystick.intake.hidden import seen_title
from tallystick.intake.identity import iso_day
from tallystick.intake.markup import paragraphs, squeeze, tidy
from tallystick.intake.quiet import quiet

_BLOCKS = frozenset(
    ["p", "head", "item", "list", "quote", "row", "table", "div", "lb", "body", "main", "code", "figure"]
)
_TIGHT = frozenset(["item", "lb", "row"])
"""Blocks that follow on the next line; a blank line stands before all others."""
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1980-01-01", "max_date": "2100-01-01"}
_LARGEST = 20_000_000
_TAGS = 300_000
"""Far above any article; what a page of more would cost in time no report is worth."""
_OPEN = re.compile(r"<html[\s>]", re.IGNORECASE)
_CLOSE = re.compile(r"</html\s*>", re.IGNORECASE)


@frozen
class Page:
    """What is the report in a page, and what the page says about itself."""

    text: str
    runs: Runs = ()
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    warnings: tuple[str, ...] = ()


def read_html(data: bytes, name: str) -> Extracted:
    """The report in an HTML file, with ``original_map`` into the decoded file.

    Raises IntakeError where the file is too large, is not text or holds no words.
    """
    decoded = decode(data, name, declared=declared_in_markup(data))
    page = read_page(decoded.text, name)
    return Extracted(
        page.text,
        "text/html",
        page.title,
        page.publisher,
        page.published,
        page.runs,
        decoded.warnings + page.warnings,
    )


def read_page(html: str, name: str) -> Page:
    """The report in ``html``, the decoded page.

    Raises IntakeError where it is too large or holds no words.
    """
    if len(html) > _LARGEST or html.count("<") > _TAGS:
        raise IntakeError(f"{name} is too large for a page; save the text of the report alone.")
    found = _extract(html)
    blocks = list(_blocks(found.body)) if found is not None and found.body is not None else []
    warnings = _cut_off(html)
    if not blocks:
        blocks = [("\n\n", paragraph) for paragraph in paragraphs(html)]
        warnings += ("No main text was recognised in the page; all of its visible text was taken.",)
    if not blocks:
        raise IntakeError(f"{name} holds no text: the page is empty or is filled in by scripts.")
    title = seen_title(tidy(found.title), html) if found is not None and found.title else None
    text, spans = _set(_with_headline(blocks, title, html))
    publisher, published = _metadata(found)
    return Page(text, align(text, spans, html), title, publisher, published, warnings)


def _extract(html: str) -> Any | None:
    """Trafilatura's document; None where it finds none or fails on a hostile page."""
    from trafilatura import bare_extraction

    try:
        with quiet("trafilatura", "htmldate", "courlan", "justext", "readability"):
            return bare_extraction(
                html, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES)
            )
    except Exception:
        return None


def _metadata(found: Any | None) -> tuple[str | None, str | None]:
    if found is None:
        return None, None
    publisher = found.sitename or found.hostname
    return (tidy(publisher) if publisher else None), (iso_day(found.date) if found.date else None)


def _blocks(body: Any) -> Iterator[tuple[str, str]]:
    """(what separates it from the one before, text) of each block of trafilatura's tree."""
    from lxml.etree import iterwalk

    held: list[str] = []
    separator = "\n\n"
    for event, element in iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            if paragraph := tidy("".join(held)):
                yield separator, paragraph
                separator = "\n"
            held.clear()
            separator = "\n\n" if element.tag not in _TIGHT else separator
        elif element.tag == "cell":
            held.append(" ")
        held.append((element.text if event == "start" else element.tail) or "")
    if paragraph := tidy("".join(held)):
        yield separator, paragraph


def _with_headline(blocks: list[tuple[str, str]], title: str | None, html: str) -> list[tuple[str, str]]:
    """The blocks, led by the headline where the page shows it outside of the main text."""
    if not title:
        return blocks
    wanted = squeeze(title)[0]
    if wanted in squeeze(" ".join(text for _, text in blocks[:4]))[0]:
        return blocks
    shown = any(squeeze(paragraph)[0] == wanted for paragraph in paragraphs(html))
    return [("\n\n", title), ("\n\n", blocks[0][1]), *blocks[1:]] if shown else blocks


def _set(blocks: list[tuple[str, str]]) -> tuple[str, list[tuple[int, int]]]:
    text: list[str] = []
    spans: list[tuple[int, int]] = []
    position = 0
    for separator, paragraph in blocks:
        if text:
            text.append(separator)
            position += len(separator)
        text.append(paragraph)
        spans.append((position, position + len(paragraph)))
        position += len(paragraph)
    return "".join(text), spans


def _cut_off(html: str) -> tuple[str, ...]:
    if _OPEN.search(html) and not _CLOSE.search(html):
        return ("The page has no closing </html>: it seems to be cut off.",)
    return ()
