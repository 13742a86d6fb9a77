"""What intake must not do: use the network, or make a plain text pay for the readers of other formats."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from tallystick.intake import open_bytes

HEAVY = ("trafilatura", "htmldate", "lxml", "pypdf", "feedparser", "py3langid", "numpy", "charset_normalizer")


def test_a_plain_text_loads_no_heavy_library(english: str) -> None:
    script = (
        "import sys; from tallystick.intake import open_bytes; "
        f"open_bytes({english.encode()!r}, 'x.txt'); print(*[m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch, english: str) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    address = "https://herald.example/a"
    links = f'<link rel="canonical" href="{address}"><img src="{address}.png"><iframe src="{address}"></iframe>'
    page = f'<html><head><base href="{address}">{links}</head><body><p>{english}</p></body></html>'
    assert open_bytes(page.encode(), "x.html")[0].document.text == english
    outside = f'<!DOCTYPE rss SYSTEM "{address}.dtd" [<!ENTITY out SYSTEM "{address}">]>'
    feed = f"<?xml version='1.0'?>{outside}<rss><channel><item><title>{english} &out;</title></item></channel></rss>"
    assert english in open_bytes(feed.encode(), "x.xml")[0].document.text
    assert open_bytes(f"{address}\n{english}".encode(), "-")[0].document.text.startswith(address)
