"""Tellings to incidents: what joins, what stays apart, and that what stands is never reshuffled."""

from __future__ import annotations

from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.linking import LinkResult, link
from tallystick.record import Claim, Document, Figure, Incident, Membership, Place, Report, Span, When

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


@settings(deadline=None)
@given(REPORTS, st.integers(0, 8))
def test_adding_reports_keeps_every_incident_and_its_claims(rows: list[Any], cut: int) -> None:
    reports = [report(f"r{n}", *row) for n, row in enumerate(rows)]
    first = linked(reports[:cut])
    then = linked(reports, first.incidents, start=100)
    assert sorted(c for i in then.incidents for c in i.claims) == sorted(c.id for r in reports for c in r.claims)
    after = {i.id: set(i.claims) for i in then.incidents}
    assert all(set(i.claims) <= after[i.id] for i in first.incidents)


@settings(deadline=None)
@given(REPORTS)
def test_the_order_of_the_input_does_not_matter(rows: list[Any]) -> None:
    reports = [report(f"r{n}", *row) for n, row in enumerate(rows)]
    assert linked(reports) == linked(reports[::-1])
