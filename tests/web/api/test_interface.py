"""The interface through the package's own client: what the pages do, a program can do, and no more than it may."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx
import pytest

from tallystick.client import Client, MeanwhileError, ServerError
from tallystick.errors import UsageError

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from tallystick.commands.casebooks import Book

CasebookOf = Callable[..., Client]
PersonOf = Callable[[str], "User"]


def test_what_is_listed_is_what_the_casebook_holds(casebook_of: CasebookOf, book: Book) -> None:
    casebook = casebook_of("coder")
    assert [r["id"] for r in casebook.reports()] == [r.document.id for r in book.casebook.reports()]
    harm = {i["id"] for i in casebook.incidents()}
    everything = {i["id"] for i in casebook.incidents(context=True)}
    assert everything == {i.id for i in book.casebook.incidents()}
    assert harm < everything
    placed = {claim for incident in book.casebook.incidents() for claim in incident.claims}
    assert {c["id"] for c in casebook.claims()} == placed


def test_pages_follow_one_another_without_gap_or_repetition(casebook_of: CasebookOf) -> None:
    casebook = casebook_of("coder")
    whole = [c["id"] for c in casebook.claims()]
    parts: list[str] = []
    page = casebook.connection.get("claims", limit=3)
    while True:
        parts += [c["id"] for c in page["items"]]
        if page["next"] is None:
            break
        page = casebook.connection.get("claims", limit=3, after=page["next"])
    assert parts == whole


def test_a_report_comes_with_its_text_and_an_incident_with_its_reasons(casebook_of: CasebookOf) -> None:
    casebook = casebook_of("coder")
    incident = next(i for i in casebook.incidents() if i["figures"])
    told = casebook.incident(incident["id"])
    assert told["explained"]["figures"]
    assert casebook.case(incident["id"]).incident.id == incident["id"]
    report = casebook.report(incident["reports"][0]["id"])
    assert all(
        report["document"]["text"][c["text"]["start"] : c["text"]["end"]] == c["text"]["exact"]
        for c in report["claims"]
    )


def test_a_program_decides_in_the_name_of_its_person(casebook_of: CasebookOf, book: Book) -> None:
    casebook = casebook_of("reviewer")
    claim = next(casebook.claims())["id"]
    done = casebook.reject(claim, reason="a drill")
    assert (done["kind"], done["author"], done["reason"]) == ("reject", "reviewer", "a drill")
    assert claim in book.casebook.rejected()
    casebook.undo(done["number"], reason="no drill")
    assert claim not in book.casebook.rejected()
    assert [d["kind"] for d in casebook.decisions(claim)] == ["reject", "undo"]


def test_incidents_are_merged_split_graded_signed_and_released(casebook_of: CasebookOf) -> None:
    casebook, second = casebook_of("publisher"), casebook_of("reviewer")
    one, other = [i["id"] for i in casebook.incidents()][:2]
    moved = casebook.incident(other)["claims"]
    casebook.merge(one, other, reason="one strike")
    assert casebook.incident(other)["id"] == one
    casebook.split(one, moved, reason="two after all")
    casebook.grade(one, "weak", reason="one outlet")
    assert casebook.incident(one)["grade"] == "weak"
    for signer in (casebook, second):
        signer.sign(one, reason="checked")
    casebook.release(one, True, reason="ready")
    assert [d["kind"] for d in casebook.decisions(one)][-3:] == ["sign", "sign", "release"]


def test_who_decides_on_an_older_state_is_told(casebook_of: CasebookOf) -> None:
    casebook = casebook_of("coder")
    claim = next(casebook.claims())["id"]
    casebook.accept(claim, reason="as read", expected=0)
    with pytest.raises(MeanwhileError, match="changed meanwhile, last by coder"):
        casebook.reject(claim, reason="a drill", expected=0)


def test_handed_in_texts_wait_for_the_worker(casebook_of: CasebookOf) -> None:
    casebook = casebook_of("coder")
    done = casebook.add_text("Shelling of Idlib killed 3 people on 3 May 2016.", publisher="Harbour Wire")
    assert casebook.upload(done["upload"])["total"] == 1


def test_the_record_is_exported_redacted(casebook_of: CasebookOf) -> None:
    assert casebook_of("publisher").export("csv").startswith(b"incident,")
    with pytest.raises(UsageError, match="format"):
        casebook_of("publisher").export("nonsense")


@pytest.mark.parametrize(
    ("role", "acts", "call"),
    [
        ("coder", ("read",), lambda c: c.accept("x.c01", reason="x")),
        ("coder", ("read", "code"), lambda c: c.merge("I0001", "I0002", reason="x")),
        ("reviewer", ("read", "code", "review"), lambda c: c.release("I0001", True, reason="x")),
        ("reviewer", ("read", "code", "review"), lambda c: c.export("csv")),
    ],
)
def test_a_token_does_no_more_than_scopes_and_role(
    casebook_of: CasebookOf, role: str, acts: tuple[str, ...], call: Callable[[Client], object]
) -> None:
    with pytest.raises(ServerError, match="your role or your token does not allow"):
        call(casebook_of(role, *acts))


def test_a_token_ends_with_its_time_its_role_or_its_person(
    casebook_of: CasebookOf, person: PersonOf, book: Book
) -> None:
    from tallystick.web.api.models import Token
    from tallystick.web.people.membership import set_role

    casebook, user = casebook_of("coder"), person("coder")
    set_role(user, book.casebook.identity.id, None)
    with pytest.raises(ServerError, match="no such casebook"):
        next(casebook.claims())
    set_role(user, book.casebook.identity.id, "coder")
    next(casebook.claims())
    user.is_active = False
    user.save()
    with pytest.raises(ServerError, match="does not know the token"):
        next(casebook.claims())
    user.is_active = True
    user.save()
    Token.objects.update(expires="2001-01-01T00:00:00Z")
    with pytest.raises(ServerError, match="does not know the token"):
        next(casebook.claims())


def test_a_token_is_for_one_casebook_and_is_not_kept(casebook_of: CasebookOf, person: PersonOf) -> None:
    from tallystick.web.api import tokens
    from tallystick.web.api.models import Token

    casebook = casebook_of("coder")
    Token.objects.update(casebook="another")
    with pytest.raises(ServerError, match="no such casebook"):
        next(casebook.claims())
    with pytest.raises(UsageError, match="beyond your own role"):
        tokens.make(person("coder"), "another", "x", ["read"], 1)
    assert not Token.objects.filter(digest__contains="tally_").exists()


def test_nobody_is_let_in_without_a_token(site: object) -> None:
    from django.test import Client as Browser

    assert Browser().get("/api/v1/c/aleppo/incidents").status_code == 401
    assert Browser().get("/api/v1/c/aleppo/incidents", headers={"authorization": "Bearer nonsense"}).status_code == 401


def test_a_page_unchanged_is_not_sent_again(casebook_of: CasebookOf) -> None:
    casebook = casebook_of("coder")
    first = casebook.connection.answer("GET", casebook.connection.at("claims"))
    again = casebook.connection.http.get(str(first.url), headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "nonsense", "http://"])
def test_a_server_that_is_not_there_is_told_in_a_sentence(address: str) -> None:
    with pytest.raises(ServerError, match="check its address"):
        Client(address, "x", "aleppo").claim("x.c01")


def test_an_answer_of_something_else_is_no_casebook() -> None:
    other = httpx.MockTransport(lambda _: httpx.Response(200, text="<html>a router's page</html>"))
    with pytest.raises(ServerError, match="not one of Tallystick's"):
        Client("http://x.example", "x", "aleppo", transport=other).claim("x.c01")


def test_the_tokens_page_shows_a_token_once(client_of: Callable[[str], object]) -> None:
    browser = client_of("coder")
    words = {"name": "laptop", "acts": ["read"], "days": "30"}
    page = browser.post("/c/aleppo/tokens", words).content.decode()  # type: ignore[attr-defined]
    assert "tally_" in page
    assert "tally_" not in browser.get("/c/aleppo/tokens").content.decode()  # type: ignore[attr-defined]
