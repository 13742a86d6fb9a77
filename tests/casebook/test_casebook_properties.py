"""Whatever people decide, every claim is in one incident, ids are permanent, and undoing everything undoes it."""

import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallystick.casebook import Casebook
from tallystick.casebook.decided import DecisionEntry, history, pins
from tallystick.casebook.sealing import recounted, whole
from tallystick.errors import CasebookError
from tallystick.record import Incident, Membership, Report

CLAIMS = [f"{name}-{number}" for name in "abc" for number in range(3)]
BY = {"author": "me", "reason": "chance"}

INCIDENTS = st.integers(1, 8).map(lambda number: f"I{number:04d}")
STEPS = st.one_of(
    st.tuples(st.just("merge"), INCIDENTS, INCIDENTS),
    st.tuples(st.just("split"), INCIDENTS, st.lists(st.sampled_from(CLAIMS), max_size=3)),
    st.tuples(st.just("move"), st.sampled_from(CLAIMS), INCIDENTS),
    st.tuples(st.just("undo"), st.integers(1, 10)),
    st.tuples(st.just("reject"), st.sampled_from(CLAIMS)),
)


def fill(book: Casebook, make_report: Callable[..., Report]) -> None:
    for name in "abc":
        book.store_report(make_report(name, 3), by="me", reader="rules", reader_version="1")
    groups = [CLAIMS[:3], CLAIMS[3:5], CLAIMS[5:8], CLAIMS[8:]]
    ids = book.next_incident_ids()
    found = [
        Incident(
            next(ids),
            "shelling",
            tuple(Membership(claim, group[0] if place else None) for place, claim in enumerate(group)),
        )
        for group in groups
    ]
    book.save_incidents(found, new=[incident.id for incident in found])


def take(book: Casebook, step: tuple[object, ...], ids: set[str]) -> None:
    """Takes one decision; one that cannot be taken is refused and changes nothing."""
    before = book.incidents()
    kind, *arguments = step
    try:
        result = getattr(book, str(kind))(*arguments, **BY)
    except CasebookError as error:
        assert "damaged" not in str(error)
        assert book.incidents() == before
        return
    if kind == "split":
        assert result[0] not in ids
        ids.add(result[0])


def standing(book: Casebook) -> list[str]:
    return sorted(claim for incident in book.incidents() for claim in incident.claims)


def undo_all(book: Casebook, order: Callable[[list[int]], list[int]]) -> None:
    """Undoes everything, trying again what others still built on."""
    while True:
        open_ = [entry.number for entry in book.decisions() if entry.kind != "undo" and entry.reversed_by is None]
        if not open_:
            return
        for number in order(open_):
            with suppress(CasebookError):
                book.undo(number, **BY)
        left = [entry.number for entry in book.decisions() if entry.kind != "undo" and entry.reversed_by is None]
        assert len(left) < len(open_)


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, max_size=10), forward=st.booleans())
def test_decisions_keep_the_record_whole_and_can_all_be_undone(
    new_casebook: Callable[[Path], Casebook],
    make_report: Callable[..., Report],
    steps: list[tuple[object, ...]],
    forward: bool,
) -> None:
    with tempfile.TemporaryDirectory() as folder, new_casebook(Path(folder) / "book") as book:
        fill(book, make_report)
        first, ids = book.incidents(), {incident.id for incident in book.incidents()}
        for step in steps:
            take(book, step, ids)
            assert standing(book) == sorted(set(CLAIMS) - book.rejected())
            assert {incident.id for incident in book.incidents()} <= ids
            assert set(pins(book.alias).items()) <= set(live_places(book).items())
            assert_bookkeeping(book)
        undo_all(book, list if forward else lambda numbers: numbers[::-1])
        assert book.incidents() == first
        assert pins(book.alias) == {}
        assert_bookkeeping(book)
        assert next(book.next_incident_ids()) not in ids


def live_places(book: Casebook) -> dict[str, str]:
    """Where each claim stands, rejected ones included."""
    from tallystick.casebook.incidents import incident_id, live

    return {row.claim_id: incident_id(row.incident_id) for row in live(book.alias)}


def assert_bookkeeping(book: Casebook) -> None:
    """What is kept of the record is what looking at all of it gives, and asking about some gives a part of all."""
    assert whole(book.alias) == recounted(book.alias)
    assert book.events() == Counter(incident.event for incident in book.incidents())
    for some in (CLAIMS[:2], CLAIMS[4:]):
        assert book.rejected(some) == book.rejected() & set(some)
        assert book.placed(some) == {claim: at for claim, at in book.placed().items() if claim in some}
        about = [d for d in book.decisions() if speaks(d, set(some))]
        assert [d.number for d in history(book.alias, some)] == [d.number for d in about]
    for incident in book.incidents():
        assert book.incident(incident.id) == incident


def speaks(decision: DecisionEntry, names: set[str]) -> bool:
    moved = decision.payload.get("moved", {})
    return not names.isdisjoint({*decision.targets, *moved, *moved.values()})
