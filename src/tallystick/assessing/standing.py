"""Which of an informant's figures stand: later ones supersede, vague ones give way to numbers, nothing is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, frozen

from tallystick.assessing.counting import Count, counts
from tallystick.assessing.including import counts_within, without_parts
from tallystick.assessing.independence import Independence, happened
from tallystick.assessing.material import Told
from tallystick.assessing.sides import Sides
from tallystick.assessing.superseding import latest, replaced
from tallystick.record import Folded, Informant
from tallystick.vocabulary.grades import is_certain, reason, terms
from tallystick.vocabulary.populations import population

Key = tuple[str, str]
Numbers = tuple[int | None, int | None, int | None]
"""Low, best and high."""
_REPLACED = frozenset({"superseded", "running"})


@frozen
class Voice:
    """One informant's standing word on one measure and population.

    ``position`` and ``cluster`` place it among the informants and among those that may be one voice. A ``floor`` is
    only known to be a part ("another 3" alone): it raises the low and says nothing of the rest.
    """

    informant: Informant
    position: int
    cluster: int
    claims: tuple[str, ...]
    low: int | None
    best: int | None
    high: int | None
    most: int | None = None
    """The highest number of its standing figures, which may be open above."""
    vague: bool = False
    uncounted: bool = False
    """True where it says no more than that there were some ("several bodies")."""
    approximate: bool = False
    confirmed: bool = True
    """False where each report says that it could not be confirmed."""
    possible: bool = False
    floor: bool = False
    loose: bool = False
    """True where its highest number is only possible, and nothing bounds it above."""
    part: str | None = None
    """The population that is really counted, where a part stands for the whole."""
    least: bool = False
    """True where that part is only the least that the whole can be, so that it is no count of the whole."""
    day: str = ""
    notes: tuple[str, ...] = ()
    side_by_side: tuple[Numbers, ...] = ()
    """Low, best and high of each of its figures that stand."""

    @property
    def figures(self) -> tuple[Numbers, ...]:
        """Its figures, where several stand side by side and its low and high are theirs; else its own numbers alone."""
        lows = min((low for low, _, _ in self.side_by_side if low is not None), default=None)
        highs = max((high for _, _, high in self.side_by_side if high is not None), default=None)
        untouched = bool(self.side_by_side) and (self.low, self.high) == (lows, highs)
        return self.side_by_side if untouched else ((self.low, self.best, self.high),)

    @property
    def top(self) -> int | None:
        """The highest number that it gives."""
        return max((n for n in (self.high, self.best, self.low, self.most) if n is not None), default=None)

    @property
    def open_above(self) -> bool:
        """True where it says that there may be more than its number."""
        return self.high is None and self.low is not None and not self.floor

    @property
    def doubtful(self) -> bool:
        """True where the informant may be another one of the same cluster."""
        return self.informant.anonymous or any(not is_certain(f.rule) for f in self.informant.folded)

    @property
    def borrowed(self) -> bool:
        """True where it has its figure from a report that gives another one."""
        return any(f.rule == "other-figure" for f in self.informant.folded)

    @property
    def primary(self) -> bool:
        """True where the informant knows from evidence of its own."""
        return self.informant.kind in terms("reconciliation", "primary_evidence")


@frozen
class Word:
    """The voices on one measure and population, and the claims that did not enter with the reasons."""

    voices: tuple[Voice, ...]
    left_out: tuple[Folded, ...] = ()


def words(
    told: Sequence[Told], independence: Independence, convention: str, sides: Sides, every_claim: bool = False
) -> dict[Key, Word]:
    """For each measure and population what each informant's standing word is.

    Args:
        told: claims of one incident, in order.
        independence: the informants of the count.
        convention: the named convention that low, best and high are derived by.
        sides: the sides whose combatants are counted.
        every_claim: keep the numbers that an informant later replaced, for methods that range over all claims.
    """
    by_key: dict[Key, dict[int, list[Count]]] = defaultdict(lambda: defaultdict(list))
    left_out: dict[Key, list[Folded]] = defaultdict(list)
    for t in told:
        if t.claim.id not in independence.of:
            for key in _spoken_of(t):
                left_out[key].append(_not_counted(t))
            continue
        for count in counts(t, convention, sides):
            by_key[count.measure, count.group][independence.of[t.claim.id]].append(count)
    found = {
        key: _word(by_informant, counts_within(key, by_key), independence, every_claim)
        for key, by_informant in by_key.items()
    }
    _bound_by_casualties(found)
    for key, gone in left_out.items():
        word = found.get(key, Word(()))
        found[key] = evolve(word, left_out=(*word.left_out, *gone))
    return found


def who(informants: Iterable[Informant]) -> str:
    """Names for a sentence, in order, each once."""
    return "; ".join(dict.fromkeys(informant.name for informant in informants))


def apart(groups: Iterable[Sequence[Informant]]) -> str:
    """Names for a sentence that counts the groups: one item for each, whose members may be one ("A; B or C")."""
    return "; ".join(" or ".join(dict.fromkeys(informant.name for informant in group)) for group in groups)


def _word(
    by_informant: dict[int, list[Count]],
    of_parts: Mapping[int, list[Count]],
    independence: Independence,
    every_claim: bool,
) -> Word:
    based = any(not (c.additional or c.partial) for items in by_informant.values() for c in items)
    voices, left_out = [], []
    for position in sorted(by_informant):
        informant = independence.informants[position]
        parts = of_parts.get(position, [])
        standing, gone = _standing(by_informant[position], parts, informant, based, every_claim)
        left_out.extend(gone)
        if not standing:
            continue
        cluster = next(n for n, group in enumerate(independence.groups) if position in group)
        voices.append(_voice(standing, informant, position, cluster))
    return Word(tuple(voices), tuple(left_out))


def _standing(
    items: list[Count], of_parts: Sequence[Count], informant: Informant, based: bool, every_claim: bool
) -> tuple[list[Count], list[Folded]]:
    whole = _with_further(items, informant, based)
    floors = [c for c in whole if c.additional]
    plain = [c for c in whole if not c.additional]
    if not plain:
        return floors, []
    plain, gone_parts = without_parts(plain, of_parts, informant)
    if not plain:
        return floors, gone_parts
    precise = [c for c in plain if not c.vague and not c.possible]
    kept, gone = floors, gone_parts
    for count in plain:
        folded = replaced(count, precise or plain, informant, precise=bool(precise))
        if folded is None or (every_claim and folded.rule in _REPLACED):
            kept.append(count)
        else:
            gone.append(folded)
    return kept, gone


def _with_further(items: list[Count], informant: Informant, based: bool) -> list[Count]:
    """Further people added to the number before them in the report; alone, they are a floor of an unknown whole."""
    whole: list[Count] = []
    for count in items:
        before = [n for n, c in enumerate(whole) if c.told.document.id == count.told.document.id and not c.additional]
        if count.partial:
            whole.append(_some_of_them(count, informant, based))
        elif count.additional and before:
            whole[before[-1]] = whole[before[-1]].with_further(count, informant.name)
        elif count.additional and based:
            whole.append(evolve(count, best=None, high=None))
        else:
            whole.append(evolve(count, additional=False))
    return whole


def _some_of_them(count: Count, informant: Informant, based: bool) -> Count:
    """A number of people of whom no total is told: the least that the whole is; alone, all that is known of it."""
    note = reason("reconciliation", "part-alone", section="notes", who=informant.name, value=count.number)
    return evolve(count, best=None, high=None, additional=based, notes=(*count.notes, note))


def _voice(standing: list[Count], informant: Informant, position: int, cluster: int) -> Voice:
    telling = [c for c in standing if not c.possible] or standing
    last = _best_known(standing)
    return Voice(
        informant,
        position,
        cluster,
        tuple(dict.fromkeys(claim for c in sorted(standing, key=lambda c: c.told.order) for claim in c.claims)),
        _lowest(standing),
        last.best,
        _highest(standing),
        most=max(
            (n for c in standing if not c.additional for n in (c.low, c.best, c.high) if n is not None), default=None
        ),
        vague=all(c.vague for c in standing),
        uncounted=all(c.uncounted for c in standing),
        approximate=last.approximate,
        confirmed=any(c.told.claim.certainty != "unconfirmed" for c in standing),
        possible=all(c.possible for c in standing),
        floor=all(c.additional for c in standing),
        loose=any(c.loose and c.high == _highest(standing) for c in standing),
        day=last.told.day or "",
        notes=tuple(dict.fromkeys(note for c in telling for note in c.notes)),
        side_by_side=tuple((c.low, c.best, c.high) for c in telling if not c.additional),
    )


def _best_known(standing: Sequence[Count]) -> Count:
    """The figure that gives the best: a whole before further people, what is asserted before what is possible."""
    whole = [c for c in standing if not c.additional] or standing
    return latest([c for c in whole if not c.possible] or whole)


def _lowest(standing: list[Count]) -> int | None:
    """The least that the informant's plain figures say, raised by what further people alone are known."""
    plain = [c.low for c in standing if c.low is not None and not c.additional]
    further = [c.low for c in standing if c.low is not None and c.additional]
    return max((*([min(plain)] if plain else []), *further), default=None)


def _highest(standing: list[Count]) -> int | None:
    """The highest number that closes the range; None where a figure is open above all of them."""
    opened = [c.low for c in standing if c.low is not None and c.high is None and not c.additional]
    closed = max((c.high for c in standing if c.high is not None), default=None)
    return None if closed is None or closed < max(opened, default=closed) else closed


def _spoken_of(told: Told) -> list[Key]:
    """What a claim that counts nobody would have counted; a denial without a figure speaks of all harm."""
    figures = [(f.measure, population(f.group)) for f in told.claim.figures]
    together = {group for measure, group in figures if measure == "casualties"}
    figures += [(m, group) for group in sorted(together) for m in terms("reconciliation", "casualties_bound")]
    if told.claim.status == "denied" and not figures:
        figures = [(measure, "all") for measure in terms("grades", "harm_measures")]
    return list(dict.fromkeys(figures))


def _not_counted(told: Told) -> Folded:
    rule = "toll" if happened(told.claim) else "denied" if told.claim.status == "denied" else "not-asserted"
    sentence = reason("reconciliation", rule, section="left_out", status=told.claim.status)
    return Folded(told.claim.id, told.claim.id, rule, sentence)


def _bound_by_casualties(found: dict[Key, Word]) -> None:
    note = reason("reconciliation", "casualties", section="notes")
    counted = {measure for measure, _ in found}
    uncounted = [m for m in terms("reconciliation", "casualties_bound") if m not in counted]
    together = [(group, word) for (measure, group), word in found.items() if measure == "casualties"]
    for bounded in uncounted:
        for group, word in together:
            voices = tuple(evolve(v, low=0, best=None, vague=True, notes=(*v.notes, note)) for v in word.voices)
            found[bounded, group] = Word(voices)
