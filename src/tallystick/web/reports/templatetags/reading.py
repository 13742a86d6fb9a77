"""Tags of the page of one report."""

from __future__ import annotations

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def verbatim_text(text: str) -> SafeString:
    """``text`` escaped so that a browser keeps each of its characters: it would fold a carriage return into a line."""
    return mark_safe(escape(text).replace("\r", "&#13;"))  # escaped just here


@register.filter
def names(pairs: tuple[tuple[str, str], ...]) -> str:
    """(claim, slot) pairs as one attribute: slot and claim with a bar between, a space between pairs."""
    return " ".join(f"{slot}|{claim}" for claim, slot in pairs)
