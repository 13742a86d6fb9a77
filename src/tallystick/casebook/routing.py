"""Which tables live in which database: the casebook's in casebooks, a site's own in the site's."""

from __future__ import annotations

from typing import Any

_APP = "casebook"
_ALIAS = "casebook-"


class Router:
    """Keeps the tables of a site (people, sessions, jobs) out of casebooks, and the casebook's out of the site's."""

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        """True where the tables of ``app_label`` belong into the database ``db``."""
        return db.startswith(_ALIAS) == (app_label == _APP)
