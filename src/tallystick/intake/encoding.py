"""Bytes to text: byte-order marks, declared encodings, UTF-8, and a careful guess for the rest."""

from __future__ import annotations

import codecs
import re

from attrs import frozen

from tallystick.errors import IntakeError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset\s*=|<\?xml[^>]{0,100}?encoding\s*=)\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.I
)
_CHARACTER_SET = re.compile(r"iso|cp\d|utf-8|koi8|gb|hz|big5|euc|shift_jis|mac|tis|johab|kz1048|ptcp")
"""Codecs of Python that are character sets; a page may not call for the others (punycode, unicode_escape).

UTF-16 and UTF-32 are not among them: a declaration that can be read as ASCII is in neither.
"""
_HIGH = re.compile(rb"[\x80-\xff]+")
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65_536
_WESTERN_SHARE = 0.12
"""Share of bytes outside ASCII up to which a text is taken to be English with Western quotation marks and accents."""


@frozen
class Decoded:
    """The text of a file without its byte-order mark, the encoding, and what the reader should know about it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str, *, declared: str | None = None) -> Decoded:
    """``data`` as text; line ends stay as they are. ``declared`` is the encoding that the file says it is in, if any.

    Raises IntakeError for bytes that are no text in any encoding.
    """
    decoded = _by_bom(data) or (_by_declaration(data, declared) if declared else None) or _by_content(data, name)
    _refuse_control(decoded.text, name)
    return decoded


def declared_in_markup(data: bytes) -> str | None:
    """The encoding that a page names in its head or in its XML declaration."""
    found = _DECLARED.search(data[:4096])
    return found.group(1).decode("ascii") if found else None


def _by_bom(data: bytes) -> Decoded | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _cut_off(data[len(bom) :], encoding) or _replaced(data[len(bom) :], encoding)
    return None


def _by_declaration(data: bytes, declared: str) -> Decoded | None:
    if _HIGH.search(data) and (unicode := _strictly(data, "utf-8")):
        # By chance nothing else decodes as UTF-8; pages that declare an older encoding and are UTF-8 are common.
        return unicode
    try:
        encoding = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return None
    # Browsers read these two as windows-1252 (WHATWG Encoding Standard), and so do the pages' authors.
    encoding = "cp1252" if encoding in ("iso8859-1", "ascii") else encoding
    return _strictly(data, encoding) if _CHARACTER_SET.match(encoding) else None


def _by_content(data: bytes, name: str) -> Decoded:
    if b"\0" in data:
        return _utf16_without_bom(data, name)
    return _cut_off(data, "utf-8") or _damaged_utf8(data) or _legacy(data, name)


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(text, encoding)


def _cut_off(data: bytes, encoding: str) -> Decoded | None:
    """Strictly, but the last character may be incomplete."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return None
    left = len(decoder.getstate()[0])
    if left and not text:
        return None
    cut = ("The file ends in the middle of a character: it seems to be cut off.",) if left else ()
    return Decoded(text, encoding, cut)


def _replaced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, (f"{text.count(chr(0xFFFD))} characters of the file could not be decoded.",))


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken characters: far more right ones than wrong ones."""
    right = len(_MULTIBYTE.findall(data))
    if not right:
        return None
    decoded = _replaced(data, "utf-8")
    return decoded if decoded.text.count("\ufffd") * 10 <= right else None


def _utf16_without_bom(data: bytes, name: str) -> Decoded:
    sample = data[:_SAMPLE]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if zeros and zeros.count(0) / len(zeros) > 0.5:
            decoded = _cut_off(data, encoding)
            if decoded:
                return decoded
    raise IntakeError(f"{name} is a binary file, not text; save the report as text, HTML or PDF.")


def _legacy(data: bytes, name: str) -> Decoded:
    high = sum(len(m) for m in _HIGH.findall(data[:_SAMPLE]))
    western = _strictly(data, "cp1252") if high <= _WESTERN_SHARE * min(len(data), _SAMPLE) else None
    decoded = western or _guessed(data)
    if decoded is None:
        raise IntakeError(f"{name} is not text in an encoding that can be recognised; save it as UTF-8.")
    return Decoded(decoded.text, decoded.encoding, (f"The file is not UTF-8; it was read as {decoded.encoding}.",))


def _guessed(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return _strictly(data, best.encoding) if best else None


def _refuse_control(text: str, name: str) -> None:
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > 0.01 * len(sample) + 3:
        raise IntakeError(f"{name} is a binary file, not text; save the report as text, HTML or PDF.")
