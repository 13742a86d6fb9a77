"""The connection to a casebook on a server: calls, pages of lists, and what goes wrong as one sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import httpx

from tallystick import __version__
from tallystick.errors import TallystickError, UsageError

Plain = dict[str, Any]
_SECONDS = 60.0
_AT_ONCE = 200
PATIENT = 3600.0
"""Seconds for what a large casebook takes long to answer."""
_STRANGE = "The server's answer is not one of Tallystick's; check its address."


class ServerError(TallystickError):
    """The server could not be reached, or refused the call."""


class MeanwhileError(TallystickError):
    """Somebody else decided meanwhile; look at it again, then decide."""


_BY_STATUS: Mapping[int, type[TallystickError]] = {400: UsageError, 409: MeanwhileError, 422: UsageError}


class Connection:
    """Calls on one casebook. Each raises ServerError, UsageError or MeanwhileError with one sentence."""

    def __init__(
        self, server: str, token: str, casebook: str | None = None, *, transport: httpx.BaseTransport | None = None
    ) -> None:
        headers = {"Authorization": f"Bearer {token}", "User-Agent": f"tallystick/{__version__}"}
        self.server = server.rstrip("/")
        self.http = httpx.Client(
            base_url=f"{self.server}/api/v1", headers=headers, timeout=_SECONDS, transport=transport
        )
        self.casebook = casebook or self._only()

    def casebooks(self) -> list[Plain]:
        """The casebooks that the token's person is a member of."""
        return self._list(self._call("GET", "/casebooks"))

    def get(self, path: str, **words: Any) -> Plain:
        """One thing."""
        return self._plain(self._call("GET", self.at(path), params=words))

    def listed(self, path: str, **words: Any) -> list[Plain]:
        """A list that comes as a whole."""
        return self._list(self._call("GET", self.at(path), params=words))

    def every(self, path: str, /, **words: Any) -> Iterator[Plain]:
        """All of a list that comes in pages."""
        return self._pages(path, _SECONDS, words)

    def every_patiently(self, path: str, /, **words: Any) -> Iterator[Plain]:
        """All of a list each page of which may take long."""
        return self._pages(path, PATIENT, words)

    def _pages(self, path: str, seconds: float, words: Mapping[str, Any]) -> Iterator[Plain]:
        after = ""
        while True:
            page = self._plain(self._call("GET", self.at(path), params={"after": after, **words}, timeout=seconds))
            yield from page["items"]
            if page["next"] is None:
                return
            after = page["next"]

    def whole(self, path: str, /, **words: Any) -> list[Plain]:
        """All of a list that comes in pages, in as few as can be."""
        return list(self.every(path, limit=_AT_ONCE, **words))

    def patiently(self, method: str, path: str, /, **words: Any) -> Any:
        """What may take long, for it goes through the whole casebook."""
        return self._call(method, self.at(path), params=words, timeout=PATIENT)

    def post(self, path: str, told: Mapping[str, Any]) -> Plain:
        """What comes of something that is told."""
        return self._plain(self._call("POST", self.at(path), json=dict(told)))

    def decide(self, path: str, reason: str, expected: int | None, **words: Any) -> Plain:
        """A decision; ``expected`` is the last one known about what is decided."""
        return self.post(path, {"reason": reason, "expected": expected, **words})

    def hand_in(self, files: list[tuple[str, tuple[str, bytes]]], told: Mapping[str, str]) -> Plain:
        """Files with what is told of them."""
        return self._plain(self._call("POST", self.at("reports/files"), files=files, data=dict(told)))

    def bytes_of(self, path: str, **words: Any) -> bytes:
        """A file."""
        return self.answer("GET", self.at(path), params=words, timeout=PATIENT).content

    def at(self, path: str) -> str:
        """The path of something of the casebook."""
        return f"/c/{quote(self.casebook)}/{path}"

    def answer(self, method: str, path: str, **words: Any) -> httpx.Response:
        """The server's answer where all is well."""
        try:
            answer = self.http.request(method, f"{self.http.base_url}{path.lstrip('/')}", **words)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ServerError(f"The server cannot be reached ({error}); check its address.") from error
        if answer.is_success:
            return answer
        raise _BY_STATUS.get(answer.status_code, ServerError)(_sentence(answer))

    def _only(self) -> str:
        names = [str(one["casebook"]) for one in self.casebooks()]
        if len(names) == 1:
            return names[0]
        told = f"name one of {', '.join(names)}" if names else "ask an administrator of one to invite you"
        raise UsageError(f"The server has {len(names)} casebooks for this token; {told}.")

    def _call(self, method: str, path: str, **words: Any) -> Any:
        try:
            return self.answer(method, path, **words).json()
        except json.JSONDecodeError as error:
            raise ServerError(_STRANGE) from error

    def _plain(self, found: Any) -> Plain:
        if not isinstance(found, dict):
            raise ServerError(_STRANGE)
        return found

    def _list(self, found: Any) -> list[Plain]:
        if not isinstance(found, list):
            raise ServerError(_STRANGE)
        return found


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
