"""Sign-off and release: two people vouch for an incident as it stands, and a third act makes it public.

A signature holds for the incident as it stood: any later decision about it or its claims, and any claim that came or
went, lets it lapse. A release holds until somebody holds the incident back; only what is signed is public.
"""

from __future__ import annotations

from attrs import frozen

from tallystick.casebook.custody import fingerprint
from tallystick.casebook.decided import UNDO, DecisionEntry, entry, history
from tallystick.casebook.errors import reading, writing
from tallystick.casebook.identity import incident_id
from tallystick.casebook.incidents import claims_in, find_incident, names_of
from tallystick.casebook.models import Incident
from tallystick.casebook.recording import By, write
from tallystick.errors import CasebookError

SIGN = "sign"
RELEASE = "release"
_NO_CHANGE = ("accept", SIGN, RELEASE, UNDO)
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


def sign(alias: str, incident: str, by: By) -> DecisionEntry:
    """Vouches for an incident as it stands.

    Raises CasebookError where the same person signed it already.
    """
    with writing(alias):
        row = find_incident(alias, incident)
        if by.author.strip() in _signers(alias, row):
            raise CasebookError(f"{by.author} signed {incident} already; a second person has to.")
        return entry(write(alias, SIGN, [incident_id(row.number)], {"state": state(alias, row)}, by))


def release(alias: str, incident: str, public: bool, by: By) -> DecisionEntry:
    """Makes a signed incident public, or holds it back.

    Raises CasebookError where too few people signed it as it stands.
    """
    with writing(alias):
        row = find_incident(alias, incident)
        signed = len(_signers(alias, row))
        if public and signed < SIGNERS:
            raise CasebookError(f"{incident} has {signed} of the {SIGNERS} signatures that a release needs.")
        return entry(write(alias, RELEASE, [incident_id(row.number)], {"public": public}, by))


def released(alias: str, incident: str) -> Release:
    """How far the incident is on its way to the public."""
    with reading():
        row = find_incident(alias, incident)
        latest = _about(alias, RELEASE, row)[-1:]
        return Release(
            tuple(_signers(alias, row)),
            bool(latest and latest[0].payload["public"]),
            latest[0].author if latest else None,
            latest[0].reason if latest else None,
        )


def state(alias: str, incident: Incident) -> str:
    """The hash of what a signature vouches for: the claims that stand in the incident and what was decided of them.

    That a claim was accepted changes nothing of the record and is no part of it.
    """
    names = names_of(alias, incident_id(incident.number))
    decided = [d.number for d in history(alias, names) if d.kind not in _NO_CHANGE and d.reversed_by is None]
    return fingerprint([list(claims_in(alias, incident)), decided])


def _signers(alias: str, incident: Incident) -> list[str]:
    now = state(alias, incident)
    return list(dict.fromkeys(d.author for d in _about(alias, SIGN, incident) if d.payload["state"] == now))


def _about(alias: str, kind: str, incident: Incident) -> list[DecisionEntry]:
    told = history(alias, {incident_id(incident.number)})
    return [d for d in told if d.kind == kind and d.reversed_by is None]
