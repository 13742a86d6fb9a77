"""Tags of the lists."""

from __future__ import annotations

from typing import Any

from django import template

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
