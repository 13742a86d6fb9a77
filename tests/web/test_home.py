"""The way in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

ClientOf = Callable[[str], "Client"]


def test_a_visitor_is_asked_to_sign_in(client_of: ClientOf) -> None:
    answer = client_of("").get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in")


def test_a_member_of_no_casebook_is_told_so(client_of: ClientOf) -> None:
    assert b"member of no casebook" in client_of("stranger").get("/").content


def test_the_language_is_kept_and_no_foreign_address_is_followed(client_of: ClientOf) -> None:
    answer = client_of("").post("/language", {"language": "ar", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"
    assert answer.cookies["django_language"].value == "ar"


def test_the_site_answers_where_a_user_starts_it(served: str) -> None:
    import urllib.request

    with urllib.request.urlopen(f"{served}/sign-in") as answer:
        assert b"csrfmiddlewaretoken" in answer.read()
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
