from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from postgresql_server import copy_casebook

from tallystick.casebook import Casebook
from tallystick.record import Claim, Document, Figure, Incident, Membership, Place, Report, Span, When

SENTENCE = "Shells fell on the market of Sarda on 3 May and at least 5 people were killed. "


def build_report(document_id: str, claims: int = 1) -> Report:
    """A document of ``claims`` equal sentences, one claim each."""
    text = SENTENCE * claims
    return Report(
        Document(
            id=document_id,
            text=text,
            path=f"in/{document_id}.txt",
            title="Market hit",
            published="2024-05-04",
            published_from="option",
            dateline=Span.of(text, 0, 6),
            sha256=sha256(f"{document_id}{text}".encode()).hexdigest(),
            furniture=((0, 3),),
            original_map=((0, 1, 2),),
            warnings=("odd",),
        ),
        tuple(_claim(document_id, text, number) for number in range(claims)),
    )


def _claim(document_id: str, text: str, number: int) -> Claim:
    start = number * len(SENTENCE)
    at = text.index("at least 5 people", start)
    return Claim(
        id=f"{document_id}-{number}",
        event="shelling",
        text=Span.of(text, start, start + len(SENTENCE) - 2),
        figures=(Figure("killed", "at_least", Span.of(text, at, at + 17), value=5, group="people"),),
        place=Place("Sarda", latitude=1.5, longitude=2.5),
        time=When("2024-05-03", precision=1),
        confidence=0.75,
    )


@pytest.fixture(scope="session")
def make_report() -> Callable[..., Report]:
    """``build_report``: a document with an id and a number of claims."""
    return build_report


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty casebook to copy, since migrating takes longer than most tests."""
    folder = tmp_path_factory.mktemp("template")
    Casebook.create(folder).close()
    return folder


@pytest.fixture
def new_casebook(template: Path) -> Callable[[Path], Casebook]:
    """Makes an empty casebook in a folder that is not there yet."""
    return lambda folder: Casebook.open(copy_casebook(template, folder))


@pytest.fixture
def book(new_casebook: Callable[[Path], Casebook], tmp_path: Path) -> Iterator[Casebook]:
    with new_casebook(tmp_path / "book") as book:
        yield book


@pytest.fixture
def linked(book: Casebook) -> Casebook:
    """Documents a, b and c with two claims each; I0001 holds a-0, b-0, c-0, I0002 a-1, b-1 and I0003 c-1."""
    for name in "abc":
        book.store_report(build_report(name, 2), by="me@desk", reader="rules", reader_version="1")
    ids = book.next_incident_ids()
    found = [
        Incident(next(ids), "shelling", (Membership("a-0"), Membership("b-0", "a-0", 0.5), Membership("c-0", "a-0"))),
        Incident(next(ids), "shelling", (Membership("a-1"), Membership("b-1", "a-1")), principal_of=("b",)),
        Incident(next(ids), "shelling", (Membership("c-1"),), When("2024-05-03"), Place("Sarda")),
    ]
    book.save_incidents(found, new=[incident.id for incident in found])
    return book
