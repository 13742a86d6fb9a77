"""What no page is asked with."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("path", "status"),
    [("reports/%00", 404), ("incidents/%00", 404), ("queue?q=%00", 400), ("overview?event=a%00", 400)],
)
def test_a_nul_is_refused_whatever_the_database(client_of: Any, path: str, status: int) -> None:
    assert client_of("reviewer").get(f"/c/aleppo/{path}").status_code == status


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("views", {"page": "queue", "name": "a\x00b", "query": "event=siege"}),
        ("uploads", {"text": "Ten died.", "publisher": "a\x00"}),
        ("tokens", {"name": "\x00", "acts": "read", "days": "7"}),
    ],
)
def test_a_nul_in_a_form_is_refused_in_one_sentence(client_of: Any, path: str, form: dict[str, str]) -> None:
    answer = client_of("reviewer").post(f"/c/aleppo/{path}", form)
    assert answer.status_code == 400
    assert "NUL" in answer.content.decode()


def test_a_form_that_is_refused_gives_back_what_was_typed_and_the_way_to_it(client_of: Any) -> None:
    form = {"name": "", "organisation": "Clinic of Hass <b>", "reason": "met in three reports"}
    back = "http://testserver/c/aleppo/sources"
    for referer, wanted in ((back, True), ("https://elsewhere.example/", False)):
        answer = client_of("reviewer").post("/c/aleppo/sources", form, headers={"Referer": referer})
        page = answer.content.decode()
        assert answer.status_code == 400
        assert "Clinic of Hass &lt;b&gt;" in page
        assert "met in three reports" in page
        assert "csrfmiddlewaretoken</dt>" not in page
        assert (f'href="{back}"' in page) is wanted
        assert "elsewhere" not in page


def test_a_browser_that_goes_back_asks_for_a_page_anew(client_of: Any) -> None:
    assert "no-store" in client_of("reviewer").get("/c/aleppo/queue")["Cache-Control"]
