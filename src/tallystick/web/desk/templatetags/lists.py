"""Tags of the lists."""

from __future__ import annotations

import pickle
from functools import lru_cache
from typing import Any

from attrs import frozen
from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

_TOKEN = "csrftokenofwhoeverasks"
"""Stands for the token of the person in a row that is kept."""
_ROWS = 4000

register = template.Library()


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], name: str, value: str) -> str:
    """The query of the page with ``name`` set to ``value``, or without it where that is empty; from the first row."""
    query = context["request"].GET.copy()
    query.pop("after", None)
    query.pop(name, None)
    if value:
        query[name] = value
    told: str = query.urlencode()
    return told


@register.simple_tag(takes_context=True)
def row_of(context: dict[str, Any], name: str, row: Any) -> SafeString:
    """A row of a list by its template ``name``; what was made of the same row for somebody else serves again.

    The template sees the row, the casebook, ``may`` and the token of forms, and nothing else.
    """
    allowed = tuple(act for act, is_allowed in context["may"].items() if is_allowed)
    drawn = _drawn(name, get_language() or "", context["shelved"].slug, allowed, _Row(row))
    return mark_safe(drawn.replace(_TOKEN, str(context.get("csrf_token", ""))))


class _Row:
    """A row, equal to another that says the same."""

    def __init__(self, row: Any) -> None:
        self.row, self.told = row, pickle.dumps(row)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Row) and self.told == other.told

    def __hash__(self) -> int:
        return hash(self.told)


@lru_cache(maxsize=_ROWS)
def _drawn(name: str, language: str, slug: str, allowed: tuple[str, ...], row: _Row) -> str:
    may = dict.fromkeys(allowed, True)
    return render_to_string(name, {"row": row.row, "shelved": _Named(slug), "may": may, "csrf_token": _TOKEN})


@frozen
class _Named:
    """A casebook as ``{% at %}`` needs it."""

    slug: str
