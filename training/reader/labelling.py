"""Where in the text the fillers of a coded claim stand: the coding lists wordings, the model learns places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from attrs import field, frozen

from tallystick.reading.embedded.crops import crop
from tallystick.reading.embedded.labels import PARTS
from tallystick.reading.embedded.pieces import Pieces
from tallystick.reading.embedded.signals import Scene

PRONOUNS = frozenset(
    ["he", "she", "it", "they", "we", "i", "his", "her", "its", "their", "him", "them", "us", "our", "who", "which"]
)
KEYS = {"perpetrator": "perpetrators", "victim": "victims", "place": "places"}
Range = tuple[int, int]


@frozen
class Labelled:
    """A coded claim in pieces. ``roles`` are (role, first, last); ``passed_over`` other right places of a role."""

    first: int
    last: int
    events: dict[str, float]
    status: tuple[str, ...]
    certainty: tuple[str, ...]
    roles: list[tuple[str, int, int]] = field(factory=list)
    passed_over: list[tuple[str, int, int]] = field(factory=list)
    figures: list[tuple[str, int, int]] = field(factory=list)
    open_figures: list[Range] = field(factory=list)
    """Optional figures: neither right nor wrong."""


@frozen
class Attributed:
    """A coded attribution in pieces: its cue, and the runs of pieces that are its source and its content."""

    cue: Range
    parts: list[tuple[str, int, int]]


def attributed(pieces: Pieces, attributions: Sequence[dict[str, Any]]) -> list[Attributed]:
    """The coded attributions that have a cue, which is what marks them."""
    found = []
    for coded in attributions:
        if coded["cue"]:
            cue = [pieces.covering(*span) for span in coded["cue"]]
            parts = [(part, *pieces.covering(*span)) for part in PARTS for span in coded[part]]
            found.append(Attributed((cue[0][0], cue[0][1]), parts))
    return [a for a in found if a.cue[0] < a.cue[1]]


def labelled(scene: Scene, pieces: Pieces, claims: Sequence[dict[str, Any]]) -> list[Labelled]:
    """The coded claims by span; claims on one span are one with several events."""
    found: dict[Range, Labelled] = {}
    for claim in claims:
        span = pieces.covering(claim["text"]["start"], claim["text"]["end"])
        if span[0] == span[1]:
            continue
        if span in found:
            found[span].events[claim["event"]] = 1.0
            others = _labels(scene, pieces, claim, span)
            found[span].passed_over.extend(others.roles + others.passed_over)
            found[span].open_figures.extend((a, b) for _, a, b in others.figures)
        else:
            found[span] = _labels(scene, pieces, claim, span)
    return list(found.values())


def _labels(scene: Scene, pieces: Pieces, claim: dict[str, Any], span: Range) -> Labelled:
    events = dict.fromkeys(claim["alt_events"], 0.15) | {claim["event"]: 1.0}
    made = Labelled(*span, events, _several(claim["status"]), _several(claim["certainty"]))
    seen = crop(span, (0, len(pieces)))
    reach = (int(pieces.starts[seen[0]]), int(pieces.ends[seen[1] - 1]))
    for role, places in _fillers(scene, claim):
        inside = [p for p in places if reach[0] <= p[0] and p[1] <= reach[1]]
        ranked = sorted(inside, key=lambda p: _rank(scene, role, p, claim))
        best = [_widest(ranked[0], inside)] if ranked else []
        made.roles.extend((role, *pieces.covering(*p)) for p in best)
        made.passed_over.extend((role, *pieces.covering(*p)) for p in ranked)
    for figure in claim["figures"]:
        where = pieces.covering(figure["text"]["start"], figure["text"]["end"])
        if figure.get("optional"):
            made.open_figures.append(where)
        else:
            made.figures.append((figure["measure"], *where))
    return made


def _several(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _fillers(scene: Scene, claim: dict[str, Any]) -> Iterator[tuple[str, list[Range]]]:
    """For each filler of each role, every place in the text where one of its wordings stands."""
    text = scene.work.document.text
    for link in claim["attribution"]:
        yield "source", _all_places(text, link["names"])
    for role, key in KEYS.items():
        yield role, _all_places(text, claim[key])
    for weapon in claim["weapons"]:
        yield "weapon", _all_places(text, [weapon])
    yield "time", [(t.text.start, t.text.end) for t in scene.times if t.text and t.edtf in claim["dates"]]


def _all_places(text: str, wordings: Sequence[str]) -> list[Range]:
    return sorted({place for words in wordings for place in _places(text, words)})


@lru_cache(maxsize=20_000)
def _places(text: str, wording: str) -> tuple[Range, ...]:
    words = r"\s+".join(map(re.escape, wording.split()))
    if not words:
        return ()
    pattern = rf"(?<!\w){words}(?!\w)"
    found = tuple(m.span() for m in re.finditer(pattern, text))
    return found or tuple(m.span() for m in re.finditer(pattern, text, re.IGNORECASE))


def _widest(best: Range, places: Sequence[Range]) -> Range:
    """The longest right wording that stands over the best place."""
    over = [p for p in places if p[0] < best[1] and best[0] < p[1]]
    return max(over, key=lambda p: p[1] - p[0])


def _rank(scene: Scene, role: str, place: Range, claim: dict[str, Any]) -> tuple[float, ...]:
    """How well a place suits as the one to learn: the claim's own words, its sentence, then nearness."""
    text = scene.work.document.text
    start, end = claim["text"]["start"], claim["text"]["end"]
    pronoun = text[place[0] : place[1]].lower() in PRONOUNS
    inside = start <= place[0] and place[1] <= end
    sentence = any(s.start < end and start < s.end and s.start <= place[0] < s.end for s in scene.work.sentences)
    away = max(0, place[0] - end, start - place[1]) + (60 if place[0] >= end else 0)
    if role == "source":
        saying = any(
            source.text and source.text.start < place[1] and place[0] < source.text.end
            for attribution in scene.work.attributions
            for source in attribution.chain
        )
        return (not (sentence and saying), not (sentence and not inside), pronoun, not saying, away)
    return (pronoun, not inside, not sentence, away)
