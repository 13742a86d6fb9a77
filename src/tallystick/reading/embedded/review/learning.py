"""Learns from what people decided, and finds out on reports held back whether that made the reader better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from attrs import define, field, frozen

from tallystick.reading.embedded.encoder import Network
from tallystick.reading.embedded.heads import Heads
from tallystick.reading.embedded.policy import Policy
from tallystick.reading.embedded.policy import reviewed as by_review
from tallystick.reading.embedded.reader import read_with
from tallystick.reading.embedded.review.fitting import Cases, Refit, fitted, part_of, refit
from tallystick.reading.embedded.review.gathering import taught
from tallystick.reading.embedded.review.judgements import BY_NAME, CLAIM, refitted
from tallystick.reading.embedded.review.measuring import ALL, CLAIMS, KEPT, STRAY, Part, Score, compared
from tallystick.reading.embedded.review.remembering import Reheaded, Remembering
from tallystick.reading.embedded.review.reviewed import SLOTS, ReviewedReport, parted
from tallystick.record import Claim, PlaceNames

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""
ByName = dict[str, list[Cases]]
_CLAIMS, _SLOTS = (CLAIMS,), tuple(SLOTS)
_MOST_READ = 120
"""Of the reports to learn from, so many are read to see whether what was learned helps."""


@frozen
class Trial:
    """What was learned, and what it is worth on the reports held back."""

    heads: Heads
    learned: Part
    held: Part
    strengths: dict[str, float]
    """Of the pull on each judgement that was refitted; the others stayed as they ship."""
    scores: tuple[Score, ...]
    """Claims, those kept rightly and wrongly, each slot, and all together."""

    @property
    def improved(self) -> bool:
        """True where neither the claims nor all things together got worse, and the log loss of all fell.

        Worse: fewer are right, or the log loss is higher.
        """
        claims, everything = (next(s for s in self.scores if s.name == name) for name in (CLAIMS, ALL))
        return not claims.worse and not everything.worse and everything.loss_after != everything.loss_before


@frozen
class Lesson:
    """What is learned with: the network with the heads that ship, the heads in use, thresholds, known place names."""

    shipped: Network
    in_use: Heads
    policy: Policy
    places: PlaceNames | None = None


def learn(
    lesson: Lesson, reports: Sequence[ReviewedReport], progress: Progress = lambda what, done, all_: None
) -> Trial:
    """Refits the shipped heads to the decisions and compares them, on reports held back, with those in use.

    Raises ReaderError where too few claims were reviewed.
    """
    learned, held = parted(reports)
    cases: ByName = {}
    for number, report in enumerate(learned):
        progress("Reading what was reviewed", number, len(learned))
        for name, found in taught(lesson.shipped, report, number, lesson.places):
            cases.setdefault(name, []).append(found)
    refits = _refits(lesson.shipped.heads, cases, progress)
    useful = _useful(lesson, learned, refits, progress)
    heads = _final(lesson.shipped.heads, cases, {name: refits[name] for name in useful})
    strengths = {name: refits[name].strength for name in useful}
    return Trial(heads, Part.of(learned), Part.of(held), strengths, _compared(lesson, heads, held, progress))


def _refits(shipped: Heads, cases: ByName, progress: Progress) -> dict[str, Refit]:
    """The judgements that are surely better on reports they have not seen."""
    found = {}
    for number, name in enumerate(name for name in BY_NAME if name in cases):
        progress("Learning", number, len(cases))
        found[name] = refit(Cases.joined(cases[name]), BY_NAME[name].matrix(shipped))
    return {name: one for name, one in found.items() if one is not None}


def _useful(
    lesson: Lesson, learned: Sequence[ReviewedReport], refits: dict[str, Refit], progress: Progress
) -> list[str]:
    """Those of ``refits`` with which no fewer things are right on reports they have not seen, read as `add` reads.

    Slots are looked at with the claims as shipped, so that a claim won or lost does not count for its slots, too.
    """
    shipped, some = lesson.shipped.heads, learned[:_MOST_READ]
    before, after = Counter[str](), Counter[str]()
    for number, report in enumerate(some):
        progress("Reading with what was learned", number, len(some))
        unseen = {name: one.without[part_of(number)] for name, one in refits.items()}
        claim = refitted(shipped, {name: matrix for name, matrix in unseen.items() if name == CLAIM})
        slots = refitted(shipped, {name: matrix for name, matrix in unseen.items() if name != CLAIM})
        once = Remembering(lesson.shipped)
        as_shipped, *learned_ones = (_read(lesson, once, heads, report) for heads in (shipped, claim, slots))
        for names, read in zip((_CLAIMS, _SLOTS), learned_ones, strict=True):
            right = compared(report, as_shipped, read).right
            for total, one in zip((before, after), right, strict=True):
                total.update({name: one[name] for name in names})
    return [name for name in refits if after[_row(name)] >= before[_row(name)]]


def _row(judgement: str) -> str:
    """The name under which what a judgement gets right is counted."""
    return CLAIMS if judgement == CLAIM else judgement


def _final(shipped: Heads, cases: ByName, refits: dict[str, Refit]) -> Heads:
    """``shipped`` with the judgements of ``refits`` learned from all reports."""
    matrices = {
        name: fitted(Cases.joined(cases[name]), BY_NAME[name].matrix(shipped), one.strength)
        for name, one in refits.items()
    }
    return refitted(shipped, matrices)


def _read(lesson: Lesson, network: Network, heads: Heads, report: ReviewedReport) -> tuple[Claim, ...]:
    policy = lesson.policy if heads is lesson.shipped.heads else by_review(lesson.policy)
    return read_with(Reheaded(network, heads), policy, report.document, lesson.places)


@define
class _Losses:
    """The log loss of each judgement by some heads, and how often it was made."""

    heads: Heads
    sums: dict[str, float] = field(factory=dict)
    counts: Counter[str] = field(factory=Counter)

    def judge(self, name: str, cases: Cases) -> None:
        """Add a judgement of one claim."""
        self.counts[name] += 1
        self.sums[name] = self.sums.get(name, 0.0) + cases.loss(BY_NAME[name].matrix(self.heads))

    def mean(self, name: str) -> float | None:
        """The loss of one such judgement; None where none was made."""
        return self.sums[name] / self.counts[name] if self.counts[name] else None

    @property
    def whole(self) -> float:
        """The loss of all that is judged of one claim."""
        return sum(self.sums.values()) / max(1, self.counts[CLAIM])


def _compared(lesson: Lesson, heads: Heads, held: Sequence[ReviewedReport], progress: Progress) -> tuple[Score, ...]:
    """The scores of the heads in use and of ``heads``, on ``held``."""
    of, before, after = Counter[str](), Counter[str](), Counter[str]()
    losses = (_Losses(lesson.in_use), _Losses(heads))
    for number, report in enumerate(held):
        progress("Checking on reports held back", number, len(held))
        once = Remembering(lesson.shipped)
        found = compared(report, *(_read(lesson, once, side.heads, report) for side in losses))
        for total, one in zip((of, before, after), (found.of, *found.right), strict=True):
            total.update(one)
        for name, cases in taught(once, report, number, lesson.places):
            for side in losses:
                side.judge(name, cases)
    return tuple(_scores(of, (before, after), losses))


def _scores(of: Counter[str], right: tuple[Counter[str], ...], losses: tuple[_Losses, ...]) -> Iterator[Score]:
    slots = [slot for slot in SLOTS if of[slot]]
    for name in (CLAIMS, KEPT, STRAY, *slots):
        judgement = CLAIM if name == CLAIMS else name
        yield Score(name, of[name], *(side[name] for side in right), *(side.mean(judgement) for side in losses))
    of_all, *right_of_all = (sum(side[name] for name in (CLAIMS, *slots)) for side in (of, *right))
    yield Score(ALL, of_all, *right_of_all, *(side.whole for side in losses))
