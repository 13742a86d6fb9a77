"""One request to the endpoint: bounded in time and size, to the configured host and to no other."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from tallystick.reading.llm.errors import LlmError, RequestRefusedError, TransientError
from tallystick.reading.llm.settings import KEY, MODEL, TIMEOUT, URL, Settings

LARGEST_ANSWER = 2_000_000
"""Bytes; a window's claims fill a few thousand."""
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_FORM_REFUSED = frozenset({400, 415, 422, 501})
_LONGEST_REMARK = 160


def post(settings: Settings, payload: Mapping[str, Any]) -> Any:
    """The endpoint's answer to ``payload``, decoded from JSON.

    Redirects are not followed and the environment's proxies are not used, so that articles and the key reach the
    configured host only. Raises RequestRefusedError where the endpoint does not take the request's form, TransientError
    where it is busy or broke off, and LlmError for all else: no connection, too slow, too much, a redirect, a bad
    certificate, no JSON.
    """
    connection = _connection(settings)
    try:
        with _translated(settings):
            connection.connect()
            with _deadline(connection.sock, settings):
                connection.request("POST", settings.target, json.dumps(payload).encode(), _headers(settings))
                response = connection.getresponse()
                body = response.read(LARGEST_ANSWER + 1)
    finally:
        connection.close()
    if len(body) > LARGEST_ANSWER:
        raise LlmError(f"{settings.shown} answered with more than {LARGEST_ANSWER} bytes; check {URL} and the model.")
    _check_status(settings, response, body)
    return _decoded(settings, response, body)


def _connection(settings: Settings) -> HTTPConnection:
    if settings.secure:
        context = ssl.create_default_context()
        return HTTPSConnection(settings.host, settings.port, timeout=settings.timeout, context=context)
    return HTTPConnection(settings.host, settings.port, timeout=settings.timeout)


def _headers(settings: Settings) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "tallystick"}
    return {**headers, "Authorization": f"Bearer {settings.key}"} if settings.key else headers


@contextlib.contextmanager
def _deadline(sock: socket.socket, settings: Settings) -> Iterator[None]:
    """Cuts the connection when the time is over: a socket's own time-out begins anew with each byte that drips in."""
    over = threading.Event()

    def cut() -> None:
        over.set()
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(settings.timeout, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, HTTPException):
        if not over.is_set():
            raise
    finally:
        timer.cancel()
    if over.is_set():
        raise TimeoutError


@contextlib.contextmanager
def _translated(settings: Settings) -> Iterator[None]:
    """The network's errors as sentences."""
    try:
        yield
    except TimeoutError:
        raise LlmError(
            f"{settings.shown} did not answer within {settings.timeout:g} seconds; raise {TIMEOUT} or take a smaller "
            "model."
        ) from None
    except ssl.SSLCertVerificationError as error:
        raise LlmError(
            f"The certificate of {settings.shown} cannot be trusted ({error.verify_message}); check {URL}, or name the "
            "file of the authority's certificate in SSL_CERT_FILE."
        ) from None
    except ssl.SSLError:
        raise LlmError(f"{settings.shown} does not speak https; check {URL}.") from None
    except (ConnectionRefusedError, socket.gaierror):
        raise LlmError(f"Nothing answers at {settings.shown}; start the endpoint or correct {URL}.") from None
    except (OSError, HTTPException):
        raise TransientError(
            f"{settings.shown} broke off the connection; try again or look at the endpoint's log."
        ) from None


def _check_status(settings: Settings, response: HTTPResponse, body: bytes) -> None:
    status, where = response.status, settings.shown
    remark = _remark(settings, body)
    if status == 200:
        return
    if 300 <= status < 400:
        there = _printable(urlsplit(response.headers.get("Location", "")).netloc) or "another address"
        raise LlmError(f"{where} sends on to {there}, which is not followed; put the final address into {URL}.")
    if status in (401, 403):
        raise LlmError(f"{where} refused the key (HTTP {status}{remark}); check {KEY}.")
    if status == 404:
        raise LlmError(f"{where} knows no such address or model (HTTP 404{remark}); check {URL} and {MODEL}.")
    if status in _BUSY:
        raise TransientError(f"{where} failed or is busy (HTTP {status}{remark}); try again later.", _wait(response))
    kind = RequestRefusedError if status in _FORM_REFUSED else LlmError
    raise kind(f"{where} refused the request (HTTP {status}{remark}); check {URL} and {MODEL}.")


def _remark(settings: Settings, body: bytes) -> str:
    """The endpoint's own message, shortened, on one line and without the key."""
    try:
        told = json.loads(body)["error"]
        said = str(told["message"] if isinstance(told, dict) else told)
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    said = _printable(said.replace(settings.key, "***") if settings.key else said)
    return f": {said[:_LONGEST_REMARK]}" if said else ""


def _printable(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text[: 10 * _LONGEST_REMARK]).split())


def _wait(response: HTTPResponse) -> float | None:
    told = response.headers.get("Retry-After", "").strip()
    return float(told) if told.isascii() and told.isdigit() and len(told) < 10 else None


def _decoded(settings: Settings, response: HTTPResponse, body: bytes) -> Any:
    kind = response.headers.get_content_type()
    if kind != "application/json" and not kind.endswith("+json"):
        raise LlmError(f"{settings.shown} answered with {_printable(kind)} in place of JSON; check {URL}.")
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise TransientError(f"{settings.shown} answered with broken JSON; look at the endpoint's log.") from None
