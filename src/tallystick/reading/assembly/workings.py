"""What the stages of one reading hand on to each other."""

from __future__ import annotations

from attrs import Factory, define

from tallystick.reading.events.typing import EventMention
from tallystick.reading.parties.naming import PartyMention
from tallystick.reading.places import PlaceMention
from tallystick.reading.sentences import Sentence
from tallystick.reading.sources import Attribution
from tallystick.record import Claim, Document, Figure, Party, Place, PlaceNames, Source, Weapon, When


@define
class Draft:
    """A claim in the making: an event mention and what was found for it."""

    mention: EventMention
    start: int
    end: int
    figures: tuple[Figure, ...] = ()
    time: When | None = None
    other_times: tuple[When, ...] = ()
    place: Place | None = None
    perpetrator: Party | None = None
    victim: Party | None = None
    weapons: tuple[Weapon, ...] = ()
    attribution: Attribution | None = None
    own_place: bool = False
    """True where the place stands in the sentence itself."""

    @property
    def chain(self) -> tuple[Source, ...]:
        """The chain of sources, outermost first."""
        return self.attribution.chain if self.attribution else ()


@define
class Workings:
    """One reading: the document and what each stage made of it."""

    document: Document
    names: PlaceNames | None = None
    sentences: list[Sentence] = Factory(list)
    attributions: list[Attribution] = Factory(list)
    drafts: list[Draft] = Factory(list)
    times: list[When] = Factory(list)
    """The times of the text in order."""
    places: list[PlaceMention] = Factory(list)
    """The place expressions of the text in order."""
    parties: dict[int, list[PartyMention]] = Factory(dict)
    """Party names by the index of their sentence."""
    claims: tuple[Claim, ...] = ()
