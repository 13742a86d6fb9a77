"""The client's registry of sources, places and actors, on the interface of a real site."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tallystick.client import Client, ServerError
from tallystick.errors import UsageError

if TYPE_CHECKING:
    from tallystick.commands.casebooks import Book

CasebookOf = Callable[..., Client]
TEACHING = (
    "IDLIB, 12 May 2016 (Harbour Wire) - Shelling of Idlib killed 7 civilians on Thursday, the Marsh Rights Monitor "
    "(MRM) said. The MRM said that a child was among them.\n"
)


def test_a_source_is_added_named_rated_sided_merged_and_undone(casebook_of: CasebookOf, book: Book) -> None:
    from tallystick.commands import informants

    sources = casebook_of("reviewer").sources
    made = sources.add({"name": "Marsh Rights Monitor", "kind": "monitor"}, aliases=["MRM"], reason="quoted twice")
    identity = made["targets"][0]
    assert (made["author"], identity) == ("reviewer", informants.shown(book, "MRM").informant.id)
    sources.alias(identity, "the marsh monitor", reason="so it is called")
    sources.rate(identity, "B", reason="right in most cases")
    sources.side(identity, "syrian-government", "paid by it", reason="it says so")
    sources.change(identity, {"notes": "Since 2011", "organisation": None}, reason="as its site says")
    shown = sources.show("the marsh monitor")
    assert (shown["side"], shown["interest"], shown["notes"]) == ("syrian-government", "paid by it", "Since 2011")
    assert shown["reliability"]["letter"] == "B"
    assert [one["kind"] for one in shown["decisions"]][-1] == "source-change"
    other = sources.add({"name": "Marsh Monitor Group"}, reason="another name")["targets"][0]
    merged = sources.merge(identity, other, reason="one body")
    assert sources.show(other)["id"] == identity
    sources.undo(merged["number"], reason="two after all")
    assert {one["id"] for one in sources.all(decided=True)} == {identity, other}
    with pytest.raises(UsageError, match="not about an informant"):
        sources.undo(99, reason="x")


def test_facts_that_are_not_named_stay_and_null_takes_one_away(casebook_of: CasebookOf) -> None:
    sources = casebook_of("reviewer").sources
    facts = {"name": "Marsh Radio", "role": "outlet", "kind": "media", "notes": "Weekly"}
    identity = sources.add(facts, reason="new")["targets"][0]
    sources.change(identity, {"notes": None}, reason="daily now")
    shown = sources.show(identity)
    assert (shown["kind"], shown["role"], shown["notes"]) == ("media", "outlet", None)


def test_the_whole_registry_comes_page_after_page(casebook_of: CasebookOf, book: Book) -> None:
    from tallystick.commands import informants

    sources = casebook_of("coder").sources
    known = informants.listed(book)
    assert [one["id"] for one in sources.all()] == sorted(one.id for one in known)
    outlets = {one["role"] for one in sources.all(role="outlet")}
    assert outlets == {"outlet"}
    with pytest.raises(ServerError, match="does not allow"):
        sources.rate("sohr", "B", reason="x")


def add(book: Book, text: str) -> None:
    """A further report."""
    from tallystick.commands import adding, digests, linking
    from tallystick.commands.pipeline import pipeline
    from tallystick.commands.reading import ReadOptions

    (book.folder / "new.txt").write_text(text, encoding="utf-8")
    adding.add(book, adding.plan([str(book.folder / "new.txt")], None, ReadOptions()), pipeline(), by="tests")
    linking.link(book)
    digests.catch_up(book)


def test_a_proposed_name_is_confirmed(casebook_of: CasebookOf, book: Book) -> None:
    add(book, TEACHING)
    sources = casebook_of("reviewer").sources
    (waiting,) = sources.proposals()
    assert (waiting["alias"], waiting["informant"]) == ("MRM", None)
    identity = sources.add({"name": waiting["name"]}, reason="quoted")["targets"][0]
    sources.alias(identity, waiting["alias"], person=waiting["person"], reason="as the report says")
    assert sources.proposals() == []
    assert [one["state"] for one in sources.proposals(everything=True)] == ["confirmed"]


def test_names_of_two_are_told(casebook_of: CasebookOf) -> None:
    sources = casebook_of("reviewer").sources
    for name in ("Marsh Rights Monitor", "Marsh Radio Mission"):
        sources.add({"name": name}, aliases=["MRM"], reason="new")
    assert [one["name"] for one in sources.conflicts()] == ["mrm"]


def test_who_is_met_and_where(casebook_of: CasebookOf) -> None:
    casebook = casebook_of("coder")
    met = casebook.sources.voices()
    assert met
    assert [one["incidents"] for one in met] == sorted((one["incidents"] for one in met), reverse=True)
    assert casebook.sources.voices("outlet", "nobody of this name") == []


def test_places_are_one_are_called_and_lie_somewhere(casebook_of: CasebookOf, book: Book) -> None:
    add(book, TEACHING)
    places = casebook_of("reviewer").places
    one, other = [place["id"] for place in places.all()][:2]
    places.rename(one, "The old town", reason="as people call it")
    merged = places.merge(one, other, reason="one place")
    assert places.show(one)["same"] == [other]
    places.undo(merged["number"], reason="two after all")
    placed = places.put(one, {"latitude": 36.2, "longitude": 37.16, "precision": 2}, reason="by the map")
    shown = places.show(one)
    assert (shown["name"], shown["decisions"][-1]["number"]) == ("The old town", placed["number"])
    entry = next((found for found in places.show(other)["entries"] if found["gazetteer_id"]), None)
    if entry is not None:
        assert places.put_at(other, entry["gazetteer_id"], reason="by the gazetteer")["kind"] == placed["kind"]
    assert places.all(words="nowhere of this name") == []
    with pytest.raises(ServerError, match="does not allow"):
        casebook_of("coder").places.rename(one, "x", reason="x")


def test_actors_are_one_and_are_called(casebook_of: CasebookOf) -> None:
    actors = casebook_of("reviewer").actors
    one, other = [actor["id"] for actor in actors.all()][:2]
    merged = actors.merge(one, other, reason="no other is meant")
    assert [actor["id"] for actor in actors.all()].count(other) == 0
    actors.undo(merged["number"], reason="two after all")
    actors.rename(one, "The other side", reason="as our reports call it")
    assert actors.show(one)["name"] == "The other side"
    with pytest.raises(UsageError, match="not about an actor"):
        actors.undo(99, reason="x")
