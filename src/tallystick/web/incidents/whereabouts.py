"""Where an incident is, as exactly as is known: a circle or an area, never a pin that pretends to know more."""

from __future__ import annotations

from attrs import frozen
from django.utils.translation import gettext as _

from tallystick.record import Place

_AREA_FROM = 3
"""From this where_prec on (a district or wider), the words name an area and no spot."""


@frozen
class Whereabouts:
    """A place to be drawn; ``radius_m`` None: the gazetteer knows the point and not how far to trust it."""

    words: str
    precision: str
    latitude: float | None
    longitude: float | None
    radius_m: int | None
    area: bool
    named: str
    """What the reports call it, where the gazetteer calls it otherwise."""
    gazetteer: str


def whereabouts(place: Place | None) -> Whereabouts | None:
    """How ``place`` is shown; None where no report tells one."""
    if place is None:
        return None
    known = place.gazetteer_name or place.name
    parts = dict.fromkeys(part for part in (known, place.admin2, place.admin1, place.country) if part)
    return Whereabouts(
        words=", ".join(parts),
        precision=precision_words(place.precision),
        latitude=place.latitude,
        longitude=place.longitude,
        radius_m=place.uncertainty_m,
        area=(place.precision or 0) >= _AREA_FROM,
        named=place.name if place.name != known else "",
        gazetteer=place.gazetteer or "",
    )


def precision_words(level: int | None) -> str:
    """UCDP's where_prec in words."""
    words = {
        1: _("the place itself"),
        2: _("near the place, within about 25 km"),
        3: _("known only to the district"),
        4: _("known only to the province or governorate"),
        5: _("a region, a border or a stretch of land"),
        6: _("known only to the country"),
        7: _("at sea or in the air"),
    }
    return words.get(level or 0, _("no precision is told"))
