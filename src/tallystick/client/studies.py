"""Agreement between coders on a server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tallystick.client.connection import Connection, Plain

Slots = Mapping[str, str]


class Studies:
    """Studies: reports drawn by lot that two people code blind."""

    def __init__(self, connection: Connection) -> None:
        self._on = connection

    def all(self) -> list[Plain]:
        """The studies, the newest first, with how far each coder is."""
        return self._on.listed("studies")

    def draw(self, name: str, share: float, first: str, second: str) -> Plain:
        """A new study of a share (0 to 1) of the reports for two coders, by their sign-in names."""
        return self._on.post("studies", {"name": name, "share": share, "first": first, "second": second})

    def next(self, study: int) -> Plain:
        """The next report for the token's person, with the slots of each claim to begin from."""
        return self._on.get(f"studies/{study}/next")

    def code(
        self, study: int, document: str, claims: Mapping[str, Slots], added: Sequence[Mapping[str, Any]] = ()
    ) -> Plain:
        """What the token's person made of a report; ``added``: {"quote", "slots"} of each missed claim."""
        told = {"document": document, "codes": {claim: dict(slots) for claim, slots in claims.items()}}
        return self._on.post(f"studies/{study}/codes", {**told, "added": [dict(one) for one in added]})

    def agreement(self, study: int) -> Plain:
        """Agreement for each slot and the differences, once both coders are done."""
        return self._on.get(f"studies/{study}")

    def settle(self, study: int, claim: str, slot: str, value: str, *, reason: str) -> Plain:
        """Settle a difference, in the casebook too."""
        return self._on.post(
            f"studies/{study}/settle", {"claim": claim, "slot": slot, "value": value, "reason": reason}
        )
