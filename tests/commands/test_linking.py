"""Linking in a casebook, report by report and with decisions between, ends where linking everything at once ends."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallystick import linking
from tallystick.casebook import Casebook
from tallystick.commands.linking import relink
from tallystick.errors import CasebookError
from tallystick.record import Claim, Document, Figure, Place, Report, Span, When

BY = {"author": "amal", "reason": "seen"}
TOWNS = {
    name: Place(name, latitude=latitude, longitude=37.0, gazetteer_id=name, country="SY", admin1=division, precision=1)
    for name, latitude, division in (("Marjin", 36.2, "Aleppo"), ("Salqa", 35.5, "Idlib"), ("Tarda", 36.25, "Aleppo"))
}


def report(name: str, event: str, town: str | None, day: str | None, killed: int) -> Report:
    text = f"Strike on {town}\n\nAn air strike hit the market of {town or 'the town'} and killed {killed} people."
    at = text.index(str(killed), text.index("killed"))
    claim = Claim(
        f"{name}.c01",
        event,
        Span.of(text, text.index("An air"), len(text) - 1),
        place=TOWNS.get(town or ""),
        time=When(day, precision=1) if day else None,
        figures=(Figure("killed", "exact", Span.of(text, at, len(text) - 1), killed, group="people"),),
    )
    hashed = sha256(text.encode() + name.encode()).hexdigest()
    return Report(Document(name, text, title=f"Strike on {town}", anchor="2016-12-13", sha256=hashed), (claim,))


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["airstrike", "shelling", "battle", "toll"]),
        st.sampled_from([*TOWNS, None]),
        st.sampled_from(["2016-12-11", "2016-12-12", None]),
        st.integers(1, 40),
    ),
    min_size=1,
    max_size=7,
)
CLAIMS = st.integers(0, 6).map(lambda number: f"r{number}.c01")
INCIDENTS = st.integers(1, 6).map(lambda number: f"I{number:04d}")
DECISIONS = st.one_of(
    st.tuples(st.just("merge"), INCIDENTS, INCIDENTS),
    st.tuples(st.just("split"), INCIDENTS, CLAIMS.map(lambda claim: [claim])),
    st.tuples(st.just("move"), CLAIMS, INCIDENTS),
    st.tuples(st.just("reject"), CLAIMS),
    st.tuples(st.just("correct"), CLAIMS, st.sampled_from(["airstrike", "battle"]).map(lambda e: {"event": e})),
    st.tuples(st.just("undo"), st.integers(1, 6)),
)


@contextmanager
def casebook() -> Iterator[Casebook]:
    with tempfile.TemporaryDirectory() as folder, Casebook.create(Path(folder) / "book") as book:
        yield book


def store(book: Casebook, told: Report) -> None:
    book.store_report(told, "amal", reader="rules", reader_version="1")


def decide(book: Casebook, step: tuple[Any, ...]) -> None:
    """Takes the decision, where it can be taken as things stand."""
    try:
        getattr(book, step[0])(*step[1:], **BY)
    except CasebookError as error:
        assert "damaged" not in str(error)


def stands(book: Casebook) -> set[frozenset[str]]:
    return {frozenset(incident.claims) for incident in book.incidents()}


def at_once(book: Casebook) -> set[frozenset[str]]:
    """What a bulk run makes of the reports and of what people decided."""
    numbers = count(10**6)
    result = linking.link(
        book.reports(), rejected=book.rejected(), placed=book.placed(), next_id=lambda: f"I{next(numbers)}"
    )
    return {frozenset(incident.claims) for incident in result.incidents}


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS, steps=st.lists(st.tuples(st.integers(0, 6), DECISIONS), max_size=5), data=st.data())
def test_what_stands_is_what_a_bulk_run_would_give(
    rows: list[Any], steps: list[tuple[int, Any]], data: st.DataObject
) -> None:
    reports = data.draw(st.permutations([report(f"r{n}", *row) for n, row in enumerate(rows)]))
    with casebook() as book:
        for n, told in enumerate(reports):
            store(book, told)
            if data.draw(st.booleans()):
                relink(book)
            if data.draw(st.booleans()):
                as_older(book)
            for _, step in (s for s in steps if s[0] == n):
                decide(book, step)
        before = {incident.id for incident in book.incidents()}
        relink(book)
        assert stands(book) == at_once(book)
        assert {incident.id for incident in book.incidents()} >= {book.resolve_incident(i) for i in before} - gone(book)
        after = book.incidents()
        relink(book)
        assert book.incidents() == after


def as_older(book: Casebook) -> None:
    """Takes away how tellings came together, as in a casebook of a version that did not keep it."""
    from tallystick.casebook.models import Telling

    Telling.objects.using(book.alias).update(joins=None, gain=None)


def test_how_an_older_casebook_came_together_is_found_where_a_report_comes_near() -> None:
    from tallystick.casebook.models import Telling

    with casebook() as book:
        for name in "abcd":
            store(book, report(name, "airstrike", "Marjin", "2016-12-12", 14))
        relink(book)
        joined = Telling.objects.using(book.alias).filter(joins__isnull=False, gain__isnull=False)
        assert joined.count() == 3
        as_older(book)
        store(book, report("e", "airstrike", "Marjin", "2016-12-12", 14))
        relink(book)
        assert (joined.count(), stands(book)) == (4, {frozenset(f"{name}.c01" for name in "abcde")})


def test_a_casebook_that_was_linked_by_other_weights_is_linked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    from tallystick.casebook.models import Filing, Telling

    with casebook() as book:
        for name in "abc":
            store(book, report(name, "airstrike", "Marjin", "2016-12-12", 14))
        relink(book)
        stood, filed = book.incidents(), Filing.objects.using(book.alias).count()
        Telling.objects.using(book.alias).update(data={})
        monkeypatch.setattr("tallystick.commands.linking.fingerprint", lambda: "other weights")
        assert relink(book)[0] == 0
        assert [incident.claims for incident in book.incidents()] == [incident.claims for incident in stood]
        assert [incident.id for incident in book.incidents()] == [incident.id for incident in stood]
        told = Telling.objects.using(book.alias)
        assert (told.count(), told.filter(data={}).count(), Filing.objects.using(book.alias).count()) == (3, 0, filed)


def gone(book: Casebook) -> set[str]:
    """Incidents whose claims people rejected or moved away."""
    names = {f"I{number:04d}" for number in range(1, 40)}
    return names - {incident.id for incident in book.incidents() if incident.claims} if book.decisions() else set()


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS, steps=st.lists(DECISIONS.filter(lambda s: s[0] in {"merge", "split", "move"}), max_size=4))
def test_linking_never_undoes_what_a_person_decided(rows: list[Any], steps: list[Any]) -> None:
    reports = [report(f"r{n}", *row) for n, row in enumerate(rows)]
    with casebook() as book:
        for told in reports[: len(reports) // 2 + 1]:
            store(book, told)
        relink(book)
        for step in steps:
            decide(book, step)
        decided = book.placed()
        for told in reports[len(reports) // 2 + 1 :]:
            store(book, told)
            relink(book)
        assert book.placed() == decided


def test_a_correction_takes_a_claim_to_where_it_now_belongs() -> None:
    with casebook() as book:
        for name in "abc":
            store(book, report(name, "airstrike", "Marjin", "2016-12-12", 14))
        relink(book)
        assert stands(book) == {frozenset({"a.c01", "b.c01", "c.c01"})}
        book.correct("c.c01", {"time": {"edtf": "2016-12-02"}}, **BY)
        relink(book)
        assert stands(book) == {frozenset({"a.c01", "b.c01"}), frozenset({"c.c01"})}
        assert book.incidents()[0].id == "I0001"


def test_what_is_far_from_a_new_report_is_not_read() -> None:
    with casebook() as book:
        for n, day in enumerate(("2016-12-01", "2016-12-12")):
            store(book, report(f"r{n}", "airstrike", "Marjin", day, 14))
        relink(book)
        store(book, report("new", "airstrike", "Marjin", "2016-12-12", 14))
        placed, result = relink(book)
        assert placed == 1
        assert [set(incident.claims) for incident in result.incidents] == [{"r1.c01", "new.c01"}]
