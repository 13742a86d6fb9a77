"""Handing in reports: kept before anything else, read in the background, tried again, never lost."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tallystick.errors import IntakeError
from tallystick.web.site import Site

if TYPE_CHECKING:
    from django.test import Client

    from tallystick.commands.casebooks import Book
    from tallystick.web.uploads.models import Item
    from tallystick.web.uploads.working import Worker

ClientOf = Callable[[str], "Client"]
PAGE = "/c/aleppo/uploads"
REPORT = (
    "HARBOUR TOWN, 12 May 2016 (Harbour Wire) - Shelling of the old market of Idlib killed 7 civilians on Thursday, "
    "the Harbour Rescue League said.\n"
)


@pytest.fixture
def worker(site: object) -> Worker:
    from tallystick.web.uploads.working import Worker

    return Worker()


def _items() -> list[Item]:
    from tallystick.web.uploads.models import Item

    return list(Item.objects.order_by("id"))


def _hand_in(client: Client, *files: tuple[str, bytes], **words: str) -> None:
    given = [SimpleUploadedFile(name.rpartition("/")[2], data) for name, data in files]
    answer = client.post(PAGE, {"files": given, "path": [name for name, _ in files], **words})
    assert answer.status_code == 302, answer.content


def _work(worker: Worker) -> None:
    while worker.step():
        pass


def test_a_file_is_read_linked_and_shown_with_its_report(client_of: ClientOf, worker: Worker, book: Book) -> None:
    client = client_of("coder")
    before = len(book.casebook.incidents())
    _hand_in(client, ("field/monday.txt", REPORT.encode()), publisher="Harbour Wire")
    assert [item.state for item in _items()] == ["waiting"]
    _work(worker)
    (item,) = _items()
    assert (item.state, item.claims > 0, item.spool) == ("done", True, "")
    report = next(book.casebook.reports(item.documents))
    assert (report.document.text, report.document.publisher) == (REPORT, "Harbour Wire")
    assert len(book.casebook.incidents()) > before
    page = client.get(f"{PAGE}/{item.batch_id}").content.decode()
    assert item.documents[0] in page


def test_the_same_report_twice_is_known(client_of: ClientOf, worker: Worker) -> None:
    for _ in range(2):
        client_of("coder").post(PAGE, {"text": REPORT, "name": "monday"})
        _work(worker)
    assert [item.state for item in _items()] == ["done", "known"]


def test_what_cannot_be_read_says_why_and_can_be_tried_again(client_of: ClientOf, worker: Worker) -> None:
    client = client_of("coder")
    _hand_in(client, ("empty.txt", b"  "), ("good.txt", REPORT.encode()))
    _work(worker)
    failed, done = _items()
    assert (failed.state, failed.sentence) == ("failed", "empty.txt is empty.")
    assert done.state == "done"
    client.post(f"{PAGE}/{failed.batch_id}/retry")
    assert [item.state for item in _items()] == ["waiting", "done"]


def test_a_cancelled_batch_is_not_read(client_of: ClientOf, worker: Worker, book: Book) -> None:
    before = len(list(book.casebook.reports()))
    client = client_of("coder")
    _hand_in(client, ("a.txt", REPORT.encode()))
    client.post(f"{PAGE}/{_items()[0].batch_id}/cancel")
    _work(worker)
    assert [item.state for item in _items()] == ["cancelled"]
    assert len(list(book.casebook.reports())) == before


def test_what_a_killed_worker_had_in_hand_is_read_again_once(client_of: ClientOf, worker: Worker, book: Book) -> None:
    from tallystick.web.uploads import queue, reader

    _hand_in(client_of("coder"), ("a.txt", REPORT.encode()))
    item = queue.take(worker.books)
    assert item is not None
    reader.read(book, item, reader.pipeline_of(book))  # stored, but the worker dies before it can say so
    assert queue.take(worker.books) is None
    item.leased_until = timezone.now() - timedelta(seconds=1)
    item.save()
    _work(worker)
    assert [(item.state, item.attempts) for item in _items()] == [("known", 2)]


def test_a_folder_comes_in_parts_of_one_batch(client_of: ClientOf) -> None:
    client = client_of("coder")
    headers = {"accept": "application/json"}
    first = client.post(PAGE, {"files": [SimpleUploadedFile("a.txt", b"a")], "path": ["f/a.txt"]}, headers=headers)
    words = {"files": [SimpleUploadedFile("b.txt", b"b")], "path": ["f/b.txt"], "batch": first.json()["batch"]}
    assert client.post(PAGE, words, headers=headers).json()["batch"] == first.json()["batch"]
    assert [item.name for item in _items()] == ["f/a.txt", "f/b.txt"]


def test_one_file_too_large_stops_no_other(client_of: ClientOf, worker: Worker) -> None:
    client = client_of("coder")
    _hand_in(client, ("big.txt", b"x" * 50_000_001), ("good.txt", REPORT.encode()))
    assert "1 report waits to be read." in (told := client.get(PAGE).content.decode())
    assert "big.txt has more than 50 MB; split it." in told
    _work(worker)
    assert [(item.name, item.state) for item in _items()] == [("big.txt", "failed"), ("good.txt", "done")]


def test_a_script_tells_too_large_files_by_name_and_may_send_a_part_without_reports(client_of: ClientOf) -> None:
    client, headers = client_of("coder"), {"accept": "application/json"}
    photo = {"files": [SimpleUploadedFile("a.jpg", b"x")], "path": ["f/a.jpg"]}
    assert client.post(PAGE, photo, headers=headers).json() == {"batch": None, "items": 0}
    told = client.post(PAGE, {"too-large": ["f/big.txt", "f/film.mp4"]}, headers=headers).json()
    assert told["items"] == 1
    assert client.post(PAGE, {**photo, "batch": told["batch"]}, headers=headers).json() == {**told, "items": 0}
    assert [(item.name, item.state, item.sentence) for item in _items()] == [
        ("f/big.txt", "failed", "f/big.txt has more than 50 MB; split it.")
    ]


@pytest.mark.parametrize("batch", ["9" * 5000, "-1", "x"])
def test_a_batch_that_is_none_is_not_there(client_of: ClientOf, batch: str) -> None:
    assert client_of("coder").post(PAGE, {"text": "x", "batch": batch}).status_code == 404


@pytest.mark.parametrize("field", ["name", "publisher", "published"])
def test_a_nul_in_a_field_is_refused(client_of: ClientOf, field: str) -> None:
    assert client_of("coder").post(PAGE, {"text": "x", field: "mon\x00day"}).status_code == 400
    assert _items() == []


def test_nobody_adds_to_the_batch_of_another(client_of: ClientOf) -> None:
    _hand_in(client_of("coder"), ("a.txt", b"a"))
    words = {"text": "x", "batch": _items()[0].batch_id}
    assert client_of("reviewer").post(PAGE, words).status_code == 404


def _zip(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def test_the_files_of_an_archive_are_reports(client_of: ClientOf, worker: Worker) -> None:
    files = {"day/one.txt": REPORT.encode(), "__MACOSX/._one.txt": b"\0", "day/photo.jpg": b"\xff\xd8"}
    _hand_in(client_of("coder"), ("day.zip", _zip(files)))
    _work(worker)
    (item,) = _items()
    assert (item.state, len(item.documents)) == ("done", 1)


def test_a_zip_bomb_is_refused_before_it_unpacks(client_of: ClientOf, worker: Worker) -> None:
    _hand_in(client_of("coder"), ("bomb.zip", _zip({"bomb.txt": b"a" * 60_000_000})))
    _work(worker)
    (item,) = _items()
    assert item.state == "failed"
    assert "unpacks to more than it should" in item.sentence


def test_a_damaged_archive_says_so(client_of: ClientOf, worker: Worker) -> None:
    _hand_in(client_of("coder"), ("bad.zip", _zip({"a.txt": b"a" * 1000})[:60]))
    _work(worker)
    assert re.search("cannot be unpacked", _items()[0].sentence)


def _broken_lzma() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", "An air strike killed 5 people in Aleppo on Monday. " * 200)
    data = bytearray(held.getvalue())
    data[45:75] = bytes(byte ^ 0xFF for byte in data[45:75])
    return bytes(data)


def _broken_name() -> bytes:
    return _zip({"é.txt": b"An air strike killed 5 people."}).replace("é".encode(), b"\xff\xfe")


@pytest.mark.parametrize(
    "data", [_broken_lzma(), _broken_name(), b"PK\x03\x04" + b"\xff" * 200], ids=["lzma", "name", "noise"]
)
def test_a_broken_archive_stops_nothing_else(client_of: ClientOf, worker: Worker, data: bytes) -> None:
    client = client_of("coder")
    _hand_in(client, ("broken.zip", data))
    client.post(PAGE, {"text": REPORT, "name": "monday"})
    _work(worker)
    broken, good = _items()
    assert (broken.state, good.state) == ("failed", "done")
    assert "cannot be unpacked" in broken.sentence


def test_a_fault_of_the_program_is_the_outcome_of_one_item_alone(
    client_of: ClientOf, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tallystick.web.uploads import reader

    opened = reader.open_bytes

    def fails_at_one(data: bytes, name: str, **words: object) -> object:
        if name == "odd.txt":
            raise ZeroDivisionError
        return opened(data, name, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "open_bytes", fails_at_one)
    _hand_in(client_of("coder"), ("odd.txt", b"x"), ("good.txt", REPORT.encode()))
    _work(worker)
    odd, good = _items()
    assert (odd.state, good.state) == ("failed", "done")
    assert "ZeroDivisionError" in odd.sentence


def test_what_cannot_be_linked_in_one_casebook_leaves_the_reading_alone(
    client_of: ClientOf, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tallystick.web.uploads import working

    def fails(book: Book) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(working.linking, "link", fails)
    _hand_in(client_of("coder"), ("a.txt", REPORT.encode()))
    _work(worker)
    _hand_in(client_of("coder"), ("b.txt", REPORT.replace("7", "8").encode()))
    _work(worker)
    assert [(item.state, item.batch.linked) for item in _items()] == [("done", False), ("done", False)]


def test_what_is_handed_in_while_its_batch_is_linked_is_linked_too(
    client_of: ClientOf, worker: Worker, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tallystick.commands import linking

    client, headers = client_of("coder"), {"accept": "application/json"}
    before, link = len(book.casebook.incidents()), linking.link
    first = client.post(PAGE, {"too-large": ["f/big.txt"]}, headers=headers).json()

    def slowly(book: Book) -> linking.Linked:
        linked = link(book)
        monkeypatch.setattr(linking, "link", link)
        client.post(PAGE, {"text": REPORT, "batch": first["batch"]}, headers=headers)
        return linked

    monkeypatch.setattr(linking, "link", slowly)
    _work(worker)
    assert (_items()[-1].state, _items()[-1].batch.linked) == ("done", True)
    assert len(book.casebook.incidents()) > before


def test_what_its_worker_dies_of_is_given_up(client_of: ClientOf, worker: Worker) -> None:
    from tallystick.web.uploads import queue

    _hand_in(client_of("coder"), ("deadly.txt", REPORT.encode()))
    for _ in range(queue.MOST_ATTEMPTS):
        item = queue.take(worker.books)
        assert item is not None
        item.leased_until = timezone.now() - timedelta(seconds=1)
        item.save()
    assert queue.take(worker.books) is None
    (item,) = _items()
    assert (item.state, "hand it in in another form" in item.sentence) == ("failed", True)


def test_what_is_in_hand_is_left_out_too_unless_it_is_read_in_the_end(client_of: ClientOf, worker: Worker) -> None:
    from tallystick.web.uploads import queue

    client = client_of("coder")
    _hand_in(client, ("a.txt", b"a"), ("b.txt", b"b"), ("c.txt", b"c"))
    first, second = queue.take(worker.books), queue.take(worker.books)
    assert first is not None
    assert second is not None
    client.post(f"{PAGE}/{first.batch_id}/cancel")
    assert [item.state for item in _items()] == ["cancelled", "cancelled", "cancelled"]
    queue.finish(first, "done", claims=1, documents=["x"])
    queue.finish(second, "failed", "It is empty.")
    assert [item.state for item in _items()] == ["done", "cancelled", "cancelled"]
    assert "1 of 3 read · 1 claim · 2 left out" in " ".join(client.get(PAGE).content.decode().split())


def test_a_worker_that_dies_is_started_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from tallystick.web.uploads import worker as process

    monkeypatch.setattr(process, "_PAUSE_SECONDS", 0.05)
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def counted(command: list[str], **words: Any) -> subprocess.Popen[bytes]:
        started.append(start([sys.executable, "-c", "import time; time.sleep(60)"], **words))
        return started[-1]

    monkeypatch.setattr(process.subprocess, "Popen", counted)
    with process.beside(site):
        started[0].kill()
        until = time.monotonic() + 10
        while len(started) < 2 and time.monotonic() < until:
            time.sleep(0.02)
    assert len(started) == 2
    assert all(one.poll() is not None for one in started)


@pytest.mark.parametrize("words", [{}, {"text": "  "}, {"urls": "ftp://x.example/"}, {"text": "x", "published": "May"}])
def test_what_cannot_be_meant_is_refused_in_a_sentence(client_of: ClientOf, words: dict[str, str]) -> None:
    answer = client_of("coder").post(PAGE, words)
    assert answer.status_code == 400
    assert _items() == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/x", "http://localhost/x", "http://[::1]/x", "http://10.0.0.1/"])
def test_nothing_inside_the_network_is_fetched(client_of: ClientOf, worker: Worker, url: str) -> None:
    client_of("coder").post(PAGE, {"urls": url})
    _work(worker)
    assert "own network" in _items()[0].sentence


def test_bytes_are_whole_in_the_spool_or_not_there(home: Path) -> None:
    from tallystick.web.uploads import spool

    def broken() -> object:
        yield b"begin"
        raise OSError(28, "No space left on device")

    with pytest.raises(Exception, match="free some space"):
        spool.put(home, broken(), "a.txt")  # type: ignore[arg-type]
    with pytest.raises(IntakeError, match="more than 50 MB"):
        spool.put(home, (b"x" * 1_000_000 for _ in range(51)), "a.txt")
    assert [file.name for file in (home / "uploads").iterdir() if not file.name.endswith(".part")] == []
