"""Every route against every role, the stranger and nobody, and against the ids of another casebook.

A route that is new, or that takes another act than before, fails here until it stands in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest

from tallystick.web.site import Site

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

ClientOf = Callable[[str], "Client"]
ROLES = ("viewer", "coder", "reviewer", "publisher", "administrator")
ROUTES: dict[str, tuple[str | None, str | None]] = {
    # route: the act that reading takes, the act that its forms take
    "access": ("administer", None),
    "access-table": ("administer", None),
    "actor": ("read", None),
    "actor-change": (None, "review"),
    "actor-undo": (None, "review"),
    "actors": ("read", None),
    "agreement": ("code", "review"),
    "agreement-code": ("code", "code"),
    "agreement-result": ("review", "review"),
    "chart": ("read", None),
    "claim": (None, "code"),
    "download": ("read", None),
    "forget-view": (None, "read"),
    "incident": ("read", None),
    "incident-accept": (None, "code"),
    "incident-grade": (None, "review"),
    "incident-merge": ("review", "review"),
    "incident-move": ("review", "review"),
    "incident-release": (None, "publish"),
    "incident-sign": (None, "review"),
    "incident-split": ("review", "review"),
    "incident-tolls": ("read", None),
    "incident-undo": (None, "review"),
    "incidents": ("read", None),
    "map": ("read", None),
    "map-data": ("read", None),
    "missed": (None, "code"),
    "original": ("read", None),
    "overview": ("read", None),
    "page-image": ("read", None),
    "people": ("administer", None),
    "people-admission": (None, "administer"),
    "people-invite": (None, "administer"),
    "people-reset": (None, "administer"),
    "people-revoke": (None, "administer"),
    "people-role": (None, "administer"),
    "people-second-factor": (None, "administer"),
    "place": ("read", None),
    "place-change": (None, "review"),
    "place-undo": (None, "review"),
    "places": ("read", None),
    "public": ("read-public", None),
    "public-incident": ("read-public", None),
    "queue": ("read", None),
    "queue-claim": (None, "code"),
    "report": ("read", None),
    "reports": ("read", None),
    "save-view": (None, "read"),
    "settings": ("administer", "administer"),
    "source": ("read", None),
    "source-change": (None, "review"),
    "source-names": ("read", None),
    "source-undo": (None, "review"),
    "sources": ("read", "review"),
    "timeline-data": ("read", None),
    "token-end": (None, "read"),
    "tokens": ("read", "read"),
    "upload": ("code", None),
    "upload-cancel": (None, "code"),
    "upload-retry": (None, "code"),
    "uploads": ("code", "code"),
    "words": ("code", None),
}
# The site's own routes: what nobody gets for GET and for POST (s: the sign-in).
SITE: dict[str, tuple[int | str, int | str]] = {
    "home": ("s", "s"),
    "language": (405, 302),
    "sign-in": (200, 200),
    "second-step": ("s", "s"),
    "sign-out": (405, "s"),
    "enter": (410, 405),
    "invitation": (410, 410),
    "reset": (410, 410),
    "account": ("s", "s"),
    "password": ("s", "s"),
    "sessions": ("s", "s"),
    "second-factor": ("s", "s"),
    "recovery-codes": ("s", "s"),
    "second-factor-remove": ("s", "s"),
}
CLAIMS = ("claim", "queue-claim")
"""Routes whose ``id`` is a claim's; elsewhere it is a report's."""
SHARED = {"chart", "form", "casebook", "informant", "actor"}
"""Words of addresses that name nothing of one casebook alone; who ships, informants and sides, is everybody's."""
NEVER = {"incident": "I9999", "report": "never-was", "claim": "never-was.c01", "id": "never-was", "place": "Nowhere"}
MISSING = (HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST, HTTPStatus.FOUND)
"""A form may say in a sentence that there is no such thing, or go back as if it had taken it away."""
PICKY = {"agreement-code": ("coder", "reviewer")}
"""Routes that open to some persons of a role alone: who is to code a study."""


@pytest.fixture
def other(second_casebook: Callable[[str], str]) -> str:
    """A second casebook on the site; the stranger administers it. Its slug."""
    return second_casebook("stranger")


@pytest.fixture
def things(site: Site, other: str) -> dict[str, Any]:
    """Something of the first casebook for each word of its routes."""
    from django.contrib.auth.models import User

    from tallystick.web.agreement.models import Study
    from tallystick.web.desk.models import SavedView
    from tallystick.web.people import links
    from tallystick.web.people.models import Link
    from tallystick.web.shelf import shelf
    from tallystick.web.uploads.models import Batch

    shelved = shelf()["aleppo"]
    report = next(r for r in shelved.book.casebook.reports() if r.claims)
    coder, reviewer, administrator = (User.objects.get(username=n) for n in ("coder", "reviewer", "administrator"))
    links.invitation(shelved.id, "viewer", "", 7, administrator)
    view = SavedView.objects.create(user=coder, casebook=shelved.id, page="queue", name="mine", query="", shared=True)
    batch = Batch.objects.create(casebook=shelved.id, author="coder")
    told = {"casebook": shelved.id, "name": "blind", "author": "reviewer", "share": 1.0, "seed": 1, "documents": []}
    study = Study.objects.create(**told, first=coder, second=reviewer)
    return {
        "incident": shelved.book.casebook.incidents()[0].id,
        "report": report.document.id,
        "claim": report.claims[0].id,
        "person": User.objects.get(username="viewer").pk,
        "link": Link.objects.get().pk,
        "view": view.pk,
        "batch": batch.pk,
        "study": study.pk,
        "number": 1,
        "informant": "sohr",
        "actor": "syrian-government",
        "place": "Aleppo (Aleppo, SY)",
        "chart": "month",
        "form": "svg",
    }


def _path(route: str, casebook: str, things: dict[str, Any]) -> str:
    from django.urls import get_resolver, reverse

    words = next(iter(get_resolver().reverse_dict.getlist(route)))[0][0][1]
    given = {**things, "casebook": casebook, "id": things["claim" if route in CLAIMS else "report"]}
    missing = set(words) - set(given)
    assert not missing, f"{route} has the words {missing}; give the fixture `things` one of each"
    return reverse(route, kwargs={word: given[word] for word in words})


def _asks(route: str, casebook: str, things: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Method, path and act of each request that the route answers."""
    for method, act in zip(("get", "post"), ROUTES[route], strict=True):
        if act is not None:
            yield method, _path(route, casebook, things), act


def _ask(client: Client, method: str, path: str) -> HttpResponse:
    return getattr(client, method)(path)


def test_the_table_holds_every_route_of_a_casebook() -> None:
    import tallystick.web.urls  # noqa: F401 - names the routes
    from tallystick.web.pages import routes

    assert {route.name: (route.read, route.write) for route in routes()} == ROUTES


def test_every_address_below_a_casebook_is_guarded() -> None:
    from tallystick.web.pages import routes
    from tallystick.web.urls import urlpatterns

    below = next(r for r in urlpatterns if str(r.pattern).startswith("c/"))
    assert sorted(str(r.pattern) for r in below.url_patterns) == sorted(route.pattern for route in routes())


def test_the_table_holds_every_route_of_the_site() -> None:
    from tallystick.web.urls import urlpatterns

    named = {r.name for r in urlpatterns if hasattr(r, "name")}
    below = {str(r.pattern) for r in urlpatterns if not hasattr(r, "name")}
    assert named == set(SITE)
    assert below == {"c/<slug:casebook>/", "api/v1/"}


def test_what_a_role_may_not_do_is_refused(client_of: ClientOf, things: dict[str, Any]) -> None:
    from tallystick.web.roles import may

    wrong = []
    for role in ROLES:
        client = client_of(role)
        for route in ROUTES:
            for method, path, act in _asks(route, "aleppo", things):
                if not may(role, act) and (status := _ask(client, method, path).status_code) != HTTPStatus.FORBIDDEN:
                    wrong.append(f"{role} {method} {path}: {status}")
    assert wrong == []


def test_what_a_role_may_do_is_answered(client_of: ClientOf, things: dict[str, Any]) -> None:
    from tallystick.web.roles import may

    wrong = []
    for role in ROLES:
        client = client_of(role)
        for route in ROUTES:
            for method, path, act in _asks(route, "aleppo", things):
                answer = _ask(client, method, path) if may(role, act) else None
                if answer is not None and role in PICKY.get(route, ROLES) and not _came_through(answer):
                    wrong.append(f"{role} {method} {path}: {answer.status_code} {answer.get('Location', '')}")
    assert wrong == []


def _came_through(answer: HttpResponse) -> bool:
    """True where the guard let the request through; that a form was empty or a thing is gone is the page's own word."""
    refused = answer.status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED) or answer.status_code >= 500
    return not refused and not answer.get("Location", "").startswith("/sign-in")


def test_methods_that_a_route_does_not_name_are_refused(client_of: ClientOf, things: dict[str, Any]) -> None:
    client = client_of("administrator")
    wrong = []
    for route, (read, write) in ROUTES.items():
        path = _path(route, "aleppo", things)
        refused = [m for m, act in (("get", read), ("post", write)) if act is None] + ["put", "delete", "patch"]
        wrong += [f"{m} {path}" for m in refused if _ask(client, m, path).status_code != HTTPStatus.METHOD_NOT_ALLOWED]
    assert wrong == []


def test_nobody_is_asked_to_sign_in(client_of: ClientOf, things: dict[str, Any]) -> None:
    client = client_of("")
    for casebook in ("aleppo", "other", "no-such-casebook"):
        for route in ROUTES:
            for method, path, _ in _asks(route, casebook, things):
                answer = _ask(client, method, path)
                assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/sign-in"), path


def test_another_casebooks_pages_are_not_there(client_of: ClientOf, things: dict[str, Any]) -> None:
    wrong = []
    for name, casebook in (("administrator", "other"), ("stranger", "aleppo"), ("administrator", "no-such-casebook")):
        client = client_of(name)
        for route in ROUTES:
            for method, path, _ in _asks(route, casebook, things):
                if (status := _ask(client, method, path).status_code) != HTTPStatus.NOT_FOUND:
                    wrong.append(f"{name} {method} {path}: {status}")
    assert wrong == []


def test_another_casebooks_ids_read_as_ids_that_never_were(
    client_of: ClientOf, things: dict[str, Any], other: str
) -> None:
    """The stranger administers the other casebook, and names what is in the first by its id."""
    client = client_of("stranger")
    never = {key: value if key in SHARED else NEVER.get(key, 999_999) for key, value in things.items()}
    wrong = []
    for route in filter(_names_a_thing, ROUTES):
        asked = zip(_asks(route, other, things), _asks(route, other, never), strict=True)
        for (method, path, _), (_, nowhere, _) in asked:
            status = _ask(client, method, path).status_code
            if status not in MISSING or status != _ask(client, method, nowhere).status_code:
                wrong.append(f"{method} {path}: {status}")
    assert wrong == []


def _names_a_thing(route: str) -> bool:
    from django.urls import get_resolver

    words = next(iter(get_resolver().reverse_dict.getlist(route)))[0][0][1]
    return bool(set(words) - SHARED)


def test_after_a_strangers_requests_nothing_has_changed(
    client_of: ClientOf, things: dict[str, Any], other: str
) -> None:
    from django.contrib.auth.models import User

    from tallystick.web.desk.models import SavedView
    from tallystick.web.people.membership import casebooks_of
    from tallystick.web.people.models import Link
    from tallystick.web.shelf import shelf

    book = shelf()["aleppo"].book
    before = (book.casebook.record_sha256(), len(book.casebook.decisions()))
    for name, casebook in (("stranger", other), ("stranger", "aleppo"), ("viewer", "aleppo")):
        client = client_of(name)
        for route in set(ROUTES) - {"people-invite"}:
            for method, path, _ in _asks(route, casebook, things):
                if method == "post":
                    _ask(client, method, path)
    assert (book.casebook.record_sha256(), len(book.casebook.decisions())) == before
    assert Link.objects.get().revoked_at is None
    assert SavedView.objects.filter(pk=things["view"]).exists()
    assert list(casebooks_of(User.objects.get(username="viewer")).values()) == ["viewer"]


@pytest.mark.parametrize("route", SITE)
def test_nobody_and_the_sites_own_pages(client_of: ClientOf, route: str) -> None:
    from django.urls import get_resolver, reverse

    words = next(iter(get_resolver().reverse_dict.getlist(route)))[0][0][1]
    path = reverse(route, kwargs=dict.fromkeys(words, "no-such-token"))
    for method, wanted in zip(("get", "post"), SITE[route], strict=True):
        answer = _ask(client_of(""), method, path)
        if wanted == "s":
            assert answer["Location"].partition("?")[0] == "/sign-in", method
        else:
            assert answer.status_code == wanted, method
