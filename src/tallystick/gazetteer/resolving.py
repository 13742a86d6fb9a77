"""Gives the place of a claim its coordinates: the most specific known name in its wording, in what the report says."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from tallystick.gazetteer.candidates import Candidate
from tallystick.gazetteer.context import Context, Find, demonyms
from tallystick.gazetteer.extent import extent
from tallystick.gazetteer.phrases import Segment, read_phrase
from tallystick.gazetteer.precision import COUNTRY, where_precision
from tallystick.gazetteer.ranking import Scored, lies_in, rank, usable
from tallystick.record import Place, PlaceChoice
from tallystick.vocabulary.loader import load

_MOST_CHOICES = 9
"""As many as have a key of their own."""
_DIVISION_PRECISION = 3
"""The coarsest where_prec at which a second-order division is known."""


@frozen
class Resolution:
    """A place with what else its name may mean, the likeliest first, and which gazetteer said so.

    ``uncertainty_m`` is the radius, in metres, of the circle in which the words put the event; None without a point.
    """

    place: Place
    candidates: tuple[Scored, ...] = ()
    gazetteer: str | None = None
    uncertainty_m: int | None = None


def locate(place: Place, context: Context, find: Find, respelt: Find) -> Resolution:
    """``place`` with what the gazetteer says of the most specific known name in its wording.

    Coordinates, divisions and id are those of that name, moved where the words say how far and in which direction;
    ``precision`` never claims more than the words. A wording without a known name comes back as it was, but for one
    that is a demonym alone ("Syrian"), which means the country. ``respelt`` finds names in another transliteration.
    """
    country = demonyms().get(place.name.casefold())
    if country is not None:
        return _of_country(place, country, find)
    segments = read_phrase(place.name, lambda name: bool(usable(name, context, find)))
    chosen = _choose(segments, context, find, respelt)
    if not chosen:
        return Resolution(place)
    segment, ranked = chosen[0]
    head = segments[0]
    return _filled(place, ranked, segment, beside=head is not segment and head.kind == "city")


def within(place: Place, areas: Sequence[Candidate]) -> Place:
    """``place`` with the divisions that outlines put its point in, as far down as it is known at all."""
    if place.precision is None or place.precision > _DIVISION_PRECISION:
        return place
    own = [area for area in areas if area.country == place.country]
    admin1 = next((area.admin1 for area in own if area.admin1), place.admin1)
    return evolve(place, admin1=admin1, admin2=next((area.admin2 for area in own if area.admin2), place.admin2))


def _of_country(place: Place, country: str, find: Find) -> Resolution:
    names = load("place_countries").get(country, [])
    found = (c for name in names for c in find(name) if c.kind == "country" and c.country == country)
    chosen = next(found, None)
    return _filled(place, [Scored(chosen, 0.0)], Segment(place.name, known=True)) if chosen else Resolution(place)


def _choose(
    segments: Sequence[Segment], context: Context, find: Find, respelt: Find
) -> list[tuple[Segment, list[Scored]]]:
    """The known names of a wording with what each may mean, lying in those to its right; others are left out.

    Names that stand side by side with nothing between ("Bustan al-Qasr") are one name unless they nest so.
    """
    chosen: list[tuple[Segment, list[Scored]]] = []
    broken = False
    for segment in reversed(segments):
        containers = [ranked[0].candidate for _, ranked in chosen]
        ranked = rank(segment, context, find, containers)
        if not ranked and not segment.known:
            ranked = rank(segment, context, respelt, containers)
        fitting = [s for s in ranked if _fits(s.candidate, segment, containers)]
        if broken and segment.joined:
            continue
        broken = not fitting
        if fitting:
            chosen.insert(0, (segment, fitting))
        elif segment.joined and chosen:
            chosen.pop(0)
    return chosen


def _fits(candidate: Candidate, segment: Segment, containers: Sequence[Candidate]) -> bool:
    """Whether a place may stand in a wording before the places in ``containers``."""
    if not containers:
        return True
    nearest = containers[0]
    if (segment.listed or segment.near) and candidate.exact:
        return candidate.country == nearest.country or nearest.country is None
    return lies_in(candidate, nearest) or nearest.kind in {"region", "sea", "water"}


def _choice(scored: Scored) -> PlaceChoice:
    c = scored.candidate
    likely = round(scored.probability, 3)
    return PlaceChoice(
        c.id, c.name, c.latitude, c.longitude, c.kind, c.country, c.admin1, c.admin2, c.gazetteer, likely
    )


def _filled(place: Place, ranked: Sequence[Scored], segment: Segment, beside: bool = False) -> Resolution:
    chosen = ranked[0].candidate
    precision = where_precision(chosen, segment, beside)
    area = extent(chosen, segment, beside)
    filled = evolve(
        place,
        latitude=area.latitude,
        longitude=area.longitude,
        gazetteer_id=chosen.id,
        gazetteer_name=chosen.name,
        country=chosen.country,
        admin1=chosen.admin1 if precision < COUNTRY and not segment.far else None,
        admin2=chosen.admin2 if precision <= _DIVISION_PRECISION else None,
        precision=precision,
        gazetteer=chosen.gazetteer or None,
        uncertainty_m=area.radius_m,
        choices=tuple(_choice(s) for s in ranked[:_MOST_CHOICES]) if len(ranked) > 1 else (),
    )
    return Resolution(filled, tuple(ranked), chosen.gazetteer, area.radius_m)
