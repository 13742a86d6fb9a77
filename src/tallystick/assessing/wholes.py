"""The whole by each informant who counts only parts: their sum, or the part as the least that the whole can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from tallystick.assessing.counting import add
from tallystick.assessing.standing import Key, Voice, Word
from tallystick.vocabulary.grades import reason, setting

WHOLE = "all"


def with_wholes(words: dict[Key, Word]) -> dict[Key, Word]:
    """The same words, and for each measure the whole by those informants who only count parts of it.

    A vague whole ("people were killed") gives way to the parts that the same informant counts.
    """
    found = dict(words)
    for measure in dict.fromkeys(measure for measure, _ in words):
        given = words.get((measure, WHOLE), Word(()))
        parts = _parts(measure, words)
        given = evolve(
            given, voices=tuple(v for v in given.voices if not (v.vague and _sum(parts.get(v.position, {}))))
        )
        summed = [v for position, own in parts.items() if (v := _sum(own)) and not _speaks(position, given.voices)]
        if not (given.voices or summed):
            summed = [_largest(own) for own in parts.values()]
        if summed or given.voices:
            voices = sorted((*given.voices, *summed), key=lambda v: v.position)
            found[measure, WHOLE] = evolve(given, voices=tuple(voices))
    return found


def with_civilians(words: dict[Key, Word]) -> dict[Key, Word]:
    """The same words, and where nobody counts civilians the children as the least that they can be, open above."""
    found = dict(words)
    for part, whole in setting("reconciliation", "part_of").items():
        for measure in dict.fromkeys(measure for measure, _ in words) if whole != WHOLE else ():
            given, counted = words.get((measure, whole), Word(())), words.get((measure, part), Word(()))
            if counted.voices and not given.voices:
                least = (evolve(_as_whole(v, part), best=None, high=None) for v in counted.voices)
                found[measure, whole] = evolve(given, voices=tuple(least))
    return found


def _parts(measure: str, words: dict[Key, Word]) -> dict[int, dict[str, Voice]]:
    found: dict[int, dict[str, Voice]] = {}
    for (m, group), word in words.items():
        if m == measure and group != WHOLE:
            for voice in word.voices:
                found.setdefault(voice.position, {})[group] = voice
    return dict(sorted(found.items()))


def _speaks(position: int, voices: Iterable[Voice]) -> bool:
    return any(v.position == position for v in voices)


def _sum(own: dict[str, Voice]) -> Voice | None:
    status, kin = setting("reconciliation", "disjoint")
    for groups in (status, kin):
        known = [g for g in groups if g in own]
        if len(known) > 1:
            return _added(own, known)
        if "civilians" in own:
            return _as_whole(own["civilians"], "civilians")
    return None


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
    return _as_whole(own[group], group)


def _as_whole(part: Voice, group: str) -> Voice:
    return evolve(part, part=group)
