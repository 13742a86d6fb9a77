"""A figure in words, in the language of the person who reads."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from tallystick.record import Figure
from tallystick.web.labels import label

_BOUNDS = {
    "exact": "{}",
    "at_least": gettext_noop("at least {}"),
    "more_than": gettext_noop("more than {}"),
    "at_most": gettext_noop("up to {}"),
    "less_than": gettext_noop("fewer than {}"),
    "about": gettext_noop("about {}"),
}


def figure_says(figure: Figure) -> str:
    """What a figure counts: "at least 82 civilians killed"; words that no message file has stay as told."""
    number, measure = _number(figure), label(figure.measure)
    if figure.group and figure.group not in number:
        return _("%(number)s %(group)s %(measure)s") % {
            "number": number,
            "group": gettext(figure.group),
            "measure": measure,
        }
    return _("%(number)s %(measure)s") % {"number": number, "measure": measure} if measure else number


def _number(figure: Figure) -> str:
    if figure.bound == "range":
        return _("%(low)s to %(high)s") % {"low": figure.value, "high": figure.upper}
    if figure.bound == "vague" or figure.value is None:
        return figure.text.exact if figure.word in (None, "family", "plural") else figure.word
    return gettext(_BOUNDS[figure.bound]).format(figure.value)
