"""A casebook on a server, for programs: the same things as on this machine, asked over HTTP.

with Client("https://recorder.example.org", token, "syria") as casebook:
    for incident in casebook.incidents(grade="confirmed"):
        print(incident["id"], incident["figures"])
    casebook.accept("3f2a9c01d4e5.c02", reason="as read")
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import httpx

from tallystick import __version__
from tallystick.errors import TallystickError, UsageError
from tallystick.record import CaseFile
from tallystick.serialising import from_plain

Plain = dict[str, Any]
_SECONDS = 60.0


class ServerError(TallystickError):
    """The server could not be reached, or refused the call."""


class MeanwhileError(TallystickError):
    """Somebody else decided meanwhile; look at it again, then decide."""


_BY_STATUS: Mapping[int, type[TallystickError]] = {400: UsageError, 409: MeanwhileError, 422: UsageError}


class Client:
    """One casebook on a server. Each method raises ServerError, UsageError or MeanwhileError with one sentence.

    ``server`` is the address of the site, ``token`` one made on its page "Tokens", ``casebook`` the casebook's name
    there; it may be left out where the token's person is a member of one only.
    """

    def __init__(
        self, server: str, token: str, casebook: str | None = None, *, transport: httpx.BaseTransport | None = None
    ) -> None:
        headers = {"Authorization": f"Bearer {token}", "User-Agent": f"tallystick/{__version__}"}
        self._http = httpx.Client(
            base_url=f"{server.rstrip('/')}/api/v1", headers=headers, timeout=_SECONDS, transport=transport
        )
        self.casebook = casebook or self._only()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connection."""
        self._http.close()

    def casebooks(self) -> list[Plain]:
        """The casebooks that the token's person is a member of, with the role in each."""
        found: list[Plain] = self._call("GET", "/casebooks")
        return found

    def reports(self, outlet: str = "") -> Iterator[Plain]:
        """The reports in the order of their ids, without their texts."""
        return self._all("reports", outlet=outlet)

    def report(self, document: str) -> Plain:
        """One report with its text and claims."""
        return self._get(f"reports/{quote(document)}")

    def claims(self, verdict: str = "", event: str = "", outlet: str = "", informant: str = "") -> Iterator[Plain]:
        """The claims in the order of their ids; ``verdict``: accept, reject, or none for those that nobody judged."""
        return self._all("claims", verdict=verdict, event=event, outlet=outlet, informant=informant)

    def claim(self, claim: str) -> Plain:
        """One claim, corrections applied, with the decisions about it."""
        return self._get(f"claims/{quote(claim)}")

    def incidents(self, event: str = "", grade: str = "", context: bool = False, **rules: str) -> Iterator[Plain]:
        """The incidents in the order of their numbers; ``rules``: convention and method of their ranges."""
        return self._all("incidents", event=event, grade=grade, context=context, **rules)

    def incident(self, incident: str, **rules: str) -> Plain:
        """One incident explained."""
        return self._get(f"incidents/{quote(incident)}", **rules)

    def case(self, incident: str, **rules: str) -> CaseFile:
        """One incident with its assessment and its reports in full."""
        return from_plain(self._get(f"incidents/{quote(incident)}/case", **rules), CaseFile)

    def decisions(self, about: str = "") -> list[Plain]:
        """The decisions about a claim or an incident, oldest first; without one, the last thousand of all."""
        found: list[Plain] = self._call("GET", self._at("decisions"), params={"about": about})
        return found

    def accept(self, claim: str, *, reason: str, expected: int | None = None) -> Plain:
        """Vouch for a claim as it was read."""
        return self._decide(f"claims/{quote(claim)}/accept", reason, expected)

    def reject(self, claim: str, *, reason: str, expected: int | None = None) -> Plain:
        """Take a claim out of the record; it is kept and counts nowhere."""
        return self._decide(f"claims/{quote(claim)}/reject", reason, expected)

    def correct(self, claim: str, changes: Mapping[str, Any], *, reason: str, expected: int | None = None) -> Plain:
        """Give slots of a claim anew: ``{"killed": 12, "time": "2016-12-12"}``."""
        return self._decide(f"claims/{quote(claim)}/correct", reason, expected, changes=dict(changes))

    def add_claim(self, document: str, slots: Mapping[str, Any], *, reason: str) -> Plain:
        """Add a claim that the reader missed."""
        told = {"reason": reason, "slots": dict(slots)}
        return self._plain(self._call("POST", self._at(f"reports/{quote(document)}/claims"), json=told))

    def move(self, claim: str, to: str, *, reason: str, expected: int | None = None) -> Plain:
        """Move a claim to another incident."""
        return self._decide(f"claims/{quote(claim)}/move", reason, expected, to=to)

    def merge(self, into: str, other: str, *, reason: str, expected: int | None = None) -> Plain:
        """Bring all claims of ``other`` into ``into``."""
        return self._decide(f"incidents/{quote(into)}/merge", reason, expected, other=other)

    def split(self, incident: str, claims: Sequence[str], *, reason: str, expected: int | None = None) -> Plain:
        """Make some claims of an incident one of their own."""
        return self._decide(f"incidents/{quote(incident)}/split", reason, expected, claims=list(claims))

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
        return self._decide(f"incidents/{quote(incident)}/grade", reason, expected, **told)

    def sign(self, incident: str, *, reason: str, expected: int | None = None) -> Plain:
        """Vouch for an incident as it stands."""
        return self._decide(f"incidents/{quote(incident)}/sign", reason, expected)

    def release(self, incident: str, public: bool, *, reason: str, expected: int | None = None) -> Plain:
        """Make a signed incident public, or hold it back."""
        return self._decide(f"incidents/{quote(incident)}/release", reason, expected, public=public)

    def undo(self, decision: int, *, reason: str) -> Plain:
        """Take a decision back."""
        return self._decide(f"decisions/{decision}/undo", reason, None)

    def add(self, files: Iterable[Path], publisher: str = "", published: str = "") -> Plain:
        """Hand in files; the server reads them in the background, and ``upload`` says how far it is."""
        parts = [("files", (path.name, path.read_bytes())) for path in files]
        told = {"publisher": publisher, "published": published}
        return self._plain(self._call("POST", self._at("reports/files"), files=parts, data=told))

    def add_text(self, text: str, name: str = "text", publisher: str = "", published: str = "") -> Plain:
        """Hand in a report as text."""
        told = {"text": text, "name": name, "publisher": publisher, "published": published}
        return self._plain(self._call("POST", self._at("reports/text"), json=told))

    def upload(self, number: int) -> Plain:
        """How far an upload is."""
        return self._get(f"uploads/{number}")

    def export(self, form: str, profile: str = "public", **rules: str) -> bytes:
        """The incidents of harm in a format of ``tallystick publish``."""
        answer = self._answer("GET", self._at(f"export/{quote(form)}"), params={"profile": profile, **rules})
        return answer.content

    def _only(self) -> str:
        names = [str(one["casebook"]) for one in self.casebooks()]
        if len(names) == 1:
            return names[0]
        told = f"name one of {', '.join(names)}" if names else "ask an administrator of one to invite you"
        raise UsageError(f"The server has {len(names)} casebooks for this token; {told}.")

    def _at(self, path: str) -> str:
        return f"/c/{quote(self.casebook)}/{path}"

    def _get(self, path: str, **words: Any) -> Plain:
        return self._plain(self._call("GET", self._at(path), params=words))

    def _all(self, path: str, **words: Any) -> Iterator[Plain]:
        after = ""
        while True:
            page = self._get(path, after=after, **words)
            yield from page["items"]
            if page["next"] is None:
                return
            after = page["next"]

    def _decide(self, path: str, reason: str, expected: int | None, **words: Any) -> Plain:
        told = {"reason": reason, "expected": expected, **words}
        return self._plain(self._call("POST", self._at(path), json=told))

    def _plain(self, found: Any) -> Plain:
        if not isinstance(found, dict):
            raise ServerError("The server's answer is not one of Tallystick's; check its address.")
        return found

    def _call(self, method: str, path: str, **words: Any) -> Any:
        try:
            return self._answer(method, path, **words).json()
        except json.JSONDecodeError as error:
            raise ServerError("The server's answer is not one of Tallystick's; check its address.") from error

    def _answer(self, method: str, path: str, **words: Any) -> httpx.Response:
        try:
            answer = self._http.request(method, f"{self._http.base_url}{path.lstrip('/')}", **words)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ServerError(f"The server cannot be reached ({error}); check its address.") from error
        if answer.is_success:
            return answer
        raise _BY_STATUS.get(answer.status_code, ServerError)(_sentence(answer))


def _sentence(answer: httpx.Response) -> str:
    """What the server says is wrong."""
    if answer.status_code == 401:
        return "The server does not know the token; make a new one on its page Tokens."
    try:
        detail = answer.json()["detail"]
    except (ValueError, KeyError, TypeError):
        return f"The server answers {answer.status_code}; check its address."
    if isinstance(detail, list):
        return "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in detail)
    return str(detail)
