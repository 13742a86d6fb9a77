"""What a site serves and where it keeps its own things."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any, Self

from attrs import asdict, evolve, field, frozen

from tallystick.casebook.database import database_settings
from tallystick.errors import CasebookError, UsageError
from tallystick.serialising import from_plain

VARIABLE = "TALLYSTICK_SITE"
"""The environment variable that tells a server's processes what they serve."""
LOCAL = ("localhost", "127.0.0.1", "[::1]")
"""The names of this machine for itself."""
_KEY = "site.key"
_DATABASE = "site.sqlite3"


@frozen
class Site:
    """The casebooks of a site, its own database (people, sessions, uploads), and how it is reached."""

    casebooks: tuple[str, ...]
    """Folders; the first also holds what is the site's own."""
    database: str = _DATABASE
    """A file in the first casebook's folder, or a URL."""
    hosts: tuple[str, ...] = LOCAL
    """Names by which browsers reach it."""
    secure: bool = False
    """True where it is reached by HTTPS alone."""
    key: str = field(default="", repr=False)
    """Signs sessions and links; made once and kept beside the site's database."""

    @property
    def folder(self) -> Path:
        """Where the site keeps its own."""
        return Path(self.casebooks[0])

    def databases(self) -> dict[str, Any]:
        """Django's ``DATABASES``."""
        return {"default": database_settings(self.database, self.folder)}

    def with_key(self) -> Self:
        """The site with its key, made where there is none.

        Raises CasebookError where the folder cannot be written.
        """
        path = self.folder / _KEY
        try:
            if not path.exists():
                with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                    file.write(secrets.token_urlsafe(50))
            return evolve(self, key=path.read_text().strip())
        except FileExistsError:
            return self.with_key()
        except OSError as error:
            raise CasebookError(f"The site's key {path} cannot be kept: {error.strerror}.") from error

    def to_environment(self) -> dict[str, str]:
        """What a server's processes are given; the key stays in its file."""
        return {VARIABLE: json.dumps(asdict(evolve(self, key="")))}

    @classmethod
    def of_environment(cls) -> Self:
        """The site that the server was started for.

        Raises UsageError where the process was not started by ``tallystick serve``.
        """
        try:
            return from_plain(json.loads(os.environ[VARIABLE]), cls).with_key()
        except (KeyError, ValueError) as error:
            raise UsageError("The site is started by `tallystick serve`.") from error
