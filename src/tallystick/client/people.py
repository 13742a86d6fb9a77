"""What administrators of a casebook on a server do; the token needs the scope ``administer``."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from typing import Any

from tallystick.client.connection import Connection, Plain


class People:
    """Members, invitations, settings, and the access log."""

    def __init__(self, connection: Connection) -> None:
        self._on = connection

    def all(self) -> list[Plain]:
        """The members, also those shut out."""
        return self._on.listed("people")

    def role(self, person: int, role: str) -> Plain:
        """Give a member another role."""
        return self._on.post(f"people/{person}/role", {"role": role})

    def admit(self, person: int, active: bool) -> Plain:
        """Shut a member out, or let them in again."""
        return self._on.post(f"people/{person}/admission", {"active": active})

    def invitations(self) -> list[Plain]:
        """The invitations that can still be taken up."""
        return self._on.listed("invitations")

    def invite(self, role: str, note: str = "", days: int = 7) -> str:
        """A link by which somebody joins, once. Its secret is made here: the server is told its hash alone."""
        secret = secrets.token_urlsafe(32)
        digest = hashlib.sha256(secret.encode()).hexdigest()
        self._on.post("invitations", {"role": role, "note": note, "days": days, "digest": digest})
        return f"{self._on.server}/invitation/{secret}"

    def revoke(self, invitation: int) -> Plain:
        """Take an invitation back."""
        return self._on.post(f"invitations/{invitation}/revoke", {})

    def settings(self) -> Plain:
        """What is in force."""
        return self._on.get("settings")

    def change_settings(self, **settings: Any) -> Plain:
        """Put others in force: title, convention, method, two_factor, keep_days; what is left out stays."""
        return self._on.post("settings", settings)

    def access(self, name: str = "", act: str = "", **days: str) -> Iterator[Plain]:
        """The access log, the latest first; ``days``: since, until (YYYY-MM-DD)."""
        return self._on.every("access", name=name, act=act, **days)
