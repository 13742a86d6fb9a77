"""New casebooks get their tables as a copy of those that the migrations made once, which takes longer than most tests.

The migrations themselves run once a process, for the copies, and wherever a test is about them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from django.db import connections
from postgresql_server import Server, started

from tallystick.casebook.database import connect, database_settings, disconnect

Migrate = Callable[..., None]


class Migrated:
    """Stands in for ``migrate``; ``folder`` is where a copy may be kept."""

    def __init__(self, migrate: Migrate, folder: Path) -> None:
        self._migrate = migrate
        self._folder = folder
        self._of_server: dict[Path, str] = {}

    def __call__(self, alias: str, *, empty: bool = False) -> None:
        """Brings a casebook's tables to this version, an empty database's by a copy."""
        if empty:
            if connections[alias].vendor == "sqlite":
                self._copy_file(Path(connections[alias].settings_dict["NAME"]))
            else:
                self._copy_database(alias)
        self._migrate(alias, empty=empty)

    def _copy_file(self, file: Path) -> None:
        if file.exists() or not file.parent.is_dir():
            return
        kept = self._folder / "migrated.sqlite3"
        if not kept.exists():
            self._make(database_settings(kept.name, self._folder))
        shutil.copyfile(kept, file)

    def _copy_database(self, alias: str) -> None:
        told = connections[alias].settings_dict
        server = next((one for one in started if str(one.folder) == told["HOST"]), None)
        if server is None or not server.untouched(told["NAME"]):
            return
        connections[alias].close()
        if server.folder not in self._of_server:
            self._of_server[server.folder] = self._template(server)
        server.remake(told["NAME"], self._of_server[server.folder])

    def _template(self, server: Server) -> str:
        name, url = server.lasting()
        self._make(database_settings(url, self._folder))
        return name

    def _make(self, settings: dict[str, object]) -> None:
        alias = connect(settings)
        try:
            self._migrate(alias, empty=True)
        finally:
            disconnect(alias)
