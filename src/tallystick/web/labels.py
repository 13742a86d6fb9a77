"""Words of the vocabulary that pages show, in the language of the person who reads.

The English words are the keys of the message files; ``scripts/messages`` collects them from ``shown``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import get_args

from django.utils.translation import get_language_bidi, gettext

from tallystick import record
from tallystick.casebook.registry.kinds import ACTOR_KINDS, KINDS, PLACE_KINDS
from tallystick.casebook.registry.proposals import State
from tallystick.publishing.settings import COVERAGE_NOTE
from tallystick.vocabulary.actors import Actors
from tallystick.vocabulary.conventions import conventions
from tallystick.vocabulary.events import event_types
from tallystick.vocabulary.grades import bases, confirmations, grades, methods
from tallystick.vocabulary.loader import load
from tallystick.vocabulary.measures import measures
from tallystick.vocabulary.populations import populations, side_of_group
from tallystick.vocabulary.sources import kinds, sides
from tallystick.web.agreement.coding import slots
from tallystick.web.roles import acts, roles

_SPELT_OUT = {
    "q": "words",
    "since": "from",
    "until": "to",
    "bbox": "box on the map",
    "least": "sure from",
    "most": "sure up to",
    "actor": "blamed",
    "context": "context in place of harm",
}
"""Names of filters that are no words."""
_ISOLATE, _END = "\u2066", "\u2069"
"""Unicode's left-to-right isolate, and its end."""
_CLAIM_KINDS = ("accept", "reject", "correct", "add", "merge", "split", "move", "grade", "sign", "release", "undo")
_VERDICTS = ("unreviewed", "corrected", "all", "public", "held")
_CARD = ("event", "figures", "attribution", "place", "time", "victims", "perpetrators", "weapons", "status", "text")
_FILTERS = ("place", "event", "grade", "reviewer", "outlet", "informant", "verdict", "certainty")
_FROM = ("option", "metadata", "dateline")


def english(identity: str) -> str:
    """The English words of an id: ``airstrike`` is "Air strike", ``at_least`` is "at least"."""
    return _named().get(identity) or identity.replace("-", " ").replace("_", " ")


@cache
def _named() -> dict[str, str]:
    """Ids whose words are not the id itself: events, sides of conflicts, filters."""
    return {kind.id: kind.label for kind in event_types()} | sides() | _SPELT_OUT


def label(identity: object) -> str:
    """The words of an id in the language that is in force; of both parts of ``combatants:SIDE``."""
    return ": ".join(gettext(english(part)) for part in str(identity or "").split(":") if part)


def people(group: str, actors: Actors) -> str:
    """The words of a population; of combatants, with their side as people call it."""
    side = side_of_group(group)
    actor = actors.get(side) if side else None
    if side is None or actor is None:
        return label(group)
    return f"{label('combatants')}: {gettext(actor.name)}"


def left_to_right(text: object) -> str:
    """Figures and days as they are read in every language: from right to left ``3–5`` would read ``5–3``."""
    told = str(text or "")
    return f"{_ISOLATE}{told}{_END}" if told and get_language_bidi() else told


def shown() -> frozenset[str]:
    """All English words of vocabularies that pages show."""
    return frozenset(word for word in (*map(english, _ids()), *_sentences()) if word)


def _ids() -> Iterator[str]:
    yield from (kind.id for kind in event_types())
    for told in (measures, populations, grades, confirmations, bases, roles, acts, kinds, conventions, methods):
        yield from told()
    for known in (record.Status, record.Certainty, record.Bound, record.Scope, State):
        yield from get_args(known)
    for slot in slots():
        yield from (slot.metric, *slot.choices)
    yield from (*_CLAIM_KINDS, *KINDS, *ACTOR_KINDS, *PLACE_KINDS, *_VERDICTS, *_CARD, *_FILTERS, *_FROM, *_SPELT_OUT)


def _sentences() -> Iterator[str]:
    for meanings in (measures, populations, grades, confirmations, acts, conventions, methods):
        yield from meanings().values()
    yield from (basis["says"] for basis in bases().values())
    yield from (kind["label"] for kind in kinds().values())
    yield from (slot.label for slot in slots())
    yield from (rule["title"] for rule in load("independence")["rules"].values())
    yield from (*sides().values(), *(side["label"] for side in load("belligerents")["generic"].values()))
    yield from load("interests")["stances"].values()
    scales = load("scales")
    for scale in ("outcomes", "ibc", "mrm", "reliability"):
        yield from scales[scale].values()
    yield from (level["standard"] for level in scales["levels"].values())
    yield from (*scales["mrm"], COVERAGE_NOTE)
