"""A site on a copy of the example casebook, with a person for each role."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from django.conf import settings
from django.db import connections
from postgresql_server import copy_casebook

from tallystick.web.site import Site

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

    from tallystick.commands.casebooks import Book

EXAMPLES = Path(__file__).parents[2] / "examples" / "aleppo"
CASEBOOK = "aleppo"
ROLES = ("viewer", "coder", "reviewer", "publisher", "administrator")
PASSWORD = "a long enough sentence"
KEY = "k" * 50
_STARTED_SECONDS = 60


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the example casebook, read, linked and digested, and the site's database; to be copied."""
    from tallystick.commands import adding, casebooks, digests, linking
    from tallystick.commands.pipeline import pipeline
    from tallystick.commands.reading import ReadOptions

    home = tmp_path_factory.mktemp("example")
    book = casebooks.create(home / CASEBOOK)
    adding.add(book, adding.plan([str(EXAMPLES)], None, ReadOptions()), pipeline(), by="tests")
    linking.link(book)
    digests.catch_up(book)
    _site_tables(home / CASEBOOK)
    book.casebook.close()
    return home


def _site_tables(folder: Path) -> None:
    from tallystick.web.tables import bring_up_to_date

    _use(Site(casebooks=(str(folder),), key=KEY))
    bring_up_to_date()
    _add_people(folder)
    connections["default"].close()


def _add_people(folder: Path) -> None:
    from django.contrib.auth.models import User

    from tallystick.casebook.folder import identity
    from tallystick.web.people.membership import set_role

    for role in ROLES:
        user = User.objects.create_user(role, password=PASSWORD)
        set_role(user, identity(folder).id, role)
    User.objects.create_user("stranger", password=PASSWORD)


def _use(site: Site) -> None:
    """Points Django's settings at ``site``, as a process of its own would start with them."""
    from tallystick.web.shelf import shelf

    connections["default"].close()
    default = connections.configure_settings({"default": site.databases()["default"]})["default"]
    connections.settings["default"] = default
    connections["default"].settings_dict.update(default)
    settings.SITE = site
    shelf.cache_clear()


@pytest.fixture
def home(example: Path, tmp_path: Path) -> Path:
    """The folder of a casebook of this test's own."""
    return copy_casebook(example / CASEBOOK, tmp_path / CASEBOOK)


@pytest.fixture
def site(home: Path) -> Iterator[Site]:
    """The site in this process."""
    from tallystick.web.shelf import shelf

    here = Site(casebooks=(str(home),), key=KEY)
    _use(here)
    yield here
    for shelved in shelf().values():
        shelved.book.casebook.close()
    shelf.cache_clear()
    connections["default"].close()


@pytest.fixture
def book(site: Site) -> Book:
    """The casebook that the site serves."""
    from tallystick.web.shelf import shelf

    return shelf()[CASEBOOK].book


@pytest.fixture
def person(site: Site) -> Callable[[str], User]:
    """The person with a role (or the ``stranger``, who has none)."""
    from django.contrib.auth.models import User

    return lambda name: User.objects.get(username=name)


@pytest.fixture
def client_of(person: Callable[[str], User]) -> Callable[[str], Client]:
    """A browser-like client of the person with a role; of nobody for the empty name."""
    from django.test import Client

    def client(name: str) -> Client:
        made = Client(enforce_csrf_checks=False)
        if name:
            made.force_login(person(name), backend="django.contrib.auth.backends.ModelBackend")
        return made

    return client


@pytest.fixture
def served(home: Path) -> Iterator[str]:
    """The address of a real server on the casebook, started as a user starts it; ends with the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tallystick", "serve", "--casebook", str(home), "--port", str(port)]
    server = subprocess.Popen([*command, "--workers", "1", "--no-browser"], env={**os.environ, "PYTHONUNBUFFERED": "1"})
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _STARTED_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/sign-in", timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("The server did not start.")


@pytest.fixture
def second_casebook(site: Site, tmp_path: Path) -> Callable[[str], str]:
    """Puts a casebook "other" on the site, of which the person with this name is the administrator. Gives its slug."""

    def made(administrator: str) -> str:
        from django.contrib.auth.models import User

        from tallystick.commands import casebooks
        from tallystick.web.people.membership import set_role
        from tallystick.web.shelf import shelf

        casebooks.create(tmp_path / "other").casebook.close()
        settings.SITE = evolve(site, casebooks=(*site.casebooks, str(tmp_path / "other")))
        shelf.cache_clear()
        set_role(User.objects.get(username=administrator), shelf()["other"].id, "administrator")
        return "other"

    return made
