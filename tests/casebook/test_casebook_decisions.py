from typing import Any

import pytest
from django.db import connections, transaction
from django.db.utils import IntegrityError

from tallystick.casebook import Casebook
from tallystick.casebook.decided import pins
from tallystick.errors import CasebookError, UsageError
from tallystick.record import Figure, Place, Span

BY = {"author": "me@desk", "reason": "I read it"}


def placed(book: Casebook) -> dict[str, tuple[str, ...]]:
    return {incident.id: incident.claims for incident in book.incidents()}


def claim_of(book: Casebook, claim_id: str) -> Any:
    return next(claim for report in book.reports() for claim in report.claims if claim.id == claim_id)


def test_the_history_tells_who_decided_what_when_and_why(linked: Casebook) -> None:
    taken = linked.accept("a-0", author=" me@desk ", reason=" I was there ")
    assert (taken.number, taken.kind, taken.targets) == (1, "accept", ("a-0",))
    assert (taken.author, taken.reason, len(taken.at)) == ("me@desk", "I was there", 20)
    linked.grade("I1", "fair", **BY)
    assert [entry.kind for entry in linked.decisions()] == ["accept", "grade"]
    assert [entry.kind for entry in linked.decisions("I0001")] == ["accept", "grade"]
    assert [entry.kind for entry in linked.decisions("a-0")] == ["accept"]
    assert linked.decisions("I0002") == []


@pytest.mark.parametrize("by", [{"author": "me", "reason": " "}, {"author": "", "reason": "because"}])
def test_a_decision_needs_author_and_reason(linked: Casebook, by: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="A decision needs"):
        linked.accept("a-0", **by)
    with pytest.raises(UsageError, match="A decision needs"):
        linked.split("I0001", ["a-0"], **by)
    assert linked.decisions() == []
    assert len(linked.incidents()) == 3


def test_no_decision_holds_a_nul_character(linked: Casebook) -> None:
    with pytest.raises(UsageError, match="holds a NUL character"):
        linked.accept("a-0", author="me", reason="a\x00b")
    with pytest.raises(CasebookError, match="The victims holds a NUL character"):
        linked.correct("a-0", {"victims": [{"name": "a\x00b"}]}, **BY)
    assert linked.decisions() == []


def test_a_rejected_claim_stands_in_no_incident_until_that_is_undone(linked: Casebook) -> None:
    before = linked.incidents()
    linked.reject("a-0", **BY)
    taken = linked.reject("c-1", **BY)
    assert (placed(linked), linked.rejected()) == ({"I0001": ("b-0", "c-0"), "I0002": ("a-1", "b-1")}, {"a-0", "c-1"})
    linked.accept("a-0", **BY)
    linked.undo(taken.number, **BY)
    assert (linked.incidents(), linked.rejected()) == (before, frozenset())
    assert linked.verdicts() == {"a-0": "accept"}


def test_a_correction_is_applied_and_the_original_kept(linked: Casebook) -> None:
    original = claim_of(linked, "a-0")
    exact = {"start": 0, "end": 6, "exact": "Shells"}
    linked.correct("a-0", {"event": "airstrike", "place": {"name": "Marda"}}, **BY)
    taken = linked.correct(
        "a-0", {"figures": [{"measure": "killed", "bound": "exact", "value": 6, "text": exact}]}, **BY
    )
    now = claim_of(linked, "a-0")
    assert (now.event, now.place) == ("airstrike", Place("Marda"))
    assert now.figures == (Figure("killed", "exact", Span(0, 6, "Shells"), value=6),)
    linked.undo(taken.number, **BY)
    assert claim_of(linked, "a-0").figures == original.figures
    linked.undo(1, **BY)
    assert claim_of(linked, "a-0") == original


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, "Nothing is corrected"),
        ({"id": "z"}, "'id' is not a slot"),
        ({"colour": "red"}, "'colour' is not a slot"),
        ({"status": "maybe"}, "does not make a claim"),
        ({"figures": [{"measure": "killed"}]}, "does not make a claim"),
        ({"figures": 7}, "does not make a claim"),
        ({"confidence": "high"}, "does not make a claim"),
        ({"place": {"name": "Marda", "lattitude": 3}}, "place has no 'lattitude'"),
        ({"event": "storm"}, "no event type 'storm'; the types are: airstrike"),
        ({"event": 5}, "event cannot be 5"),
        ({"text": {"start": 0, "end": 6, "exact": "Bullet"}}, "'Bullet' do not stand at 0 to 6"),
        ({"victims": [{"name": "x", "text": {"start": 9, "end": 9, "exact": ""}}]}, "characters 9 to 9 are no words"),
    ],
)
def test_a_correction_must_make_a_claim(linked: Casebook, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(CasebookError, match=message):
        linked.correct("a-0", changes, **BY)
    assert linked.decisions() == []


def test_a_grade_stands_until_another_or_an_undo(linked: Casebook) -> None:
    linked.grade("I0001", "fair", **BY)
    linked.grade("I0001", "weak", **BY)
    assert (linked.grades()["I0001"].grade, linked.grades()["I0001"].author) == ("weak", "me@desk")
    linked.undo(2, **BY)
    assert linked.grades()["I0001"].grade == "fair"
    with pytest.raises(UsageError, match="'good' is not a grade; choose one of confirmed"):
        linked.grade("I0001", "good", **BY)


def test_a_merge_redirects_and_its_undoing_parts_again(linked: Casebook) -> None:
    before = linked.incidents()
    linked.merge("I0001", "I0002", **BY)
    assert placed(linked) == {"I0001": ("a-0", "b-0", "c-0", "a-1", "b-1"), "I0003": ("c-1",)}
    merged = linked.incidents()[0]
    assert (merged.principal_of, linked.resolve_incident("I0002")) == (("b",), "I0001")
    assert {member.decided_by for member in merged.members[3:]} == {"me@desk"}
    assert merged.members[4].joined_by == "a-1"
    linked.undo(1, **BY)
    assert (linked.incidents(), linked.resolve_incident("I0002")) == (before, "I0002")


def test_redirects_lead_on(linked: Casebook) -> None:
    linked.merge("I0002", "I0003", **BY)
    linked.merge("I0001", "I0003", **BY)
    assert linked.resolve_incident("I0003") == "I0001"
    with pytest.raises(CasebookError, match="I0003 and I0002 are one incident already"):
        linked.merge("I0003", "I0002", **BY)


def test_a_split_makes_an_incident_with_a_new_id(linked: Casebook) -> None:
    before = linked.incidents()
    new, taken = linked.split("I0001", ["b-0", "c-0", "b-0"], **BY)
    assert new == "I0004"
    assert placed(linked) == {"I0001": ("a-0",), "I0002": ("a-1", "b-1"), "I0003": ("c-1",), "I0004": ("b-0", "c-0")}
    made = linked.incidents()[3]
    assert (made.event, made.place, made.members[0].evidence[0].says) == (
        "shelling",
        Place("Sarda", latitude=1.5, longitude=2.5),
        "me@desk: I read it",
    )
    assert pins(linked.alias) == {"a-0": "I0001", "b-0": "I0004", "c-0": "I0004"}
    linked.undo(taken.number, **BY)
    assert (linked.incidents(), pins(linked.alias)) == (before, {})
    assert linked.split("I0001", ["b-0"], **BY)[0] == "I0005"


def test_a_split_leaves_something_on_both_sides(linked: Casebook) -> None:
    for claims in ([], ["a-1", "b-1"]):
        with pytest.raises(CasebookError, match="leaves claims on both sides"):
            linked.split("I0002", claims, **BY)
    linked.reject("b-1", **BY)
    with pytest.raises(CasebookError, match="leaves claims on both sides"):
        linked.split("I0002", ["a-1"], **BY)
    with pytest.raises(CasebookError, match="c-1 does not stand in I0001"):
        linked.split("I0001", ["a-0", "c-1"], **BY)


def test_a_move_leaves_the_place_in_the_history(linked: Casebook) -> None:
    before = linked.incidents()
    linked.move("c-1", "I0002", **BY)
    assert placed(linked) == {"I0001": ("a-0", "b-0", "c-0"), "I0002": ("a-1", "b-1", "c-1")}
    assert linked.decisions()[0].payload == {"moved": {"c-1": "I0003"}, "kept": ["a-1", "b-1"], "to": "I0002"}
    with pytest.raises(CasebookError, match="stands in I0002 already"):
        linked.move("c-1", "I0002", **BY)
    with pytest.raises(CasebookError, match="I0003 has no claims"):
        linked.merge("I0001", "I0003", **BY)
    linked.undo(1, **BY)
    assert linked.incidents() == before


@pytest.mark.parametrize("kind", ["accept", "reject"])
def test_unknown_ids(linked: Casebook, kind: str) -> None:
    for wrong in (
        lambda: getattr(linked, kind)("z-9", **BY),
        lambda: linked.correct("z-9", {"event": "shelling"}, **BY),
        lambda: linked.move("z-9", "I0001", **BY),
        lambda: linked.move("a-0", "I0099", **BY),
        lambda: linked.merge("I0001", "I0099", **BY),
        lambda: linked.grade("I0099", "fair", **BY),
        lambda: linked.undo(99, **BY),
    ):
        with pytest.raises(CasebookError, match="has no"):
            wrong()
    assert linked.decisions() == []


def test_an_undo_is_a_decision_of_its_own_and_final(linked: Casebook) -> None:
    linked.accept("a-0", **BY)
    undoing = linked.undo(1, author="you", reason="wrong report")
    assert (undoing.kind, undoing.reverses, undoing.targets) == ("undo", 1, ("a-0",))
    assert [entry.reversed_by for entry in linked.decisions()] == [2, None]
    with pytest.raises(CasebookError, match="undone already"):
        linked.undo(1, **BY)
    with pytest.raises(CasebookError, match="itself an undo"):
        linked.undo(2, **BY)


def test_what_later_decisions_build_on_is_undone_after_them(linked: Casebook) -> None:
    before = linked.incidents()
    linked.merge("I0001", "I0002", **BY)
    linked.move("a-1", "I0003", **BY)
    with pytest.raises(CasebookError, match="Decision 2 builds on decision 1; undo 2 first"):
        linked.undo(1, **BY)
    linked.undo(2, **BY)
    linked.undo(1, **BY)
    assert linked.incidents() == before


def test_a_merge_is_undone_though_another_followed_it(linked: Casebook) -> None:
    linked.merge("I0001", "I0002", **BY)
    linked.merge("I0001", "I0003", **BY)
    linked.undo(1, **BY)
    assert placed(linked) == {"I0001": ("a-0", "b-0", "c-0", "c-1"), "I0002": ("a-1", "b-1")}


@pytest.mark.parametrize(
    "statement",
    [
        "update casebook_decision set reason = 'x'",
        "delete from casebook_decision",
        "insert into casebook_decision select * from casebook_decision where true"
        " on conflict (id) do update set author = 'x'",
        pytest.param(
            "replace into casebook_decision select id, kind, targets, payload, 'x', at, reason, reverses_id"
            " from casebook_decision",
            marks=pytest.mark.sqlite_only,
        ),
    ],
)
def test_the_database_refuses_to_change_decisions(linked: Casebook, statement: str) -> None:
    linked.accept("a-0", **BY)
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(using=linked.alias),
        connections[linked.alias].cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_model_refuses_to_change_decisions(linked: Casebook) -> None:
    from tallystick.casebook.models import Decision

    linked.accept("a-0", **BY)
    row = Decision.objects.using(linked.alias).get()
    with pytest.raises(CasebookError, match="never changed"):
        row.save()
    with pytest.raises(CasebookError, match="never deleted"):
        row.delete()
