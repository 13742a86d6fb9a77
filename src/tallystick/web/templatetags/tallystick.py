"""Tags that all templates may use."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tallystick.web.labels import label, left_to_right

register = template.Library()
register.filter("label", label)
register.filter("ltr", left_to_right)


@register.simple_tag(takes_context=True)
def at(context: dict[str, Any], name: str, *parts: Any, **words: Any) -> str:
    """The address of a page of the casebook at hand: ``{% at "incident" incident.id %}``."""
    return _address(name, context["shelved"].slug, parts, tuple(words.items()))


@lru_cache(maxsize=10_000)
def _address(name: str, slug: str, parts: tuple[Any, ...], words: tuple[tuple[str, Any], ...]) -> str:
    try:
        return reverse(name, args=[slug, *parts]) if parts else reverse(name, kwargs={"casebook": slug, **dict(words)})
    except NoReverseMatch:
        return "#"


@register.filter
def ends(low: int | None, high: int | None) -> str:
    """``14–17``, one number where both are the same, an open end as ``?``."""
    if low == high:
        return "–" if low is None else str(low)
    return left_to_right("–".join("?" if end is None else str(end) for end in (low, high)))


@register.filter
def folding(days: str) -> str:
    """An interval of days that may run over two lines where there is little room, its second day on the second."""
    return left_to_right(days.replace("/", "/\u200b"))


@register.simple_tag
def chip(kind: str, value: str, said: str = "") -> SafeString:
    """A small coloured mark for a grade, a confirmation or a status; empty where there is no value."""
    if not value:
        return SafeString("")
    return format_html('<span class="chip {}-{}">{}</span>', kind, value, said or label(value))


@register.simple_tag(takes_context=True)
def current(context: dict[str, Any], *names: str) -> SafeString:
    """``aria-current="page"`` where one of the routes ``names`` is open."""
    match = getattr(context.get("request"), "resolver_match", None)
    return SafeString('aria-current="page"' if match is not None and match.url_name in names else "")
