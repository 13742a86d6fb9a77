"""The whole by each informant who counts only parts: their sum, or the part as the least that the whole can be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from attrs import evolve

from tallystick.assessing.belligerents import may_be_one
from tallystick.assessing.counting import add
from tallystick.assessing.standing import Key, Voice, Word
from tallystick.record import Figure, Span
from tallystick.vocabulary.conventions import estimate
from tallystick.vocabulary.grades import reason, setting
from tallystick.vocabulary.populations import of_side, population_words, side_of_group

WHOLE = "all"
UNKNOWN = "unknown"
COMBATANTS = "combatants"


def with_wholes(words: dict[Key, Word], convention: str) -> dict[Key, Word]:
    """The same words, and for each measure the whole by those informants who only count parts of it.

    A vague whole ("people were killed") gives way to the parts that the same informant counts. One part is the least
    that the whole can be, as "at least" is by the convention, where it is more than any whole that is told: 29 rebels
    are at least 29 people, whoever counts 8. So are one informant's civilians where another counts people who are none.
    """
    found = dict(words)
    for measure in dict.fromkeys(measure for measure, _ in words):
        given = words.get((measure, WHOLE), Word(()))
        parts = _parts(measure, words)
        given = evolve(
            given, voices=tuple(v for v in given.voices if not (v.vague and _sum(parts.get(v.position, {}))))
        )
        summed = [v for position, own in parts.items() if (v := _sum(own)) and not _speaks(position, given.voices)]
        summed = [_least(v, convention) if _others_are_counted(v, parts) else v for v in summed]
        summed += [_least(v, convention) for v in _beyond(parts, [*given.voices, *summed])]
        if summed or given.voices:
            voices = sorted((*given.voices, *summed), key=lambda v: v.position)
            found[measure, WHOLE] = evolve(given, voices=tuple(voices))
    return found


def _beyond(parts: dict[int, dict[str, Voice]], wholes: Sequence[Voice]) -> list[Voice]:
    """The largest part of each informant who gives no whole, where it is more than every whole that is told."""
    tops = [v.top for v in wholes if v.top is not None and not v.least]
    alone = [_largest(own) for position, own in parts.items() if not _speaks(position, wholes)]
    return [v for v in alone if (v.low or v.best or 0) > max(tops, default=-1)]


def _others_are_counted(voice: Voice, parts: Mapping[int, Mapping[str, Voice]]) -> bool:
    """True where a voice has civilians for the whole, and another informant counts people who are none."""
    others = [g for g in setting("reconciliation", "disjoint")[0] if g != voice.part]
    theirs = (own for position, own in parts.items() if position != voice.position)
    return voice.part is not None and any(own[g].top for own in theirs for g in others if g in own)


def _least(voice: Voice, convention: str) -> Voice:
    """The part that a voice counts as the least that the whole can be; the most that a part is says nothing of it."""
    if not _leaves_open(convention):
        return evolve(voice, least=True)
    nothing = voice.low is None and voice.best is None
    return evolve(voice, least=True, high=None, most=None if nothing else voice.most)


@cache
def _leaves_open(convention: str) -> bool:
    """True where "at least" leaves a range open above by the convention."""
    return estimate(Figure("killed", "at_least", Span(0, 0, ""), value=1), convention).high is None


def with_children_counted(words: dict[Key, Word]) -> dict[Key, Word]:
    """The same words, the civilians of each informant at least the children that it counts, who may be among them."""
    found = dict(words)
    for measure in dict.fromkeys(measure for measure, _ in words):
        for part, whole in _below_the_whole():
            counted = {v.position: v for v in words.get((measure, part), Word(())).voices}
            if given := words.get((measure, whole)):
                voices = tuple(_at_least(v, counted[v.position]) if v.position in counted else v for v in given.voices)
                found[measure, whole] = evolve(given, voices=voices)
    return found


def _below_the_whole() -> list[tuple[str, str]]:
    return [(part, whole) for part, whole in setting("reconciliation", "part_of").items() if whole != WHOLE]


def _at_least(whole: Voice, part: Voice) -> Voice:
    if whole.possible or part.possible or part.low is None or (whole.top is not None and part.low <= whole.top):
        return whole
    claims = tuple(dict.fromkeys((*whole.claims, *part.claims)))
    return evolve(whole, claims=claims, low=part.low, best=None, high=add(whole.high, part.high), most=None)


def with_civilians(words: dict[Key, Word]) -> dict[Key, Word]:
    """The same words, and children beyond any count of civilians as the least that these can be, open above."""
    found = dict(words)
    for part, whole in _below_the_whole():
        for measure in dict.fromkeys(measure for measure, _ in words):
            given, counted = words.get((measure, whole), Word(())), words.get((measure, part), Word(()))
            known = {v.position: {part: v} for v in counted.voices if v.top}
            least = (evolve(v, best=None, high=None, least=True) for v in _beyond(known, given.voices))
            if voices := (*given.voices, *least):
                found[measure, whole] = evolve(given, voices=tuple(sorted(voices, key=lambda v: v.position)))
    return found


def with_sides(words: dict[Key, Word], convention: str) -> dict[Key, Word]:
    """The same words, and fighters of one side alone as the least of the combatants where others count another side.

    Twenty rebels by one and seven of their enemies by another contradict nobody.
    """
    found = dict(words)
    for measure in dict.fromkeys(measure for measure, _ in words):
        if given := words.get((measure, COMBATANTS)):
            sides = _counted_sides(measure, words)
            voices = (
                _of_sides(v, sides, convention) if _others_count_another_side(v.position, sides) else v
                for v in given.voices
            )
            found[measure, COMBATANTS] = evolve(given, voices=tuple(voices))
    return found


def _counted_sides(measure: str, words: dict[Key, Word]) -> dict[int, dict[str, Voice]]:
    """What each informant counts of the combatants of a side, by the side's id."""
    found: dict[int, dict[str, Voice]] = {}
    for (m, group), word in words.items():
        if m == measure and (side := side_of_group(group)):
            for voice in word.voices:
                found.setdefault(voice.position, {})[side] = voice
    return found


def _others_count_another_side(position: int, sides: Mapping[int, Mapping[str, Voice]]) -> bool:
    own = sides.get(position, {})
    others = {side for other, counted in sides.items() if other != position for side in counted}
    return bool(own) and any(not any(may_be_one(side, mine) for mine in own) for side in others)


def _of_sides(voice: Voice, sides: Mapping[int, Mapping[str, Voice]], convention: str) -> Voice:
    """The voice as a part, where those that it counts are all of a side that it names."""
    own = sides[voice.position]
    if sum(v.top or 0 for v in own.values()) < (voice.top or 0):
        return voice
    named = " and ".join(population_words(of_side(side)) for side in own)
    return _as_whole(_least(voice, convention), named)


def with_unknown(words: dict[Key, Word]) -> dict[Key, Word]:
    """The same words, and of an informant who counts civilians or combatants of a total the rest, of status unknown."""
    found = dict(words)
    for measure in dict.fromkeys(measure for measure, _ in words):
        parts = _parts(measure, words)
        totals = {v.position: v for v in words.get((measure, WHOLE), Word(())).voices}
        rest = [v for position, total in totals.items() if (v := _rest(total, parts.get(position, {})))]
        if rest:
            given = words.get((measure, UNKNOWN), Word(()))
            found[measure, UNKNOWN] = evolve(given, voices=(*given.voices, *rest))
    return found


def _rest(total: Voice, own: dict[str, Voice]) -> Voice | None:
    """What is left of an informant's total beside those whose status the same claim tells; None where nothing is."""
    status = _by_status(own)
    told = [own[g] for g in status if set(own[g].claims) & set(total.claims)]
    if not told or len(told) < len(status) or UNKNOWN in own or total.vague or total.floor or total.possible:
        return None
    low = _less(total.low, [v.high for v in told]) if total.low is not None else None
    high, best = _less(total.high, [v.low for v in told]), _less(total.best, [v.best for v in told])
    if high == 0 or (high is None and not best) or (best is not None and best < 0):
        return None
    named = ", ".join(f"{own[g].top} {g}" for g in status)
    note = reason(
        "reconciliation", "remainder", section="notes", who=total.informant.name, total=total.top, parts=named
    )
    claims = tuple(dict.fromkeys((*total.claims, *(c for v in told for c in v.claims))))
    return evolve(total, claims=claims, low=low or 0, best=best, high=high, most=None, notes=(*total.notes, note))


def _less(total: int | None, parts: Sequence[int | None]) -> int | None:
    """What is left of a total; None where it or a part is open, never less than nothing."""
    known = [n for n in parts if n is not None]
    return None if total is None or len(known) < len(parts) else max(0, total - sum(known))


def _parts(measure: str, words: dict[Key, Word]) -> dict[int, dict[str, Voice]]:
    """What each informant counts of the parts."""
    found: dict[int, dict[str, Voice]] = {}
    for (m, group), word in words.items():
        if m == measure and group != WHOLE and not side_of_group(group):
            for voice in word.voices:
                found.setdefault(voice.position, {})[group] = voice
    return dict(sorted(found.items()))


def _speaks(position: int, voices: Iterable[Voice]) -> bool:
    return any(v.position == position for v in voices)


def _sum(own: dict[str, Voice]) -> Voice | None:
    """The whole as the sum of parts that share nobody; none of a part ("no civilians") says nothing of the whole."""
    _, kin = setting("reconciliation", "disjoint")
    for known in (_by_status(own), [g for g in kin if g in own]):
        if not any(own[g].top for g in known):
            continue
        if len(known) > 1:
            return _added(own, known)
        if "civilians" in own:
            return _as_whole(own["civilians"], "civilians")
    return None


def _by_status(own: Mapping[str, Voice]) -> list[str]:
    """What an informant counts by status; the children are its civilians where it counts others and no civilians."""
    known = [g for g in setting("reconciliation", "disjoint")[0] if g in own]
    return ["children", *known] if known and "children" in own and "civilians" not in own else known


def _added(own: dict[str, Voice], groups: Sequence[str]) -> Voice:
    total = own[groups[0]]
    for group in groups[1:]:
        part = own[group]
        total = evolve(
            total,
            claims=tuple(dict.fromkeys((*total.claims, *part.claims))),
            low=add(total.low, part.low),
            best=add(total.best, part.best),
            high=add(total.high, part.high),
            most=add(total.most, part.most),
            vague=total.vague or part.vague,
            uncounted=total.uncounted and part.uncounted,
            approximate=total.approximate or part.approximate,
            confirmed=total.confirmed and part.confirmed,
            floor=total.floor or part.floor,
            notes=(*total.notes, *part.notes),
        )
    named = ", ".join(f"{own[g].top} {g}" for g in groups)
    note = reason("reconciliation", "sum-of-parts", "notes", who=total.informant.name, value=total.top, parts=named)
    return evolve(total, notes=(*total.notes, note))


def _largest(own: dict[str, Voice]) -> Voice:
    group = max(own, key=lambda g: (own[g].top or 0, g))
    whole = _as_whole(own[group], group)
    return whole if whole.top else evolve(whole, best=None, high=None, most=None)


def _as_whole(part: Voice, group: str) -> Voice:
    return evolve(part, part=group)
