"""The client of the package, on the interface in this process; and a second casebook beside the example."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx
import pytest

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
def other(second_casebook: Callable[[str], str]) -> str:
    """A second casebook on the site, of which the reviewer is the administrator. Its slug."""
    return second_casebook("reviewer")
