"""Informants that may be one another: unnamed ones, and those who relay others: the lower count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product

from tallystick.assessing.belligerents import may_be_one
from tallystick.assessing.folding import Fold
from tallystick.assessing.forest import UnionFind
from tallystick.assessing.identity import Identity
from tallystick.assessing.material import Told
from tallystick.record import Folded
from tallystick.vocabulary.grades import reason, setting, terms


def lower_groups(
    roots: Sequence[Told],
    identities: dict[str, Identity],
    traces: tuple[dict[str, Fold], dict[str, frozenset[str]]],
    position: dict[str, int],
) -> tuple[tuple[tuple[int, ...], ...], dict[int, Folded]]:
    """Positions of the informants that may be one voice, and for each doubtful one the reason.

    An unnamed informant joins one named informant of its kind in the window, else the unnamed ones of its kind; named
    ones are never joined through it, nor are speakers of two sides. One who relays another informant joins the first
    that it relays.

    Args:
        roots: for each informant the claim that the others were folded into.
        identities: the informant of each claim.
        traces: the possible folds of untraced figures, and for each claim the keys of those who relayed it.
        position: the informant's place among ``roots`` for each claim.
    """
    untraced, relayed = traces
    doubts: dict[int, Folded] = {}
    groups = UnionFind(str(n) for n in range(len(roots)))
    apart, traced = _Apart(roots, identities, groups), {position[claim] for claim in untraced}
    for n in range(len(roots)):
        own = _untraced(n, untraced, position)
        doubt = (
            own or _perhaps(n, roots, identities, apart, traced) or _relayed(n, roots, identities, relayed, position)
        )
        if doubt and (own or not groups.joined(str(position[doubt.into]), str(n))):
            groups.join(str(position[doubt.into]), str(n))
            doubts[n] = doubt
    return tuple(tuple(sorted(int(n) for n in s)) for s in groups.sets()), doubts


class _Apart:
    """Which informants are surely not one: speakers of two sides, and "another resident" beside the one before."""

    def __init__(self, roots: Sequence[Told], identities: dict[str, Identity], groups: UnionFind) -> None:
        self._roots = roots
        self._who = [identities[t.claim.id] for t in roots]
        self._groups = groups

    def are(self, one: int, other: int) -> bool:
        """True where anybody who may be the one is surely not somebody who may be the other."""
        return any(self._pair(a, b) for a, b in product(self._beside(one), self._beside(other)))

    def _beside(self, n: int) -> list[int]:
        return [m for m in range(len(self._roots)) if self._groups.joined(str(n), str(m))]

    def _pair(self, one: int, other: int) -> bool:
        sides = (self._who[one].side, self._who[other].side)
        if sides[0] and sides[1] and not may_be_one(sides[0], sides[1]):
            return True
        later, before = (one, other) if self._roots[other].order < self._roots[one].order else (other, one)
        together = self._roots[one].document.id == self._roots[other].document.id
        persons = all(self._who[n].voice == "informant" for n in (one, other))
        return together and persons and _is_another(self._who[later].name) and not _is_another(self._who[before].name)


def _is_another(name: str) -> bool:
    """True for somebody told as other than those before: "another resident"."""
    return name.casefold().startswith(tuple(f"{word} " for word in terms("independence", "another")))


def _relayed(
    n: int,
    roots: Sequence[Told],
    identities: dict[str, Identity],
    relayed: dict[str, frozenset[str]],
    position: dict[str, int],
) -> Folded | None:
    claim, who = roots[n].claim.id, identities[roots[n].claim.id]
    into = next((c for c, keys in relayed.items() if who.key in keys and position[c] != n), None)
    if into is None:
        return None
    words = {"name": who.name, "other": identities[into].name}
    return Folded(claim, into, "relayed", reason("independence", "relayed", **words))


def _untraced(n: int, untraced: dict[str, Fold], position: dict[str, int]) -> Folded | None:
    for claim, fold in untraced.items():
        if position[claim] == n != position[fold.into]:
            return Folded(claim, fold.into, fold.rule, fold.reason)
    return None


def _perhaps(
    n: int, roots: Sequence[Told], identities: dict[str, Identity], apart: _Apart, traced: set[int]
) -> Folded | None:
    """Into a named informant, those that may themselves be others (``traced``) last, else into an unnamed one."""
    who = identities[roots[n].claim.id]
    if not who.anonymous or who.voice == "outlet":
        return None
    sure_first = sorted(range(len(roots)), key=lambda m: m in traced)
    named = [m for m in sure_first if not identities[roots[m].claim.id].anonymous]
    later = range(n + 1, len(roots)) if who.voice == "media-reports" else ()
    sources = [m for m in later if identities[roots[m].claim.id].voice == "informant"]
    unnamed = [m for m in (*range(n), *sources) if identities[roots[m].claim.id].anonymous]
    maybe = (m for m in (*named, *unnamed) if _may_be(roots[n], roots[m], identities) and not apart.are(n, m))
    into = next(maybe, None)
    return None if into is None else _doubt(roots[n], roots[into], identities)


def _doubt(one: Told, other: Told, identities: dict[str, Identity]) -> Folded:
    a, b = identities[one.claim.id], identities[other.claim.id]
    rule = "anonymous-media" if a.voice == "media-reports" else "anonymous-same-kind"
    ground = setting("independence", "grounds")[_kinship(a.kind, b.kind) or "untold"]
    alike = a.name.casefold() == b.name.casefold()
    name, of = (f"{i.name} ({t.label})" if alike else i.name for i, t in ((a, one), (b, other)))
    words = {"name": name, "other": of, "ground": ground, "days": setting("independence", "window_days")}
    return Folded(one.claim.id, other.claim.id, rule, reason("independence", rule, **words))


def _may_be(one: Told, other: Told, identities: dict[str, Identity]) -> bool:
    a, b = identities[one.claim.id], identities[other.claim.id]
    if b.voice == "outlet" and a.voice != "media-reports":
        return False
    return (a.voice == "media-reports" or _kinship(a.kind, b.kind) is not None) and _within_window(one, other)


def _kinship(one: str | None, other: str | None) -> str | None:
    """On what ground sources of two kinds may be one (``grounds`` of the vocabulary); None where they are not."""
    if "anonymous" in (one, other) or None in (one, other):
        return "untold"
    if one == other:
        return "same"
    return "kin" if any(one in kin and other in kin for kin in setting("independence", "kin_kinds")) else None


def _within_window(one: Told, other: Told) -> bool:
    try:
        apart = abs((date.fromisoformat((one.day or "")[:10]) - date.fromisoformat((other.day or "")[:10])).days)
    except ValueError:
        return True
    return apart <= int(setting("independence", "window_days"))
