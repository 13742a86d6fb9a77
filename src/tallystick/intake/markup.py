"""The visible characters of an HTML page with their offsets in it.

A tokeniser of our own, because parsers that build a tree do not tell where a character stood. It is linear in the
length of the page whatever the page holds, and never raises.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from html import unescape
from typing import Literal

from attrs import frozen

_STOP = re.compile(r"[<&]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]*)")
_RAW = re.compile(r"(?:script|style|title|textarea|template|svg|iframe|noembed|noframes|object)\Z", re.IGNORECASE)
_INLINE = re.compile(
    r"(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|img|ins|kbd|mark|q|s|samp|small|span|strike|strong"
    r"|su[bp]|time|tt|u|var|wbr)\Z",
    re.IGNORECASE,
)
_UNSEEN = re.compile("[\xad\u200b-\u200f\u2060\ufeff]")
_SEEN = re.compile("[^\\s\xad\u200b-\u200f\u2060\ufeff]+")


@frozen
class Piece:
    """A stretch of the page: text as it stands, an entity with what it stands for, or a break between blocks."""

    kind: Literal["text", "entity", "break"]
    text: str
    start: int


@frozen
class Visible:
    """The visible characters without white space, and the offset in the page of each."""

    characters: str
    offsets: array[int]


def visible(html: str) -> Visible:
    """The visible characters of ``html``; those of an entity have the offset of its ampersand."""
    characters: list[str] = []
    offsets = array("L")
    for piece in pieces(html):
        for word in _SEEN.finditer(piece.text):
            characters.append(word.group())
            if piece.kind == "text":
                offsets.extend(range(piece.start + word.start(), piece.start + word.end()))
            else:
                offsets.extend([piece.start] * len(word.group()))
    return Visible("".join(characters), offsets)


def squeeze(text: str) -> tuple[str, array[int]]:
    """``text`` without white space and invisible characters, and the offset in ``text`` of each that is left."""
    offsets = array("L")
    for word in _SEEN.finditer(text):
        offsets.extend(range(word.start(), word.end()))
    return "".join(_SEEN.findall(text)), offsets


def tidy(text: str) -> str:
    """``text`` with single blanks for white space and without invisible characters."""
    return " ".join(_UNSEEN.sub("", text).split())


def paragraphs(html: str) -> list[str]:
    """The visible text of ``html`` (a page or a part of one), one string for each block that holds any."""
    blocks: list[list[str]] = [[]]
    for piece in pieces(html):
        if piece.kind == "break":
            blocks.append([])
        else:
            blocks[-1].append(piece.text)
    return [paragraph for paragraph in (tidy("".join(block)) for block in blocks) if paragraph]


def pieces(html: str) -> Iterator[Piece]:
    """The page in order, tags, comments, scripts and styles left out."""
    position = 0
    while (stop := _STOP.search(html, position)) is not None:
        at = stop.start()
        if at > position:
            yield Piece("text", html[position:at], position)
        if html[at] == "&":
            entity = _ENTITY.match(html, at)
            position = entity.end() if entity else at + 1
            yield _entity(html[at:position], at)
            continue
        name = _TAG_NAME.match(html, at)
        if name is None and html[at + 1 : at + 2] not in ("!", "?"):
            yield Piece("text", "<", at)
            position = at + 1
            continue
        position = _after_markup(html, at, name)
        if name is not None and not _INLINE.match(name.group(1)):
            yield Piece("break", "", at)
    if position < len(html):
        yield Piece("text", html[position:], position)


def _entity(written: str, at: int) -> Piece:
    meant = unescape(written)
    return Piece("text" if meant == written else "entity", meant, at)


def _after_markup(html: str, at: int, name: re.Match[str] | None) -> int:
    if html.startswith("<!--", at):
        return _after(html, "-->", at + 4)
    end = _tag_end(html, at)
    if name is not None and html[at + 1] != "/" and _RAW.match(name.group(1)) and html[end - 2 : end] != "/>":
        close = re.compile(rf"</{re.escape(name.group(1))}\b", re.IGNORECASE).search(html, end)
        return _tag_end(html, close.start()) if close else len(html)
    return end


def _after(html: str, mark: str, start: int) -> int:
    found = html.find(mark, start)
    return found + len(mark) if found >= 0 else len(html)


_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")


def _tag_end(html: str, at: int) -> int:
    """The offset after the tag that begins at ``at``; a ">" inside a quoted attribute does not end it."""
    end = html.find(">", at)
    if end < 0:
        return len(html)
    rest = _QUOTED.sub("", html[at:end])
    opened = re.search(r"""=\s*(["'])""", rest)
    if opened is None:
        return end + 1
    close = html.find(opened.group(1), end)
    return _after(html, ">", close) if 0 <= close - at < 65_536 else end + 1
