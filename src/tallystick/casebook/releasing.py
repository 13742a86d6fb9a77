"""Sign-off and release: two people vouch for an incident as it stands, and a third act makes it public.

A signature holds for the incident as it stood: any later decision about it or its claims, any claim that came or went,
and other rules for its numbers let it lapse. A release holds until somebody holds the incident back; only what is
signed is public.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from tallystick.casebook.custody import fingerprint
from tallystick.casebook.decided import UNDO, DecisionEntry, entry, history
from tallystick.casebook.errors import reading, writing
from tallystick.casebook.identity import incident_id
from tallystick.casebook.incidents import claims_in, find_incident
from tallystick.casebook.models import Incident
from tallystick.casebook.recording import By, write
from tallystick.errors import CasebookError

SIGN = "sign"
RELEASE = "release"
_NO_CHANGE = ("accept", SIGN, RELEASE, UNDO)
Rules = tuple[str, str]
"""The counting convention and the method by which the casebook's numbers are made."""
SIGNERS = 2
"""How many different people must sign before an incident can be public: the four-eyes rule."""


@frozen
class Release:
    """How far an incident is on its way to the public."""

    signers: tuple[str, ...]
    """Authors of the signatures that hold, in their order."""
    released: bool
    by: str | None
    """Author of the latest release or hold; null where there was none."""
    reason: str | None

    @property
    def signed(self) -> bool:
        """True where enough people signed."""
        return len(self.signers) >= SIGNERS

    @property
    def public(self) -> bool:
        """True where viewers see it."""
        return self.released and self.signed


def sign(alias: str, incident: str, rules: Rules, by: By) -> DecisionEntry:
    """Vouches for an incident as it stands.

    Raises CasebookError where the same person signed it already.
    """
    with writing(alias):
        row = find_incident(alias, incident)
        claims, told = _known(alias, row)
        if by.author.strip() in release_of(incident_id(row.number), rules, claims, told).signers:
            raise CasebookError(f"{by.author} signed {incident} already; a second person has to.")
        vouched = {"state": state(claims, told), "rules": list(rules)}
        return entry(write(alias, SIGN, [incident_id(row.number)], vouched, by))


def release(alias: str, incident: str, rules: Rules, public: bool, by: By) -> DecisionEntry:
    """Makes a signed incident public, or holds it back.

    Raises CasebookError where too few people signed it as it stands.
    """
    with writing(alias):
        row = find_incident(alias, incident)
        signed = len(release_of(incident_id(row.number), rules, *_known(alias, row)).signers)
        if public and signed < SIGNERS:
            raise CasebookError(f"{incident} has {signed} of the {SIGNERS} signatures that a release needs.")
        return entry(write(alias, RELEASE, [incident_id(row.number)], {"public": public}, by))


def released(alias: str, incident: str, rules: Rules) -> Release:
    """How far the incident is on its way to the public."""
    with reading():
        row = find_incident(alias, incident)
        return release_of(incident_id(row.number), rules, *_known(alias, row))


def _known(alias: str, row: Incident) -> tuple[tuple[str, ...], list[DecisionEntry]]:
    """The claims placed in an incident, and the decisions about it and them."""
    claims = claims_in(alias, row)
    return claims, history(alias, {incident_id(row.number), *claims})


def release_of(incident: str, rules: Rules, claims: Iterable[str], told: Sequence[DecisionEntry]) -> Release:
    """How far ``incident`` is, from the ``claims`` placed in it and the decisions about it and them, oldest first.

    A signature that does not say by which rules the numbers were made, as none did once, holds under any.
    """
    now = state(claims, told)
    own = [d for d in told if d.targets == (incident,) and d.reversed_by is None]
    signatures = (d for d in own if d.kind == SIGN and d.payload["state"] == now)
    signed = dict.fromkeys(d.author for d in signatures if tuple(d.payload.get("rules", rules)) == rules)
    latest = next((d for d in reversed(own) if d.kind == RELEASE), None)
    if latest is None:
        return Release(tuple(signed), False, None, None)
    return Release(tuple(signed), bool(latest.payload["public"]), latest.author, latest.reason)


def state(claims: Iterable[str], told: Iterable[DecisionEntry]) -> str:
    """The hash of what a signature vouches for: the claims placed in the incident and what was decided of them.

    That a claim was accepted changes nothing of the record and is no part of it.
    """
    decided = [d.number for d in told if d.kind not in _NO_CHANGE and d.reversed_by is None]
    return fingerprint([sorted(claims), decided])
