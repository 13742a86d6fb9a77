"""Who decides on an older state is told what came between, and nothing of it is stored."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from tallystick.casebook import Casebook, ConflictError

AMAL = {"author": "amal", "reason": "seen"}
BADR = {"author": "badr", "reason": "heard"}
DECISIONS: list[tuple[str, tuple[Any, ...], tuple[str, ...]]] = [
    ("accept", ("a-0",), ("a-0",)),
    ("reject", ("a-0",), ("a-0",)),
    ("correct", ("a-0", {"event": "airstrike"}), ("a-0",)),
    ("grade", ("I0001", "fair"), ("I0001",)),
    ("merge", ("I0003", "I0001"), ("I0003", "I0001")),
    ("split", ("I0001", ["a-0"]), ("I0001",)),
    ("move", ("a-0", "I0003"), ("a-0", "I0003")),
    ("sign", ("I0001",), ("I0001",)),
]


def test_the_edition_is_the_number_of_the_last_decision(linked: Casebook) -> None:
    assert (linked.edition("a-0"), linked.edition("I0001"), linked.edition("I0002")) == (0, 0, 0)
    linked.grade("I0002", "fair", **AMAL)
    linked.accept("a-0", **AMAL)
    assert (linked.edition("a-0"), linked.edition("I1"), linked.edition("I0002")) == (2, 2, 1)
    assert (linked.edition("b-0"), linked.edition("b-0", "I0002")) == (0, 1)


@pytest.mark.parametrize(("kind", "arguments", "targets"), DECISIONS)
def test_a_decision_on_an_older_state_is_told_what_came_between(
    linked: Casebook, kind: str, arguments: tuple[Any, ...], targets: tuple[str, ...]
) -> None:
    seen = linked.edition(*targets)
    linked.accept("a-0", **AMAL)
    before = linked.incidents()
    with pytest.raises(ConflictError, match=r"last by amal \(decision 1, accept\)") as raised:
        getattr(linked, kind)(*arguments, **BADR, expected=seen)
    assert [(told.number, told.author) for told in raised.value.meanwhile] == [(1, "amal")]
    assert (len(linked.decisions()), linked.incidents()) == (1, before)
    getattr(linked, kind)(*arguments, **BADR, expected=linked.edition(*targets))
    assert len(linked.decisions()) == 2


def test_an_undo_on_an_older_state_is_refused(linked: Casebook) -> None:
    linked.accept("a-0", **AMAL)
    linked.reject("a-0", **AMAL)
    with pytest.raises(ConflictError, match="decision 2, reject"):
        linked.undo(1, **BADR, expected=1)
    assert linked.undo(1, **BADR, expected=2).kind == "undo"


def test_what_was_decided_elsewhere_is_no_conflict(linked: Casebook) -> None:
    linked.reject("a-1", **AMAL)
    linked.move("c-1", "I0002", **AMAL)
    assert linked.accept("a-0", **BADR, expected=0).number == 3


def test_of_many_who_decide_at_once_on_one_state_one_is_heard(linked: Casebook) -> None:
    outcomes: list[object] = []
    together = threading.Barrier(6)

    def decide(name: str) -> Callable[[], None]:
        def run() -> None:
            with Casebook.open(linked.folder) as book:
                seen = book.edition("I0001")
                together.wait()
                try:
                    outcomes.append(book.grade("I0001", "fair", author=name, reason="seen", expected=seen).number)
                except ConflictError as error:
                    outcomes.append(error.meanwhile[0].number)

        return run

    threads = [threading.Thread(target=decide(f"reviewer {number}")) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [1] * 6
    assert len(linked.decisions()) == 1
