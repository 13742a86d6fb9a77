"""Tolls beside incidents: what lies within them, what they are explained by, and that they enter no range."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallystick.commands import casebooks, cases, deciding, tolls
from tallystick.commands.casebooks import Book
from tallystick.commands.custody import complete
from tallystick.commands.linking import link
from tallystick.record import Claim, Document, Figure, Place, Report, Source, Span, When

MARJIN = Place("Marjin", None, 36.2, 37.0, "g:1", "Marjin", "SY", "Aleppo", precision=1, uncertainty_m=5000)
OUTSKIRTS = Place("Tarda", None, 36.23, 37.0, "g:2", "Tarda", "SY", "Aleppo", precision=1, uncertainty_m=5000)
FAR = Place("Salqa", None, 35.5, 36.6, "g:3", "Salqa", "SY", "Idlib", precision=1, uncertainty_m=5000)
PROVINCE = Place("Aleppo province", None, 36.2, 37.5, "g:4", "Aleppo", "SY", "Aleppo", precision=4)
COUNTRY = Place("Syria", None, 35.0, 38.0, "g:5", "Syria", "SY", precision=6)
ABROAD = Place("Arsal", None, 34.1, 36.4, "g:6", "Arsal", "LB", "Baalbek", precision=1)
NOWHERE = Place("Qarn al-Bir")
KILLED = {"killed": 40}


def report(
    name: str,
    event: str,
    place: Place | None = MARJIN,
    time: str | None = "2016-12-12",
    counts: Mapping[str, int] = KILLED,
    bound: Any = "exact",
    group: str = "people",
) -> Report:
    text, figures = f"The monitor tells of {name}:", []
    for measure, count in counts.items():
        figures.append((measure, count, len(text) + 1))
        text += f" {count} {group} {measure},"
    spans = [Span.of(text, at, text.index(",", at)) for _, _, at in figures]
    claim = Claim(
        f"{name}.c01",
        event,
        Span.of(text, 0, len(text) - 1),
        attribution=(Source("Marsh Rights Monitor"),),
        place=place,
        time=When(time, precision=1) if time else None,
        figures=tuple(
            Figure(measure, bound, span, count, group=group)
            for (measure, count, _), span in zip(figures, spans, strict=True)
        ),
    )
    hashed = sha256(text.encode()).hexdigest()
    return Report(Document(name, text, publisher="Harbour Wire", anchor="2016-12-14", sha256=hashed), (claim,))


@contextmanager
def book(*reports: Report) -> Iterator[Book]:
    """A linked casebook of the reports."""
    with tempfile.TemporaryDirectory() as folder:
        made = casebooks.create(Path(folder) / "book")
        with made.casebook:
            complete(made)
            for told in reports:
                made.casebook.store_report(told, "amal", reader="rules", reader_version="1")
            link(made)
            yield made


def only(made: Book) -> tolls.Account:
    (account,) = tolls.accounts(made)
    return account


def since(day: str, **changes: Any) -> Report:
    return report("toll", "toll", **{"time": f"{day}/..", **changes})


def test_a_toll_stands_beside_the_incidents_that_explain_a_share_of_it() -> None:
    strikes = [
        report("a", "airstrike", counts={"killed": 12}),
        report("b", "shelling", OUTSKIRTS, "2016-12-14", counts={"killed": 6}),
    ]
    with book(since("2016-12-11", counts={"killed": 40}), *strikes) as made:
        account = only(made)
        (figure,) = account.figures
        assert [str(day) for day in account.toll.days or ()] == ["2016-12-11", "2016-12-14"]
        assert sorted((part.low, part.best) for part in figure.parts) == [(6, 6), (12, 12)]
        assert (figure.low, figure.best, figure.share) == (18, 18, (0.45, 0.45))
        assert not figure.open_above
        assert tolls.number(made) == 1
        assert {case.incident.event for case in cases.case_files(made, cases.Selection())} == {"airstrike", "shelling"}


@pytest.mark.parametrize(
    ("place", "time", "changes", "rule"),
    [
        (None, "2016-12-12", {}, "place-unknown"),
        (NOWHERE, "2016-12-12", {}, "place-unknown"),
        (PROVINCE, "2016-12-12", {}, "place-wider"),
        (COUNTRY, "2016-12-12", {}, "place-wider"),
        (MARJIN, "2016-12", {}, "time-partly"),
        (MARJIN, "2016-12-12/..", {"anchor": None}, "time-unknown"),
        (MARJIN, "2016-12-12", {"counts": {"injured": 3}}, "no-number"),
        (MARJIN, "2016-12-12", {"group": "women"}, "no-number"),
    ],
)
def test_an_incident_that_may_lie_within_is_named_with_the_reason(
    place: Place | None, time: str, changes: dict[str, Any], rule: str
) -> None:
    group = "children" if changes.pop("group", None) else "people"
    undated = "anchor" in changes and changes.pop("anchor") is None
    told = report("a", "airstrike", place, None if undated else time, **changes)
    if undated:
        told = Report(Document("a", told.document.text, sha256=told.document.sha256), told.claims)
    with book(since("2016-12-11", group=group), told) as made:
        (figure,) = only(made).figures
        assert not figure.parts
        assert [(n.rule, bool(n.reason)) for n in figure.not_counted] == [(rule, True)]
        assert figure.share == (0.0, 0.0)


@pytest.mark.parametrize(
    ("area", "within", "outside"),
    [(MARJIN, OUTSKIRTS, FAR), (PROVINCE, OUTSKIRTS, FAR), (COUNTRY, FAR, ABROAD)],
    ids=["town", "division", "country"],
)
def test_a_toll_reaches_as_far_as_its_place(area: Place, within: Place, outside: Place) -> None:
    inner, outer = (report(name, "airstrike", where) for name, where in (("a", within), ("b", outside)))
    with book(since("2016-12-11", place=area), inner, outer) as made:
        (figure,) = only(made).figures
        incidents = {i.place.name: i.id for i in made.casebook.incidents() if i.place and i.event == "airstrike"}
        assert [part.incident for part in figure.parts] == [incidents[within.name]]
        assert not figure.not_counted


@pytest.mark.parametrize("day", ["2016-12-10", "2016-12-15"])
def test_an_incident_before_or_after_the_toll_is_not_named(day: str) -> None:
    with book(since("2016-12-11"), report("a", "airstrike", time=day)) as made:
        (figure,) = only(made).figures
        assert not figure.parts
        assert not figure.not_counted


@pytest.mark.parametrize("changes", [{"time": None}, {"time": "../2016-12-14"}, {"place": None}, {"place": NOWHERE}])
def test_a_toll_of_unknown_days_or_place_spans_nothing_and_says_why(changes: dict[str, Any]) -> None:
    with book(since("2016-12-11", **changes), report("a", "airstrike")) as made:
        account = only(made)
        assert account.toll.unknown
        assert not account.figures[0].parts
        assert not account.figures[0].not_counted


def test_a_toll_without_an_upper_bound_says_that_the_share_may_be_smaller() -> None:
    with book(since("2016-12-11", bound="at_least"), report("a", "airstrike", counts={"killed": 10})) as made:
        (figure,) = only(made).figures
        assert figure.open_above
        assert figure.share == (0.25, 0.25)


def test_a_toll_of_nobody_has_no_share() -> None:
    with book(since("2016-12-11", counts={"killed": 0}), report("a", "airstrike")) as made:
        (figure,) = only(made).figures
        assert figure.share is None
        assert tolls.share_words(figure) == "unknown"


def test_a_toll_is_measured_in_the_people_and_harm_that_its_words_count() -> None:
    toll = since("2016-12-11", counts={"killed": 30, "injured": 50}, group="civilians")
    told = report("a", "airstrike", counts={"killed": 12, "injured": 20}, group="civilians")
    with book(toll, told) as made:
        shares = {(f.toll.measure, f.toll.group): f.share for f in only(made).figures}
        assert shares == {("killed", "civilians"): (0.4, 0.4), ("injured", "civilians"): (0.4, 0.4)}


def test_what_is_discounted_explains_nothing() -> None:
    with book(since("2016-12-11"), report("a", "airstrike")) as made:
        (case,) = cases.case_files(made, cases.Selection())
        deciding.grade(made, case.incident.id, "discounted", reason="a drill", by="amal")
        (figure,) = only(made).figures
        assert [n.rule for n in figure.not_counted] == ["discounted"]


def test_an_incident_names_the_tolls_that_span_it_or_may() -> None:
    wide = report("wide", "toll", COUNTRY, "2016-12-13/..", counts={"killed": 900})
    with book(since("2016-12-11"), wide, report("a", "airstrike", time="2016-12-12/2016-12-13")) as made:
        (case,) = cases.case_files(made, cases.Selection())
        found = {one.toll.claims[0].id: one.how for one in tolls.spanning(made, case.incident)}
        assert found["toll.c01"].within
        assert found["wide.c01"].rule == "time-partly"


def test_a_toll_that_a_person_put_into_an_incident_enters_none_of_its_ranges() -> None:
    with book(since("2016-12-11"), report("a", "airstrike", counts={"killed": 12})) as made:
        (before,) = cases.case_files(made, cases.Selection())
        deciding.merge(made, before.incident.id, only(made).toll.incident.id, reason="one place", by="amal")
        (after,) = cases.case_files(made, cases.Selection())
        assert len(after.incident.claims) == 2
        assert after.incident.event == "airstrike"
        assert [(r.low.value, r.best.value, r.high.value) for r in after.assessment.figures] == [(12, 12, 12)]
        assert [(f.claim, f.rule) for f in after.assessment.figures[0].left_out] == [("toll.c01", "toll")]
        assert tolls.number(made) == 0


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["airstrike", "shelling", "battle"]),
        st.sampled_from([MARJIN, OUTSKIRTS, FAR, PROVINCE, COUNTRY, ABROAD, NOWHERE, None]),
        st.sampled_from(["2016-12-09", "2016-12-12", "2016-12-12/2016-12-20", None]),
        st.integers(0, 60),
    ),
    max_size=5,
)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS, number=st.integers(1, 90), bound=st.sampled_from(["exact", "at_least", "about", "at_most"]))
def test_tolls_and_incidents_never_change_one_another(rows: list[Any], number: int, bound: str) -> None:
    told = [
        report(f"r{n}", event, place, time, {"killed": count}) for n, (event, place, time, count) in enumerate(rows)
    ]
    with book(*told) as without, book(since("2016-12-11", counts={"killed": number}, bound=bound), *told) as made:
        alone, beside = (list(cases.case_files(one, cases.Selection())) for one in (without, made))
        assert {case.incident.claims: case.assessment.figures for case in alone} == {
            case.incident.claims: case.assessment.figures for case in beside
        }
        (figure,) = only(made).figures
        named = [part.incident for part in figure.parts] + [part.incident for part in figure.not_counted]
        assert len(named) == len(set(named))
        assert set(named) <= {case.incident.id for case in beside}
        assert figure.share is not None
        assert 0 <= figure.share[0] <= figure.share[1]
        assert figure.low <= figure.best
