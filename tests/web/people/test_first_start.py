"""The first start: one user on a laptop needs no password."""

from __future__ import annotations

import getpass
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tallystick.web.site import Site

if TYPE_CHECKING:
    from django.test import Client


@pytest.fixture
def nobody_yet(site: Site) -> None:
    """The site as it is before anybody was let in."""
    from django.contrib.auth.models import User

    User.objects.all().delete()


def _client() -> Client:
    from django.test import Client

    return Client()


def test_the_systems_user_becomes_administrator_of_each_casebook(nobody_yet: None) -> None:
    from django.contrib.auth.models import User

    from tallystick.web.people import entrance
    from tallystick.web.people.membership import casebooks_of

    entrance.settle()
    owner = User.objects.get()
    assert owner.username == getpass.getuser()
    assert list(casebooks_of(owner).values()) == ["administrator"]
    assert not owner.is_superuser
    assert not owner.has_usable_password()


def test_the_link_lets_in_once(nobody_yet: None) -> None:
    from tallystick.web.people import entrance

    path = entrance.settle()
    assert path is not None
    first, second = _client(), _client()
    assert first.get(path)["Location"] == "/"
    assert first.get("/account").status_code == 200
    answer = second.get(path)
    assert answer.status_code == 410
    assert b"start `tallystick serve` again" in answer.content
    assert second.get("/account").status_code == 302


def test_looking_at_the_links_head_does_not_use_it_up(nobody_yet: None) -> None:
    from tallystick.web.people import entrance

    path = str(entrance.settle())
    assert _client().head(path).status_code == 405
    assert _client().get(path).status_code == 302


def test_the_link_is_too_old_after_ten_minutes(nobody_yet: None) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from tallystick.web.people import entrance
    from tallystick.web.people.models import Link

    path = str(entrance.settle())
    assert Link.objects.get().expires_at <= timezone.now() + timedelta(minutes=10)
    Link.objects.update(expires_at=timezone.now())
    assert _client().get(path).status_code == 410


def test_the_token_is_not_kept(nobody_yet: None) -> None:
    from tallystick.web.people import entrance
    from tallystick.web.people.models import Link

    token = str(entrance.settle()).rpartition("/")[2]
    kept = [str(value) for value in Link.objects.values().get().values()]
    assert len(token) >= 40
    assert not any(token in value for value in kept)


def test_who_set_a_password_enters_by_it_and_not_by_a_link(nobody_yet: None) -> None:
    from django.contrib.auth.models import User

    from tallystick.web.people import entrance

    entrance.settle()
    owner = User.objects.get()
    owner.set_password("a long enough sentence")
    owner.save()
    assert entrance.settle() is None


def test_where_there_are_people_nobody_is_made(site: Site) -> None:
    from django.contrib.auth.models import User

    from tallystick.web.people import entrance

    before = set(User.objects.values_list("username", flat=True))
    assert entrance.settle() is None
    assert set(User.objects.values_list("username", flat=True)) == before


def test_serve_prints_the_link_that_lets_in_and_no_other_secret(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "tallystick", "init", str(tmp_path / "laptop")], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tallystick", "serve", "--casebook", str(tmp_path / "laptop")]
    server = subprocess.Popen(
        [*command, "--port", str(port), "--workers", "1"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert server.stderr is not None
    try:
        link = next(found[0] for line in server.stderr if (found := re.search(r"http://\S+/enter/\S+", line)))
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with browser.open(link, timeout=30) as answer:
            assert answer.status == 200
            assert getpass.getuser() in answer.read().decode()
        with pytest.raises(urllib.error.HTTPError, match="410"):
            urllib.request.urlopen(link, timeout=30)
    finally:
        server.send_signal(signal.SIGTERM)
        rest = server.stderr.read()
        server.wait(timeout=20)
    token = link.rpartition("/")[2]
    assert token not in rest
    assert (tmp_path / "laptop" / "site.key").read_text() not in rest
