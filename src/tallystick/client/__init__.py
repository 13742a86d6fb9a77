"""A casebook on a server, for programs: the same things as on this machine, asked over HTTP.

with Client("https://recorder.example.org", token, "syria") as casebook:
    for incident in casebook.incidents(grade="confirmed"):
        print(incident["id"], incident["figures"])
    casebook.accept("3f2a9c01d4e5.c02", reason="as read")
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import httpx

from tallystick.client.connection import Connection, MeanwhileError, Plain, ServerError
from tallystick.client.naming import Actors, Places
from tallystick.client.people import People
from tallystick.client.sources import Sources
from tallystick.client.studies import Studies
from tallystick.client.views import Views
from tallystick.record import CaseFile
from tallystick.serialising import from_plain

__all__ = ["Client", "MeanwhileError", "ServerError"]


class Client:
    """One casebook on a server. Each method raises ServerError, UsageError or MeanwhileError with one sentence.

    ``server`` is the address of the site, ``token`` one made on its page "Tokens", ``casebook`` the casebook's name
    there; it may be left out where the token's person is a member of one only. ``sources`` is the registry of
    informants and outlets, ``places`` and ``actors`` where incidents lie and who is blamed, ``studies`` agreement
    between coders, ``people`` what administrators do, ``views`` the map, totals and saved views.
    """

    def __init__(
        self, server: str, token: str, casebook: str | None = None, *, transport: httpx.BaseTransport | None = None
    ) -> None:
        self.connection = Connection(server, token, casebook, transport=transport)
        self.casebook = self.connection.casebook
        self.sources = Sources(self.connection)
        self.places = Places(self.connection)
        self.actors = Actors(self.connection)
        self.studies = Studies(self.connection)
        self.people = People(self.connection)
        self.views = Views(self.connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connection."""
        self.connection.http.close()

    def casebooks(self) -> list[Plain]:
        """The casebooks that the token's person is a member of, with the role in each."""
        return self.connection.casebooks()

    def reports(self, outlet: str = "", unreviewed: bool = False, **where: str) -> Iterator[Plain]:
        """The reports in the order of their ids, without their texts; ``where``: language, since, until, q."""
        return self.connection.every("reports", outlet=outlet, unreviewed=unreviewed, **where)

    def report(self, document: str) -> Plain:
        """One report with its text and claims."""
        return self.connection.get(f"reports/{quote(document)}")

    def original(self, document: str) -> bytes:
        """The preserved bytes of a report."""
        return self.connection.bytes_of(f"reports/{quote(document)}/original")

    def page_image(self, document: str, number: int) -> bytes:
        """A page of a report that came as PDF, counted from 1, as PNG."""
        return self.connection.bytes_of(f"reports/{quote(document)}/pages/{number}")

    def provenance(self, document: str) -> Plain:
        """The entries of the custody log about a report."""
        return self.connection.get(f"reports/{quote(document)}/provenance")

    def words(self, document: str, start: int, end: int, event: str = "") -> Plain:
        """What the words between two offsets of a report say for each slot of a claim."""
        return self.connection.get(f"reports/{quote(document)}/words", start=start, end=end, event=event)

    def claims(self, verdict: str = "", context: bool | None = None, **where: str) -> Iterator[Plain]:
        """The claims in the order of their ids; ``verdict``: accept, reject, corrected, or none for those not judged.

        ``context``: only those of events that are no harm, or only the others. ``where``: event, outlet, informant,
        actor, since, until, place, q, grade, bbox, reviewer, least, most.
        """
        told = {} if context is None else {"context": context}
        return self.connection.every("claims", verdict=verdict, **told, **where)

    def claim(self, claim: str) -> Plain:
        """One claim, corrections applied, with the decisions about it."""
        return self.connection.get(f"claims/{quote(claim)}")

    def incidents(self, event: str = "", grade: str = "", context: bool = False, **where: str) -> Iterator[Plain]:
        """The incidents in the order of their numbers, with ``context`` also those that are no harm.

        ``where`` as for claims, and verdict, sort (newest, oldest, killed, unreviewed, informants, sure), and
        convention and method of their ranges.
        """
        return self.connection.every("incidents", event=event, grade=grade, context=context, **where)

    def near(self, incident: str) -> list[Plain]:
        """Other incidents close in days and in place."""
        return self.connection.listed(f"incidents/{quote(incident)}/near")

    def tolls_spanning(self, incident: str) -> list[Plain]:
        """The tolls that span an incident, or may."""
        return self.connection.listed(f"incidents/{quote(incident)}/tolls")

    def tolls(self, **rules: str) -> list[Plain]:
        """The running totals beside the incidents, and the share of each that incidents explain."""
        return list(self.connection.every_patiently("tolls", **rules))

    def map(self, zoom: int = 0, **where: str) -> Plain:
        """The incidents of harm as circles and areas (``views.map``)."""
        return self.views.map(zoom, **where)

    def timeline(self, **where: str) -> Plain:
        """The incidents by day, month or year (``views.timeline``)."""
        return self.views.timeline(**where)

    def overview(self, **where: str) -> Plain:
        """The killed by month, event, grade and more (``views.overview``)."""
        return self.views.overview(**where)

    def public(self) -> Iterator[Plain]:
        """What was released, redacted (``views.public``)."""
        return self.views.public()

    def incident(self, incident: str, with_tolls: bool = False, **rules: str) -> Plain:
        """One incident explained, with ``with_tolls`` also by the tolls that span it, or the toll that it is."""
        path, words = f"incidents/{quote(incident)}", {"with_tolls": with_tolls, **rules}
        return self.connection.patiently("GET", path, **words) if with_tolls else self.connection.get(path, **words)

    def case(self, incident: str, **rules: str) -> CaseFile:
        """One incident with its assessment and its reports in full."""
        return from_plain(self.connection.get(f"incidents/{quote(incident)}/case", **rules), CaseFile)

    def decisions(self, about: str = "") -> list[Plain]:
        """The decisions about a claim or an incident, or all of them, oldest first."""
        return self.connection.whole("decisions", about=about)

    def accept(self, claim: str, *, reason: str, expected: int | None = None) -> Plain:
        """Vouch for a claim as it was read."""
        return self.connection.decide(f"claims/{quote(claim)}/accept", reason, expected)

    def accept_incident(self, incident: str, *, reason: str, expected: int | None = None) -> list[Plain]:
        """Vouch for all claims of an incident that nobody judged, as they were read; a decision for each."""
        taken = self.connection.decide(f"incidents/{quote(incident)}/accept", reason, expected)
        found: list[Plain] = taken["decisions"]
        return found

    def reject(self, claim: str, *, reason: str, expected: int | None = None) -> Plain:
        """Take a claim out of the record; it is kept and counts nowhere."""
        return self.connection.decide(f"claims/{quote(claim)}/reject", reason, expected)

    def correct(self, claim: str, changes: Mapping[str, Any], *, reason: str, expected: int | None = None) -> Plain:
        """Give slots of a claim anew: ``{"killed": 12, "time": "2016-12-12"}``."""
        return self.connection.decide(f"claims/{quote(claim)}/correct", reason, expected, changes=dict(changes))

    def add_claim(self, document: str, slots: Mapping[str, Any], *, reason: str) -> Plain:
        """Add a claim that the reader missed."""
        return self.connection.post(f"reports/{quote(document)}/claims", {"reason": reason, "slots": dict(slots)})

    def move(self, claim: str, to: str, *, reason: str, expected: int | None = None) -> Plain:
        """Move a claim to another incident."""
        return self.connection.decide(f"claims/{quote(claim)}/move", reason, expected, to=to)

    def merge(self, into: str, other: str, *, reason: str, expected: int | None = None) -> Plain:
        """Bring all claims of ``other`` into ``into``."""
        return self.connection.decide(f"incidents/{quote(into)}/merge", reason, expected, other=other)

    def split(self, incident: str, claims: Sequence[str], *, reason: str, expected: int | None = None) -> Plain:
        """Make some claims of an incident one of their own."""
        return self.connection.decide(f"incidents/{quote(incident)}/split", reason, expected, claims=list(claims))

    def grade(
        self,
        incident: str,
        grade: str,
        *,
        basis: str | None = None,
        documents: Sequence[str] = (),
        reason: str,
        expected: int | None = None,
    ) -> Plain:
        """Give an incident a grade, on the basis of an ``admission`` or of ``documents``; the machine's stays."""
        told = {"grade": grade, "basis": basis, "documents": list(documents)}
        return self.connection.decide(f"incidents/{quote(incident)}/grade", reason, expected, **told)

    def preview_merge(self, into: str, other: str) -> Plain:
        """The incidents before and after a merge that is not taken."""
        return self.connection.get(f"incidents/{quote(into)}/merge/preview", other=other)

    def preview_split(self, incident: str, claims: Sequence[str]) -> Plain:
        """The incidents before and after a split that is not taken."""
        return self.connection.get(f"incidents/{quote(incident)}/split/preview", claim=list(claims))

    def preview_move(self, claim: str, to: str) -> Plain:
        """The incidents before and after a move that is not taken."""
        return self.connection.get(f"claims/{quote(claim)}/move/preview", to=to)

    def sign(self, incident: str, *, reason: str, expected: int | None = None) -> Plain:
        """Vouch for an incident as it stands."""
        return self.connection.decide(f"incidents/{quote(incident)}/sign", reason, expected)

    def release(self, incident: str, public: bool, *, reason: str, expected: int | None = None) -> Plain:
        """Make a signed incident public, or hold it back."""
        return self.connection.decide(f"incidents/{quote(incident)}/release", reason, expected, public=public)

    def undo(self, decision: int, *, reason: str) -> Plain:
        """Take a decision back."""
        return self.connection.decide(f"decisions/{decision}/undo", reason, None)

    def add(self, files: Iterable[Path], publisher: str = "", published: str = "") -> Plain:
        """Hand in files; the server reads them in the background, and ``upload`` says how far it is."""
        parts = [("files", (path.name, path.read_bytes())) for path in files]
        return self.connection.hand_in(parts, {"publisher": publisher, "published": published})

    def add_text(self, text: str, name: str = "text", publisher: str = "", published: str = "") -> Plain:
        """Hand in a report as text."""
        told = {"text": text, "name": name, "publisher": publisher, "published": published}
        return self.connection.post("reports/text", told)

    def add_addresses(self, urls: Sequence[str], publisher: str = "", published: str = "") -> Plain:
        """Hand in addresses of pages, which the server fetches."""
        told = {"urls": list(urls), "publisher": publisher, "published": published}
        return self.connection.post("reports/addresses", told)

    def uploads(self) -> list[Plain]:
        """The uploads, the newest first."""
        return self.connection.whole("uploads")

    def upload(self, number: int) -> Plain:
        """How far an upload is."""
        return self.connection.get(f"uploads/{number}")

    def upload_items(self, number: int) -> list[Plain]:
        """What became of each part of an upload."""
        return self.connection.whole(f"uploads/{number}/items")

    def cancel(self, upload: int) -> Plain:
        """Leave out what of an upload still waits."""
        return self.connection.post(f"uploads/{upload}/cancel", {})

    def retry(self, upload: int) -> Plain:
        """Read again what of an upload failed or was left out."""
        return self.connection.post(f"uploads/{upload}/retry", {})

    def link(self) -> Plain:
        """Bring the claims together into incidents."""
        found: Plain = self.connection.patiently("POST", "link")
        return found

    def verify(self, head: str = "") -> Plain:
        """Check every preserved byte, log entry, report, decision and incident on the server."""
        found: Plain = self.connection.patiently("GET", "verification", head=head)
        return found

    def export(self, form: str, profile: str = "public", **rules: str) -> bytes:
        """The incidents of harm in a format of ``tallystick publish``."""
        return self.connection.bytes_of(f"export/{quote(form)}", profile=profile, **rules)
