"""From a kept span to a claim: the model says where, the rules say what exactly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import define, field

from tallystick.reading.embedded import sources
from tallystick.reading.embedded.counting import odds_of_figures, renumbered
from tallystick.reading.embedded.dating import Dates
from tallystick.reading.embedded.labels import EVENTS
from tallystick.reading.embedded.options import Option, best, odds_of
from tallystick.reading.embedded.pieces import Pieces
from tallystick.reading.embedded.policy import Policy, log_odds
from tallystick.reading.embedded.selecting import Kept
from tallystick.reading.embedded.signals import Scene
from tallystick.reading.embedded.stance import Stance, likeliest
from tallystick.reading.embedded.tagging import Filler, fillers
from tallystick.reading.events.cues import find_triggers
from tallystick.reading.figures import find_figures
from tallystick.reading.places.mentions import PlaceMention
from tallystick.reading.sentences import Sentence
from tallystick.reading.sources import is_denial, is_opinion, source_of
from tallystick.reading.weapons import find_weapons
from tallystick.record import Claim, Figure, Party, Place, Source, Span, Weapon, When
from tallystick.vocabulary.sources import is_outside

_ARTICLES = ("the ", "a ", "an ")
_BARE = frozenset(article.strip() for article in _ARTICLES)
_SAME = 0.4
"""How alike the clauses must be for the rules' claim to be about the same."""


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
        return _Slots(self, kept).claim(f"{self.scene.work.document.id}.c{number:02d}")


@define
class _Slots:
    """One claim while its slots are filled; ``sure`` gathers the calibrated confidence of each."""

    whole: Filling
    kept: Kept
    clause: Span = field(init=False)
    at: int = field(init=False)
    event: str = field(init=False)
    share: float = field(init=False)
    rule: Claim | None = field(init=False)
    sure: dict[str, float] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        first, last = self.kept.candidate.span
        pieces = self.whole.pieces
        self.clause = Span.of(self.whole.text, int(pieces.starts[first]), int(pieces.ends[last - 1]))
        self.at = self._sentence()
        alike = [(c, share) for c, share in _alike(self.clause, self.whole.scene.work.claims) if share >= _SAME]
        told, policy = {c.event for c, _ in alike}, self.whole.policy
        bonus = policy.event_rule + policy.span_cue * ("toll" in told)
        self.event, self.share = likeliest(EVENTS, self.kept.candidate.events, told, bonus)
        self.rule = max(alike, key=lambda one: (one[0].event == self.event, one[1]), default=(None, 0.0))[0]

    @property
    def sentence(self) -> Sentence:
        return self.whole.scene.work.sentences[self.at]

    def claim(self, number: str) -> Claim:
        kept, policy = self.kept, self.whole.policy
        trigger = self._trigger()
        how = Stance(self.whole.scene, self.clause, self.at, self.event, trigger, self.rule, policy)
        status, sure_status = how.status(kept.candidate)
        certainty, sure_certainty = how.certainty(kept.candidate)
        for slot, share in (("event", self.share), ("status", sure_status), ("certainty", sure_certainty)):
            self.sure[slot] = policy.confidence(slot, log_odds(share))
        return Claim(
            id=number,
            event=self.event,
            text=self.clause,
            trigger=trigger,
            status=status,
            certainty=certainty,
            attribution=self._chain(),
            perpetrators=self._parties("perpetrator"),
            victims=self._parties("victim"),
            figures=self._figures(),
            place=self._place(),
            time=self._time(),
            weapons=self._weapons(),
            confidence=kept.confidence,
            confidences=self.sure,
            other_times=self.rule.other_times if self.rule else (),
        )

    def _take(self, slot: str, option: Option[Any] | None) -> None:
        if option is not None:
            self.sure[slot] = self.whole.policy.confidence(slot, option.odds)

    def _sentence(self) -> int:
        """Index of the sentence that holds most of the clause."""
        sentences = self.whole.scene.work.sentences
        last = bisect_left(sentences, self.clause.end, key=lambda s: s.start) - 1
        first = min(last, bisect_right(sentences, self.clause.start, key=lambda s: s.end))
        shared = [min(self.clause.end, s.end) - max(self.clause.start, s.start) for s in sentences[first : last + 1]]
        return first + shared.index(max(shared))

    def _trigger(self) -> Span | None:
        """The first word of the clause that the rules take for one of this event type; else of any."""
        clause = self.clause
        inside = [t for t in find_triggers(self.sentence) if clause.start <= t.start and t.end <= clause.end]
        found = next((t for t in inside if t.event == self.event), inside[0] if inside else None)
        return Span.of(self.whole.text, found.start, found.end) if found else None

    def _fillers(self, role: str) -> list[Filler]:
        whole = self.whole
        return fillers(whole.text, whole.pieces, self.kept.candidate, role, whole.policy.word)

    def _odds(self, role: str, words: Span | None) -> float:
        odds = odds_of(self.whole.pieces, self.kept.candidate, role, words)
        return self.whole.policy.unseen if odds is None else odds

    def _chain(self) -> tuple[Source, ...]:
        policy, said = self.whole.policy, [a for a in self.whole.scene.work.attributions if not is_opinion(a)]
        governing = source_of(said, self.clause.start, self.clause.end, self.at)
        by_rule = governing.chain if governing else ()
        odds = max((self._odds("source", s.text) for s in by_rule), default=policy.unseen)
        marked = [f for f in self._fillers("source") if not self._denies_something_else(f.text)]
        options = sources.options(by_rule, odds, policy.source_rule, marked, said)
        self._take("source", chosen := best(options, policy.source))
        return chosen.value if chosen else ()

    def _parties(self, role: str) -> tuple[Party, ...]:
        """The party that the model marks, or the rules', whichever is likelier."""
        policy = self.whole.policy
        named = () if self.rule is None else self.rule.perpetrators if role == "perpetrator" else self.rule.victims
        words = [f for f in self._fillers(role) if role == "victim" or not self._is_voice(f.text)]
        marked = [Option(Party(_name(f.text), f.text), f.odds) for f in words]
        marked += [Option(p, self._odds(role, p.text) + policy.party_rule) for p in named[:1]]
        self._take(role, chosen := best(marked, policy.party))
        return (chosen.value,) if chosen else ()

    def _is_voice(self, words: Span) -> bool:
        """Whether they name the monitor or the rescuers who tell it, or whom another voice blames."""
        here = source_of(self.whole.scene.work.attributions, self.clause.start, self.clause.end, self.at)
        told_by = here.chain if here else ()
        return any(is_outside(s.kind) and _names(s, words) for s in told_by) or self._of_another_voice(words)

    def _of_another_voice(self, words: Span) -> bool:
        """Whether they stand in another sentence that someone else says: whom one blames the other does not."""
        every, said = self.whole.scene.work.sentences, self.whole.scene.work.attributions
        at = max(0, bisect_right(every, words.start, key=lambda s: s.start) - 1)
        if at == self.at:
            return self._denies_something_else(words)
        speaks = next((a for a in said if a.sentence == at and any(_names(s, words) for s in a.chain)), None)
        there = speaks or source_of(said, words.start, words.end, at)
        here = source_of(said, self.clause.start, self.clause.end, self.at)
        return bool(there and there.chain and here and here.chain and there.chain[-1].source != here.chain[-1].source)

    def _denies_something_else(self, words: Span) -> bool:
        """Whether they name who, in the same sentence, denies what stands outside this clause."""
        here = (a for a in self.whole.scene.work.attributions if a.sentence == self.at and is_denial(a))
        inside = (self.clause.start, self.clause.end)
        denials = [a for a in here if a.content[1] <= inside[0] or inside[1] <= a.content[0]]
        return any(_names(s, words) for a in denials for s in a.chain)

    def _weapons(self) -> tuple[Weapon, ...]:
        """The munitions that the rules know in the clause; where they know none, those that the model is sure of."""
        clause, every = self.clause, self.whole.scene.work.sentences
        first = bisect_right(every, clause.start, key=lambda s: s.end)
        sentences = every[first : bisect_left(every, clause.end, key=lambda s: s.start)]
        tokens = [t for s in sentences for t in s.tokens if clause.start <= t.start and t.end <= clause.end]
        known = find_weapons(self.whole.text, tokens)
        if known:
            return known
        marked = [f for f in self._fillers("weapon") if f.odds >= self.whole.policy.weapon]
        named = {_name(f.text).lower(): f.text for f in sorted(marked, key=lambda f: -f.text.start)}
        return tuple(Weapon(name, words) for name, words in reversed(named.items()))

    def _place(self) -> Place | None:
        policy, here, there = self.whole.policy, self._here(), (self.sentence.start, self.sentence.end)
        found = self.whole.scene.report_places.choose(here, there)
        by_rule = Place(found.name, found.text) if found else None
        if self.rule and self.rule.place:
            by_rule = self.rule.place
        self._take("place", chosen := best(self._places(by_rule), policy.place))
        return chosen.value if chosen else None

    def _places(self, by_rule: Place | None) -> Iterator[Option[Place]]:
        """The rules' choice; then the words that the model marks, as the place expression that they are part of."""
        if by_rule:
            yield Option(by_rule, self._odds("place", by_rule.text) + self.whole.policy.place_rule)
        for filler in self._fillers("place"):
            mentions = self.whole.scene.places
            meant = max((m for m in mentions if m.text.overlaps(filler.text)), key=_length, default=None)
            if meant is None and filler.text.exact.lower() not in _BARE:
                yield Option(Place(_name(filler.text), filler.text), filler.odds)
            elif meant is not None:
                named = meant if meant.head else self.whole.scene.report_places.choose(_ends(meant), _ends(meant))
                named = named or meant
                yield Option(Place(named.name, named.text), filler.odds)

    def _here(self) -> tuple[int, int]:
        return self.clause.start, self.clause.end

    def _time(self) -> When | None:
        whole = self.whole
        dates = Dates(whole.scene, whole.pieces, whole.policy, self.kept.candidate, self.clause, self.at, self.rule)
        self._take("date", chosen := best(dates.options(), whole.policy.time))
        return chosen.value if chosen else None

    def _figures(self) -> tuple[Figure, ...]:
        """The figures that the grammar finds in the clause and the model counts to the claim."""
        policy, by_rule = self.whole.policy, self.rule.figures if self.rule else ()
        found = find_figures(self.whole.text, self.clause.start, self.clause.end, self.event)
        odds = odds_of_figures(self.whole.text, self.whole.pieces, self.kept.candidate, found, by_rule, policy)
        mine = [value >= policy.figure for value in odds]
        if any(mine):
            self.sure["figure"] = policy.confidence("figure", min(o for o, m in zip(odds, mine, strict=True) if m))
        return renumbered(found, mine)


def _names(source: Source, words: Span) -> bool:
    return source.text is not None and source.text.overlaps(words)


def _alike(clause: Span, claims: Sequence[Claim]) -> Iterator[tuple[Claim, float]]:
    """The claims of the rules over words of the clause, and how alike the words are."""
    return ((c, _share(clause, c.text)) for c in claims if c.text.overlaps(clause))


def _share(a: Span, b: Span) -> float:
    """Intersection over union, or over the shorter one where that is nearly all of it."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    whole = max(a.end, b.end) - min(a.start, b.start)
    return max(shared / whole, shared / min(a.end - a.start, b.end - b.start) - 0.4)


def _ends(mention: PlaceMention) -> tuple[int, int]:
    return mention.text.start, mention.text.end


def _length(mention: PlaceMention) -> int:
    return mention.text.end - mention.text.start


def _name(words: Span) -> str:
    """The words on one line without an article or a possessive ending."""
    name = " ".join(words.exact.split())
    for article in _ARTICLES:
        if name.lower().startswith(article):
            name = name[len(article) :]
    return name.removesuffix("'s").removesuffix("’s")
