"""From the model's claims to claims of the record: each slot is grounded in the article, or stays empty."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import cast

from attrs import Factory, define

from tallystick.reading.llm.answer import Answered
from tallystick.reading.llm.counting import count
from tallystick.reading.llm.grounding import Ground
from tallystick.reading.llm.refusals import Slot, Tally
from tallystick.reading.llm.schema import CERTAINTIES, STATUSES
from tallystick.reading.llm.windows import Window, masked
from tallystick.reading.places import find_places
from tallystick.reading.sentences import Sentence
from tallystick.reading.sources.resolve import Registry
from tallystick.reading.stance import certainty, status
from tallystick.reading.times import find_times
from tallystick.record import Certainty, Claim, Document, Party, Place, PlaceNames, Source, Span, Status, Weapon, When
from tallystick.vocabulary.events import event_types

_SHORTEST_CLAUSE = 2
"""Words."""
_ARTICLES = ("the ", "a ", "an ")


@define
class Builder:
    """One document while its claims are built, window by window."""

    document: Document
    sentences: Sequence[Sentence]
    names: PlaceNames | None
    tally: Tally
    shown: str = Factory(lambda self: masked(self.document), takes_self=True)
    _registry: Registry = Factory(lambda self: Registry(self.document.text), takes_self=True)

    def claims(self, window: Window, answered: Sequence[Answered]) -> list[Claim]:
        """The claims of one window's answer that stand on words of it; their ids are empty yet."""
        ground = Ground.of(self.document.text, self.shown, window)
        found: list[Claim] = []
        for one in answered:
            clause = _told(ground.all(one.words), found)
            claim = self._claim(one, ground, self._words("claim", one.words, clause))
            found += [claim] if claim else []
        return found

    def _claim(self, one: Answered, ground: Ground, clause: Span | None) -> Claim | None:
        if clause is None or not self._may_tell(clause, one.event):
            return None
        trigger = self._words("trigger", one.trigger, ground.inside(one.trigger, clause))
        return Claim(
            id="",
            event=one.event,
            text=clause,
            trigger=trigger,
            status=self._status(one, clause, trigger),
            certainty=self._certainty(one, clause),
            attribution=self._chain(one, ground, clause),
            perpetrators=self._party("perpetrator", one.perpetrator, ground, clause),
            victims=self._party("victim", one.victim, ground, clause),
            figures=count(one.figures, ground, clause, one.event, self.tally),
            place=self._place(one, ground, clause),
            time=self._time(one, ground, clause),
            weapons=self._weapons(one, ground, clause),
        )

    def _may_tell(self, clause: Span, event: str) -> bool:
        """True for a clause, which has a subject and a verb at least, of an event type."""
        if len(clause.exact.split()) < _SHORTEST_CLAUSE:
            self.tally.refuse("claim", "words that are no clause")
        elif event not in {kind.id for kind in event_types()}:
            self.tally.refuse("event", "values outside the vocabulary")
        else:
            return True
        return False

    def _words(self, slot: Slot, quote: str, found: Span | None) -> Span | None:
        """``found``, counted as refused where the model gave a quote that was not found."""
        if quote and found is None:
            self.tally.refuse(slot, "words that are not in the article")
        return found

    def _nearest(self, slot: Slot, quote: str, ground: Ground, clause: Span) -> Span | None:
        return self._words(slot, quote, ground.nearest(quote, clause))

    def _status(self, one: Answered, clause: Span, trigger: Span | None) -> Status:
        """The model's status; the rules' where it gave none of the vocabulary."""
        if one.status in STATUSES:
            return cast(Status, one.status)
        self._unknown("status", one.status)
        at = trigger.start - clause.start if trigger else 0
        return status(clause.exact, at, self._sentence(clause), one.event)

    def _certainty(self, one: Answered, clause: Span) -> Certainty:
        """The model's certainty; the rules' where it gave none of the vocabulary."""
        if one.certainty in CERTAINTIES:
            return cast(Certainty, one.certainty)
        self._unknown("certainty", one.certainty)
        return certainty(clause.exact, self._sentence(clause), None)

    def _unknown(self, slot: Slot, value: str) -> None:
        if value:
            self.tally.refuse(slot, "values outside the vocabulary")

    def _sentence(self, clause: Span) -> str:
        at = bisect_right(self.sentences, clause.start, key=lambda sentence: sentence.start) - 1
        return self.sentences[max(0, at)].text

    def _chain(self, one: Answered, ground: Ground, clause: Span) -> tuple[Source, ...]:
        """The sources, with what the report has told of them so far ("he", "the monitor")."""
        found: list[Source] = []
        for name, cue in one.sources:
            words = self._nearest("source", name, ground, clause)
            if words is None:
                continue
            said = self._nearest("cue", cue, ground, words)
            means = self._registry.resolve(" ".join(words.exact.split()))
            found.append(
                Source(means.name, means.role, means.organisation, means.kind, said.exact if said else None, words)
            )
        return tuple(found)

    def _party(self, slot: Slot, quote: str, ground: Ground, clause: Span) -> tuple[Party, ...]:
        words = self._nearest(slot, quote, ground, clause)
        return (Party(_name(words), words),) if words else ()

    def _weapons(self, one: Answered, ground: Ground, clause: Span) -> tuple[Weapon, ...]:
        spans = [self._nearest("weapon", quote, ground, clause) for quote in one.weapons]
        named = {_name(words).lower(): words for words in spans if words}
        return tuple(Weapon(name, words) for name, words in named.items())

    def _place(self, one: Answered, ground: Ground, clause: Span) -> Place | None:
        """The place of the words: the whole place expression that they are part of, where the rules see one."""
        words = self._nearest("place", one.place, ground, clause)
        if words is None:
            return None
        around = find_places(self.document.text, self.names, ground.start, ground.end)
        whole = next((m for m in around if m.head and m.text.start <= words.start and words.end <= m.text.end), None)
        return Place(whole.name, whole.text) if whole else Place(_name(words), words)

    def _time(self, one: Answered, ground: Ground, clause: Span) -> When | None:
        """The time that the rules read in the words."""
        words = self._nearest("time", one.time, ground, clause)
        if words is None:
            return None
        day = self.document.anchor or self.document.published
        times = find_times(self.document.text, day, ground.start, ground.end)
        read = next((time for time in times if time.text and time.text.overlaps(words)), None)
        if read is None:
            self.tally.refuse("time", "words without a date")
        return read


def _told(places: Sequence[Span], before: Sequence[Claim]) -> Span | None:
    """The first of the places of a claim's words that no claim ``before`` has, else the first."""
    taken = {claim.text for claim in before}
    return next((span for span in places if span not in taken), places[0] if places else None)


def _name(words: Span) -> str:
    """The words on one line without an article or a possessive ending."""
    name = " ".join(words.exact.split())
    for article in _ARTICLES:
        if name.lower().startswith(article):
            name = name[len(article) :]
    return name.removesuffix("'s").removesuffix("’s")
