"""What must not leave the casebook: persons and exact points."""

from __future__ import annotations

from tallystick.publishing.settings import Settings
from tallystick.record import Blame, Document, Informant, Place
from tallystick.vocabulary.actors import Actors, actor_id, known_sides
from tallystick.vocabulary.populations import population_words, side_of_group
from tallystick.vocabulary.sources import canonical, informants, kinds

PUBLIC_DECIMALS = 2
"""About one kilometre: near enough for a town, too coarse for a home."""
UNKNOWN_SIDE = "another party"
LETTER = "a letter"


def point(place: Place | None, settings: Settings) -> tuple[float | None, float | None]:
    """Latitude and longitude of ``place`` in degrees as they may be published; nulls where it has none."""
    if place is None or place.latitude is None or place.longitude is None:
        return None, None
    decimals = PUBLIC_DECIMALS if settings.redacted else 6
    return round(place.latitude, decimals), round(place.longitude, decimals)


def place_label(place: Place | None, settings: Settings) -> str | None:
    """How ``place`` may be named: as the gazetteer calls it, for a report's wording may say whose house it was."""
    if place is None:
        return None
    return place.gazetteer_name if settings.redacted else place.name


def informant_label(informant: Informant, settings: Settings) -> str:
    """How ``informant`` may be named: a known institution by its name, anyone else by the kind of source."""
    if not settings.redacted:
        return informant.name
    known = canonical(informant.name)
    if known:
        return informants()[known].name
    kind = kinds().get(informant.kind or "")
    return str(kind["label"]) if kind else "unnamed source"


def blamed_label(blame: Blame, settings: Settings, actors: Actors) -> str:
    """How the blamed may be named: a side of the vocabulary by its name, for other wordings may name a person.

    ``actors`` tells the sides to which people gave another name.
    """
    actor = actors.meaning(blame.perpetrator)
    side = actor.id if actor else actor_id(blame.perpetrator)
    return blame.perpetrator if not settings.redacted or side in known_sides() else UNKNOWN_SIDE


def people_label(group: str, settings: Settings, actors: Actors) -> str:
    """How the people of a range may be named: combatants by their side, which is named as the blamed are."""
    side = side_of_group(group)
    if side and settings.redacted and side not in known_sides():
        return f"combatants of {UNKNOWN_SIDE}"
    return population_words(group, actors)


def outlet_label(document: Document, settings: Settings) -> str:
    """How the outlet may be named: the sender of a mail may be a person."""
    if settings.redacted and document.media_type == "message/rfc822":
        return LETTER
    return document.publisher or "unnamed outlet"
