"""Promises of SECURITY.md that hold for every page."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.web.site import Site

if TYPE_CHECKING:
    from django.test import Client

ClientOf = Callable[[str], "Client"]
PAGES = ["/sign-in", "/account", "/c/aleppo/people", "/c/aleppo/settings", "/c/aleppo/public", "/no-such-page"]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_lets_a_script_of_its_own_or_of_others_run(client_of: ClientOf, path: str) -> None:
    answer = client_of("administrator").get(path)
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    page = answer.content.decode()
    assert " style=" not in page
    assert " onclick=" not in page
    assert "<script>" not in page


@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_a_member_is_kept_in_a_shared_cache_or_framed_elsewhere(client_of: ClientOf, path: str) -> None:
    answer = client_of("administrator").get(path)
    assert "private" in answer["Cache-Control"] or "no-store" in answer["Cache-Control"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_with_https_cookies_and_addresses_are_safe() -> None:
    from tallystick.web.settings import of

    safe = of(Site(("x",), secure=True, key="k" * 50))
    assert safe["SESSION_COOKIE_SECURE"]
    assert safe["CSRF_COOKIE_SECURE"]
    assert safe["CSRF_COOKIE_HTTPONLY"]
    assert safe["SECURE_SSL_REDIRECT"]
    assert safe["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert safe["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_without_https_a_forwarded_scheme_is_not_believed() -> None:
    from tallystick.web.settings import of

    assert of(Site(("x",), key="k" * 50))["SECURE_PROXY_SSL_HEADER"] is None


def test_the_session_cookie_is_kept_from_scripts(client_of: ClientOf) -> None:
    client = client_of("")
    client.post("/sign-in", {"username": "coder", "password": "a long enough sentence"})
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_djangos_own_check_for_deployment_is_clean(home: Path) -> None:
    command = [sys.executable, "-m", "tallystick.web.manage", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=home, env=os.environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_the_door_to_djangos_commands_says_where_there_is_no_site(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tallystick.web.manage", "check"]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ, capture_output=True, text=True)
    assert done.returncode == 1
    assert "There is no casebook here" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"])
def test_no_form_leads_elsewhere(client_of: ClientOf, back: str) -> None:
    assert client_of("").post("/language", {"language": "fr", "next": back})["Location"] == "/"


def test_a_foreign_host_name_is_refused(client_of: ClientOf) -> None:
    assert client_of("").get("/sign-in", headers={"host": "elsewhere.example"}).status_code == 400


def test_a_request_that_says_it_brings_too_much_is_refused_unread(client_of: ClientOf) -> None:
    from django.conf import settings

    class Unread(io.BytesIO):
        def read(self, *_: Any) -> bytes:
            raise AssertionError("It was read.")

    told = {"CONTENT_LENGTH": str(settings.MOST_REQUEST_BYTES + 1), "wsgi.input": Unread()}
    assert client_of("coder").generic("POST", "/account", b"", **told).status_code == 413


def test_a_form_with_too_many_fields_or_too_long_is_refused(client_of: ClientOf) -> None:
    client = client_of("coder")
    assert client.post("/account", {f"field{number}": "" for number in range(3000)}).status_code == 400
    long = f"first_name={'x' * 6_000_000}"
    answer = client.generic("POST", "/account", long, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (400, 413)


@given(st.lists(st.text(max_size=8), min_size=1, max_size=5))
def test_no_cell_of_a_table_begins_a_formula(cells: list[str]) -> None:
    import csv

    from tallystick.web.csv import lines

    table = "".join(lines([f"c{n}" for n in range(len(cells))], [cells]))
    for cell in list(csv.reader(io.StringIO(table, newline="")))[1]:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_tokens_of_links_are_veiled_in_what_is_logged() -> None:
    from tallystick.web.logs import Lines, Veil

    record = logging.LogRecord(
        "django", logging.ERROR, "", 0, "Internal Server Error: %s", ("/reset/s3cr3t-t0k3n",), None
    )
    assert Veil().filter(record)
    try:
        raise ValueError("at /enter/s3cr3t-t0k3n?next=/")
    except ValueError:
        record.exc_info = sys.exc_info()
    said = Lines().format(record)
    assert "s3cr3t" not in said
    assert "/reset/…" in said


def test_an_error_that_nobody_foresaw_is_logged_and_tells_the_visitor_nothing(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from tallystick.web.people import membership

    def broken(*_: Any) -> None:
        raise RuntimeError("inner secret of the house")

    client = client_of("coder")
    client.raise_request_exception = False
    monkeypatch.setattr(membership, "casebooks_of", broken)
    monkeypatch.setattr("tallystick.web.people.views.account.casebooks_of", broken)
    answer = client.get("/account")
    assert answer.status_code == 500
    assert b"inner secret" not in answer.content
    assert b"Something went wrong on our side" in answer.content
