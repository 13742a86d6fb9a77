"""What administrators do by the client, on the interface of a real site; and that nothing secret comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tallystick.client import Client, ServerError
from tallystick.errors import UsageError

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client as Browser

    from tallystick.commands.casebooks import Book

CasebookOf = Callable[..., Client]
PersonOf = Callable[[str], "User"]
ADMIN = ("read", "administer")


def test_members_change_roles_and_are_shut_out(casebook_of: CasebookOf, person: PersonOf, book: Book) -> None:
    from tallystick.web.people.membership import role_in

    people = casebook_of("administrator", *ADMIN).people
    members = {one["name"]: one for one in people.all()}
    assert members["coder"]["role"] == "coder"
    people.role(members["coder"]["person"], "reviewer")
    assert role_in(person("coder"), book.casebook.identity.id) == "reviewer"
    people.admit(members["viewer"]["person"], False)
    assert role_in(person("viewer"), book.casebook.identity.id) is None
    with pytest.raises(UsageError, match="last administrator"):
        people.role(members["administrator"]["person"], "coder")
    told = [one["what"] for one in people.access(act="people")]
    assert told == ["shut viewer out", "made coder reviewer"]


def test_an_invitation_by_a_program_is_taken_up_once(casebook_of: CasebookOf, person: PersonOf, book: Book) -> None:
    from django.test import Client as Browser

    from tallystick.web.people.membership import role_in

    people = casebook_of("administrator", *ADMIN).people
    link = people.invite("coder", note="A new colleague", days=3)
    open_ = people.invitations()
    told = [(one["role"], one["note"], one["made_by"]) for one in open_]
    assert told == [("coder", "A new colleague", "administrator")]
    assert link.rpartition("/")[2] not in str(open_)
    browser = Browser()
    browser.force_login(person("stranger"), backend="django.contrib.auth.backends.ModelBackend")
    browser.post(link.removeprefix("http://testserver"))
    assert role_in(person("stranger"), book.casebook.identity.id) == "coder"
    assert people.invitations() == []


def test_an_invitation_is_taken_back(casebook_of: CasebookOf, client_of: Callable[[str], Browser]) -> None:
    people = casebook_of("administrator", *ADMIN).people
    link = people.invite("viewer").removeprefix("http://testserver")
    assert people.revoke(people.invitations()[0]["invitation"])["revoked"]
    assert client_of("").get(link).status_code == 410
    with pytest.raises(UsageError, match="There is no role 'king'"):
        people.invite("king")


def test_no_answer_about_people_holds_a_secret(casebook_of: CasebookOf) -> None:
    casebook = casebook_of("administrator", *ADMIN)
    casebook.people.invite("viewer")
    told = str([casebook.people.all(), casebook.people.invitations(), casebook.people.settings()])
    assert not any(word in told for word in ("digest", "password", "pbkdf2", "secret", "key"))


def test_settings_that_are_named_change_and_are_noted(casebook_of: CasebookOf, book: Book) -> None:
    people = casebook_of("administrator", *ADMIN).people
    changed = people.change_settings(convention="acled", keep_days=90)
    assert (changed["convention"], changed["keep_days"], changed["two_factor"]) == ("acled", 90, False)
    assert people.settings()["method"] == changed["method"]
    noted = {one["what"] for one in people.access(act="settings")}
    assert noted == {"convention: literal → acled", "keep_days: 365 → 90"}
    with pytest.raises(UsageError, match="convention"):
        people.change_settings(convention="nonsense")
    with pytest.raises(UsageError, match="second factor first"):
        people.change_settings(two_factor=True)


def test_what_a_program_sees_stands_in_the_access_log(casebook_of: CasebookOf) -> None:
    reader = casebook_of("coder")
    document = next(reader.reports())["id"]
    reader.report(document)
    reader.original(document)
    casebook_of("publisher").export("csv")
    with pytest.raises(ServerError, match="has no"):
        reader.report("never-was")
    noted = [(one["person"], one["act"]) for one in casebook_of("administrator", *ADMIN).people.access()]
    assert noted == [("publisher", "downloaded"), ("coder", "downloaded"), ("coder", "opened")]


def test_the_access_log_comes_page_after_page(casebook_of: CasebookOf) -> None:
    reader, people = casebook_of("coder"), casebook_of("administrator", *ADMIN)
    documents = [one["id"] for one in reader.reports()][:5]
    for document in documents:
        reader.report(document)
    first = people.connection.get("access", limit=2)
    rest = people.connection.get("access", limit=200, after=first["next"])
    whole = [*first["items"], *rest["items"]]
    assert [one["what"].rpartition("/")[2] for one in whole] == documents[::-1]
