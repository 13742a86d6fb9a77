"""Decisions about informants: appended, undone as any other, and worked into the registry in their order."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallystick.casebook import Casebook
from tallystick.errors import CasebookError, TallystickError, UsageError
from tallystick.vocabulary.informants import shipped

BY = {"author": "ada", "reason": "as three reports say"}


@pytest.fixture
def marsh(book: Casebook) -> Casebook:
    book.sources.add({"name": "Marsh Rights Monitor", "kind": "monitor"}, aliases=["MRM"], people=["Ivo Tarn"], **BY)
    return book


def test_an_informant_that_was_added_is_known_by_all_its_names(marsh: Casebook) -> None:
    known = marsh.sources.registry()
    for name in ("the Marsh Rights Monitor", "MRM", "Ivo Tarn"):
        assert known.canonical(name) == "marsh-rights-monitor"
    assert known.informants["marsh-rights-monitor"].giver("MRM") == "ada"


def test_what_ships_stands_until_it_is_changed(book: Casebook) -> None:
    assert book.sources.registry() == shipped()
    book.sources.change("SOHR", {"side": "russia", "interest": "paid by it"}, **BY)
    changed = book.sources.find("sohr")
    assert (changed.side, changed.interest, changed.name) == ("russia", "paid by it", shipped().informants["sohr"].name)


def test_a_rejected_alias_is_none_any_more_and_comes_back_by_undo(book: Casebook) -> None:
    number = book.sources.name("sohr", "the Observatory", verdict="reject", **BY).number
    assert book.sources.registry().canonical("the Observatory") is None
    book.undo(number, **BY)
    assert book.sources.registry().canonical("the Observatory") == "sohr"


def test_a_merged_informant_is_found_by_its_old_id_and_parts_again_by_undo(marsh: Casebook) -> None:
    number = marsh.sources.merge("sohr", "MRM", **BY).number
    assert marsh.sources.find("marsh-rights-monitor").id == "sohr"
    assert marsh.sources.registry().canonical("Ivo Tarn") == "sohr"
    marsh.undo(number, **BY)
    assert marsh.sources.find("marsh-rights-monitor").id == "marsh-rights-monitor"
    assert marsh.sources.registry().canonical("Ivo Tarn") == "marsh-rights-monitor"


def test_the_latest_letter_stands_with_its_author_and_reason(marsh: Casebook) -> None:
    marsh.sources.rate("MRM", "C", **BY)
    last = marsh.sources.rate("MRM", "B", author="bo", reason="right again").number
    rated = marsh.sources.find("MRM").reliability
    assert rated is not None and (rated.letter, rated.by, rated.reason) == ("B", "bo", "right again")
    marsh.undo(last, **BY)
    assert getattr(marsh.sources.find("MRM").reliability, "letter", None) == "C"
    marsh.sources.rate("MRM", None, **BY)
    assert marsh.sources.find("MRM").reliability is None


def test_a_new_name_stands_beside_the_old_one(marsh: Casebook) -> None:
    marsh.sources.change("MRM", {"name": "Reed and Marsh Monitor"}, **BY)
    found = marsh.sources.find("Marsh Rights Monitor")
    assert (found.id, found.name) == ("marsh-rights-monitor", "Reed and Marsh Monitor")


def test_an_informant_is_not_undone_under_later_decisions(marsh: Casebook) -> None:
    first = marsh.sources.history()[0].number
    later = marsh.sources.rate("MRM", "B", **BY).number
    with pytest.raises(CasebookError, match=f"undo {later} first"):
        marsh.undo(first, **BY)
    marsh.undo(later, **BY)
    marsh.undo(first, **BY)
    assert marsh.sources.registry().get("marsh-rights-monitor") is None


def test_an_id_is_never_used_again(marsh: Casebook) -> None:
    marsh.undo(marsh.sources.history()[0].number, **BY)
    again = marsh.sources.add({"name": "Marsh Rights Monitor"}, **BY)
    assert again.targets == ("marsh-rights-monitor-2",)


def test_the_history_of_one_informant_tells_only_of_it(marsh: Casebook) -> None:
    marsh.sources.rate("SOHR", "B", **BY)
    assert [d.kind for d in marsh.sources.history("sohr")] == ["source-rate"]
    assert [d.kind for d in marsh.sources.history()] == ["source-add", "source-rate"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "SOHR"}, "already"),
        ({"name": " "}, "name"),
        ({"name": "Reed", "kind": "oracle"}, "kind of source"),
        ({"name": "Reed", "role": "judge"}, "role"),
        ({"name": "Reed", "side": "atlantis"}, "side"),
    ],
)
def test_what_is_no_informant_is_refused_in_a_sentence(book: Casebook, fields: dict[str, str], told: str) -> None:
    with pytest.raises(TallystickError, match=told):
        book.sources.add(fields, **BY)
    assert book.sources.history() == []


def test_names_letters_and_merges_that_cannot_be_are_refused(marsh: Casebook) -> None:
    desk = marsh.sources
    with pytest.raises(CasebookError, match="already"):
        desk.name("MRM", "Ivo Tarn", **BY)
    with pytest.raises(CasebookError, match="itself"):
        desk.name("MRM", "Marsh Rights Monitor", verdict="reject", **BY)
    with pytest.raises(CasebookError, match="no informant"):
        desk.name("Nobody in particular", "NIP", **BY)
    with pytest.raises(CasebookError, match="one informant already"):
        desk.merge("MRM", "Ivo Tarn", **BY)
    with pytest.raises(UsageError, match="A, B, C"):
        desk.rate("MRM", "G", **BY)
    with pytest.raises(UsageError, match="given anew"):
        desk.change("MRM", {"id": "x"}, **BY)


steps = st.lists(
    st.tuples(
        st.sampled_from(["alias", "reject", "rate", "merge", "undo"]),
        st.sampled_from(["sohr", "hrw", "amnesty", "snhr"]),
        st.sampled_from(["the Monitor", "HRW", "the Network", "amnesty", "B", "D"]),
        st.integers(1, 12),
    ),
    max_size=8,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps)
def test_undoing_every_decision_leaves_what_ships(book: Casebook, plan: list[tuple[str, str, str, int]]) -> None:
    for what, informant, word, number in plan:
        try:
            if what in {"alias", "reject"}:
                book.sources.name(informant, word, verdict="accept" if what == "alias" else "reject", **BY)
            elif what == "rate":
                book.sources.rate(informant, word, **BY)
            elif what == "merge":
                book.sources.merge(informant, word, **BY)
            else:
                book.undo(number, **BY)
        except TallystickError:
            continue
    for decision in reversed(book.sources.history()):
        if decision.reversed_by is None:
            book.undo(decision.number, **BY)
    assert book.sources.registry() == shipped()
