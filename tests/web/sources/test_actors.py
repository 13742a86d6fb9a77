"""Who is blamed, as the site's people see and decide it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book

ClientOf = Callable[[str], "Client"]
PAGE = "/c/aleppo/actors"


@frozen
class Desk:
    client: Client = field()

    def post(self, path: str, **words: str) -> str:
        answer = self.client.post(f"{PAGE}/{path}", {"reason": "one and the same", **words}, follow=True)
        assert answer.status_code == 200, answer.content
        return answer.content.decode()

    def get(self, path: str = "") -> str:
        return self.client.get(PAGE + path).content.decode()


def test_two_names_become_one_on_the_list_and_the_incident_and_two_again(client_of: ClientOf, book: Book) -> None:
    from tallystick.casebook.models import IncidentVoice
    from tallystick.commands import actors

    desk = Desk(client_of("reviewer"))
    page = desk.post("of/syrian-government/change", act="merge", other="government forces")
    assert "government forces is now part of Syrian government" in page
    assert '<a href="/c/aleppo/actors/of/government">' not in desk.get()
    voices = IncidentVoice.objects.using(book.casebook.alias).filter(kind="blamed")
    assert not voices.filter(name="government forces").exists()
    number = actors.shown(book, "syrian-government").decisions[-1].number
    desk.post(f"undo/{number}")
    assert '<a href="/c/aleppo/actors/of/government">' in desk.get()


def test_a_new_name_stands_on_the_incidents_page_and_the_old_one_finds_it(client_of: ClientOf, book: Book) -> None:
    from tallystick.casebook.identity import incident_id
    from tallystick.casebook.models import IncidentVoice

    voice = IncidentVoice.objects.using(book.casebook.alias).get(kind="blamed", name="Syrian government")
    Desk(client_of("reviewer")).post("of/syrian-government/change", act="name", name="Damascus government")
    page = client_of("coder").get(f"/c/aleppo/incidents/{incident_id(voice.digest_id)}").content.decode()
    assert "Damascus government" in page
    assert "Damascus government" in Desk(client_of("coder")).get("?words=syrian")


def test_coders_look_and_do_not_decide(client_of: ClientOf) -> None:
    client = client_of("coder")
    assert "Merge another actor into it" not in client.get(f"{PAGE}/of/syrian-government").content.decode()
    assert client.post(f"{PAGE}/of/syrian-government/change", {"act": "name", "name": "x"}).status_code == 403


def test_what_cannot_be_meant_is_refused(client_of: ClientOf) -> None:
    client = client_of("reviewer")
    assert client.get(f"{PAGE}/of/nobody-of-note").status_code == 404
    assert client.post(f"{PAGE}/of/syrian-government/change", {"act": "burn"}).status_code == 404
    assert client.post(f"{PAGE}/of/syrian-government/change", {"act": "name", "name": "Damascus"}).status_code == 400
