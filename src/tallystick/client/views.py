"""The record on a server as a whole: map, timeline, totals, what is public; and views that people saved."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from tallystick.client.connection import Connection, Plain


class Views:
    """``where`` narrows down: since, until, bbox, event, grade, outlet, informant, actor, place, q."""

    def __init__(self, connection: Connection) -> None:
        self._on = connection

    def map(self, zoom: int = 0, **where: str) -> Plain:
        """The incidents of harm as circles and areas at a zoom of web maps."""
        return self._on.get("map", zoom=zoom, **where)

    def timeline(self, **where: str) -> Plain:
        """The incidents by day, month or year."""
        return self._on.get("timeline", **where)

    def overview(self, **where: str) -> Plain:
        """The killed by month, event, grade and more, and what is missing."""
        return self._on.get("overview", **where)

    def chart(self, name: str, form: str, **where: str) -> bytes:
        """A breakdown of the overview as a file: svg, png or csv."""
        return self._on.bytes_of(f"overview/{quote(name)}/{quote(form)}", **where)

    def public(self) -> Iterator[Plain]:
        """What was released, redacted."""
        return self._on.every("public")

    def public_incident(self, incident: str) -> Plain:
        """One released incident, redacted."""
        return self._on.get(f"public/{quote(incident)}")

    def saved(self, page: str = "queue") -> list[Plain]:
        """The saved views of the ``queue`` or of ``incidents``."""
        return self._on.listed("views", page=page)

    def save(self, name: str, query: str, page: str = "queue", shared: bool = False) -> Plain:
        """Keep a query of a list under a name."""
        return self._on.post("views", {"page": page, "name": name, "query": query, "shared": shared})

    def forget(self, view: int) -> Plain:
        """Take one of one's own views away."""
        return self._on.post(f"views/{view}/forget", {})
