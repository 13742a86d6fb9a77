"""Invitations, roles, new passwords by link, and that no casebook loses its last administrator."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpResponse
    from django.test import Client

ClientOf = Callable[[str], "Client"]
Person = Callable[[str], "User"]
PEOPLE = "/c/aleppo/people"
NEW = "quite another sentence"


def _link(answer: HttpResponse) -> str:
    """The path of the link that the page shows."""
    found = re.search(r'value="http://testserver(/\w+/[\w-]+)"', answer.content.decode())
    assert found is not None
    return found[1]


def _invite(client_of: ClientOf, role: str = "coder") -> str:
    form = {"role": role, "note": "field office", "days": "7"}
    return _link(client_of("administrator").post(f"{PEOPLE}/invite", form))


def _join(client: Client, path: str, name: str = "yusuf") -> HttpResponse:
    return client.post(path, {"username": name, "new_password1": NEW, "new_password2": NEW})


def _role(user: User) -> str | None:
    from tallystick.web.people.membership import role_in
    from tallystick.web.shelf import shelf

    return role_in(user, shelf()["aleppo"].id)


def test_who_is_invited_chooses_a_name_and_a_password_and_is_in(client_of: ClientOf, person: Person) -> None:
    client, path = client_of(""), _invite(client_of)
    assert b"field office" in client_of("administrator").get(PEOPLE).content
    assert client.get(path).status_code == 200
    assert _join(client, path)["Location"] == "/"
    assert _role(person("yusuf")) == "coder"
    assert client.get("/c/aleppo/public").status_code == 200


def test_an_invitation_works_once(client_of: ClientOf, person: Person) -> None:
    path = _invite(client_of)
    _join(client_of(""), path)
    assert client_of("").get(path).status_code == 410
    assert _join(client_of(""), path, "second").status_code == 410


def test_a_form_that_is_not_in_order_does_not_use_the_invitation_up(client_of: ClientOf, person: Person) -> None:
    path = _invite(client_of)
    assert _join(client_of(""), path, "Coder").status_code == 400
    weak = {"username": "yusuf", "new_password1": "short", "new_password2": "short"}
    assert client_of("").post(path, weak).status_code == 400
    assert _join(client_of(""), path).status_code == 302


def test_an_invitation_that_was_taken_back_or_is_old_does_not_work(client_of: ClientOf) -> None:
    from django.utils import timezone

    from tallystick.web.people.models import Link

    path = _invite(client_of)
    number = Link.objects.get().pk
    assert client_of("administrator").post(f"{PEOPLE}/invitations/{number}/revoke").status_code == 302
    assert client_of("").get(path).status_code == 410
    assert client_of("administrator").post(f"{PEOPLE}/invitations/{number}/revoke").status_code == 404
    old = _invite(client_of)
    Link.objects.update(expires_at=timezone.now())
    assert client_of("").get(old).status_code == 410


def test_tokens_are_linked_from_the_account_of_who_may_make_some(client_of: ClientOf) -> None:
    link = 'href="/c/aleppo/tokens"'
    client = client_of("coder")
    assert link in client.get("/account").content.decode()
    assert client.get("/c/aleppo/tokens").status_code == 200
    assert link not in client_of("viewer").get("/account").content.decode()


@pytest.mark.parametrize("days", ["9" * 5000, "-1", "", "x"])
def test_days_of_a_token_that_are_none_are_told_in_a_sentence(client_of: ClientOf, days: str) -> None:
    answer = client_of("coder").post("/c/aleppo/tokens", {"name": "x", "acts": ["read"], "days": days})
    assert (answer.status_code, "within 366 days" in answer.content.decode()) == (400, True)


def test_a_nul_in_the_name_of_a_token_harms_nothing(client_of: ClientOf) -> None:
    told = {"name": "night\x00ly", "acts": ["read"], "days": "7"}
    answer = client_of("coder").post("/c/aleppo/tokens", told)
    assert answer.status_code in (200, 400)
    assert "\x00" not in answer.content.decode()


def test_who_has_an_account_only_agrees_and_keeps_a_higher_role(client_of: ClientOf, person: Person) -> None:
    assert client_of("stranger").post(_invite(client_of, "reviewer"))["Location"] == "/"
    assert _role(person("stranger")) == "reviewer"
    client_of("publisher").post(_invite(client_of, "viewer"))
    assert _role(person("publisher")) == "publisher"


def test_the_token_of_one_link_is_of_no_use_for_another(client_of: ClientOf) -> None:
    token = _invite(client_of).rpartition("/")[2]
    assert client_of("").get(f"/reset/{token}").status_code == 410
    assert client_of("").get(f"/enter/{token}").status_code == 410


def test_a_role_is_changed(client_of: ClientOf, person: Person) -> None:
    answer = client_of("administrator").post(f"{PEOPLE}/{person('coder').pk}/role", {"role": "reviewer"})
    assert answer["Location"] == PEOPLE
    assert _role(person("coder")) == "reviewer"


@pytest.mark.parametrize(("deed", "form"), [("role", {"role": "viewer"}), ("admission", {"active": "no"})])
def test_the_last_administrator_stays(client_of: ClientOf, person: Person, deed: str, form: dict[str, str]) -> None:
    number = person("administrator").pk
    answer = client_of("administrator").post(f"{PEOPLE}/{number}/{deed}", form)
    assert answer.status_code == 400
    assert b"last administrator" in answer.content
    assert _role(person("administrator")) == "administrator"


def test_with_a_second_administrator_the_first_may_go(client_of: ClientOf, person: Person) -> None:
    client = client_of("administrator")
    client.post(f"{PEOPLE}/{person('coder').pk}/role", {"role": "administrator"})
    answer = client.post(f"{PEOPLE}/{person('administrator').pk}/role", {"role": "viewer"})
    assert answer["Location"] == "/"
    assert _role(person("administrator")) == "viewer"


def test_an_unknown_role_is_refused(client_of: ClientOf, person: Person) -> None:
    client = client_of("administrator")
    assert client.post(f"{PEOPLE}/{person('coder').pk}/role", {"role": "owner"}).status_code == 400
    assert client.post(f"{PEOPLE}/{person('stranger').pk}/role", {"role": "coder"}).status_code == 404
    assert _role(person("coder")) == "coder"


def test_who_is_shut_out_sees_nothing_until_let_in_again(client_of: ClientOf, person: Person) -> None:
    client, coder = client_of("administrator"), client_of("coder")
    client.post(f"{PEOPLE}/{person('coder').pk}/admission", {"active": "no"})
    assert coder.get("/c/aleppo/public").status_code == 404
    client.post(f"{PEOPLE}/{person('coder').pk}/admission", {"active": "yes"})
    assert coder.get("/c/aleppo/public").status_code == 200
    assert _role(person("coder")) == "coder"


def test_a_new_password_by_link_ends_all_sessions(client_of: ClientOf, person: Person) -> None:
    coder = client_of("coder")
    path = _link(client_of("administrator").post(f"{PEOPLE}/{person('coder').pk}/reset"))
    assert client_of("").post(path, {"new_password1": NEW, "new_password2": NEW})["Location"] == "/sign-in"
    assert coder.get("/account").status_code == 302
    assert person("coder").check_password(NEW)
    assert client_of("").get(path).status_code == 410


def test_a_later_link_for_a_new_password_replaces_the_earlier(client_of: ClientOf, person: Person) -> None:
    address = f"{PEOPLE}/{person('coder').pk}/reset"
    first, second = (_link(client_of("administrator").post(address)) for _ in range(2))
    assert client_of("").get(first).status_code == 410
    assert client_of("").get(second).status_code == 200


@pytest.mark.parametrize("deed", ["reset", "second-factor"])
def test_no_administrator_takes_over_a_member_of_another_casebook(
    client_of: ClientOf, person: Person, deed: str
) -> None:
    from tallystick.web.people.membership import set_role

    set_role(person("coder"), "another-casebook", "viewer")
    answer = client_of("administrator").post(f"{PEOPLE}/{person('coder').pk}/{deed}")
    assert answer.status_code == 403


def test_changing_the_password_ends_the_other_sessions(client_of: ClientOf, person: Person) -> None:
    here, elsewhere = client_of("coder"), client_of("coder")
    form = {"old_password": "a long enough sentence", "new_password1": NEW, "new_password2": NEW}
    assert here.post("/account/password", {**form, "old_password": "wrong"}).status_code == 400
    assert here.post("/account/password", form).status_code == 302
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302


def test_signing_out_everywhere_spares_this_browser(client_of: ClientOf) -> None:
    here, elsewhere, another = client_of("coder"), client_of("coder"), client_of("reviewer")
    here.post("/account/sessions")
    assert [c.get("/account").status_code for c in (here, elsewhere, another)] == [200, 302, 200]


def test_the_name_that_others_see_is_changed_and_shown_as_text(client_of: ClientOf) -> None:
    client_of("coder").post("/account", {"first_name": "<b>Ana</b>"})
    page = client_of("administrator").get(PEOPLE).content
    assert b"&lt;b&gt;Ana" in page
    assert b"<b>Ana" not in page
