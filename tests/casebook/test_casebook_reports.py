import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from tallystick.casebook import Casebook
from tallystick.errors import CasebookError
from tallystick.record import Document, Report

MakeReport = Callable[..., Report]

ADDER = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from conftest import build_report
from tallystick.casebook import Casebook
book = Casebook.open(Path(sys.argv[1]))
for number in range(80):
    book.store_report(build_report(f"d{number:02}", 3), by="me", reader="rules", reader_version="1")
    if number == 0:
        print("started", flush=True)
"""


def adder(book: Casebook) -> subprocess.Popen[bytes]:
    here = Path(__file__).parent
    command = [sys.executable, "-c", ADDER, str(book.folder), str(here), str(here.with_name("support"))]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def test_a_report_comes_back_as_it_was(book: Casebook, make_report: MakeReport) -> None:
    reports = [make_report("a", 3), make_report("b"), Report(Document("c", "", sha256="0"))]
    assert [
        book.store_report(report, by="me@desk", reader="rules", reader_version="1") for report in reversed(reports)
    ] == [True] * 3
    assert list(book.reports()) == reports
    assert list(book.reports(["b", "a"])) == reports[:2]


def test_storing_again_changes_nothing(book: Casebook, make_report: MakeReport) -> None:
    report = make_report("a", 2)
    assert book.store_report(report, by="me", reader="rules", reader_version="1")
    assert not book.store_report(report, by="you", reader="rules", reader_version="1")
    assert list(book.reports()) == [report]
    assert book.hash_of("a") == report.document.sha256
    assert book.hash_of("b") is None
    assert (book.hash_of("a"), book.hash_of("b")) == (report.document.sha256, None)


def test_one_id_is_one_document(book: Casebook, make_report: MakeReport) -> None:
    report = make_report("a")
    book.store_report(report, by="me", reader="rules", reader_version="1")
    with pytest.raises(CasebookError, match="another document with the id a"):
        book.store_report(
            evolve(report, document=evolve(report.document, sha256="1" * 64)),
            by="me",
            reader="rules",
            reader_version="1",
        )
    with pytest.raises(CasebookError, match="A claim id of b is used twice"):
        book.store_report(Report(make_report("b").document, report.claims), by="me", reader="rules", reader_version="1")
    assert list(book.reports()) == [report]


def test_a_report_that_cannot_be_stored_leaves_nothing(book: Casebook, make_report: MakeReport) -> None:
    report = make_report("a")
    with pytest.raises(CasebookError, match="lone surrogate"):
        book.store_report(
            evolve(report, document=evolve(report.document, title="\ud800")),
            by="me",
            reader="rules",
            reader_version="1",
        )
    assert list(book.reports()) == []


def test_an_unknown_report(book: Casebook) -> None:
    with pytest.raises(CasebookError, match="no document nowhere"):
        list(book.reports(["nowhere"]))


def test_two_processes_add_at_once(book: Casebook, make_report: MakeReport) -> None:
    processes = [adder(book), adder(book)]
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0, 0]
    assert list(book.reports()) == [make_report(f"d{number:02}", 3) for number in range(80)]


def test_a_killed_add_leaves_whole_reports(book: Casebook, make_report: MakeReport) -> None:
    for wait in (0.0, 0.03):
        process = adder(book)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.kill()
        process.communicate()
        assert all(report == make_report(report.document.id, 3) for report in book.reports())
    assert adder(book).wait() == 0
    assert len(list(book.reports())) == 80
