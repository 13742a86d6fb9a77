"""Fetching one page: from a server on this machine, which only these tests may ask."""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tallystick.commands import fetching
from tallystick.errors import IntakeError


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/story")
            self.end_headers()
        elif self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
        elif self.path == "/inside":
            self.send_response(302)
            self.send_header("Location", "http://10.1.2.3/secret")
            self.end_headers()
        elif self.path == "/story":
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"<html><body><p>Seven people were killed.</p></body></html>")
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def _here(address: str) -> bool:
    return address == "127.0.0.1"


def test_a_page_comes_with_its_bytes_and_the_address_that_it_was_moved_to(address: str) -> None:
    found = fetching.fetch(f"{address}/moved", _here)
    assert (found.url, found.name) == (f"{address}/story", "story.html")
    assert found.data.startswith(b"<html>")


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("/missing", "answers 404"), ("/round", "without end"), ("/inside", "own network")],
)
def test_what_cannot_be_fetched_says_why(address: str, path: str, sentence: str) -> None:
    with pytest.raises(IntakeError, match=sentence):
        fetching.fetch(address + path, _here)


def test_this_machine_is_not_asked_unless_allowed(address: str) -> None:
    with pytest.raises(IntakeError, match="own network"):
        fetching.fetch(f"{address}/story")


class _Dripping(socketserver.BaseRequestHandler):
    """Answers for as long as anybody listens, a few bytes at a time: in its head, or in its body."""

    def handle(self) -> None:
        path = self.request.recv(4096).split()[1]
        self.request.sendall(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if path == b"/body" else b""))
        with suppress(OSError):
            for _ in range(200):
                self.request.sendall(b"<p>" if path == b"/body" else b"X-More: yes\r\n")
                time.sleep(0.05)


@pytest.mark.parametrize("path", ["/head", "/body"])
def test_a_page_that_drips_is_not_waited_for(path: str) -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Dripping) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        began = time.monotonic()
        with pytest.raises(IntakeError, match=r"longer than 0\.5 seconds"):
            fetching.fetch(f"http://127.0.0.1:{server.server_address[1]}{path}", _here, seconds=0.5)
        assert time.monotonic() - began < 3
        server.shutdown()


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://", "nonsense", "http://no-such-host.invalid/"])
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(IntakeError):
        fetching.fetch(url)
