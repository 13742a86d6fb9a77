"""Filters of the incident's pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.formats import number_format

from tallystick.casebook import identity
from tallystick.casebook.models import Decision

register = template.Library()


@register.filter
def incident_id(number: int) -> str:
    """The id of the incident with that number."""
    return identity.incident_id(number)


@register.simple_tag(takes_context=True)
def latest(context: dict[str, Any]) -> int:
    """The number of the last decision of the casebook: what a page shows is of that edition, or an earlier one."""
    rows = Decision.objects.using(context["request"].book.casebook.alias).order_by("-id")
    return rows.values_list("id", flat=True).first() or 0


@register.filter
def km(metres: int) -> str:
    """Metres as kilometres, with one decimal below ten."""
    return number_format(metres / 1000, 0 if metres >= 10_000 or metres % 1000 == 0 else 1)


@register.filter
def plain(number: float) -> str:
    """A number for a script: with a point in every language."""
    return repr(float(number))


@register.filter
def signed(weight: float) -> str:
    """A weight with its sign: ``+2.5``."""
    return f"{weight:+.1f}"
