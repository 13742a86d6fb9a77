"""The casebooks of a running site: one that moves to another database is found there without a restart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book

ClientOf = Callable[[str], "Client"]


@pytest.fixture
def moved(home: Path, book: Book) -> Iterator[Path]:
    """The folder of the site's casebook, after ``tallystick transfer`` by another process."""
    from tallystick.commands import casebooks, transferring

    meanwhile = casebooks.open_casebook(home)
    transferring.transfer(meanwhile, "elsewhere.sqlite3")
    meanwhile.casebook.close()
    yield home


def test_what_people_decide_after_a_transfer_is_in_the_new_database(client_of: ClientOf, moved: Path) -> None:
    from tallystick.commands import casebooks, verifying

    with casebooks.open_casebook(moved).casebook as casebook:
        claim = next(claim.id for report in casebook.reports() for claim in report.claims)
    client = client_of("coder")
    assert client.get("/c/aleppo/queue").status_code == 200
    assert client.post(f"/c/aleppo/claims/{claim}", {"act": "accept"}).status_code in (200, 302)
    now = casebooks.open_casebook(moved)
    assert now.casebook.identity.database == "elsewhere.sqlite3"
    assert now.casebook.verdicts([claim]) == {claim: "accept"}
    assert verifying.verify(now).problems == ()
    now.casebook.close()


def test_the_worker_reads_into_the_new_database(client_of: ClientOf, book: Book, moved: Path) -> None:
    from tallystick.commands import casebooks
    from tallystick.web.uploads.working import Worker

    worker = Worker()
    text = "Shelling killed 9 people in Marea on Monday, residents said."
    client_of("coder").post("/c/aleppo/uploads", {"text": text, "name": "marea", "published": "2016-12-13"})
    while worker.step():
        pass
    with casebooks.open_casebook(moved).casebook as casebook:
        assert any(report.document.text.strip() == text for report in casebook.reports())


def test_a_casebook_whose_settings_change_stays_open(site: object, home: Path, book: Book) -> None:
    from tallystick.casebook.folder import CONFIG, Identity
    from tallystick.web.shelf import shelf

    path = home / CONFIG
    evolve(Identity.read(path), title="A new title").write(path)
    assert shelf()["aleppo"].title == "A new title"
    assert shelf()["aleppo"].book is book


def test_a_casebook_whose_settings_cannot_be_read_for_now_is_served_all_the_same(
    client_of: ClientOf, home: Path, book: Book
) -> None:
    from tallystick.casebook.folder import CONFIG
    from tallystick.web.shelf import shelf

    path = home / CONFIG
    told = path.read_text()
    path.write_text("half written")
    assert shelf()["aleppo"].book is book
    path.write_text(told)
    assert client_of("coder").get("/c/aleppo/queue").status_code == 200
    assert shelf()["aleppo"].book is book
