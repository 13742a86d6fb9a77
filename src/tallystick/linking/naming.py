"""Which cluster is which incident: an incident goes on as the cluster that holds most of its claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from attrs import frozen


@frozen
class Part:
    """The claims of one cluster, and the incident in which a person placed some of them."""

    claims: tuple[str, ...]
    incident: str | None = None


@frozen
class Names:
    """The incident id of each part, which of the ids are new, and where ids that no part bears now lead."""

    ids: tuple[str, ...]
    new: frozenset[str]
    redirects: dict[str, str]


def name(parts: Sequence[Part], homes: Mapping[str, str], next_id: Callable[[], str]) -> Names:
    """Name each of ``parts``; ``homes`` says in which incident each claim stood until now.

    A part with claims that a person placed is that incident. Of the others, the part and the incident that share most
    claims go together first, then the lower incident, then the part with the lowest claim. Parts that are left are new;
    an incident that is left leads to where most of its claims went.
    """
    shared = [Counter(homes[claim] for claim in part.claims if claim in homes) for part in parts]
    ids: dict[int, str] = {n: part.incident for n, part in enumerate(parts) if part.incident is not None}
    taken = set(ids.values())
    ranked = sorted(
        (-count, _rank(home), min(parts[n].claims), n, home)
        for n, found in enumerate(shared)
        for home, count in found.items()
    )
    for _, _, _, n, home in ranked:
        if n not in ids and home not in taken:
            ids[n] = home
            taken.add(home)
    fresh = {n: next_id() for n in sorted(set(range(len(parts))) - ids.keys(), key=lambda n: min(parts[n].claims))}
    ids |= fresh
    redirects: dict[str, str] = {}
    for _, _, _, n, home in ranked:
        if home not in taken:
            redirects.setdefault(home, ids[n])
    return Names(tuple(ids[n] for n in range(len(parts))), frozenset(fresh.values()), redirects)


def _rank(incident: str) -> tuple[int, str]:
    """Sorts ids by their number."""
    return len(incident), incident
