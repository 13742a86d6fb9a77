"""One page from the web, when somebody asks for it: bounded in time and size, and never from inside the network."""

from __future__ import annotations

import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from attrs import frozen

from tallystick import __version__
from tallystick.errors import IntakeError
from tallystick.intake import LARGEST_FILE

if TYPE_CHECKING:
    from typing_extensions import Buffer

_SECONDS = 30
_REDIRECTS = 5
_MOVED = frozenset({301, 302, 303, 307, 308})
_PIECE = 65_536
_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt"}
Allowed = Callable[[str], bool]


@frozen
class Fetched:
    """What an address gave: the bytes as they came, the address after redirects, and a name with a fitting suffix."""

    url: str
    name: str
    data: bytes


def is_public(address: str) -> bool:
    """True for an IP address of the public internet; false for this machine and the network that it stands in."""
    return ipaddress.ip_address(address).is_global


def fetch(url: str, allowed: Allowed = is_public, seconds: float = _SECONDS) -> Fetched:
    """The bytes behind ``url`` (http or https), from an IP address that is ``allowed``, within so many seconds.

    The connection goes to the address that was checked, so that a name cannot lead elsewhere in between; each redirect
    is checked anew.

    Raises IntakeError where it is no such address, cannot be reached, is refused, or gives too much or too slowly.
    """
    until, at = time.monotonic() + seconds, url
    for _ in range(_REDIRECTS):
        try:
            answer = _ask(at, allowed, until)
            if answer.status not in _MOVED:
                return Fetched(at, _name(at, answer), _body(answer, url))
            at = urljoin(at, answer.headers.get("Location", ""))
        except TimeoutError as error:
            raise IntakeError(f"{url} took longer than {seconds:g} seconds; try again later.") from error
        except (OSError, HTTPException, ValueError) as error:
            raise IntakeError(f"{url} cannot be fetched: {_reason(error)}.") from error
    raise IntakeError(f"{url} leads from one address to the next without end; save the page and add the file.")


def _ask(url: str, allowed: Allowed, until: float) -> HTTPResponse:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise IntakeError(f"{url!r} is no address of a page; give one that begins with http:// or https://.")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    number = _resolved(parts.hostname, port, allowed, url)
    connection = _connection(parts.scheme, parts.hostname, port, number, until)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request("GET", target, headers={"User-Agent": f"tallystick/{__version__}", "Accept": "*/*"})
    return connection.getresponse()


def _resolved(host: str, port: int, allowed: Allowed, url: str) -> str:
    for *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if allowed(str(address[0])):
            return str(address[0])
    raise IntakeError(f"{url} lies on this machine or its own network, where nothing is fetched; add the file instead.")


def _connection(scheme: str, host: str, port: int, number: str, until: float) -> HTTPConnection:
    connection = (HTTPConnection if scheme == "http" else HTTPSConnection)(host, port)
    connection.response_class = partial(_Answer, until)  # type: ignore[assignment]
    plain = socket.create_connection((number, port), _left(until))
    plain.settimeout(_left(until))
    secure = ssl.create_default_context().wrap_socket
    connection.sock = plain if scheme == "http" else secure(plain, server_hostname=host)
    return connection


def _left(until: float) -> float:
    """Seconds until then; raises TimeoutError where it is past."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Answer(HTTPResponse):
    """An answer whose head and body come by a time: a server that sends a byte a second is not waited for."""

    def __init__(self, until: float, sock: socket.socket, *arguments: Any, **words: Any) -> None:
        super().__init__(sock, *arguments, **words)
        self.fp = io.BufferedReader(_Until(until, sock, self.fp.detach()))


class _Until(io.RawIOBase):
    """What comes over a socket, until a time; each wait is for what is left of it."""

    def __init__(self, until: float, sock: socket.socket, stream: io.RawIOBase) -> None:
        self._until, self._sock, self._stream = until, sock, stream

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Buffer) -> int | None:
        """What comes next; raises TimeoutError where the time is over."""
        self._sock.settimeout(_left(self._until))
        return self._stream.readinto(buffer)

    def close(self) -> None:
        """Lets the socket go."""
        self._stream.close()
        super().close()


def _body(answer: HTTPResponse, url: str) -> bytes:
    if answer.status >= 400:
        raise IntakeError(f"{url} answers {answer.status} {answer.reason}; check the address.")
    data = bytearray()
    while piece := answer.read(_PIECE):
        data += piece
        if len(data) > LARGEST_FILE:
            raise IntakeError(f"{url} gives more than {LARGEST_FILE // 1_000_000} MB; save a smaller part of it.")
    return bytes(data)


def _name(url: str, answer: HTTPResponse) -> str:
    """The last part of the path, with the suffix of the media type where it has none that fits."""
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2] or urlsplit(url).hostname or "page"
    suffix = _SUFFIXES.get(answer.headers.get_content_type(), "")
    return last if last.lower().endswith(suffix or ".") else f"{last}{suffix}"


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__).rstrip(".")
