"""Domain objects to and from plain data (dicts, lists, strings and numbers) that JSON can carry."""

from __future__ import annotations

from typing import Any, TypeVar

from cattrs import Converter

T = TypeVar("T")
_converter = Converter(prefer_attrib_converters=True)


def to_plain(thing: Any) -> Any:
    """``thing`` (a domain object or a sequence of them) as dicts and lists with the field names as keys."""
    return _converter.unstructure(thing)


def from_plain(data: Any, kind: type[T]) -> T:
    """The domain object of class ``kind`` that ``to_plain`` turned into ``data``."""
    return _converter.structure(data, kind)
