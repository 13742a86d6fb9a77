"""Chooses among the named parties who did it and whom it befell, by where they stand to the trigger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from tallystick.reading.events.cues import BATTLE, OUTCOME, Trigger
from tallystick.reading.events.typing import EventMention
from tallystick.reading.parties.naming import PartyMention, party_words
from tallystick.reading.sentences import Sentence, Token
from tallystick.vocabulary.loader import load

_STATE_REACH, _TO_PASSIVE = 3, 4
_TWO_SIDED = frozenset({"battle", "negotiation", "agreement"})
_DEALS = frozenset({"negotiation", "agreement"})
_NO_VICTIM = frozenset({"agreement", "negotiation", "protest"})
_PEOPLE_BEFALL = frozenset({"displacement", "evacuation", "siege", "aid", "conscription", "torture", "sexual-violence"})
_DONE_BY_PEOPLE = frozenset(
    {"shooting", "abduction", "attack", "execution", "bombing", "property-destruction", "protest", "aid"}
)
_NO_PERPETRATOR = frozenset({"protest", "displacement", "evacuation"})


def perpetrator(mention: EventMention, sentence: Sentence, parties: Sequence[PartyMention]) -> PartyMention | None:
    """Who is said to have done it: the agent after "by", the side before the deed, the subject; None if not told.

    ``parties`` are those of the clause; the ones before it may be there too.
    """
    told = [p for p in parties if mention.first <= p.first <= mention.last]
    actors = [p for p in told if _can_do(p, mention.event) and not _suffers(p, mention, sentence.tokens)]
    if mention.event in _TWO_SIDED:
        first, _ = _between(sentence.tokens, parties, mention)
        if first:
            return first
    if mention.event in _NO_PERPETRATOR:
        return _agent(actors, mention, sentence.tokens)
    return (
        _agent(actors, mention, sentence.tokens)
        or _before_deed(actors, mention, sentence.tokens)
        or _subject(actors, mention, sentence.tokens)
        or _subject_of_clause_before(mention, sentence.tokens, parties)
        or _people_who_did(mention, sentence.tokens, parties)
        or _party_to_a_deal(actors, mention)
    )


def _suffers(party: PartyMention, mention: EventMention, tokens: Sequence[Token]) -> bool:
    """True right before "were killed", past the auxiliaries: "two policemen were killed in an attack"."""
    for trigger in mention.triggers:
        near = trigger.role == OUTCOME and 0 < trigger.first - party.last <= _TO_PASSIVE
        between = tokens[party.last + 1 : trigger.first] if near else ()
        if near and _is_passive(trigger, tokens) and not any(t.text in ",;" for t in between):
            return True
    return False


def _party_to_a_deal(actors: Sequence[PartyMention], mention: EventMention) -> PartyMention | None:
    """For talks and deals, any side that the clause names is one of the parties."""
    return next(iter(actors), None) if mention.event in _DEALS else None


def _people_who_did(
    mention: EventMention, tokens: Sequence[Token], parties: Sequence[PartyMention]
) -> PartyMention | None:
    """Unarmed doers ("men", "peasants"): the subject directly before an active verb of violence."""
    if mention.event not in _DONE_BY_PEOPLE:
        return None
    for trigger in mention.triggers:
        if trigger.role != OUTCOME and not _is_passive(trigger, tokens):
            near = [p for p in parties if p.kind == "civil" and 0 < trigger.first - p.last <= _STATE_REACH]
            free = [p for p in near if _preposition(p, tokens) not in _roles()["not_subject_after"]]
            if free:
                return free[0]
    return None


def _can_do(party: PartyMention, event: str) -> bool:
    """False for people, for a head that names no side, and for those without aircraft in an air strike."""
    if party.kind == "civil" or party.weak:
        return False
    return event != "airstrike" or not _without_aircraft() & set(party.name.lower().split())


def victim(
    mention: EventMention, sentence: Sentence, parties: Sequence[PartyMention], doer: PartyMention | None
) -> PartyMention | None:
    """Whom it befell: the other side, the subject of a passive, the object; None if not told."""
    tokens = sentence.tokens
    others = [p for p in parties if p is not doer and mention.first <= p.first <= mention.last and p.kind != "side"]
    if mention.event in _TWO_SIDED:
        _, second = _between(tokens, parties, mention)
        if second or mention.event != "battle":
            return second
    if mention.event in _NO_VICTIM:
        return None
    if mention.event == "territory":
        return next((p for p in others if p.kind == "armed" and _preposition(p, tokens) == "from"), None)
    if mention.event in _PEOPLE_BEFALL:
        return _nearest([p for p in others if p.kind == "civil"], mention.trigger)
    found = _passive_subject(others, mention, tokens) or _object(others, mention, tokens)
    return found or _against(others, mention, tokens) or _target(others, mention, tokens)


def _target(others: Sequence[PartyMention], mention: EventMention, tokens: Sequence[Token]) -> PartyMention | None:
    """The first party after the deed that is neither its agent nor its ally: "hit positions of ...", "a ... convoy"."""
    after = [p for p in others if p.first > mention.trigger.first and p.kind != "state"]
    return next((p for p in after if _preposition(p, tokens) not in _roles()["not_target_after"]), None)


def _nearest(parties: Sequence[PartyMention], trigger: Trigger) -> PartyMention | None:
    return min(parties, key=lambda p: max(p.first - trigger.last, trigger.first - p.last), default=None)


def _agent(actors: Sequence[PartyMention], mention: EventMention, tokens: Sequence[Token]) -> PartyMention | None:
    return next((p for p in actors if _preposition(p, tokens) == "by" and _is_agent(p, mention, tokens)), None)


def _is_agent(party: PartyMention, mention: EventMention, tokens: Sequence[Token]) -> bool:
    """False for "areas held by ...", "published by ...", unless those words tell the event."""
    by = next((i for i in range(party.first - 1, 0, -1) if tokens[i].lower == "by"), 0)
    if any(t.first <= by - 1 <= t.last for t in mention.triggers):
        return True
    return by > 0 and tokens[by - 1].lower not in _roles()["not_agents"]


def _before_deed(actors: Sequence[PartyMention], mention: EventMention, tokens: Sequence[Token]) -> PartyMention | None:
    """The side named directly before the deed or its aircraft: "Russian air strikes", "regime warplanes struck".

    The name of a state there is where it happened ("the Syria attack").
    """
    sides = [p for p in actors if p.kind != "state"]
    for trigger in mention.triggers:
        for party in sides:
            between = tokens[party.last + 1 : trigger.first]
            if party.last < trigger.first and len(between) <= 2 and all(_transparent(t) for t in between):
                if trigger.role == OUTCOME and _is_passive(trigger, tokens):
                    continue
                if _preposition(party, tokens) not in _roles()["not_before_deed"]:
                    return party
    return None


def _transparent(token: Token) -> bool:
    words = party_words()
    return token.lower in words.aircraft or token.lower in words.modifiers or token.lower in _roles()["between"]


def _subject(actors: Sequence[PartyMention], mention: EventMention, tokens: Sequence[Token]) -> PartyMention | None:
    """The nearest party before an active trigger that no preposition takes away."""
    for trigger in mention.triggers:
        if _is_passive(trigger, tokens):
            continue
        before = [p for p in actors if p.last < trigger.first and p.kind != "side" and _near(p, trigger)]
        for party in before:
            if _preposition(party, tokens) not in _roles()["not_subject_after"]:
                return party
    return None


def _near(party: PartyMention, trigger: Trigger) -> bool:
    """A state acts only where it stands close before the verb; elsewhere its name is a place."""
    return party.kind != "state" or trigger.first - party.last <= _STATE_REACH


def _subject_of_clause_before(
    mention: EventMention, tokens: Sequence[Token], parties: Sequence[PartyMention]
) -> PartyMention | None:
    """For a clause that opens with a participle, "and" or a relative word: the subject of what stands before it."""
    if mention.first == 0 or _is_passive(mention.trigger, tokens):
        return None
    opens = tokens[mention.first].lower
    if not (opens in {"and", "which", "who", "but"} or opens.endswith("ing")):
        return None
    before = [p for p in parties if p.last < mention.first and p.kind == "armed" and _can_do(p, mention.event)]
    return next((p for p in before if _preposition(p, tokens) not in _roles()["not_subject_after"]), None)


def _passive_subject(
    others: Sequence[PartyMention], mention: EventMention, tokens: Sequence[Token]
) -> PartyMention | None:
    for trigger in mention.triggers:
        if _is_passive(trigger, tokens):
            before = [p for p in others if p.last < trigger.first]
            free = [p for p in before if _preposition(p, tokens) not in _roles()["not_subject_after"]]
            if free:
                return free[-1] if free[-1].kind == "civil" or len(free) == 1 else free[0]
    return None


def _object(others: Sequence[PartyMention], mention: EventMention, tokens: Sequence[Token]) -> PartyMention | None:
    for trigger in mention.triggers:
        if trigger.role == BATTLE or _is_passive(trigger, tokens):
            continue
        after = next((p for p in others if p.first > trigger.last and p.first - trigger.last <= 6), None)
        if after and (_preposition(after, tokens) or "of") in _roles()["against"]:
            return after
    return None


def _against(others: Sequence[PartyMention], mention: EventMention, tokens: Sequence[Token]) -> PartyMention | None:
    after = [p for p in others if p.first > mention.trigger.first]
    return next((p for p in after if _preposition(p, tokens) in {"against", "with", "on"}), None)


def _between(
    tokens: Sequence[Token], parties: Sequence[PartyMention], mention: EventMention
) -> tuple[PartyMention | None, PartyMention | None]:
    """The two sides of "between A and B"."""
    at = next((i for i in range(mention.first, mention.last + 1) if tokens[i].lower == "between"), None)
    if at is None:
        return None, None
    sides = [p for p in parties if at < p.first <= at + 25 and p.kind != "civil"]
    return (sides[0] if sides else None), (sides[1] if len(sides) > 1 else None)


def _preposition(party: PartyMention, tokens: Sequence[Token]) -> str:
    """The word that governs the party, past determiners, counts and the members of a joined list."""
    for token in _backwards(tokens, party.first):
        passed_over = token.lower in _roles()["passed_over"] or token.lower in _roles()["collective"]
        if not passed_over and not token.text[0].isdigit():
            return token.lower
    return ""


def _backwards(tokens: Sequence[Token], at: int) -> Iterator[Token]:
    """The tokens before ``at``, the nearest first, without the "of" after a collective ("a group of")."""
    for i in range(at - 1, max(-1, at - 7), -1):
        if not (tokens[i].lower == "of" and i and tokens[i - 1].lower in _roles()["collective"]):
            yield tokens[i]


def _is_passive(trigger: Trigger, tokens: Sequence[Token]) -> bool:
    """True for "were killed", "has been hit", "20 killed in": the trigger's subject suffered it."""
    if trigger.words.endswith("ing"):
        return False
    at = trigger.first - 1
    while at > 0 and (tokens[at].lower.endswith("ly") or tokens[at].lower in _roles()["adverbs"]):
        at -= 1
    if at >= 0 and tokens[at].lower in _roles()["passive"]:
        return True
    if trigger.words in {"died", "die", "dead", "injured", "wounded"} and trigger.role == OUTCOME:
        return True
    after = [t.lower for t in tokens[trigger.last + 1 : trigger.last + 3]]
    counts = after[1:] in (["least"], ["most"])
    return trigger.words.endswith("ed") and bool(after) and after[0] in _roles()["after_passive"] and not counts


@cache
def _without_aircraft() -> frozenset[str]:
    return frozenset(map(str, load("parties")["without_aircraft"]))


@cache
def _roles() -> dict[str, frozenset[str]]:
    return {name: frozenset(map(str, words)) for name, words in load("parties")["roles"].items()}
