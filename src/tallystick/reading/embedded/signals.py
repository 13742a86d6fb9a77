"""What the rules see at each sub-word, as features of the model: cues, names, times, figures, sayings, rule claims."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from tallystick.reading.assembly.stages import STAGES
from tallystick.reading.assembly.workings import Workings
from tallystick.reading.embedded.labels import EVENTS, MEASURES
from tallystick.reading.embedded.pieces import Pieces
from tallystick.reading.events.cues import find_triggers
from tallystick.reading.figures import find_figures
from tallystick.reading.parties.naming import find_parties
from tallystick.reading.places import find_places
from tallystick.reading.places.choosing import ReportPlaces
from tallystick.reading.places.mentions import PlaceMention
from tallystick.reading.times import find_times, report_day
from tallystick.reading.weapons import find_weapons
from tallystick.record import Document, Figure, PlaceNames, When

_ROLES = ("means", "generic", "deed", "outcome", "battle", "event")
_PARTIES = ("armed", "state", "side", "civil")
_PLACES = ("named", "facility", "relative", "generic")
GROUPS: tuple[tuple[str, int], ...] = (
    ("case", 4),
    ("trigger event", 1 + len(EVENTS)),
    ("trigger role", 1 + len(_ROLES)),
    ("party", 1 + len(_PARTIES)),
    ("place", 1 + len(_PLACES)),
    ("time", 2),
    ("figure", 1 + len(MEASURES)),
    ("weapon", 2),
    ("saying", 3),
    ("said", 2),
    ("sentence", 4),
    ("rule claim", 3),
    ("rule event", 1 + len(EVENTS)),
)
"""Name and number of values of each feature; 0 stands for nothing found."""
_AT = {name: i for i, (name, _) in enumerate(GROUPS)}
CUE = _AT["trigger event"]
"""The feature that is not 0 at words of an event."""
Mark = tuple[str, int, int, int]


@frozen(slots=False)
class Scene:
    """One document as the rules read it, with what the roles are chosen from."""

    work: Workings
    times: list[When]
    places: list[PlaceMention]
    figures: list[Figure]

    @cached_property
    def report_places(self) -> ReportPlaces:
        """The places weighed once for all clauses."""
        return ReportPlaces(self.places)


def survey(document: Document, names: PlaceNames | None) -> Scene:
    """Runs the rules over ``document``."""
    work = Workings(document, names)
    for _, stage in STAGES:
        stage(work)
    text = document.text
    day, kind = report_day(document)
    times = work.times or find_times(text, day, anchor_kind=kind)
    figures = [f for s in work.sentences for f in find_figures(text, s.start, s.end)]
    return Scene(work, times, work.places or find_places(text, names), figures)


def signals(scene: Scene, pieces: Pieces) -> NDArray[np.int64]:
    """The features of each piece, shape (pieces, groups)."""
    text = scene.work.document.text
    marks = np.zeros((len(GROUPS), len(text) + 1), dtype=np.int64)
    for name, start, end, value in _marks(scene):
        marks[_AT[name], start:end] = value
    found = marks[:, pieces.starts].T.copy()
    found[:, 0] = [_case(text[a:b]) for a, b in zip(pieces.starts, pieces.ends, strict=True)]
    return found


def _case(piece: str) -> int:
    if piece[:1].isdigit():
        return 3
    if not piece[:1].isupper():
        return 0
    return 2 if len(piece) > 1 and piece.isupper() else 1


def _marks(scene: Scene) -> Iterator[Mark]:
    for sentence in scene.work.sentences:
        yield "sentence", sentence.start, sentence.end, 3 if sentence.heading else 2
        if not sentence.heading:
            yield "sentence", sentence.start, sentence.start + 1, 1
        for trigger in find_triggers(sentence):
            yield "trigger event", trigger.start, trigger.end, 1 + EVENTS.index(trigger.event)
            yield "trigger role", trigger.start, trigger.end, 1 + _ROLES.index(trigger.role)
        for party in find_parties(sentence):
            yield "party", party.start, party.end, 1 + _PARTIES.index(party.kind)
        for weapon in find_weapons(scene.work.document.text, sentence.tokens):
            if weapon.text:
                yield "weapon", weapon.text.start, weapon.text.end, 1
    yield from _named(scene)
    yield from _said(scene)
    yield from _claimed(scene)


def _named(scene: Scene) -> Iterator[Mark]:
    for place in scene.places:
        yield "place", place.text.start, place.text.end, 1 + _PLACES.index(place.kind)
    for time in scene.times:
        if time.text:
            yield "time", time.text.start, time.text.end, 1
    for figure in scene.figures:
        if figure.measure in MEASURES:
            yield "figure", figure.text.start, figure.text.end, 1 + MEASURES.index(figure.measure)


def _said(scene: Scene) -> Iterator[Mark]:
    for attribution in scene.work.attributions:
        yield "said", *attribution.content, 1
        for source in attribution.chain:
            if source.text:
                yield "saying", source.text.start, source.text.end, 2
        if attribution.cue:
            yield "saying", attribution.cue.start, attribution.cue.end, 1


def _claimed(scene: Scene) -> Iterator[Mark]:
    longest_first = sorted(scene.work.claims, key=lambda c: c.text.start - c.text.end)
    for claim in longest_first:
        yield "rule event", claim.text.start, claim.text.end, 1 + EVENTS.index(claim.event)
        yield "rule claim", claim.text.start, claim.text.end, 2
        yield "rule claim", claim.text.start, claim.text.start + 1, 1
