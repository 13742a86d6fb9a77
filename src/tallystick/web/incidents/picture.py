"""The range as a small picture: each informant's figure on an axis, its copies folded under it, the range over it.

Everything is in per cent of the width or in words; the templates draw it as SVG and as a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from tallystick.vocabulary.populations import population
from tallystick.web.incidents.axis import Axis, Tick, axis, percent
from tallystick.web.incidents.opened import Opened, Ref
from tallystick.web.labels import left_to_right, people

Plain = dict[str, Any]
_EDGES = (1.0, 99.0)
"""Where the arrows of open ends point to."""
_ENDS = ("low", "best", "high")


@frozen
class Mark:
    """A figure on the axis: a point where it has a best, a line from low to high, arrows where an end is open."""

    words: str
    start: str | None
    end: str | None
    at: str | None
    open_low: bool
    open_high: bool
    claim: str | None
    number: int | None

    @property
    def width(self) -> str:
        """How wide the line is, in per cent."""
        return percent(float(str(self.end)[:-1]) - float(str(self.start)[:-1]))


@frozen
class Line:
    """Claims that share one fate (folded, left out) by one rule, and the reason."""

    marks: tuple[Mark, ...]
    refs: tuple[Ref, ...]
    reason: str
    rule: str
    title: str
    certain: bool = True


@frozen
class Row:
    """What one informant's word on these people amounts to, and who copied it."""

    name: str
    kind: str | None
    anonymous: bool
    party: bool
    mark: Mark
    part: str | None
    notes: tuple[str, ...]
    refs: tuple[Ref, ...]
    folds: tuple[Line, ...]


@frozen
class End:
    """An end of the range: its number and the sentence of the rule that made it."""

    name: str
    value: int | None
    reason: str
    rule: str
    refs: tuple[Ref, ...]


@frozen
class Picture:
    """One measure of one population."""

    id: str
    measure: str
    group: str
    people: str
    """The words for the group."""
    method: str
    method_says: str
    provisional: bool
    mark: Mark
    ticks: tuple[Tick, ...]
    ends: tuple[End, ...]
    rows: tuple[Row, ...]
    left_out: tuple[Line, ...]
    informants: Plain
    modal_share: float | None
    modal: tuple[int, ...]
    divergence: int | None


def pictures(opened: Opened) -> tuple[Picture, ...]:
    """A picture for each range of the incident, in the order of the assessment."""
    return tuple(_picture(opened, figure) for figure in opened.explained["figures"])


def _picture(opened: Opened, figure: Plain) -> Picture:
    parts = {claim: entered["part"] for entered in figure["inputs"] for claim in entered["claims"]}
    told = {row["id"]: _figures(row, figure["group"], parts.get(row["id"])) for row in figure["claims"]}
    scale = axis([*_values([figure, *figure["inputs"]]), *_values(f for found in told.values() for f in found)])
    drawn = _Drawn(opened, scale, told)
    known = {one["name"]: one for one in opened.explained["informants"]["list"]}
    return Picture(
        id=f"{figure['measure']}-{figure['group']}".replace(":", "-"),
        measure=figure["measure"],
        group=figure["group"],
        people=people(figure["group"], opened.case.registry.actors),
        method=figure["method"],
        method_says=figure["method_says"],
        provisional=figure["provisional"],
        mark=mark(scale, figure, words=_ends(figure)),
        ticks=scale.ticks,
        ends=tuple(_end(opened, name, figure["ends"][name]) for name in _ENDS),
        rows=tuple(_row(drawn, entered, known, figure["folded"]) for entered in figure["inputs"]),
        left_out=tuple(drawn.lines(figure["left_out"])),
        informants=figure["informants"],
        modal_share=figure["modal_share"],
        modal=tuple(figure["modal"]),
        divergence=figure["divergence"],
    )


def mark(scale: Axis, ends: Plain, claim: Ref | None = None, words: str = "") -> Mark:
    """The mark of ``low``, ``best`` and ``high``; vague words alone (no number) give one without a place."""
    low, best, high = (ends[name] for name in _ENDS)
    start = scale.at(low) if low is not None else _EDGES[0]
    end = scale.at(high) if high is not None else _EDGES[1]
    placed = best if best is not None or low != high else low
    return Mark(
        words=words or _words(low, best, high),
        start=percent(start),
        end=percent(end),
        at=percent(scale.at(placed)) if placed is not None else None,
        open_low=low is None,
        open_high=high is None,
        claim=claim.claim if claim else None,
        number=claim.number if claim else None,
    )


def _ends(figure: Plain) -> str:
    """The range as the record gives it, with all three ends where they differ."""
    told = ["?" if figure[name] is None else str(figure[name]) for name in _ENDS]
    return told[0] if len(set(told)) == 1 else left_to_right("–".join(told))


def _words(low: int | None, best: int | None, high: int | None) -> str:
    ends = [low, best, high]
    if len(set(ends)) == 1 and low is not None:
        return str(low)
    if low is not None and low == best and high is None:
        return left_to_right(f"≥ {low}")
    return left_to_right("–".join("?" if end is None else str(end) for end in ends))


def _values(rows: Iterable[Plain]) -> Iterator[int]:
    for row in rows:
        yield from (row[name] for name in _ENDS if row[name] is not None)


def _figures(row: Plain, group: str, part: str | None) -> list[Plain]:
    """A claim's figures for these people; without one, those for the ``part`` that stands for them, or its largest."""
    for wanted in (group, part):
        if own := [figure for figure in row["figures"] if population(figure["group"]) == wanted]:
            return own
    return sorted(row["figures"], key=lambda figure: figure["low"] or 0)[-1:]


@frozen
class _Drawn:
    opened: Opened
    scale: Axis
    told: dict[str, list[Plain]]

    def lines(self, folded: Iterable[Plain]) -> Iterator[Line]:
        """The folded claims with one reason together."""
        together: dict[tuple[str, str], list[Plain]] = {}
        for one in folded:
            together.setdefault((one["reason"], one["rule"]), []).append(one)
        for (reason, rule), ones in together.items():
            refs = self.opened.refs(one["claim"] for one in ones)
            marks = tuple(mark(self.scale, f, ref, f["words"]) for ref in refs for f in self.told.get(ref.claim, ()))
            yield Line(marks, tuple(refs), reason, rule, ones[0].get("title", ""), ones[0].get("certain", True))


def _row(drawn: _Drawn, entered: Plain, known: dict[str, Plain], folded: list[Plain]) -> Row:
    informant: Plain = known.get(entered["informant"], {})
    own: set[str] = set(informant.get("claims") or entered["claims"])
    refs = drawn.opened.refs(entered["claims"])
    first = entered["claims"][:1]  # the claim that the row draws is not drawn again as its own copy
    return Row(
        name=entered["informant"],
        kind=entered["kind"],
        anonymous=informant.get("anonymous", False),
        party=informant.get("party", False),
        mark=mark(drawn.scale, entered, refs[0] if refs else None),
        part=entered["part"],
        notes=tuple(entered["notes"]),
        refs=tuple(refs),
        folds=tuple(drawn.lines(one for one in folded if one["claim"] in own and one["claim"] not in first)),
    )


def _end(opened: Opened, name: str, end: Plain) -> End:
    return End(name, end["value"], end["reason"], end["rule"], tuple(opened.refs(end["claims"])))
