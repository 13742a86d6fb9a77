"""The second step: set up, asked for, recovered from, required."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

ClientOf = Callable[[str], "Client"]
Person = Callable[[str], "User"]
PASSWORD = "a long enough sentence"


def _code(user: User) -> str:
    """The next code that the person's app would show; earlier ones are forgotten, for they hold once."""
    from django_otp.oath import totp
    from django_otp.plugins.otp_totp.models import TOTPDevice

    device = TOTPDevice.objects.get(user=user)
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1, throttling_failure_count=0)
    return f"{totp(device.bin_key, device.step, device.t0, device.digits, device.drift):06d}"


def _wrong(code: str) -> str:
    return f"{(int(code) + 500_000) % 1_000_000:06d}"


def _sign_in(client: Client, name: str) -> str:
    answer = client.post("/sign-in", {"username": name, "password": PASSWORD, "next": "/account"})
    return str(answer["Location"])


@pytest.fixture
def codes(client_of: ClientOf, person: Person) -> list[str]:
    """The recovery codes of the coder, who has just set the second step up."""
    client = client_of("coder")
    client.get("/account/second-factor")
    answer = client.post("/account/second-factor", {"code": _code(person("coder"))})
    return re.findall(r"<li><code>(\w+)</code>", answer.content.decode())


def test_the_page_shows_the_key_as_a_picture_and_as_text(client_of: ClientOf, person: Person) -> None:
    from base64 import b32encode

    from django_otp.plugins.otp_totp.models import TOTPDevice

    page = client_of("coder").get("/account/second-factor").content.decode()
    key = b32encode(TOTPDevice.objects.get(user=person("coder")).bin_key).decode()
    assert 'src="data:image/svg+xml' in page
    assert key in page.replace(" ", "")


def test_setting_up_needs_a_code_of_the_app(client_of: ClientOf, person: Person) -> None:
    from tallystick.web.people.second_factor import has_second_step

    client = client_of("coder")
    client.get("/account/second-factor")
    answer = client.post("/account/second-factor", {"code": _wrong(_code(person("coder")))})
    assert answer.status_code == 400
    assert not has_second_step(person("coder"))


def test_ten_recovery_codes_are_shown_once(client_of: ClientOf, codes: list[str]) -> None:
    assert len(set(codes)) == 10
    client = client_of("coder")
    assert codes[0] not in client.get("/account/second-factor").content.decode()


def test_the_password_alone_does_not_let_in(client_of: ClientOf, codes: list[str]) -> None:
    client = client_of("")
    assert _sign_in(client, "coder") == "/sign-in/code"
    assert client.get("/account").status_code == 302


def test_the_code_lets_in_and_goes_where_one_wanted(client_of: ClientOf, person: Person, codes: list[str]) -> None:
    client = client_of("")
    _sign_in(client, "coder")
    before = client.cookies["sessionid"].value
    answer = client.post("/sign-in/code", {"code": _code(person("coder"))})
    assert answer["Location"] == "/account"
    assert client.cookies["sessionid"].value != before
    assert client.get("/account").status_code == 200


def test_a_wrong_code_does_not_let_in_and_has_to_be_waited_after(
    client_of: ClientOf, person: Person, codes: list[str]
) -> None:
    client = client_of("")
    _sign_in(client, "coder")
    right = _code(person("coder"))
    assert client.post("/sign-in/code", {"code": _wrong(right)}).status_code == 400
    assert client.post("/sign-in/code", {"code": right}).status_code == 400
    assert client.get("/account").status_code == 302


def test_a_code_holds_once(client_of: ClientOf, person: Person, codes: list[str]) -> None:
    code = _code(person("coder"))
    first, second = client_of(""), client_of("")
    for client in (first, second):
        _sign_in(client, "coder")
    assert first.post("/sign-in/code", {"code": code}).status_code == 302
    assert second.post("/sign-in/code", {"code": code}).status_code == 400


def test_a_recovery_code_lets_in_once(client_of: ClientOf, codes: list[str]) -> None:
    client = client_of("")
    _sign_in(client, "coder")
    assert client.post("/sign-in/code", {"code": codes[0]}).status_code == 302
    assert b"9 recovery codes are left" in client.get("/account").content
    again = client_of("")
    _sign_in(again, "coder")
    assert again.post("/sign-in/code", {"code": codes[0]}).status_code == 400


def test_the_second_step_has_to_come_soon(client_of: ClientOf, person: Person, codes: list[str]) -> None:
    client = client_of("")
    _sign_in(client, "coder")
    session = client.session
    session["second-step"] = {**session["second-step"], "until": 0}
    session.save()
    assert client.post("/sign-in/code", {"code": _code(person("coder"))})["Location"] == "/sign-in"


def test_without_a_password_first_there_is_no_second_step(client_of: ClientOf) -> None:
    assert client_of("").get("/sign-in/code")["Location"] == "/sign-in"


def test_new_codes_replace_the_old_ones(client_of: ClientOf, person: Person, codes: list[str]) -> None:
    from tallystick.web.people.second_factor import passes

    client = client_of("coder")
    assert client.post("/account/second-factor/codes", {"code": "000000"}).status_code == 400
    page = client.post("/account/second-factor/codes", {"code": _code(person("coder"))}).content.decode()
    fresh = re.findall(r"<li><code>(\w+)</code>", page)
    assert len(fresh) == 10
    assert passes(person("coder"), codes[1]) is None


def test_giving_it_up_needs_a_code(client_of: ClientOf, person: Person, codes: list[str]) -> None:
    client = client_of("coder")
    assert client.post("/account/second-factor/remove", {"code": "nonsense"}).status_code == 400
    assert client.post("/account/second-factor/remove", {"code": _code(person("coder"))}).status_code == 302
    assert _sign_in(client_of(""), "coder") == "/account"


def test_a_casebook_can_require_it(client_of: ClientOf, person: Person, codes: list[str]) -> None:
    from tallystick.web.people.models import SafetyRules
    from tallystick.web.shelf import shelf

    SafetyRules.objects.create(casebook=shelf()["aleppo"].id, two_factor=True)
    assert client_of("reviewer").get("/c/aleppo/public")["Location"] == "/account/second-factor"
    client = client_of("")
    _sign_in(client, "coder")
    client.post("/sign-in/code", {"code": _code(person("coder"))})
    assert client.get("/c/aleppo/public").status_code == 200


def test_other_sessions_end_when_it_is_set_up(client_of: ClientOf, person: Person) -> None:
    before, now = client_of("coder"), client_of("coder")
    now.get("/account/second-factor")
    now.post("/account/second-factor", {"code": _code(person("coder"))})
    assert now.get("/account").status_code == 200
    assert before.get("/account").status_code == 302
