"""Claims that a person adds."""

from __future__ import annotations

from typing import Any

import pytest

from tallystick.casebook import Casebook
from tallystick.casebook.models import Claim
from tallystick.errors import CasebookError

BY = {"author": "me@desk", "reason": "Missed by the reader"}
SLOTS = {"event": "shelling", "text": {"start": 0, "end": 6}}


def names(book: Casebook) -> set[str]:
    return {claim.id for report in book.reports() for claim in report.claims}


def test_an_added_claim_is_a_claim_of_its_document(linked: Casebook) -> None:
    decision = linked.add_claim("a", SLOTS, **BY)
    (name,) = decision.targets
    (report,) = linked.reports(["a"])
    claim = next(c for c in report.claims if c.id == name)
    assert (claim.event, claim.text.exact, claim.confidence) == ("shelling", "Shells", 1.0)
    assert decision.kind == "add"
    assert [d.kind for d in linked.decisions(name)] == ["add"]


def test_it_can_be_accepted_corrected_and_moved_like_any_other(linked: Casebook) -> None:
    (name,) = linked.add_claim("a", SLOTS, **BY).targets
    linked.accept(name, **BY)
    linked.correct(name, {"event": "airstrike"}, **BY)
    linked.move(name, "I0002", **BY)
    assert name in linked.claims_in("I0002")
    assert linked.corrections()[name]["event"] == "airstrike"


def test_an_undo_takes_it_out_and_another_gets_a_name_of_its_own(linked: Casebook) -> None:
    first = linked.add_claim("a", SLOTS, **BY)
    linked.undo(first.number, **BY)
    assert not names(linked) & set(first.targets)
    second = linked.add_claim("a", SLOTS, **BY)
    assert second.targets != first.targets
    assert set(second.targets) <= names(linked)


def test_what_a_later_move_builds_on_is_not_undone_before_it(linked: Casebook) -> None:
    added = linked.add_claim("a", SLOTS, **BY)
    moved = linked.move(added.targets[0], "I0002", **BY)
    with pytest.raises(CasebookError, match=f"builds on decision {added.number}"):
        linked.undo(added.number, **BY)
    linked.undo(moved.number, **BY)
    linked.undo(added.number, **BY)
    assert not names(linked) & set(added.targets)


@pytest.mark.parametrize(
    ("document", "slots", "sentence"),
    [
        ("z", SLOTS, "no document z"),
        ("a", {"event": "shelling"}, "needs an event and its words"),
        ("a", {**SLOTS, "event": "picnic"}, "no event type"),
        ("a", {**SLOTS, "text": {"start": 5, "end": 5000}}, "no words of the document"),
        ("a", {**SLOTS, "colour": "red"}, "not a slot"),
    ],
)
def test_what_makes_no_claim_is_refused_whole(
    linked: Casebook, document: str, slots: dict[str, Any], sentence: str
) -> None:
    before = names(linked)
    with pytest.raises(CasebookError, match=sentence):
        linked.add_claim(document, slots, **BY)
    assert names(linked) == before
    assert linked.decisions() == []


def test_the_reading_in_the_custody_log_stays_what_it_was(linked: Casebook) -> None:
    before = linked.reading_fields("a")
    linked.add_claim("a", SLOTS, **BY)
    assert linked.reading_fields("a") == before


@pytest.mark.parametrize("change", [{"superseded": True}, {"event": "airstrike", "data": {}}])
def test_a_check_finds_an_added_claim_that_was_changed_by_other_means(linked: Casebook, change: dict[str, Any]) -> None:
    (name,) = linked.add_claim("a", SLOTS, **BY).targets
    assert name not in {problem.where for problem in linked.check([]).problems}
    Claim.objects.using(linked.alias).filter(id=name).update(**change)
    assert name in {problem.where for problem in linked.check([]).problems}


def test_a_check_finds_a_claim_that_nobody_added(linked: Casebook) -> None:
    row = Claim.objects.using(linked.alias).get(id="a-1")
    row.id, row.ordinal, row.data = "a-9", 1_000_007, {**row.data, "id": "a-9"}
    row.save(using=linked.alias, force_insert=True)
    assert "a-9" in {problem.where for problem in linked.check([]).problems}
