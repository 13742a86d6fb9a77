"""The places of a casebook: which are met, and what people decide about them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from attrs import frozen
from django.db.models import Count, Max, Min, Q, QuerySet

from tallystick.casebook.decided import DecisionEntry, entry, standing
from tallystick.casebook.digesting import outdate
from tallystick.casebook.errors import reading, writing
from tallystick.casebook.incidents import homes
from tallystick.casebook.models import Claim, Decision, IncidentDigest
from tallystick.casebook.models.lengths import ID
from tallystick.casebook.models.placenames import PlaceName
from tallystick.casebook.recording import By, write
from tallystick.casebook.registry.kinds import LONGEST, PLACE_CHANGE, PLACE_KINDS, PLACE_MERGE, PLACE_SET
from tallystick.casebook.registry.spots import KnownPlace, Location, Places, Spot, drafted
from tallystick.errors import CasebookError, UsageError
from tallystick.record import Place
from tallystick.serialising import from_plain, to_plain
from tallystick.vocabulary.names import name_words

PRECISIONS = range(1, 8)
"""UCDP's where_prec."""
_COUNTRY = re.compile("[A-Z]{2}")
_NAMED = 5
Row = TypeVar("Row", Claim, Decision)


@frozen
class PlaceMet:
    """A place as lists show it: how exactly it is known at best, in how many incidents of harm, from when to when."""

    spot: Spot
    precision: int | None
    """UCDP's where_prec; None where nobody knows where it lies."""
    incidents: int
    first: date | None
    last: date | None


@frozen
class PlaceDesk:
    """The places of one casebook; each method raises CasebookError with one sentence."""

    alias: str

    def known(self) -> Places:
        """The places about which people decided."""
        with reading():
            return drafted(entry(row) for row in standing(self.alias, *PLACE_KINDS).select_related("reversed_by"))

    def find(self, name: str) -> KnownPlace:
        """The place of that id, or the only one of that name, as lists show it or as a claim tells it.

        Raises CasebookError where there is none, or several.
        """
        known = self.known()
        told = {spot: place for place in known.known.values() for spot in (place.shown, *place.spots)}
        met = [*told, *(spot for spot in self._met(name) if spot not in told)]
        spots = [spot for spot in met if spot.id == name] or [spot for spot in met if spot.name == name]
        found = {place.spot: place for place in (told.get(s) or KnownPlace(s, (s,)) for s in spots)}
        if not found:
            raise CasebookError(f"The casebook has no place “{name}”; `tallystick places list` shows those it has.")
        if len(found) > 1:
            ids = [spot.id for spot in sorted(found)]
            some = "; ".join(ids[:_NAMED]) + (" …" if len(ids) > _NAMED else "")
            raise CasebookError(f"“{name}” is the name of several places; name one of them in full: {some}.")
        return next(iter(found.values()))

    def _met(self, name: str) -> list[Spot]:
        """The spots with which ``name`` begins or which it is, in digests, or else in claims."""
        beginnings = [name[:end] for end in range(1, len(name) + 1) if end == len(name) or name[end:].startswith(" (")]
        with reading():
            rows = IncidentDigest.objects.using(self.alias).filter(place__in=beginnings)
            found = {Spot(*row) for row in rows.values_list("place", "admin1", "country").distinct()}
            if not any(name in (spot.id, spot.name) for spot in found):
                claims = _named(Claim.objects.using(self.alias), "data", beginnings).filter(superseded=False)
                found |= {Spot.of(from_plain(told, Place)) for told in claims.values_list("data__place", flat=True)}
        return sorted(found)

    def met(self, words: str = "", *, unplaced: bool = False, most: int | None = None) -> list[PlaceMet]:
        """The places of incidents of harm, ``most`` of those that most have, with ``words`` in name or division."""
        rows = IncidentDigest.objects.using(self.alias).filter(harm__in=[True]).exclude(place="")
        if words:
            rows = rows.filter(Q(place__icontains=words) | Q(admin1__icontains=words))
        rows = rows.filter(latitude__isnull=True) if unplaced else rows
        grouped = rows.values_list("place", "admin1", "country").annotate(
            Min("precision"), number=Count("incident"), first=Min("first_day"), last=Max("last_day")
        )
        with reading():
            found = grouped.order_by("-number", "place", "admin1", "country")[:most]
            return [PlaceMet(Spot(*row[:3]), *row[3:]) for row in found]

    def incidents(self, place: KnownPlace) -> int:
        """How many incidents of harm lie there, as lists show them."""
        shown = place.shown
        rows = IncidentDigest.objects.using(self.alias).filter(harm__in=[True], place=shown.name)
        with reading():
            return rows.filter(admin1=shown.admin1, country=shown.country).count()

    def history(self, place: KnownPlace | None = None) -> list[DecisionEntry]:
        """The decisions about places, undone ones too, oldest first; or those about one and all that went into it."""
        names = None if place is None else {spot.id for spot in place.spots}
        with reading():
            rows = Decision.objects.using(self.alias).filter(kind__in=PLACE_KINDS).select_related("reversed_by")
            return [entry(row) for row in rows.order_by("id") if names is None or names.intersection(row.targets)]

    def merge(self, into: str, other: str, *, author: str, reason: str) -> DecisionEntry:
        """Two places are one; ``other`` lies where ``into`` does from now on, and is called so.

        Where nobody knows where ``into`` lies, both lie where ``other`` does.

        Raises CasebookError where both are one already.
        """
        with writing(self.alias):
            keeper, leaver = self.find(into), self.find(other)
            if keeper.spot == leaver.spot:
                raise CasebookError(f"{into} and {other} are one place already; name two.")
            own = self.location(keeper)
            at = own or self.location(leaver)
            told = {"merged": leaver.spot.plain(), "at": to_plain(at), "given": own is None and at is not None}
            return self._write(PLACE_MERGE, keeper, told, By(author, reason), leaver)

    def set(self, place: str, at: Location, *, author: str, reason: str) -> DecisionEntry:
        """Says where a place lies.

        Raises UsageError for coordinates, a precision or a country that are none.
        """
        _require(at)
        with writing(self.alias):
            return self._write(PLACE_SET, self.find(place), {"at": to_plain(at)}, By(author, reason))

    def change(self, place: str, name: str, *, author: str, reason: str) -> DecisionEntry:
        """Gives a place another name, by which the public record may call it too.

        Raises UsageError for a name of no words.
        """
        told = name.strip()
        if not name_words(told) or len(told) > LONGEST:
            raise UsageError(f"A place needs a name of at least one word and at most {LONGEST} characters.")
        with writing(self.alias):
            found = self.find(place)
            if told == found.called:
                raise CasebookError(f"{found.id} is called “{told}” already.")
            return self._write(PLACE_CHANGE, found, {"changes": {"name": told}}, By(author, reason))

    def _write(
        self, kind: str, place: KnownPlace, told: dict[str, Any], by: By, other: KnownPlace | None = None
    ) -> DecisionEntry:
        targets = [one.id for one in (place, other) if one is not None]
        return entry(write(self.alias, kind, targets, {"spot": place.spot.plain(), **told}, by))

    def location(self, place: KnownPlace) -> Location | None:
        """Where ``place`` lies: as a person said, else as the gazetteer did where its words were most exact."""
        if place.at is not None:
            return place.at
        spot = place.spot
        with reading():
            rows = IncidentDigest.objects.using(self.alias).filter(
                place=spot.name, admin1=spot.admin1, country=spot.country, latitude__isnull=False
            )
            digest = rows.select_related("incident").order_by("precision", "incident_id").first()
        told = digest.incident.place if digest else None
        if told is not None and Spot.of(from_plain(told, Place)) == spot:
            return _located(from_plain(told, Place))
        with reading():
            claim = self._telling(spot).filter(data__place__precision=1).order_by("id").first()
        return _located(from_plain(claim.data["place"], Place)) if claim else None

    def outdate(self, spots: Iterable[Spot]) -> None:
        """Notes that the digests of incidents with a claim that tells one of ``spots`` no longer hold."""
        wanted = set(spots)
        corrected = _named(standing(self.alias, "correct").order_by(), "payload", [spot.name for spot in wanted])
        claims = [row.targets[0] for row in corrected if Spot.of(from_plain(row.payload["place"], Place)) in wanted]
        for spot in sorted(wanted):
            claims += self._telling(spot).filter(superseded=False).values_list("id", flat=True)
        outdate(self.alias, homes(self.alias, claims).values())

    def _telling(self, spot: Spot) -> QuerySet[Claim]:
        """The claims as read that tell ``spot``."""
        within = {"data__place__admin1": spot.admin1 or None, "data__place__country": spot.country or None}
        return _named(Claim.objects.using(self.alias), "data", [spot.name]).filter(**within)


def _named(rows: QuerySet[Row], column: str, names: Iterable[str]) -> QuerySet[Row]:
    """Those of ``rows`` of which the place in ``column`` has one of ``names``, as far as the index of names goes."""
    return rows.alias(place_name=PlaceName(column)).filter(place_name__in={name[:ID] for name in names})


def _located(place: Place) -> Location | None:
    if place.latitude is None or place.longitude is None:
        return None
    return Location(
        place.latitude,
        place.longitude,
        place.precision or PRECISIONS[0],
        place.gazetteer_name,
        place.country,
        place.admin1,
        place.admin2,
        place.gazetteer_id,
        place.gazetteer,
        place.uncertainty_m,
    )


def _require(at: Location) -> None:
    if not (-90 <= at.latitude <= 90 and -180 <= at.longitude <= 180):
        raise UsageError(f"{at.latitude}, {at.longitude} is no point; give latitude and longitude in degrees.")
    if at.precision not in PRECISIONS:
        raise UsageError(f"{at.precision} is no precision; give one from 1, an exact place, to 7, sea or air.")
    if at.country is not None and not _COUNTRY.fullmatch(at.country):
        raise UsageError(f"{at.country!r} is no country; give two capital letters, such as SY.")
    if at.name is not None and not name_words(at.name):
        raise UsageError("A place needs a name of at least one word.")
