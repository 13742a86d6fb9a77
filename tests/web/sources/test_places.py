"""Where incidents lie, as the site's people see and decide it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book

ClientOf = Callable[[str], "Client"]
LIST = "/c/aleppo/places"
ALEPPO = "Aleppo (Aleppo, SY)"
PAGE = f"{LIST}/of/{quote(ALEPPO)}"
POINT = {"act": "point", "latitude": "36.25", "longitude": "37.15", "precision": "3", "reason": "seen on the ground"}


def _post(client: Client, path: str, **words: str) -> str:
    answer = client.post(path, words, follow=True)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def test_a_place_is_put_elsewhere_and_the_map_list_and_filters_follow(client_of: ClientOf, book: Book) -> None:
    from tallystick.commands import places

    client = client_of("reviewer")
    page = _post(client, f"{PAGE}/change", **POINT, name="Halab")
    assert "lies at 36.25, 37.15" in page
    assert "<bdi>Halab</bdi>" in client.get(LIST).content.decode()
    inside, outside = (client.get(f"/c/aleppo/incidents?bbox={box}") for box in ("37.1,36.2,37.2,36.3", "0,0,1,1"))
    assert "<bdi>Halab</bdi>" in inside.content.decode()
    assert "Halab" not in outside.content.decode()
    assert "Halab" in client.get("/c/aleppo/incidents?place=halab").content.decode()
    number = places.shown(book, "Halab").decisions[-1].number
    _post(client, f"{LIST}/undo/{number}", reason="wrong town")
    assert "Halab" not in client.get(LIST).content.decode()


def test_an_entry_of_the_gazetteers_is_found_and_taken(client_of: ClientOf, book: Book) -> None:
    from tallystick.commands import places

    client = client_of("reviewer")
    entry = places.entries(book, "Homs")[0]
    assert f'value="{entry.gazetteer_id}"' in client.get(f"{PAGE}?words=Homs").content.decode()
    _post(client, f"{PAGE}/change", act="entry", words="Homs", entry=str(entry.gazetteer_id), reason="it was there")
    assert places.shown(book, ALEPPO).at == entry


def test_a_name_that_a_person_gives_is_shown(client_of: ClientOf) -> None:
    page = _post(client_of("reviewer"), f"{PAGE}/change", act="name", name="Halab al-Shahba", reason="as it is called")
    assert "<h1><bdi>Halab al-Shahba</bdi></h1>" in page


@pytest.mark.parametrize(
    "words",
    [
        {"act": "point", "latitude": "north", "longitude": "1"},
        {"act": "point", "latitude": "99", "longitude": "1"},
        {"act": "point", "latitude": "1", "longitude": "1", "precision": "9"},
        {"act": "entry", "words": "Homs", "entry": "geonames:0"},
        {"act": "name", "name": ""},
        {"act": "merge", "other": ALEPPO},
    ],
)
def test_what_cannot_be_meant_is_refused(client_of: ClientOf, book: Book, words: dict[str, str]) -> None:
    assert client_of("reviewer").post(f"{PAGE}/change", {"reason": "x", **words}).status_code == 400
    assert book.casebook.places.history() == []


def test_coders_look_and_do_not_decide(client_of: ClientOf) -> None:
    client = client_of("coder")
    assert "It lies there" not in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}/change", POINT).status_code == 403


def test_a_place_that_no_report_tells_is_not_there(client_of: ClientOf) -> None:
    assert client_of("coder").get(f"{LIST}/of/Nowhere").status_code == 404
