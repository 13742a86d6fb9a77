"""Places as reports and gazetteer tell them, and what people decided of them: which are one, and where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Self

from attrs import evolve, field, frozen

from tallystick.casebook.decided import DecisionEntry
from tallystick.casebook.registry.kinds import LONGEST, PLACE_MERGE, PLACE_SET
from tallystick.record import Claim, Place, Report
from tallystick.serialising import from_plain

NEAR = 2
"""UCDP's where_prec of what lies near a place; it means within about 25 km."""
_NEAR_M = 25_000


@frozen(order=True)
class Spot:
    """A place as it is told: the gazetteer's name or the report's, the first division, the country; empty: untold."""

    name: str
    admin1: str = ""
    country: str = ""

    @classmethod
    def of(cls, place: Place) -> Self:
        """The spot of a place of the record."""
        return cls(place.gazetteer_name or place.name, place.admin1 or "", place.country or "")

    @property
    def id(self) -> str:
        """How the place is named in decisions: "Marea (Aleppo, SY)"."""
        within = ", ".join(part for part in (self.admin1, self.country) if part)
        return " ".join((f"{self.name} ({within})" if within else self.name).split())[:LONGEST]

    def plain(self) -> list[str]:
        """The spot as a payload has it."""
        return [self.name, self.admin1, self.country]


@frozen
class Location:
    """Where a place lies, as a person gave it or as the gazetteer did."""

    latitude: float
    longitude: float
    precision: int
    """UCDP's where_prec."""
    name: str | None = None
    """What it is to be called; None: as the reports do."""
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    gazetteer_id: str | None = None
    gazetteer: str | None = None
    uncertainty_m: int | None = None


@frozen
class KnownPlace:
    """A place about which people decided.

    ``spots`` are those that mean it, its own first. ``at`` is where it lies; ``given`` tells that a person said so, so
    that it holds for its own spot too. ``name`` is one that a person gave it.
    """

    spot: Spot
    spots: tuple[Spot, ...]
    at: Location | None = None
    given: bool = False
    name: str | None = None

    @property
    def id(self) -> str:
        """The id of its own spot."""
        return self.spot.id

    @property
    def called(self) -> str:
        """The name by which it is shown."""
        return self.name or (self.at.name if self.at else None) or self.spot.name

    @property
    def shown(self) -> Spot:
        """The place as lists tell it."""
        if self.at is None or not self.given:
            return evolve(self.spot, name=self.called)
        return Spot(self.called, self.at.admin1 or "", self.at.country or "")


@frozen
class Places:
    """The places about which people decided, by the spots that mean them."""

    known: Mapping[Spot, KnownPlace] = field(factory=dict)

    def meaning(self, spot: Spot) -> KnownPlace | None:
        """The place that a spot means, as told or as lists show it; None where nobody decided about it."""
        return self.known.get(spot) or self._shown.get(spot)

    @cached_property
    def _shown(self) -> Mapping[Spot, KnownPlace]:
        return {place.shown: place for place in self.known.values()}

    def put(self, place: Place) -> Place:
        """``place`` of the record as people decided about it; the words of the report stay."""
        found = self.known.get(Spot.of(place)) if self.known else None
        if found is None:
            return place
        own = Spot.of(place) == found.spot
        if own and not found.given:
            return evolve(place, gazetteer_name=found.name) if found.name else place
        return _moved(place, found)

    def heard(self, report: Report) -> Report:
        """``report`` with the places of its claims as people decided; the very same where nothing changes."""
        claims = tuple(self._heard(claim) for claim in report.claims) if self.known else report.claims
        changed = any(one is not other for one, other in zip(claims, report.claims, strict=True))
        return evolve(report, claims=claims) if changed else report

    def _heard(self, claim: Claim) -> Claim:
        put = self.put(claim.place) if claim.place else None
        return claim if put is claim.place else evolve(claim, place=put)


def _moved(place: Place, known: KnownPlace) -> Place:
    """``place`` where ``known`` lies; what the words put near a place stays near it."""
    at, near = known.at, place.precision == NEAR
    public = known.name or (at.name if at else None)
    words = place.name if public else known.called
    if at is None:
        return evolve(Place(words, place.text), gazetteer_name=public)
    own = near and not known.given and place.latitude is not None
    return evolve(
        place,
        name=words,
        latitude=place.latitude if own else at.latitude,
        longitude=place.longitude if own else at.longitude,
        gazetteer_id=at.gazetteer_id,
        gazetteer_name=public,
        country=at.country,
        admin1=at.admin1,
        admin2=at.admin2,
        precision=max(NEAR, at.precision) if near else at.precision,
        gazetteer=at.gazetteer,
        uncertainty_m=max(place.uncertainty_m or 0, 0 if own else _NEAR_M) if near else at.uncertainty_m,
        choices=(),
    )


def drafted(decisions: Iterable[DecisionEntry]) -> Places:
    """What ``decisions`` about places make of them, taken in their order."""
    draft = _Draft()
    for decision in decisions:
        draft.take(decision)
    return Places({spot: draft.places[home] for spot in draft.homes for home in [draft.now(spot)]})


@frozen
class _Draft:
    places: dict[Spot, KnownPlace] = field(factory=dict)
    homes: dict[Spot, Spot] = field(factory=dict)
    """For each spot decided about the one as which it counts."""

    def now(self, spot: Spot) -> Spot:
        while (home := self.homes.get(spot, spot)) != spot:
            spot = home
        return spot

    def take(self, decision: DecisionEntry) -> None:
        payload = decision.payload
        place = self._there(Spot(*payload["spot"]))
        if decision.kind == PLACE_SET:
            self.places[place.spot] = evolve(place, at=from_plain(payload["at"], Location), given=True)
        elif decision.kind == PLACE_MERGE:
            at = from_plain(payload["at"], Location) if payload["at"] else None
            kept = evolve(place, at=place.at or at, given=place.given or payload["given"])
            self._merge(kept, self._there(Spot(*payload["merged"])))
        else:
            self.places[place.spot] = evolve(place, name=payload["changes"]["name"])

    def _there(self, spot: Spot) -> KnownPlace:
        home = self.now(spot)
        self.homes.setdefault(spot, home)
        return self.places.setdefault(home, KnownPlace(home, (home,)))

    def _merge(self, keeper: KnownPlace, leaver: KnownPlace) -> None:
        if keeper.spot == leaver.spot:
            return
        del self.places[leaver.spot]
        self.homes[leaver.spot] = keeper.spot
        spots = tuple(dict.fromkeys((*keeper.spots, *leaver.spots)))
        self.places[keeper.spot] = evolve(keeper, spots=spots)
