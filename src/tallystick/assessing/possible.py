"""Informants that may be one another: unnamed ones, and those who relay others: the lower count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tallystick.assessing.folding import Fold
from tallystick.assessing.forest import UnionFind
from tallystick.assessing.identity import Identity
from tallystick.assessing.material import Told
from tallystick.record import Folded
from tallystick.vocabulary.grades import reason, setting


def lower_groups(
    roots: Sequence[Told],
    identities: dict[str, Identity],
    traces: tuple[dict[str, Fold], dict[str, frozenset[str]]],
    position: dict[str, int],
) -> tuple[tuple[tuple[int, ...], ...], dict[int, Folded]]:
    """Positions of the informants that may be one voice, and for each doubtful one the reason.

    An unnamed informant joins one named informant of its kind in the window, else the unnamed ones of its kind; named
    ones are never joined through it. One who relays another informant joins the first that it relays.

    Args:
        roots: for each informant the claim that the others were folded into.
        identities: the informant of each claim.
        traces: the possible folds of untraced figures, and for each claim the keys of those who relayed it.
        position: the informant's place among ``roots`` for each claim.
    """
    untraced, relayed = traces
    doubts: dict[int, Folded] = {}
    groups = UnionFind(str(n) for n in range(len(roots)))
    for n in range(len(roots)):
        doubt = (
            _untraced(n, untraced, position)
            or _perhaps(n, roots, identities)
            or _relayed(n, roots, identities, relayed, position)
        )
        if doubt and not groups.joined(str(position[doubt.into]), str(n)):
            groups.join(str(position[doubt.into]), str(n))
            doubts[n] = doubt
    return tuple(tuple(sorted(int(n) for n in s)) for s in groups.sets()), doubts


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


def _perhaps(n: int, roots: Sequence[Told], identities: dict[str, Identity]) -> Folded | None:
    who = identities[roots[n].claim.id]
    if not who.anonymous or who.voice == "outlet":
        return None
    named = [other for other in roots if not identities[other.claim.id].anonymous]
    unnamed = [other for other in roots[:n] if identities[other.claim.id].anonymous]
    into = next((other for other in (*named, *unnamed) if _may_be(roots[n], other, identities)), None)
    if into is None:
        return None
    rule = "anonymous-media" if who.voice == "media-reports" else "anonymous-same-kind"
    words = {"name": who.name, "other": identities[into.claim.id].name, "days": setting("independence", "window_days")}
    return Folded(roots[n].claim.id, into.claim.id, rule, reason("independence", rule, **words))


def _may_be(one: Told, other: Told, identities: dict[str, Identity]) -> bool:
    a, b = identities[one.claim.id], identities[other.claim.id]
    if b.voice == "outlet" and a.voice != "media-reports":
        return False
    return (a.voice == "media-reports" or _kin(a.kind, b.kind)) and _within_window(one, other)


def _kin(one: str | None, other: str | None) -> bool:
    if one == other or "anonymous" in (one, other) or None in (one, other):
        return True
    return any(one in kin and other in kin for kin in setting("independence", "kin_kinds"))


def _within_window(one: Told, other: Told) -> bool:
    try:
        apart = abs((date.fromisoformat((one.day or "")[:10]) - date.fromisoformat((other.day or "")[:10])).days)
    except ValueError:
        return True
    return apart <= int(setting("independence", "window_days"))
