"""Rival accounts side by side, and who denies."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.assessing.belligerents import Account
from tallystick.assessing.independence import Independence
from tallystick.assessing.material import Told
from tallystick.record import Blame


def blame(accounts: Sequence[Account], independence: Independence) -> tuple[Blame, ...]:
    """Who is said to have done it and by whom, in the order of how many informants say so; never merged to one.

    Args:
        accounts: whom each claim that it happened blames.
        independence: the informants of those claims.
    """
    claims: dict[str, list[str]] = {}
    for account in accounts:
        for party in account.parties:
            claims.setdefault(party.label, []).append(account.told.claim.id)
    rows = [Blame(label, _informants(ids, independence), tuple(dict.fromkeys(ids))) for label, ids in claims.items()]
    return tuple(sorted(rows, key=lambda b: (-len(b.informants), b.perpetrator)))


def denials(told: Sequence[Told]) -> tuple[str, ...]:
    """Ids of the claims that deny it, in order."""
    return tuple(t.claim.id for t in told if t.claim.status == "denied")


def _informants(claims: Sequence[str], independence: Independence) -> tuple[str, ...]:
    positions = sorted({independence.of[claim] for claim in claims})
    return tuple(dict.fromkeys(independence.informants[n].name for n in positions))
