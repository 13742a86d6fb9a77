"""What must not leave the casebook: persons and exact points."""

from __future__ import annotations

from tallystick.publishing.settings import Settings
from tallystick.record import Informant, Place
from tallystick.vocabulary.sources import canonical, informants, kinds

PUBLIC_DECIMALS = 2
"""About one kilometre: near enough for a town, too coarse for a home."""


def point(place: Place | None, settings: Settings) -> tuple[float | None, float | None]:
    """Latitude and longitude of ``place`` in degrees as they may be published; nulls where it has none."""
    if place is None or place.latitude is None or place.longitude is None:
        return None, None
    decimals = PUBLIC_DECIMALS if settings.redacted else 6
    return round(place.latitude, decimals), round(place.longitude, decimals)


def informant_label(informant: Informant, settings: Settings) -> str:
    """How ``informant`` may be named: a known institution by its name, anyone else by the kind of source."""
    if not settings.redacted:
        return informant.name
    known = canonical(informant.name)
    if known:
        return informants()[known].name
    kind = kinds().get(informant.kind or "")
    return str(kind["label"]) if kind else "unnamed source"
