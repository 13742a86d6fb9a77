"""Settings of a casebook: rules in force, kept where the commands look; what it asks of people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tallystick.casebook.folder import identity

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

    from tallystick.commands.casebooks import Book

ClientOf = Callable[[str], "Client"]
Person = Callable[[str], "User"]
SETTINGS = "/c/aleppo/settings"
FORM = {"title": "Aleppo, winter", "convention": "ucdp", "method": "conservative", "keep_days": "90"}


def test_what_is_in_force_is_kept_in_the_casebooks_file(client_of: ClientOf, book: Book) -> None:
    before = identity(book.folder)
    assert client_of("administrator").post(SETTINGS, FORM).status_code == 302
    after = identity(book.folder)
    assert (after.title, after.convention, after.method) == ("Aleppo, winter", "ucdp", "conservative")
    assert (after.id, after.created, after.database) == (before.id, before.created, before.database)


def test_the_title_is_shown_at_once(client_of: ClientOf) -> None:
    client = client_of("administrator")
    client.post(SETTINGS, FORM)
    assert b"Aleppo, winter" in client.get(SETTINGS).content


def test_other_rules_make_every_digest_anew(client_of: ClientOf, book: Book) -> None:
    from tallystick.casebook.models import IncidentDigest
    from tallystick.commands import digests

    digests.refresh(book, [incident.id for incident in book.casebook.incidents()])
    kept = IncidentDigest.objects.using(book.casebook.alias)
    assert not kept.filter(stale=True).exists()
    client_of("administrator").post(SETTINGS, {**FORM, "convention": "literal", "method": "reconciled"})
    assert not kept.filter(stale=True).exists()
    client_of("administrator").post(SETTINGS, FORM)
    assert not kept.filter(stale=False).exists()


@pytest.mark.parametrize("wrong", [{"convention": "own"}, {"method": "own"}, {"keep_days": "0"}, {"keep_days": "x"}])
def test_what_is_not_in_order_changes_nothing(client_of: ClientOf, book: Book, wrong: dict[str, str]) -> None:
    before = (book.folder / "casebook.toml").read_bytes()
    assert client_of("administrator").post(SETTINGS, {**FORM, **wrong}).status_code == 400
    assert (book.folder / "casebook.toml").read_bytes() == before


def test_who_has_no_second_factor_cannot_require_it(client_of: ClientOf) -> None:
    answer = client_of("administrator").post(SETTINGS, {**FORM, "two_factor": "on"})
    assert answer.status_code == 400
    assert b"your own second factor first" in answer.content


def test_each_change_stands_in_the_access_log(client_of: ClientOf) -> None:
    client = client_of("administrator")
    client.post(SETTINGS, FORM)
    page = client.get("/c/aleppo/people/access?act=settings").content.decode()
    for change in ("convention: literal → ucdp", "method: reconciled → conservative", "keep_days: 365 → 90"):
        assert change in page


def test_the_methodology_is_shown_and_is_that_of_the_vocabulary(client_of: ClientOf) -> None:
    from tallystick import __version__
    from tallystick.commands.methodology import methodology

    page = client_of("administrator").get(SETTINGS).content.decode()
    assert methodology().vocabulary_sha256 in page
    assert str(methodology()) == f"tallystick {__version__}, vocabulary {methodology().vocabulary_sha256[:12]}"


def test_assessments_go_by_what_is_in_force_unless_told_otherwise(client_of: ClientOf, book: Book) -> None:
    from tallystick.commands.cases import Selection, case_files

    client_of("administrator").post(SETTINGS, FORM)
    ranges = [found for case in case_files(book, Selection()) for found in case.assessment.figures]
    told = [found for case in case_files(book, Selection(), "literal", "airwars") for found in case.assessment.figures]
    assert {found.method for found in ranges} == {"conservative"}
    assert {found.method for found in told} == {"airwars"}
