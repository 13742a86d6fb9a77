"""Tellings to incidents: what joins, what stays apart, and that neither order nor arrival matters."""

from __future__ import annotations

import json
from itertools import combinations, count
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.linking import LinkResult, Telling, link, tellings
from tallystick.linking.blocking import Files
from tallystick.record import Claim, Document, Figure, Incident, Membership, Place, PlaceChoice, Report, Span, When

MARJIN = Place("Marjin", latitude=36.2, longitude=37.1, gazetteer_id="g:1", country="SY", admin1="Aleppo", precision=1)
SALQA = Place("Salqa", latitude=35.5, longitude=36.3, gazetteer_id="g:2", country="SY", admin1="Idlib", precision=1)


def report(
    name: str,
    event: str = "airstrike",
    place: Place | None = MARJIN,
    day: str | None = "2016-12-12",
    killed: int = 14,
    title: str = "Strike on Marjin market",
    **changes: Any,
) -> Report:
    text = (
        f"{title}\n\nAn air strike hit the market of {place.name if place else 'the town'} and killed {killed} people."
    )
    start = text.index("An air")
    figure = Figure("killed", "exact", Span.of(text, text.index(str(killed)), len(text) - 1), killed, group="people")
    claim = Claim(
        f"{name}.c01",
        event,
        Span.of(text, start, len(text) - 1),
        place=place,
        time=When(day, precision=1) if day else None,
        figures=(figure,),
        **changes,
    )
    return Report(Document(name, text, title=title, published="2016-12-13", anchor="2016-12-13"), (claim,))


def linked(reports: list[Report], previous: tuple[Incident, ...] = (), start: int = 1, **options: Any) -> LinkResult:
    numbers = count(start)
    return link(reports, previous, next_id=lambda: f"I{next(numbers):04d}", **options)


def groups(result: LinkResult) -> set[frozenset[str]]:
    return {frozenset(incident.claims) for incident in result.incidents}


def test_two_reports_of_one_strike_are_one_incident_and_the_evidence_says_why() -> None:
    result = linked([report("a"), report("b", killed=15)])
    assert groups(result) == {frozenset({"a.c01", "b.c01"})}
    joined = result.incidents[0].members[1]
    assert joined.joined_by == "a.c01"
    assert {"event-same", "day-same", "place-same"} <= {piece.feature for piece in joined.evidence}


def test_the_name_of_a_place_that_no_gazetteer_knows_is_evidence_once() -> None:
    result = linked([report("a", place=Place("Zorvamint")), report("b", place=Place("Zorvamint"))])
    features = {piece.feature for piece in result.incidents[0].members[1].evidence}
    assert "place-same" in features and "quarter-same" not in features


def test_another_governorate_is_another_incident() -> None:
    assert len(linked([report("a"), report("b", place=SALQA)]).incidents) == 2


def test_two_cities_of_two_divisions_are_two_incidents_however_near() -> None:
    kherson = Place(
        "Kherson", latitude=46.64, longitude=32.61, gazetteer_id="g:3", country="UA", admin1="K", precision=1
    )
    mykolaiv = Place(
        "Mykolaiv", latitude=46.97, longitude=31.99, gazetteer_id="g:4", country="UA", admin1="M", precision=1
    )
    assert len(linked([report("a", place=kherson), report("b", place=mykolaiv)]).incidents) == 2


def test_days_apart_are_other_incidents() -> None:
    assert len(linked([report("a"), report("b", day="2016-12-09")]).incidents) == 2


def test_a_toll_is_never_joined() -> None:
    assert len(linked([report("a", event="toll"), report("b", event="toll")]).incidents) == 2


def test_a_rejected_claim_joins_nothing() -> None:
    result = linked([report("a"), report("b")], rejected=frozenset({"b.c01"}))
    assert groups(result) == {frozenset({"a.c01"})}


def test_a_claim_that_stands_in_an_incident_is_not_moved() -> None:
    placed = Incident("I0007", "airstrike", (Membership("b.c01", decided_by="amal"),), principal_of=("b",))
    result = linked([report("a", place=SALQA), report("b")], (placed,), start=8)
    assert {i.id: i.claims for i in result.incidents} == {"I0007": ("b.c01",), "I0008": ("a.c01",)}


def test_an_undated_incident_is_put_about_its_report() -> None:
    (incident,) = linked([report("a", day=None)]).incidents
    assert incident.time is not None
    assert incident.time.edtf == "2016-12-12~/2016-12-13~"


def test_the_headline_makes_the_principal_incident() -> None:
    (incident,) = linked([report("a")]).incidents
    assert incident.principal_of == ("a",)


REPORTS = st.lists(
    st.tuples(
        st.sampled_from(["airstrike", "shelling", "battle", "toll", "siege"]),
        st.sampled_from([MARJIN, SALQA, None]),
        st.sampled_from(["2016-12-11", "2016-12-12", "2016-12", None]),
        st.integers(1, 40),
    ),
    min_size=1,
    max_size=8,
)


def many(rows: list[Any]) -> list[Report]:
    return [report(f"r{n}", *row) for n, row in enumerate(rows)]


def in_parts(reports: list[Report], cuts: list[int], **options: Any) -> LinkResult:
    """Links the reports in parts, each time with all that came before."""
    known: tuple[Incident, ...] = ()
    for cut in sorted(cuts):
        known = linked(reports[:cut], known, start=100 * (cut + 1), **options).incidents
    return linked(reports, known, start=5000, **options)


@settings(deadline=None)
@given(REPORTS, st.data())
def test_the_incidents_are_those_of_a_bulk_run_whatever_the_order_of_arrival(
    rows: list[Any], data: st.DataObject
) -> None:
    reports = many(rows)
    arrived = data.draw(st.permutations(reports))
    cuts = data.draw(st.lists(st.integers(0, len(rows)), max_size=3))
    assert facts(in_parts(arrived, cuts)) == facts(linked(reports))


def facts(result: LinkResult) -> set[Any]:
    """All that the incidents say but their ids."""
    return {evolve(incident, id="") for incident in result.incidents}


@settings(deadline=None)
@given(REPORTS, st.integers(0, 8))
def test_each_earlier_id_stands_or_leads_to_where_its_claims_went(rows: list[Any], cut: int) -> None:
    reports = many(rows)
    first = linked(reports[:cut])
    then = linked(reports, first.incidents, start=100)
    after = {i.id: set(i.claims) for i in then.incidents}
    for earlier in first.incidents:
        assert (earlier.id in after) != (earlier.id in then.redirects)
        assert after[then.redirects.get(earlier.id, earlier.id)] & set(earlier.claims)
    assert set(then.new) == after.keys() - {i.id for i in first.incidents}


@settings(deadline=None)
@given(REPORTS, st.data())
def test_what_a_person_placed_stays_whatever_comes(rows: list[Any], data: st.DataObject) -> None:
    reports = many(rows)
    homes = data.draw(st.lists(st.sampled_from(["I0001", "I0002", None]), min_size=len(rows), max_size=len(rows)))
    placed = {r.claims[0].id: home for r, home in zip(reports, homes, strict=True) if home}
    result = linked(data.draw(st.permutations(reports)), start=100, placed=placed)
    stands = {claim: incident.id for incident in result.incidents for claim in incident.claims}
    assert {claim: stands[claim] for claim in placed} == placed
    assert facts(result) == facts(linked(reports, start=100, placed=placed))


def test_an_incident_that_falls_apart_goes_on_as_its_larger_part() -> None:
    reports = [report("a"), report("b"), report("c")]
    (first,) = linked(reports).incidents
    moved = [reports[0], reports[1], report("c", place=SALQA)]
    then = linked(moved, (first,), start=2)
    assert {i.id: i.claims for i in then.incidents} == {"I0001": ("a.c01", "b.c01"), "I0002": ("c.c01",)}


def test_incidents_that_become_one_keep_the_id_of_the_larger_and_the_other_leads_there() -> None:
    apart = (
        Incident("I0001", "airstrike", (Membership("a.c01"),)),
        Incident("I0002", "airstrike", (Membership("b.c01"), Membership("c.c01"))),
    )
    then = linked([report("a"), report("b"), report("c")], apart, start=3)
    assert ({i.id for i in then.incidents}, then.redirects, then.new) == ({"I0002"}, {"I0001": "I0002"}, ())


def test_claims_that_a_person_put_in_two_incidents_stay_apart_though_they_are_alike() -> None:
    placed = {"a.c01": "I0001", "b.c01": "I0002"}
    assert groups(linked([report("a"), report("b")], placed=placed)) == {frozenset({"a.c01"}), frozenset({"b.c01"})}


@pytest.mark.parametrize("placed", ["a.c01", "b.c01"])
def test_what_joins_a_claim_that_a_person_placed_says_by_what_evidence(placed: str) -> None:
    (incident,) = linked([report("a"), report("b")], placed={placed: "I0001"}, start=2).incidents
    founder, joined = incident.members
    assert (founder.claim, founder.joined_by, joined.joined_by) == (placed, None, placed)
    assert {"event-same", "place-same"} <= {piece.feature for piece in joined.evidence}


def test_a_telling_comes_back_from_plain_data() -> None:
    for telling in (*tellings(report("a")), *tellings(report("b", day=None, place=None))):
        assert Telling.of_plain(json.loads(json.dumps(telling.plain()))) == telling


def test_a_place_on_the_equator_comes_back_from_plain_data() -> None:
    (telling,) = tellings(report("a", place=evolve(MARJIN, latitude=0.0, choices=(LIKE_MARJIN,))))
    assert Telling.of_plain(json.loads(json.dumps(telling.plain()))) == telling


@settings(deadline=None)
@given(REPORTS, st.integers(0, 9))
def test_what_is_looked_up_is_looked_up_both_ways(rows: list[Any], _: int) -> None:
    told = [telling for r in many(rows) for telling in tellings(r)]
    for one, other in combinations(told, 2):
        assert finds(one, other) == finds(other, one)


def finds(one: Telling, other: Telling) -> bool:
    files = Files()
    files.file(other)
    return bool(files.near(one))


def told_twice(event: str, words: str, killed: int, place: Place) -> Report:
    """A report of a strike that goes on with another claim in ``words``."""
    first = report("a")
    text = f"{first.document.text} {words}"
    start = text.index(words)
    digits = text.index(str(killed), start)
    figure = Figure("killed", "exact", Span.of(text, digits, digits + len(str(killed))), killed, group="people")
    more = Claim("a.c02", event, Span.of(text, start, len(text)), place=place, figures=(figure,))
    return evolve(first, document=evolve(first.document, text=text), claims=(*first.claims, more))


@pytest.mark.parametrize("words", ["3 women were among the dead", "The dead included 3 women"])
def test_words_that_speak_of_the_dead_just_told_are_of_the_same_incident(words: str) -> None:
    assert len(tellings(told_twice("attack", words, 3, MARJIN))) == 1


def test_a_killing_told_beside_a_siege_is_kept_apart_from_it() -> None:
    assert len(tellings(told_twice("siege", "the siege of the town has killed 9 of the sick", 9, MARJIN))) == 2


LIKE_MARJIN = PlaceChoice("X:1", "Marjin", 0.0, 36.0, "village")
_ADDED: dict[str, Any] = {
    **dict.fromkeys(("victims", "hours", "attacked"), frozenset()),
    "dating": "",
    "further": False,
}
"""What tellings did not hold at first."""


def test_a_telling_kept_by_an_earlier_version_is_read() -> None:
    (told,) = tellings(report("a"))
    kept = {name: value for name, value in told.plain().items() if name not in {*_ADDED}}
    kept |= {"words": told.plain()["words"].split(), "weapons": [], "incident": None}
    assert Telling.of_plain(kept) == evolve(told, **_ADDED)


def dated(name: str, words: str, day: str, killed: int) -> Report:
    """A report that names the day in its own words."""
    text = f"{words} an air strike on Marjin killed {killed} people."
    at = text.index(str(killed))
    figure = Figure("killed", "exact", Span.of(text, at, at + len(str(killed))), killed, group="people")
    time = When(day, Span.of(text, 0, len(words)), precision=1)
    claim = Claim(f"{name}.c01", "airstrike", Span.of(text, 0, len(text)), place=MARJIN, time=time, figures=(figure,))
    return Report(Document(name, text, published="2016-12-14", anchor="2016-12-14"), (claim,))


@pytest.mark.parametrize(
    ("one", "other"), [("On 12 December 2016", "On 13 December 2016"), ("On December 12", "On 2016-12-13")]
)
def test_two_dates_in_the_words_of_two_reports_tell_two_incidents(one: str, other: str) -> None:
    reports = [dated("a", one, "2016-12-12", 14), dated("b", other, "2016-12-13", 14)]
    assert len(linked(reports).incidents) == 2


def test_the_same_date_in_their_words_tells_one() -> None:
    reports = [dated("a", "On 12 December 2016", "2016-12-12", 14), dated("b", "On Monday", "2016-12-12", 12)]
    assert len(linked(reports).incidents) == 1


def test_days_that_words_of_the_report_do_not_name_may_be_one() -> None:
    reports = [dated("a", "A day ago", "2016-12-12", 14), dated("b", "Earlier today", "2016-12-13", 14)]
    assert len(linked(reports).incidents) == 1
