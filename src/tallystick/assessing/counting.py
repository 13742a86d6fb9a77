"""What one claim says of each measure and population, its figures put together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from tallystick.assessing.belligerents import Belligerent
from tallystick.assessing.material import Told
from tallystick.assessing.sides import Sides, group_of
from tallystick.record import Figure
from tallystick.vocabulary.conventions import Estimate, estimate
from tallystick.vocabulary.grades import reason, terms
from tallystick.vocabulary.populations import population

_JOINED = re.compile(r"\W*(?:\w+\W+){0,3}?(?:and|plus|as well as)\W+(?:\w+\W+){0,2}|\W*,\W*")
_OF_THEM = re.compile(rf"\bof (?:{'|'.join(terms('reconciliation', 'wholes_told_before'))})\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
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
    uncounted: bool = False
    """True where the word tells no scale either ("several", "many")."""
    possible: bool = False
    additional: bool = False
    running: bool = False
    approximate: bool = False
    loose: bool = False
    """True where the number is only possible and its words set no bound above it ("possibly more than 100")."""
    partial: bool = False
    """True for a number "of the dead", which is only known to be a part."""
    side: Belligerent | None = None
    """Whose combatants are counted, where the words say it."""
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
            uncounted=self.uncounted and other.uncounted,
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


def counts(told: Told, convention: str, sides: Sides) -> tuple[Count, ...]:
    """The claim's counts, at most one for each measure and population but for further people ("another 3").

    The combatants of one of ``sides`` are counted among all combatants and as a population of their own.
    """
    found: dict[Key, list[tuple[Figure, Count]]] = defaultdict(list)
    for figure in told.claim.figures:
        for group in _adding_to(figure, told, sides):
            count = _count(told, figure, group, convention, sides)
            if count.number is not None:
                found[figure.measure, group].append((figure, count))
    combined = {key: _combined(told, items) for key, items in _with_children(found).items()}
    return tuple(c for items in _with_feared(told, combined).values() for c in items)


def _with_children(found: Mapping[Key, list[tuple[Figure, Count]]]) -> dict[Key, list[tuple[Figure, Count]]]:
    """The same figures, the children also among the civilians where all of these are told by their work."""
    added = dict(found)
    for measure, group in found:
        civilians = found.get((measure, "civilians"), [])
        if group == "children" and civilians and all(_is_grown(figure.group) for figure, _ in civilians):
            beside = [(figure, evolve(count, group="civilians")) for figure, count in found[measure, group]]
            added[measure, "civilians"] = sorted((*civilians, *beside), key=lambda item: item[0].text.start)
    return added


def _is_grown(group: str | None) -> bool:
    """True for civilians whose work is told ("teachers"), who are no children; a mixture of people is none."""
    words = _WORDS.findall((group or "").casefold())
    grown = {word.removesuffix("s") for word in words} | set(words)
    return "and" not in words and bool(grown & set(terms("reconciliation", "grown")))


def groups(figure: Figure, told: Told, sides: Sides) -> list[str]:
    """The populations that a claim's figure is of: one of the vocabulary, and the combatants of a side."""
    side = sides.of(figure, told)
    return [population(figure.group), *([group_of(side)] if side else [])]


def _adding_to(figure: Figure, told: Told, sides: Sides) -> list[str]:
    """The populations of a claim's figure to which it adds: not where it is a part that adds nothing.

    That is a part of its whole's own population ("20 civilians, 5 of them nurses") or of no population ("six of them").
    """
    whole = _whole(figure, told.claim.figures)
    if whole is None:
        return groups(figure, told, sides)
    held = {"all", *groups(whole, told, sides)}
    return [group for group in groups(figure, told, sides) if group not in held]


def _whole(figure: Figure, figures: Sequence[Figure]) -> Figure | None:
    if figure.part_of is None or not 0 <= figure.part_of < len(figures):
        return None
    whole = figures[figure.part_of]
    return whole if whole.measure == figure.measure and whole is not figure else None


def _is_partial(figure: Figure) -> bool:
    """True for a number "of the dead" or "of them", whose whole another sentence told."""
    return bool(_OF_THEM.search(figure.text.exact))


def _is_loose(figure: Figure) -> bool:
    words = f"{figure.phrase or ''} {figure.text.exact}".casefold()
    opened = figure.bound in ("more_than", "at_least") or (figure.bound == "range" and "more than" in words)
    return opened and (figure.modality == "possible" or any(w in words for w in terms("reconciliation", "doubt_words")))


def numbers(figure: Figure, convention: str) -> Estimate:
    """The figure's low, best and high by the convention; one that is only possible counts in the high as if told."""
    ends = estimate(figure, convention)
    if figure.modality == "possible" and ends.high is None and figure.value is not None:
        told = estimate(evolve(figure, modality="asserted"), convention)
        ends = evolve(ends, high=next((n for n in (told.best, told.low) if n is not None), None))
    return ends


def _count(told: Told, figure: Figure, group: str, convention: str, sides: Sides) -> Count:
    ends = numbers(figure, convention)
    return Count(
        told,
        figure.measure,
        group,
        ends.low,
        ends.best,
        ends.high,
        vague=figure.bound == "vague",
        uncounted=figure.bound == "vague" and figure.word not in terms("reconciliation", "scale_words"),
        possible=figure.modality == "possible",
        additional=figure.scope == "additional",
        running=figure.scope == "running",
        approximate=figure.bound == "about",
        loose=_is_loose(figure),
        partial=group == "all" and _is_partial(figure),
        side=sides.of(figure, told),
    )


def _combined(told: Told, items: list[tuple[Figure, Count]]) -> list[Count]:
    items = [item for item in items if not item[1].partial] or items
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
        elif (population(last.group) == "children") != (population(figure.group) == "children"):
            notes = (_note("children-beside", groups=f"{last.group} and {figure.group}"),)
            base = evolve(base.plus(count), notes=(*base.notes, *count.notes, *notes))
        elif _joined(told, last, figure) or _of_two_sides(base, count):
            base = base.plus(count)
        elif (figure.group or "").casefold() != (last.group or "").casefold():
            base = _overlapping(base, count, f"{last.group or 'the people'} and {figure.group or 'the people'}")
        elif count.number != base.number:
            base = evolve(max(base, count, key=lambda c: c.number or 0), notes=(*base.notes, _note("larger-includes")))
        last = figure
    return base


def _of_two_sides(one: Count, other: Count) -> bool:
    """True where the words call them combatants of two sides, so that nobody is counted twice."""
    return one.side is not None and other.side is not None and not one.side.may_be(other.side)


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
        return evolve(base, high=most, loose=count.loose, notes=(*base.notes, _note("possible-more", value=most)))
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
