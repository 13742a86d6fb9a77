"""From a kept span to a claim: the model says where, the rules say what exactly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import define, evolve

from tallystick.reading.embedded.pieces import Pieces
from tallystick.reading.embedded.policy import Policy
from tallystick.reading.embedded.selecting import Kept
from tallystick.reading.embedded.signals import Scene
from tallystick.reading.embedded.sources import chain
from tallystick.reading.embedded.stance import Stance
from tallystick.reading.embedded.tagging import Filler, counted_by, fillers, taken_by
from tallystick.reading.events.cues import find_triggers
from tallystick.reading.figures import find_figures
from tallystick.reading.places import choose_place
from tallystick.reading.places.mentions import PlaceMention
from tallystick.reading.sentences import Sentence
from tallystick.reading.sources import source_of
from tallystick.reading.times import choose_time
from tallystick.reading.weapons import find_weapons
from tallystick.record import Claim, Figure, Party, Place, Source, Span, Weapon, When

_ARTICLES = ("the ", "a ", "an ")


@define
class Filling:
    """One document while its claims are filled."""

    scene: Scene
    pieces: Pieces
    policy: Policy

    @property
    def text(self) -> str:
        """The document's text."""
        return self.scene.work.document.text

    def claim(self, kept: Kept, number: int) -> Claim:
        """The claim of ``kept``."""
        candidate = kept.candidate
        first, last = candidate.span
        clause = Span.of(self.text, int(self.pieces.starts[first]), int(self.pieces.ends[last - 1]))
        at = self._sentence(clause)
        sentence = self.scene.work.sentences[at]
        trigger = self._trigger(clause, sentence, kept.event)
        how = Stance(self.scene, clause, at, kept.event, trigger, self.policy)
        return Claim(
            id=f"{self.scene.work.document.id}.c{number:02d}",
            event=kept.event,
            text=clause,
            trigger=trigger,
            status=how.status(candidate),
            certainty=how.certainty(candidate),
            attribution=self._chain(kept, clause, at),
            perpetrators=self._parties(kept, "perpetrator"),
            victims=self._parties(kept, "victim"),
            figures=self._figures(kept, clause),
            place=self._place(kept, clause, sentence),
            time=self._time(kept, clause, at),
            weapons=self._weapons(kept, clause),
            confidence=round(kept.confidence, 3),
        )

    def _sentence(self, clause: Span) -> int:
        """Index of the sentence that holds most of ``clause``."""
        sentences = self.scene.work.sentences
        last = bisect_left(sentences, clause.end, key=lambda s: s.start) - 1
        first = min(last, bisect_right(sentences, clause.start, key=lambda s: s.end))
        shared = [min(clause.end, s.end) - max(clause.start, s.start) for s in sentences[first : last + 1]]
        return first + shared.index(max(shared))

    def _trigger(self, clause: Span, sentence: Sentence, event: str) -> Span | None:
        """The first word of the clause that the rules take for one of this event type; else of any."""
        inside = [t for t in find_triggers(sentence) if clause.start <= t.start and t.end <= clause.end]
        found = next((t for t in inside if t.event == event), inside[0] if inside else None)
        return Span.of(self.text, found.start, found.end) if found else None

    def _fillers(self, kept: Kept, role: str) -> list[Filler]:
        return fillers(self.text, self.pieces, kept.candidate, role, self.policy.role)

    def _chain(self, kept: Kept, clause: Span, sentence: int) -> tuple[Source, ...]:
        """The chain that the rules give to the clause; else the one whose words the model is sure of."""
        attributions = self.scene.work.attributions
        by_rule = source_of(attributions, clause.start, clause.end, sentence) if self.policy.rules else None
        if by_rule and by_rule.chain:
            return by_rule.chain
        found = fillers(self.text, self.pieces, kept.candidate, "source", self.policy.source)
        return chain(found, attributions if self.policy.rules else ())

    def _parties(self, kept: Kept, role: str) -> tuple[Party, ...]:
        found = self._fillers(kept, role)[:1]
        return tuple(Party(_name(f.text), f.text) for f in found)

    def _weapons(self, kept: Kept, clause: Span) -> tuple[Weapon, ...]:
        """The munitions that the rules know in the clause; where they know none, those that the model sees."""
        every = self.scene.work.sentences
        first = bisect_right(every, clause.start, key=lambda s: s.end)
        sentences = every[first : bisect_left(every, clause.end, key=lambda s: s.start)]
        tokens = [t for s in sentences for t in s.tokens if clause.start <= t.start and t.end <= clause.end]
        known = find_weapons(self.text, tokens) if self.policy.rules else ()
        if known:
            return known
        found = sorted(self._fillers(kept, "weapon"), key=lambda f: f.text.start)
        named = {_name(f.text).lower(): f.text for f in reversed(found)}
        return tuple(Weapon(name, words) for name, words in reversed(named.items()))

    def _place(self, kept: Kept, clause: Span, sentence: Sentence) -> Place | None:
        found = self._fillers(kept, "place")
        mentions = self.scene.places
        here, there = (clause.start, clause.end), (sentence.start, sentence.end)
        if not found:
            chosen = choose_place(mentions, here, there) if self.policy.rules else None
            return Place(chosen.name, chosen.text) if chosen else None
        words = found[0].text
        meant = max((m for m in mentions if m.text.overlaps(words)), key=_length, default=None)
        if meant is None:
            return Place(_name(words), words)
        if meant.head or not self.policy.rules:
            return Place(meant.name, meant.text)
        elsewhere = [m for m in mentions if m is meant or not there[0] <= m.text.start < there[1]]
        whole = choose_place(elsewhere, (meant.text.start, meant.text.end), (meant.text.start, meant.text.end))
        return Place(whole.name, whole.text) if whole else Place(meant.name, meant.text)

    def _time(self, kept: Kept, clause: Span, at: int) -> When | None:
        """The time that the rules choose for the clause; else the one that the model points at, perhaps further off."""
        times, sentence = self.scene.times, self.scene.work.sentences[at]
        if self.policy.rules:
            cues = [a.cue for a in self.scene.work.attributions if a.sentence == at and a.cue]
            here, there = (clause.start, clause.end), (sentence.start, sentence.end)
            by_rule = choose_time(self.text, times, here, there, cues)
            if by_rule:
                return by_rule
        seen = kept.candidate.seen
        low, high = (bisect_left(times, int(self.pieces.starts[i]), key=_start) for i in (seen[0], seen[1] - 1))
        scored = [(taken_by(self.pieces, kept.candidate, "time", t.text), t) for t in times[low:high] if t.text]
        best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return best[1] if best[0] >= self.policy.time else None

    def _figures(self, kept: Kept, clause: Span) -> tuple[Figure, ...]:
        """The figures that the grammar finds in the clause and the model counts to the claim."""
        found = find_figures(self.text, clause.start, clause.end, kept.event)
        mine = [counted_by(self.pieces, kept.candidate, f.text) >= self.policy.figure for f in found]
        return _renumbered(found, mine)


def _start(time: When) -> int:
    return time.text.start if time.text else -1


def _length(mention: PlaceMention) -> int:
    return mention.text.end - mention.text.start


def _renumbered(figures: Sequence[Figure], keep: Sequence[bool]) -> tuple[Figure, ...]:
    """The kept figures; ``part_of`` counted anew, and left out where the whole was."""
    numbers = {old: new for new, old in enumerate(i for i, kept in enumerate(keep) if kept)}
    return tuple(
        evolve(figure, part_of=None if figure.part_of is None else numbers.get(figure.part_of))
        for figure, kept in zip(figures, keep, strict=True)
        if kept
    )


def _name(words: Span) -> str:
    """The words on one line without an article or a possessive ending."""
    name = " ".join(words.exact.split())
    for article in _ARTICLES:
        if name.lower().startswith(article):
            name = name[len(article) :]
    return name.removesuffix("'s").removesuffix("’s")
