"""Who informs, as the site's people see and decide it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book

ClientOf = Callable[[str], "Client"]
PAGE = "/c/aleppo/sources"


def _post(client: Client, path: str, **words: str) -> str:
    answer = client.post(path, words, follow=True)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def _add(client: Client, name: str, **words: str) -> str:
    _post(client, PAGE, name=name, reason="quoted by three outlets", **words)
    from tallystick.commands import informants
    from tallystick.web.shelf import shelf

    return informants.shown(shelf()["aleppo"].book, name).informant.id


def test_those_who_speak_in_the_casebook_are_listed_with_their_incidents(client_of: ClientOf, book: Book) -> None:
    from tallystick.casebook.models import IncidentVoice

    page = client_of("coder").get(PAGE).content.decode()
    voice = IncidentVoice.objects.using(book.casebook.alias).filter(kind="informant").first()
    assert voice is not None
    assert voice.name.split("'")[0] in page


def test_a_source_is_added_rated_renamed_and_undone(client_of: ClientOf, book: Book) -> None:
    from tallystick.commands import informants

    client = client_of("reviewer")
    identity = _add(client, "Marsh Rights Monitor", aliases="MRM\nthe marsh monitor", kind="monitor")
    change = f"{PAGE}/of/{identity}/change"
    page = _post(client, change, act="rate", letter="B", reason="right in most cases")
    assert "right in most cases" in page
    known = informants.registry(book).get(identity)
    assert known is not None
    assert known.reliability is not None
    assert (known.reliability.letter, known.aliases) == ("B", ("MRM", "the marsh monitor"))
    number = informants.shown(book, identity).decisions[-1].number
    _post(client, f"{PAGE}/undo/{number}", reason="too soon")
    again = informants.registry(book).get(identity)
    assert again is not None
    assert again.reliability is None


def test_a_name_is_taken_away_and_two_informants_become_one(client_of: ClientOf, book: Book) -> None:
    from tallystick.commands import informants

    client = client_of("reviewer")
    one, other = _add(client, "Marsh Rights Monitor", aliases="MRM"), _add(client, "Marsh Monitoring Desk")
    _post(client, f"{PAGE}/of/{one}/change", act="name", alias="MRM", verdict="reject", reason="a bank")
    assert informants.registry(book).canonical("MRM") is None
    _post(client, f"{PAGE}/of/{one}/change", act="merge", other=other, reason="its new name")
    assert informants.registry(book).canonical("Marsh Monitoring Desk") == one
    assert client.get(f"{PAGE}/of/{other}").status_code == 200


@pytest.mark.parametrize(
    "words",
    [
        {"name": "", "reason": "x"},
        {"name": "Somebody", "reason": ""},
        {"name": "Somebody", "reason": "x", "kind": "nonsense"},
    ],
)
def test_what_cannot_be_meant_is_refused(client_of: ClientOf, words: dict[str, str]) -> None:
    assert client_of("reviewer").post(PAGE, words).status_code == 400


def test_coders_look_and_do_not_decide(client_of: ClientOf) -> None:
    assert client_of("coder").post(PAGE, {"name": "Somebody", "reason": "x"}).status_code == 403
    assert "A new source" not in client_of("coder").get(PAGE).content.decode()


@pytest.mark.parametrize("page", ["sources?role=outlet", "sources/proposed", "places", "places?words=ale", "actors"])
def test_each_list_opens(client_of: ClientOf, page: str) -> None:
    assert client_of("coder").get(f"/c/aleppo/{page}").status_code == 200


def test_an_unknown_informant_is_not_there(client_of: ClientOf) -> None:
    assert client_of("coder").get(f"{PAGE}/of/nobody-at-all").status_code in (400, 404)


def test_a_decision_about_a_source_reaches_the_incidents_that_it_tells_of(client_of: ClientOf, book: Book) -> None:
    from tallystick.casebook.models import IncidentDigest, IncidentVoice
    from tallystick.commands import informants

    voice = IncidentVoice.objects.using(book.casebook.alias).filter(kind="informant").latest("id")
    told = informants.add(book, {"name": voice.name, "role": "informant"}, reason="its name", by="amal")
    stale = IncidentDigest.objects.using(book.casebook.alias).filter(stale=True)
    assert voice.digest_id in set(stale.values_list("incident", flat=True)), told.sentence
