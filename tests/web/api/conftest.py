"""The client of the package, on the interface in this process; and a second casebook beside the example."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from attrs import evolve

from tallystick.web.site import Site

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from tallystick.client import Client
    from tallystick.commands.casebooks import Book

ALL = ("read", "code", "review", "publish")


@pytest.fixture
def casebook_of(person: Callable[[str], User], book: Book) -> Callable[..., Client]:
    """The casebook as a program of the person with a role sees it, with a token for the acts named."""
    from django.core.wsgi import get_wsgi_application

    from tallystick.client import Client
    from tallystick.web.api import tokens
    from tallystick.web.roles import may

    def casebook(name: str, *acts: str) -> Client:
        wanted = [act for act in acts or ALL if may(name, act)]
        token = tokens.make(person(name), book.casebook.identity.id, "tests", wanted, 1)
        return Client("http://testserver", token, transport=httpx.WSGITransport(get_wsgi_application()))

    return casebook


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
