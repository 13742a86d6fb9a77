"""Every operation against every role and every scope of a token, and against another casebook.

An operation that is new, or that takes another act than before, fails here until it stands in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from attrs import frozen

from tallystick.web.roles import may
from tallystick.web.site import Site

if TYPE_CHECKING:
    from django.http import HttpResponse

PersonOf = Callable[[str], Any]
ROLES = ("viewer", "coder", "reviewer", "publisher", "administrator")
SCOPES = ("read-public", "read", "code", "review", "publish", "administer")
OPERATIONS: dict[str, str] = yaml.safe_load((Path(__file__).parent / "operations.yaml").read_text(encoding="utf-8"))
BODY = {
    "reason": "a test",
    "changes": {"killed": 1},
    "slots": {"event": "airstrike"},
    "to": "I0001",
    "other": "I0002",
    "point": {"latitude": 36.2, "longitude": 37.1},
    "claims": ["x.c01"],
    "grade": "weak",
    "public": False,
    "text": "Shelling killed 3 people.",
    "urls": ["https://news.example/story"],
    "name": "Marsh Rights Monitor",
    "letter": "B",
    "side": None,
    "share": 0.5,
    "first": "coder",
    "second": "reviewer",
    "document": "x",
    "codes": {},
    "claim": "x.c01",
    "slot": "verdict",
    "value": "keep",
    "role": "informant",
    "active": True,
    "digest": "0" * 64,
    "page": "queue",
    "query": "event=siege",
}
"""Fields of all operations that take some; each reads its own."""
QUERY = {"other": "I0002", "claim": "x.c01", "to": "I0001", "start": "0", "end": "8"}
PICKY = {"get_next_to_code": ("coder", "reviewer"), "code_report": ("coder", "reviewer")}
"""Operations that are open to some persons of a role alone: who is to code a study."""
PRIVATE = "Confidential"
SHIPPED = ("list_sources", "get_source")
"""Operations that tell of the registry that ships, which is everybody's and knows some of the example's informants."""
OWNED = ("claim", "incident", "document", "upload", "study", "view", "invitation", "person")
"""Words of addresses that name something of one casebook."""


@frozen
class Call:
    """An operation's method and address."""

    name: str
    method: str
    pattern: str
    path: str


def calls(casebook: str, things: dict[str, str]) -> Iterator[Call]:
    """All operations on a casebook, with the ids of ``things``."""
    from tallystick.web.api.interface import api

    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            if "{casebook}" in path:
                yield Call(operation["operationId"], method, path, path.format(casebook=casebook, **things))


@pytest.fixture
def things(book: Any, person: PersonOf) -> dict[str, str]:
    """Something of the first casebook for each word of the operations' addresses."""
    report = next(r for r in book.casebook.reports() if r.claims)
    incident = book.casebook.incidents()[0].id
    ids = {"document": report.document.id, "claim": report.claims[0].id, "incident": incident}
    shared = {
        "number": "1",
        "form": "csv",
        "chart": "month",
        "informant": "sohr",
        "actor": "nobody",
        "place": "nowhere",
    }
    return {**ids, **shared, **_of_the_site(book.casebook.identity.id, person), "person": str(person("viewer").pk)}


def _of_the_site(casebook: str, person: PersonOf) -> dict[str, str]:
    """The numbers of an upload, a study of the coder and the reviewer, a saved view, and an invitation."""
    from django.utils import timezone

    from tallystick.web.agreement.models import Study
    from tallystick.web.desk.models import SavedView
    from tallystick.web.people.models import Link
    from tallystick.web.uploads.models import Batch

    coders = {"first": person("coder"), "second": person("reviewer")}
    facts = {"name": f"{PRIVATE} study", "share": 0.5, "seed": 1, "documents": ["x"]}
    until = timezone.now() + timedelta(days=1)
    shown = {"page": "queue", "query": "", "shared": True}
    rows = {
        "upload": Batch.objects.create(casebook=casebook, author="coder"),
        "study": Study.objects.create(casebook=casebook, author="coder", **facts, **coders),
        "view": SavedView.objects.create(casebook=casebook, user=person("coder"), name=f"{PRIVATE} view", **shown),
        "invitation": Link.objects.create(
            casebook=casebook, kind=Link.Kind.INVITATION, digest="1" * 64, note=f"{PRIVATE} friend", expires_at=until
        ),
    }
    return {name: str(row.pk) for name, row in rows.items()}


def token_of(user: Any, casebook: str, acts: list[str]) -> str:
    """A token that names ``acts``, whether or not its person's role goes that far."""
    from django.utils import timezone

    from tallystick.web.api.models import Token
    from tallystick.web.api.tokens import _digest

    token = f"tally_{user.pk}_{casebook}_{'-'.join(acts)}"
    told = {"digest": _digest(token), "acts": acts, "expires": timezone.now() + timedelta(days=1)}
    Token.objects.create(user=user, casebook=casebook, name="tests", **told)
    return token


def ask(call: Call, token: str | None) -> HttpResponse:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    headers = {"authorization": f"Bearer {token}"} if token else {}
    if call.method == "get":
        return Client().get(call.path, QUERY, headers=headers)
    if call.name == "hand_in_files":
        return Client().post(call.path, {"files": SimpleUploadedFile("a.txt", b"Nothing.")}, headers=headers)
    return Client().post(call.path, BODY, content_type="application/json", headers=headers)


def refused(answer: HttpResponse) -> bool:
    return answer.status_code == HTTPStatus.FORBIDDEN


def test_the_table_holds_every_operation() -> None:
    from tallystick.web.api import interface
    from tallystick.web.api.guarding import acts

    assert interface.api is not None
    assert acts() == OPERATIONS
    words = (*OWNED, "number", "form", "chart", "informant", "actor", "place")
    assert {call.name for call in calls("x", dict.fromkeys(words, "1"))} == set(OPERATIONS)


@pytest.mark.parametrize("role", ROLES)
def test_a_token_of_all_scopes_does_what_the_role_may(
    role: str, person: PersonOf, book: Any, things: dict[str, str]
) -> None:
    token = token_of(person(role), book.casebook.identity.id, list(SCOPES))
    for call in calls("aleppo", things):
        allowed = may(role, OPERATIONS[call.name]) and role in PICKY.get(call.name, ROLES)
        assert refused(ask(call, token)) != allowed, call


@pytest.mark.parametrize("scope", SCOPES)
def test_an_administrators_token_does_what_its_scope_says(
    scope: str, person: PersonOf, book: Any, things: dict[str, str]
) -> None:
    token = token_of(person("administrator"), book.casebook.identity.id, [scope])
    for call in calls("aleppo", things):
        allowed = OPERATIONS[call.name] == scope and call.name not in PICKY
        assert refused(ask(call, token)) != allowed, call


def ask_badly(call: Call, token: str) -> Iterator[HttpResponse]:
    """The answers to calls that do not fit the description: queries, bodies, files."""
    from django.test import Client

    headers = {"authorization": f"Bearer {token}"}
    if call.method == "get":
        yield Client().get(
            call.path, dict.fromkeys(("limit", "zoom", "start", "since", "after"), "\x00"), headers=headers
        )
        return
    for body in ("{", "[]", '{"reason": 3, "files": "x", "expected": "y"}'):
        yield Client().post(call.path, body, content_type="application/json", headers=headers)
    yield Client().post(call.path, {"files": "no file", "published": "x"}, headers=headers)


@pytest.mark.parametrize("role", ROLES[:-1])
def test_who_may_not_is_told_so_before_what_is_wrong_with_the_call(
    role: str, person: PersonOf, book: Any, things: dict[str, str]
) -> None:
    token = token_of(person(role), book.casebook.identity.id, list(SCOPES))
    for named in (things, dict.fromkeys(things, "nonsense")):
        for call in calls("aleppo", named):
            if not may(role, OPERATIONS[call.name]):
                assert all(map(refused, ask_badly(call, token))), call


def test_a_scope_that_falls_short_is_told_before_what_is_wrong_with_the_call(
    person: PersonOf, book: Any, things: dict[str, str]
) -> None:
    token = token_of(person("administrator"), book.casebook.identity.id, ["read-public"])
    for call in calls("aleppo", things):
        if OPERATIONS[call.name] != "read-public":
            assert all(map(refused, ask_badly(call, token))), call


def test_who_may_is_told_what_is_wrong_with_the_call(person: PersonOf, book: Any, things: dict[str, str]) -> None:
    token = token_of(person("coder"), book.casebook.identity.id, list(SCOPES))
    call = next(call for call in calls("aleppo", things) if call.name == "hand_in_files")
    assert {answer.status_code for answer in ask_badly(call, token)} == {HTTPStatus.UNPROCESSABLE_ENTITY}


def test_a_casebook_that_is_not_the_callers_is_not_there_whatever_is_wrong_with_the_call(
    person: PersonOf, book: Any, other: str, things: dict[str, str]
) -> None:
    token = token_of(person("administrator"), book.casebook.identity.id, list(SCOPES))
    for call in calls(other, things):
        assert {answer.status_code for answer in ask_badly(call, token)} == {HTTPStatus.NOT_FOUND}, call


def test_the_session_of_a_page_is_held_to_its_role_first_too(client_of: Any, things: dict[str, str]) -> None:
    client = client_of("viewer")
    for call in calls("aleppo", things):
        if call.method == "post" and OPERATIONS[call.name] != "read-public":
            assert refused(client.post(call.path, "{", content_type="application/json")), call


def test_what_is_refused_changes_nothing(person: PersonOf, book: Any, things: dict[str, str]) -> None:
    from tallystick.web.agreement.models import Study
    from tallystick.web.people.membership import role_in
    from tallystick.web.people.models import Link
    from tallystick.web.uploads.models import Batch

    token = token_of(person("administrator"), book.casebook.identity.id, ["read"])
    for call in calls("aleppo", things):
        if OPERATIONS[call.name] != "read":
            ask(call, token)
    assert list(book.casebook.decisions()) == []
    assert Batch.objects.count() == 1
    assert Study.objects.count() == 1
    assert Link.objects.filter(revoked_at=None).count() == 1
    assert role_in(person("viewer"), book.casebook.identity.id) == "viewer"


def test_without_a_token_nothing_is_answered(site: Site, things: dict[str, str]) -> None:
    for call in calls("aleppo", things):
        assert ask(call, None).status_code == HTTPStatus.UNAUTHORIZED, call
        assert ask(call, "tally_guessed").status_code == HTTPStatus.UNAUTHORIZED, call


def test_another_casebook_is_not_there(person: PersonOf, book: Any, other: str, things: dict[str, str]) -> None:
    token = token_of(person("administrator"), book.casebook.identity.id, list(SCOPES))
    for casebook in (other, "never-was"):
        for call in calls(casebook, things):
            answer = ask(call, token)
            assert answer.status_code == HTTPStatus.NOT_FOUND, call
            assert answer.json()["detail"].startswith("There is no such casebook"), call


def test_a_token_of_one_casebook_opens_no_other_of_its_person(
    person: PersonOf, book: Any, other: str, things: dict[str, str]
) -> None:
    token = token_of(person("reviewer"), book.casebook.identity.id, list(SCOPES))
    for call in calls(other, things):
        assert ask(call, token).status_code == HTTPStatus.NOT_FOUND, call


def test_another_casebooks_ids_read_as_ids_that_never_were(
    person: PersonOf, other: str, things: dict[str, str]
) -> None:
    from tallystick.web.shelf import shelf

    token = token_of(person("reviewer"), shelf()[other].id, list(SCOPES))
    for call in calls(other, things):
        answer = ask(call, token)
        told = (
            b"".join(answer).decode(errors="replace") if answer.streaming else answer.content.decode(errors="replace")
        )
        shared = call.name in SHIPPED
        assert all(name not in told for name in (PRIVATE, *(() if shared else ("Colville", "Harbour")))), call
        if any(f"{{{word}}}" in call.pattern for word in OWNED):
            assert answer.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST), call
