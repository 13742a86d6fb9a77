from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from tallystick.casebook import Casebook
from tallystick.casebook.distinct import distinct
from tallystick.casebook.models import Document
from tallystick.record import Report


def test_each_value_comes_once_in_order_and_no_empty_one(book: Casebook, make_report: Callable[..., Report]) -> None:
    assert distinct(book.alias, Document, "language", 9) == []
    for number, language in enumerate(("fr", "ar", None, "fr", "", "en")):
        report = make_report(f"d{number}")
        told = evolve(report, document=evolve(report.document, language=language))
        book.store_report(told, by="me@desk", reader="rules", reader_version="1")
    assert distinct(book.alias, Document, "language", 9) == ["ar", "en", "fr"]
    assert distinct(book.alias, Document, "language", 2) == ["ar", "en"]
    assert distinct(book.alias, Document, "language") == ["ar", "en", "fr"]
    assert distinct(book.alias, Document, "id", language="en") == ["d5"]
    assert distinct(book.alias, Document, "id", language="ru") == []
