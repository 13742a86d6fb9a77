"""Claims of a place are found by its name, the same as by a look at every claim."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from django.db import connections

from tallystick.casebook import Casebook
from tallystick.casebook.digesting import outdated
from tallystick.casebook.models import IncidentDigest
from tallystick.casebook.registry.spots import Location, Spot
from tallystick.errors import CasebookError
from tallystick.record import Incident, Membership, Place, Report

TOLD = (
    None,
    Place("Sarda"),
    Place("Sarda", admin1="North", country="SY"),
    Place("Sarda", gazetteer_name="Sardamint", admin1="North", country="SY"),
    Place("Sardamint", gazetteer_name="Sarda"),
    Place("Sardamint", admin1="North", country="SY"),
    Place("as-Sarda", gazetteer_name="Sarda", country="SY"),
    Place("Sarda", gazetteer_name=""),
    Place("SARDA"),
    Place("Sarda "),
    Place('the "Sarda" mills'),
    Place("Sa'rda"),
    Place("سردا"),
    Place("12"),
    Place("null"),
    Place("ص" * 300, country="SY"),
)
WHY = {"author": "amal", "reason": "seen"}


@pytest.fixture
def told(book: Casebook, make_report: Callable[..., Report]) -> Casebook:
    """A claim of each of ``TOLD``, each in an incident of its own, whose digests hold."""
    report = make_report("d", len(TOLD))
    claims = tuple(evolve(claim, place=place) for claim, place in zip(report.claims, TOLD, strict=True))
    book.store_report(evolve(report, claims=claims), by="amal", reader="rules", reader_version="1")
    incidents = [
        Incident(name, "shelling", (Membership(claim.id),))
        for name, claim in zip(book.next_incident_ids(), claims, strict=False)
    ]
    book.save_incidents(incidents, new=[incident.id for incident in incidents])
    book.outdate(incident.id for incident in incidents)
    return book


def found(book: Casebook, *spots: Spot) -> set[str]:
    """The claims of the incidents that a decision about ``spots`` outdates."""
    IncidentDigest.objects.using(book.alias).update(stale=False)
    book.places.outdate(spots)
    wanted = set(outdated(book.alias, 99))
    return {member.claim for incident in book.incidents() if incident.id in wanted for member in incident.members}


def scanned(book: Casebook, *spots: Spot) -> set[str]:
    """The claims as read that tell one of ``spots``, by a look at each."""
    claims = [claim for report in book.reports() for claim in report.claims if claim.place]
    return {claim.id for claim in claims if claim.place and Spot.of(claim.place) in spots}


SPOTS = sorted({Spot.of(place) for place in TOLD if place})


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: spot.id[:40])
def test_each_spelling_finds_its_own_claims_and_no_other(told: Casebook, spot: Spot) -> None:
    assert found(told, spot) == scanned(told, spot) != set()


def test_several_spellings_find_the_claims_of_each(told: Casebook) -> None:
    assert found(told, *SPOTS) == scanned(told, *SPOTS)
    assert found(told, *SPOTS[:3]) == scanned(told, *SPOTS[:3])
    assert found(told, Spot("nowhere")) == found(told) == set()


def test_a_claim_that_a_person_put_there_is_found_until_that_is_undone(told: Casebook) -> None:
    unplaced, sarda = "d-0", Spot("Sarda")
    before = found(told, sarda)
    taken = told.correct(unplaced, {"place": {"name": "Sarda"}}, **WHY)
    told.correct("d-12", {"place": None}, **WHY)
    assert found(told, sarda) == {*before, unplaced}
    told.undo(taken.number, **WHY)
    assert found(told, sarda) == before


def test_the_place_of_an_added_claim_is_found_until_that_is_undone(told: Casebook) -> None:
    slots = {"event": "shelling", "text": {"start": 0, "end": 6}, "place": {"name": "Elsewhere"}}
    added = told.add_claim("d", slots, **WHY)
    told.move(*added.targets, "I0001", **WHY)
    assert told.places.find("Elsewhere").spots == (Spot("Elsewhere"),)
    assert found(told, Spot("Elsewhere")) == {"d-0", *added.targets}
    told.undo(told.decisions()[-1].number, **WHY)
    told.undo(added.number, **WHY)
    assert found(told, Spot("Elsewhere")) == set()
    with pytest.raises(CasebookError, match="no place “Elsewhere”"):
        told.places.find("Elsewhere")


@pytest.mark.parametrize("spot", [spot for spot in SPOTS if len(spot.id) < 200], ids=lambda spot: spot.id)
def test_a_place_that_no_digest_has_is_found_by_its_id(told: Casebook, spot: Spot) -> None:
    assert told.places.find(spot.id).id == spot.id


LARGE = re.compile("casebook_(claim|decision|incident|incidentdigest|incidentvoice|membership)")


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    "decide",
    [
        lambda book: book.places.set("Sarda (North, SY)", Location(36.0, 37.0, 1), **WHY),
        lambda book: book.places.merge("Sarda (SY)", "Sa'rda", **WHY),
        lambda book: book.places.change("SARDA", "Sarda", **WHY),
        lambda book: book.undo(book.places.set("12", Location(36.0, 37.0, 1), **WHY).number, **WHY),
        lambda book: book.places.outdate(SPOTS),
        lambda book: book.actors.merge("Syrian government", "Russia", **WHY),
        lambda book: book.actors.outdate(["government forces"]),
        lambda book: (book.actors.blamed(), book.told_by()),
    ],
)
def test_no_decision_about_a_place_or_an_actor_looks_at_all_rows(
    told: Casebook, decide: Callable[[Casebook], object]
) -> None:
    asked = list[tuple[str, Any]]()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if re.match(r"\s*(SELECT|UPDATE|WITH)", sql):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connections[told.alias].execute_wrapper(note):
        decide(told)
    assert asked
    with connections[told.alias].cursor() as cursor:
        for sql, params in asked:
            steps = [step for *_, step in cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)]
            assert not [step for step in steps if step.startswith("SCAN") and LARGE.search(step)], sql
