"""Independent informants: which claims rest on the same knowledge, by which rule, and how many voices that leaves.

Source of the rules: Standards for Casualty Recording (Every Casualty), p. 25: the unit is the primary informant, never
the outlet. Each claim is folded into at most one other, so that folding a report that restates two informants never
makes these two one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from attrs import evolve, frozen

from tallystick.assessing.belligerents import accounts
from tallystick.assessing.folding import Fold, as_citing, folds
from tallystick.assessing.identity import Identity, as_outlet, identify, merge_names, outlet_keys, relays
from tallystick.assessing.material import Told, tell
from tallystick.assessing.possible import lower_groups
from tallystick.assessing.wording import copy_groups
from tallystick.errors import TallystickError
from tallystick.record import Claim, Folded, Informant, Report
from tallystick.vocabulary.informants import Registry

Fact = Literal["event", "count", "perpetrator"]
_HAPPENED = frozenset({"occurred", "ongoing", "attempted"})


@frozen
class Independence:
    """The informants of some claims, and which of them may be one and the same.

    ``groups`` holds positions in ``informants``: those in one group may be one voice, so that their number is the lower
    count; ``of`` gives the position of each claim's informant.
    """

    informants: tuple[Informant, ...]
    groups: tuple[tuple[int, ...], ...]
    of: dict[str, int]

    @property
    def low(self) -> int:
        """Independent informants at least: unnamed ones of one kind counted as one."""
        return len(self.groups)

    @property
    def apart(self) -> tuple[tuple[Informant, ...], ...]:
        """The informants, those together that may be one voice."""
        return tuple(tuple(self.informants[n] for n in group) for group in self.groups)

    @property
    def high(self) -> int:
        """Independent informants at most: unnamed ones in different reports counted apart."""
        return len(self.informants)

    def among(self, claims: Iterable[str]) -> tuple[int, int]:
        """The lower and the upper count of the informants that some claims rest on; claims of none are passed over."""
        positions = {self.of[claim] for claim in claims if claim in self.of}
        return sum(bool(positions & set(group)) for group in self.groups), len(positions)


def informants(
    claims: Sequence[Claim], reports: Sequence[Report], fact: Fact = "event", registry: Registry | None = None
) -> Independence:
    """The independent informants of one fact: that it happened, the count, or who did it.

    Args:
        claims: claims of one incident; those that do not speak to the fact are passed over.
        reports: the whole reports that hold them.
        fact: what they are to be witnesses of.
        registry: the informants that are known; those that ship where none is given.

    Raises TallystickError where a report is missing or the fact unknown.
    """
    return of_told(tell(claims, reports, registry), fact)


def of_told(told: Sequence[Told], fact: Fact = "event") -> Independence:
    """As ``informants``, from claims that already have their documents, in order."""
    speaking = tuple(t for t in told if _speaks_to(t, fact))
    documents = list({t.document.id: t.document for t in speaking}.values())
    copies = copy_groups(documents)
    named, relayed = _identities(speaking, copies)
    identities = as_citing(speaking, named)
    forest, untraced = folds(speaking, identities, copies)
    members = _members(speaking, forest)
    found = tuple(_informant(root, claims, forest, identities) for root, claims in members)
    position = {claim.claim.id: n for n, (_, claims) in enumerate(members) for claim in claims}
    groups, maybe = lower_groups([root for root, _ in members], identities, (untraced, relayed), position)
    told_apart = tuple(_with_doubt(informant, maybe.get(n)) for n, informant in enumerate(found))
    return Independence(told_apart, groups, position)


def _identities(told: Sequence[Told], copies: dict[str, str]) -> tuple[dict[str, Identity], dict[str, frozenset[str]]]:
    """The informant of each claim, and the keys of those through whom it reached the report."""
    outlets = frozenset(key for t in told for key in outlet_keys(t))
    links = {
        (t.claim.id, n): as_outlet(identity, outlets, t.known)
        for t in told
        for n, identity in enumerate((identify(t, copies), *relays(t, copies)))
    }
    documents = {t.claim.id: t.document.id for t in told}
    named = {f"{claim} {n}": identity for (claim, n), identity in links.items()}
    merged = merge_names(named, {f"{claim} {n}": documents[claim] for claim, n in links}, told)
    through: dict[str, set[str]] = defaultdict(set)
    for claim, n in links:
        if n:
            through[claim].add(merged[f"{claim} {n}"].key)
    informants_of = {claim: merged[f"{claim} 0"] for claim in documents}
    return informants_of, {claim: frozenset(keys) for claim, keys in through.items()}


def happened(claim: Claim) -> bool:
    """True where the claim says that it happened, is going on or was attempted; not planned, threatened or denied."""
    return claim.status in _HAPPENED


def _speaks_to(told: Told, fact: Fact) -> bool:
    if fact == "event":
        return happened(told.claim)
    if fact == "count":
        return happened(told.claim) and bool(told.claim.figures)
    if fact == "perpetrator":
        return happened(told.claim) and any(a.parties for a in accounts([told]))
    raise TallystickError(
        f"There is no fact {fact!r}; informants are counted for the event, the count or the perpetrator."
    )


def _members(told: Sequence[Told], forest: dict[str, Fold]) -> list[tuple[Told, list[Told]]]:
    by_id = {t.claim.id: t for t in told}
    found: dict[str, list[Told]] = defaultdict(list)
    for t in told:
        found[_root(t.claim.id, forest)].append(t)
    return sorted(((by_id[root], members) for root, members in found.items()), key=lambda pair: pair[0].order)


def _root(claim: str, forest: dict[str, Fold]) -> str:
    while claim in forest:
        claim = forest[claim].into
    return claim


def _informant(root: Told, claims: list[Told], forest: dict[str, Fold], identities: dict[str, Identity]) -> Informant:
    who = identities[root.claim.id]
    folded = tuple(
        Folded(t.claim.id, fold.into, fold.rule, fold.reason) for t in claims if (fold := forest.get(t.claim.id))
    )
    ids = tuple(t.claim.id for t in claims)
    return Informant(who.name, who.kind, ids, who.anonymous, who.side is not None, folded, who.id, who.side)


def _with_doubt(informant: Informant, doubt: Folded | None) -> Informant:
    return evolve(informant, folded=(*informant.folded, doubt)) if doubt else informant
