"""Signing in and out: limits, no word about who exists, new session keys, no foreign addresses."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tallystick.web.site import Site

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpResponse
    from django.test import Client

ClientOf = Callable[[str], "Client"]
Person = Callable[[str], "User"]
PASSWORD = "a long enough sentence"


def _try(client: Client, name: str, password: str, **more: str) -> HttpResponse:
    return client.post("/sign-in", {"username": name, "password": password}, **more)


def test_the_password_lets_in(client_of: ClientOf) -> None:
    client = client_of("")
    assert _try(client, "coder", PASSWORD)["Location"] == "/"
    assert client.get("/account").status_code == 200


def test_signing_in_gives_the_session_a_new_key(client_of: ClientOf) -> None:
    client = client_of("")
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    _try(client, "coder", PASSWORD)
    assert client.cookies["sessionid"].value not in ("", planted)


def test_a_wrong_password_and_an_unknown_name_read_alike(client_of: ClientOf) -> None:
    known, unknown = (_try(client_of(""), name, "wrong") for name in ("coder", "nobody-has-this"))
    assert known.status_code == unknown.status_code == 200

    def plain(answer: HttpResponse, name: str) -> str:
        shown = answer.content.decode().replace(name, "NAME")
        return "\n".join(line for line in shown.splitlines() if "csrf" not in line.lower())

    assert plain(known, "coder") == plain(unknown, "nobody-has-this")


@pytest.mark.parametrize("name", ["coder", "nobody-has-this"])
def test_after_five_failures_one_has_to_wait(client_of: ClientOf, name: str) -> None:
    client = client_of("")
    statuses = [_try(client, name, "wrong").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    answer = _try(client, name, PASSWORD)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    assert b"too many attempts to sign in; try again in 15 minutes" in answer.content


def test_others_sign_in_while_one_has_to_wait(client_of: ClientOf) -> None:
    for _ in range(6):
        _try(client_of(""), "coder", "wrong")
    assert _try(client_of(""), "reviewer", PASSWORD).status_code == 302
    assert _try(client_of(""), "coder", PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_the_wait_ends(client_of: ClientOf) -> None:
    from datetime import timedelta

    from axes.models import AccessAttempt
    from django.db.models import F

    for _ in range(6):
        _try(client_of(""), "coder", "wrong")
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=16))
    assert _try(client_of(""), "coder", PASSWORD).status_code == 302


def test_one_address_cannot_try_many_names(client_of: ClientOf) -> None:
    statuses = {_try(client_of(""), f"name-{number}", "wrong").status_code for number in range(55)}
    assert 429 in statuses
    assert _try(client_of(""), "coder", PASSWORD).status_code == 429


def test_without_a_proxy_a_forwarded_address_is_not_believed(client_of: ClientOf) -> None:
    for number in range(5):
        _try(client_of(""), "coder", "wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
    assert _try(client_of(""), "coder", PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.99").status_code == 429


def test_behind_a_proxy_the_last_address_counts(client_of: ClientOf, settings_site: Callable[..., None]) -> None:
    settings_site(secure=True)
    for number in range(5):
        _try(client_of(""), "coder", "wrong", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}, 192.0.2.1")
    forged = _try(client_of(""), "coder", PASSWORD, HTTP_X_FORWARDED_FOR="10.9.9.9, 192.0.2.1")
    elsewhere = _try(client_of(""), "coder", PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.1, 192.0.2.2")
    assert (forged.status_code, elsewhere.status_code) == (429, 302)


@pytest.fixture
def settings_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Changes how the site is reached."""
    from attrs import evolve
    from django.conf import settings

    return lambda **changes: monkeypatch.setattr(settings, "SITE", evolve(site, **changes))


@pytest.mark.parametrize("foreign", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_no_foreign_address_is_gone_to(client_of: ClientOf, foreign: str) -> None:
    answer = client_of("").post(
        f"/sign-in?next={foreign}", {"username": "coder", "password": PASSWORD, "next": foreign}
    )
    assert answer["Location"] == "/"


def test_a_page_that_was_asked_for_is_gone_to(client_of: ClientOf) -> None:
    asked = client_of("").get("/c/aleppo/people")["Location"]
    client = client_of("")
    answer = client.post(asked, {"username": "administrator", "password": PASSWORD, "next": "/c/aleppo/people"})
    assert answer["Location"] == "/c/aleppo/people"


def test_signing_out_ends_the_session_and_forgets_pages(client_of: ClientOf) -> None:
    client = client_of("coder")
    assert client.get("/sign-out").status_code == 405
    answer = client.post("/sign-out")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert client.get("/account").status_code == 302


def test_forms_want_a_token(client_of: ClientOf) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    assert _try(client, "coder", PASSWORD).status_code == 403


def test_who_was_deactivated_cannot_sign_in(client_of: ClientOf, person: Person) -> None:
    coder = person("coder")
    coder.is_active = False
    coder.save()
    assert _try(client_of(""), "coder", PASSWORD).status_code == 200


def test_no_password_and_no_name_that_nobody_has_is_logged_or_kept(
    client_of: ClientOf, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    from django.db import connections

    with caplog.at_level(logging.DEBUG):
        for _ in range(6):
            _try(client_of(""), "hunter2-typed-as-name", "swordfish-typed-as-password")
    kept = "\n".join(connections["default"].connection.iterdump())
    told = capfd.readouterr()
    for secret in ("hunter2-typed-as-name", "swordfish-typed-as-password"):
        assert secret not in kept
        assert secret not in told.out + told.err
        for record in caplog.records:
            if record.name != "django.db.backends":
                assert secret not in record.getMessage()
