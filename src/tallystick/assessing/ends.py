"""The ends of a range, each with its rule and its sentence, and the voices that they are taken from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import evolve, frozen

from tallystick.assessing.standing import Voice, who
from tallystick.record import Folded, RangeEnd
from tallystick.vocabulary.grades import reason

Choose = Callable[..., Any]
"""``min`` or ``max``."""


@frozen
class Ends:
    """Low, best and high with their reasons; ``provisional`` where one informant alone supports the low."""

    low: RangeEnd
    best: RangeEnd
    high: RangeEnd
    provisional: bool = False
    left_out: tuple[Folded, ...] = ()


def one_each(voices: Sequence[Voice], choose: Choose = min) -> list[Voice]:
    """One voice for each that may be independent: the named before the unnamed, the better evidence, the latest.

    Who is cited goes before who cites. Of those that are alike in all this, ``choose`` takes one by its numbers.
    """
    clusters = sorted({v.cluster for v in voices if not v.floor})
    return [_one([v for v in voices if v.cluster == cluster and not v.floor], choose) for cluster in clusters]


def _one(voices: Sequence[Voice], choose: Choose) -> Voice:
    most = max(map(_rank, voices))
    one: Voice = choose((v for v in voices if _rank(v) == most), key=_size)
    return one


def at_one_figure(voice: Voice, choose: Choose) -> Voice:
    """The voice with one of its figures alone, chosen by its numbers where several of one day stand side by side."""
    low, best, high = choose(voice.figures, key=lambda figure: tuple(-1 if n is None else n for n in figure))
    return evolve(voice, low=low, best=best, high=high)


def passed_over(voices: Sequence[Voice], kept: Sequence[Voice]) -> tuple[Folded, ...]:
    """The claims of the voices that are not among ``kept`` (the ones of ``one_each``), each with the reason."""
    stands = {v.cluster: v for v in kept}
    return tuple(f for v in voices if v not in kept for f in _passed_over(v, stands.get(v.cluster)))


def _passed_over(voice: Voice, kept: Voice | None) -> list[Folded]:
    if kept is None or voice.floor:
        return left_out(voice, "further-alone")
    sentence = reason(
        "reconciliation", "may-be-another", section="left_out", who=voice.informant.name, other=kept.informant.name
    )
    return [Folded(claim, kept.claims[0], "may-be-another", sentence) for claim in voice.claims]


def left_out(voice: Voice, rule: str) -> list[Folded]:
    """The claims of a voice as left out by a rule, which may name who says what number."""
    words = {"who": voice.informant.name, "value": voice.top}
    sentence = reason("reconciliation", rule, section="left_out", **words)
    return [Folded(claim, claim, rule, sentence) for claim in voice.claims]


def _rank(voice: Voice) -> tuple[bool, bool, bool, bool, bool, str]:
    sure = (not voice.borrowed, not voice.doubtful, not voice.informant.anonymous)
    return (*sure, voice.primary, not voice.vague, voice.day)


def _size(voice: Voice) -> tuple[int, ...]:
    return tuple(-1 if n is None else n for n in (voice.best, voice.low, voice.top))


def highest_claim(voices: Sequence[Voice]) -> RangeEnd:
    """The high at the highest number told; open where that number is itself open above or approximate.

    A number that is only possible and bounded by nothing ("possibly more than 100") closes no range that another leaves
    open.
    """
    tops = [(v.top, v) for v in voices if v.top is not None and not v.floor]
    highest = max((top for top, _ in tops), default=None)
    if highest is None:
        return no_end("no-high")
    backing = [v for top, v in tops if top == highest]
    closing = [v for v in backing if not v.open_above and not ((v.approximate or v.least) and v.high is None)]
    if all(v.loose for v in closing) and any(v.open_above for v in voices):
        closing = []
    if closing:
        return because(highest, closing, "highest-claim")
    rule = "open-above" if any(v.open_above or v.loose or v.least for v in backing) else "approximate"
    end = because(highest, backing, rule)
    return RangeEnd(None, end.claims, end.rule, end.reason)


def bottom(voice: Voice) -> int | None:
    """The lowest number that a voice gives."""
    return next((n for n in (voice.low, voice.best) if n is not None), None)


def end_of(value: int | None, numbers: Iterable[tuple[int, Voice]], rule: str, without: str) -> RangeEnd:
    """The end at ``value`` by those who give it; the open end of the rule ``without`` where there is none."""
    return no_end(without) if value is None else because(value, [v for n, v in numbers if n == value], rule)


def because(value: int, voices: Sequence[Voice], rule: str, names: str | None = None) -> RangeEnd:
    """The end at ``value`` on the claims of ``voices``, with the rule's sentence and what was done to their figures."""
    claims = tuple(dict.fromkeys(claim for v in voices for claim in v.claims))
    told_by = names or who(v.informant for v in voices)
    sentence = " ".join((reason("reconciliation", rule, value=value, who=told_by), *_notes(voices)))
    return RangeEnd(value, claims, rule, sentence)


def _notes(voices: Sequence[Voice]) -> list[str]:
    notes = list(dict.fromkeys(note for v in voices for note in v.notes))
    for part in dict.fromkeys(v.part for v in voices if v.part):
        counting = who(v.informant for v in voices if v.part == part)
        notes.append(reason("reconciliation", "part-as-whole", section="notes", parts=part, who=counting))
    return notes


def spelled(number: int) -> str:
    """A small number as a word that begins a sentence."""
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    return words[number] if number < len(words) else str(number)


def no_end(rule: str) -> RangeEnd:
    """An open end, with the rule that says why."""
    return RangeEnd(None, (), rule, reason("reconciliation", rule))
