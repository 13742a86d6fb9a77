"""Headlines that a page does not show, which must not become the title of its report."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from tallystick.intake.markup import tidy

_MARK = re.compile(r"\bhidden\b|display\s*:\s*none", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HEADLINES = ("h1", "h2", "h3")
_MOST = 500
"""Headlines that are looked at."""


def seen_title(title: str, html: str) -> str | None:
    """``title``, unless it is only that of a hidden headline: then the first headline that the page shows, if any."""
    if not _MARK.search(html):
        return title
    tree = _tree(html)
    if tree is None:
        return title
    hidden: list[str] = []
    shown: list[str] = []
    for element in islice(tree.iter(*_HEADLINES), _MOST):
        (hidden if _is_hidden(element) else shown).append(tidy(str(element.text_content())))
    named = [tidy(str(words)) for words in tree.xpath("//meta[@property='og:title']/@content | //title/text()")]
    if title not in set(hidden) - {*shown, *named}:
        return title
    return next((words for words in (*named, *shown) if words), None)


def _tree(html: str) -> Any | None:
    """The page as a tree; None for one that cannot be parsed."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, fromstring

    try:
        return fromstring(html.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError, AssertionError):
        return None


def _is_hidden(element: Any) -> bool:
    for one in (element, *element.iterancestors()):
        if one.get("hidden") is not None or _HIDDEN.search(one.get("style") or ""):
            return True
    return False
