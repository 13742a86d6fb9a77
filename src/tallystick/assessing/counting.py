"""What one claim says of each measure and population, its figures put together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from attrs import evolve, frozen

from tallystick.assessing.material import Told
from tallystick.record import Figure
from tallystick.vocabulary.conventions import estimate
from tallystick.vocabulary.grades import reason, terms
from tallystick.vocabulary.populations import population

_JOINED = re.compile(r"\W*(?:\w+\W+){0,3}?(?:and|plus|as well as)\W+(?:\w+\W+){0,2}|\W*,\W*")
_NEAR = 40
"""Joined counts ("two nurses and a driver") stand this near to one another, in characters."""
Key = tuple[str, str]


@frozen
class Count:
    """A claim's number for one measure and population; null where the words leave an end open."""

    told: Told
    measure: str
    group: str
    low: int | None
    best: int | None
    high: int | None
    vague: bool = False
    possible: bool = False
    additional: bool = False
    running: bool = False
    approximate: bool = False
    further: tuple[str, ...] = ()
    """Claims of further people that were added to it."""
    notes: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that it stands on."""
        return (self.told.claim.id, *self.further)

    @property
    def number(self) -> int | None:
        """The number as it is quoted: best, else low, else high."""
        return next((n for n in (self.best, self.low, self.high) if n is not None), None)

    def plus(self, other: Count) -> Count:
        """Both together; an end that either leaves open is open."""
        return evolve(
            self,
            low=add(self.low, other.low),
            best=add(self.best, other.best),
            high=add(self.high, other.high),
            vague=self.vague or other.vague,
            approximate=self.approximate or other.approximate,
            further=tuple(c for c in dict.fromkeys((*self.further, *other.claims)) if c != self.told.claim.id),
            notes=(*self.notes, *other.notes),
        )

    def with_further(self, other: Count, informant: str) -> Count:
        """Both together, with the note that further people were added to what the informant gives."""
        return evolve(
            self.plus(other),
            notes=(*self.notes, _note("additional", value=other.number, base=self.number, who=informant)),
        )


def add(one: int | None, other: int | None) -> int | None:
    """The sum, None where either is open."""
    return None if one is None or other is None else one + other


def counts(told: Told, convention: str) -> tuple[Count, ...]:
    """The claim's counts, at most one for each measure and population but for further people ("another 3")."""
    found: dict[Key, list[tuple[Figure, Count]]] = defaultdict(list)
    figures = told.claim.figures
    for figure in figures:
        group = population(figure.group)
        if _is_part_of_its_like(figure, figures):
            continue
        count = _count(told, figure, group, convention)
        if count.number is not None:
            found[figure.measure, group].append((figure, count))
    combined = {key: _combined(told, items) for key, items in found.items()}
    return tuple(c for items in _with_feared(told, combined).values() for c in items)


def _is_part_of_its_like(figure: Figure, figures: Sequence[Figure]) -> bool:
    """True for a part of its whole's own population, which adds nothing ("20 civilians, 5 of them nurses")."""
    if figure.part_of is None or not 0 <= figure.part_of < len(figures):
        return False
    whole = figures[figure.part_of]
    like = whole.measure == figure.measure and population(whole.group) == population(figure.group)
    return like and whole is not figure


def _count(told: Told, figure: Figure, group: str, convention: str) -> Count:
    ends = estimate(figure, convention)
    if figure.modality == "possible" and ends.high is None and figure.value is not None:
        told_as_fact = estimate(evolve(figure, modality="asserted"), convention)
        ends = evolve(ends, high=next((n for n in (told_as_fact.best, told_as_fact.low) if n is not None), None))
    return Count(
        told,
        figure.measure,
        group,
        ends.low,
        ends.best,
        ends.high,
        vague=figure.bound == "vague",
        possible=figure.modality == "possible",
        additional=figure.scope == "additional",
        running=figure.scope == "running",
        approximate=figure.bound == "about",
    )


def _combined(told: Told, items: list[tuple[Figure, Count]]) -> list[Count]:
    plain = [item for item in items if not item[1].possible and not item[1].additional]
    further = [count for _, count in items if count.additional and not count.possible]
    maybe = [item for item in items if item[1].possible]
    if not plain:
        loose = [evolve(count, notes=(_note("only-possible"),)) for _, count in maybe]
        return further or loose[:1]
    base = _together(told, plain)
    for count in further:
        base = base.with_further(count, _voice(told))
    for figure, count in maybe:
        base = _with_possible(base, figure, count)
    return [base]


def _together(told: Told, items: list[tuple[Figure, Count]]) -> Count:
    base, last = items[0][1], items[0][0]
    for figure, count in items[1:]:
        if count.running:
            base = count
        elif _joined(told, last, figure):
            base = base.plus(count)
        elif (figure.group or "").casefold() != (last.group or "").casefold():
            base = _overlapping(base, count, f"{last.group or 'the people'} and {figure.group or 'the people'}")
        elif count.number != base.number:
            base = evolve(max(base, count, key=lambda c: c.number or 0), notes=(*base.notes, _note("larger-includes")))
        last = figure
    return base


def _joined(told: Told, one: Figure, other: Figure) -> bool:
    between = told.document.text[one.text.end : other.text.start]
    return len(between) <= _NEAR and one.group != other.group and bool(_JOINED.fullmatch(between))


def _overlapping(base: Count, count: Count, groups: str) -> Count:
    larger = max(base, count, key=lambda c: c.number or 0)
    return evolve(larger, high=add(base.high, count.high), notes=(*larger.notes, _note("may-overlap", groups=groups)))


def _with_possible(base: Count, figure: Figure, count: Count) -> Count:
    most = count.high
    if most is None:
        return base
    words = f"{figure.phrase or ''} {figure.text.exact}".casefold()
    replaces = most > (base.number or 0) and any(w in words for w in terms("reconciliation", "alternative_words"))
    if replaces:
        return evolve(base, high=most, notes=(*base.notes, _note("possible-more", value=most)))
    return evolve(base, high=add(base.high, most), notes=(*base.notes, _note("feared-dead", value=most)))


def _with_feared(told: Told, combined: dict[Key, list[Count]]) -> dict[Key, list[Count]]:
    main = next((k for k in (("killed", "all"), ("killed", "civilians")) if k in combined), None)
    if main is None or told.claim.event not in terms("reconciliation", "feared_events"):
        return combined
    dead = combined[main][0]
    for measure in terms("reconciliation", "feared_measures"):
        told_of = combined.get((measure, "all")) or next((v for (m, _), v in combined.items() if m == measure), None)
        if not told_of:
            continue
        count = told_of[0]
        if (number := count.high if count.high is not None else count.number) is not None:
            dead = evolve(dead, high=add(dead.high, number), notes=(*dead.notes, _note("feared-dead", value=number)))
    return {**combined, main: [dead, *combined[main][1:]]}


def _voice(told: Told) -> str:
    link = told.claim.informant
    return link.source if link else "the report"


def _note(rule: str, **words: object) -> str:
    return reason("reconciliation", rule, section="notes", **words)
