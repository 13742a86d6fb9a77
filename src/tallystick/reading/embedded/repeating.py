"""Claims that tell nothing of their own: mourning after a strike, jets that circle, a piece of another claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from tallystick.reading.embedded.signals import Scene
from tallystick.reading.events.aftermath import aftermath
from tallystick.reading.events.cues import Trigger, find_triggers
from tallystick.reading.events.presence import only_present
from tallystick.reading.sentences import Sentence
from tallystick.record import Claim, Span
from tallystick.vocabulary.events import is_harm


def telling(claims: Iterable[Claim], scene: Scene) -> tuple[Claim, ...]:
    """The claims that tell something, numbered anew; those of people who search the rubble are aid."""
    told = [one for claim in claims if (one := _as_told(claim, scene.work.sentences))]
    kept = (c for c in told if not any(_is_piece(c, other) for other in told if other is not c))
    document = scene.work.document.id
    return tuple(evolve(claim, id=f"{document}.c{number:02d}") for number, claim in enumerate(kept, 1))


def _as_told(claim: Claim, sentences: Sequence[Sentence]) -> Claim | None:
    """The claim, as aid where it only tells of a search; None where it only tells of mourning or of aircraft about."""
    if claim.figures or not is_harm(claim.event):
        return claim
    inside = [(s, _triggers(s, claim)) for s in sentences if s.start < claim.text.end and claim.text.start < s.end]
    if inside and all(only_present(s, claim.text.exact, triggers) for s, triggers in inside):
        return None
    found = {aftermath(s, claim.text.exact, triggers) for s, triggers in inside}
    if None in found or not found:
        return claim
    return evolve(claim, event="aid", weapons=()) if "search" in found else None


def _triggers(sentence: Sentence, claim: Claim) -> list[Trigger]:
    """Those of the sentence that stand in the claim's words."""
    return [t for t in find_triggers(sentence) if _within(t.start, t.end, claim.text)]


def _is_piece(claim: Claim, other: Claim) -> bool:
    """Whether the claim is a part of the words of another of the same event and voice, and counts nobody."""
    inside = _within(claim.text.start, claim.text.end, other.text) and claim.text != other.text
    same = claim.event == other.event and _voices(claim) == _voices(other)
    return inside and same and not claim.figures


def _voices(claim: Claim) -> tuple[str, ...]:
    return tuple(s.source for s in claim.attribution)


def _within(start: int, end: int, words: Span) -> bool:
    return words.start <= start and end <= words.end
