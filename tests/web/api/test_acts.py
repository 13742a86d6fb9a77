"""Every operation against every role and every scope of a token, and against another casebook.

An operation that is new, or that takes another act than before, fails here until it stands in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve, frozen

from tallystick.web.roles import may
from tallystick.web.site import Site

if TYPE_CHECKING:
    from django.http import HttpResponse

PersonOf = Callable[[str], Any]
ROLES = ("viewer", "coder", "reviewer", "publisher", "administrator")
SCOPES = ("read-public", "read", "code", "review", "publish", "administer")
OPERATIONS = {
    "accept_claim": "code",
    "add_claim": "code",
    "cancel_upload": "code",
    "correct_claim": "code",
    "export_record": "publish",
    "get_case": "read",
    "get_claim": "read",
    "get_incident": "read",
    "get_report": "read",
    "get_upload": "code",
    "grade_incident": "review",
    "hand_in_files": "code",
    "hand_in_text": "code",
    "list_claims": "read",
    "list_decisions": "read",
    "list_incidents": "read",
    "list_reports": "read",
    "list_uploads": "code",
    "merge_incidents": "review",
    "move_claim": "review",
    "reject_claim": "code",
    "release_incident": "publish",
    "retry_upload": "code",
    "sign_incident": "review",
    "split_incident": "review",
    "undo_decision": "code",
}
BODY = {
    "reason": "a test",
    "changes": {"killed": 1},
    "slots": {"event": "airstrike"},
    "to": "I0001",
    "other": "I0002",
    "claims": ["x.c01"],
    "grade": "weak",
    "public": False,
    "text": "Shelling killed 3 people.",
}
"""Fields of all operations that take some; each reads its own."""


@frozen
class Call:
    """An operation's method and address."""

    name: str
    method: str
    path: str


def calls(casebook: str, things: dict[str, str]) -> Iterator[Call]:
    """All operations on a casebook, with the ids of ``things``."""
    from tallystick.web.api.interface import api

    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            if "{casebook}" in path:
                yield Call(operation["operationId"], method, path.format(casebook=casebook, **things))


@pytest.fixture
def things(book: Any) -> dict[str, str]:
    """Something of the first casebook for each word of the operations' addresses."""
    from tallystick.web.uploads.models import Batch

    report = next(r for r in book.casebook.reports() if r.claims)
    batch = Batch.objects.create(casebook=book.casebook.identity.id, author="coder")
    incident = book.casebook.incidents()[0].id
    ids = {"document": report.document.id, "claim": report.claims[0].id, "incident": incident}
    return {**ids, "upload": str(batch.pk), "number": "1", "form": "csv"}


@pytest.fixture
def other(site: Site, tmp_path: Path) -> Iterator[str]:
    """A second casebook on the site, of which the reviewer is the administrator. Its slug."""
    from django.conf import settings
    from django.contrib.auth.models import User

    from tallystick.commands import casebooks
    from tallystick.web.people.membership import set_role
    from tallystick.web.shelf import shelf

    casebooks.create(tmp_path / "other").casebook.close()
    settings.SITE = evolve(site, casebooks=(*site.casebooks, str(tmp_path / "other")))
    shelf.cache_clear()
    set_role(User.objects.get(username="reviewer"), shelf()["other"].id, "administrator")
    yield "other"


def token_of(user: Any, casebook: str, acts: list[str]) -> str:
    """A token that names ``acts``, whether or not its person's role goes that far."""
    from datetime import timedelta

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
        return Client().get(call.path, headers=headers)
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
    words = ("document", "claim", "incident", "upload", "number", "form")
    assert {call.name for call in calls("x", dict.fromkeys(words, "1"))} == set(OPERATIONS)


@pytest.mark.parametrize("role", ROLES)
def test_a_token_of_all_scopes_does_what_the_role_may(
    role: str, person: PersonOf, book: Any, things: dict[str, str]
) -> None:
    token = token_of(person(role), book.casebook.identity.id, list(SCOPES))
    for call in calls("aleppo", things):
        assert refused(ask(call, token)) != may(role, OPERATIONS[call.name]), call


@pytest.mark.parametrize("scope", SCOPES)
def test_an_administrators_token_does_what_its_scope_says(
    scope: str, person: PersonOf, book: Any, things: dict[str, str]
) -> None:
    token = token_of(person("administrator"), book.casebook.identity.id, [scope])
    for call in calls("aleppo", things):
        assert refused(ask(call, token)) != (OPERATIONS[call.name] == scope), call


def test_what_is_refused_changes_nothing(person: PersonOf, book: Any, things: dict[str, str]) -> None:
    from tallystick.web.uploads.models import Batch

    token = token_of(person("administrator"), book.casebook.identity.id, ["read"])
    for call in calls("aleppo", things):
        ask(call, token)
    assert list(book.casebook.decisions()) == []
    assert Batch.objects.count() == 1


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
        assert all(name not in answer.content.decode() for name in ("Colville", "Harbour")), call
        if any(f"/{things[word]}" in call.path for word in ("claim", "incident", "document")):
            assert answer.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST), call
