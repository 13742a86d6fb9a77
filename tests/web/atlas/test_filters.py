from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.http import QueryDict

from tallystick.errors import UsageError
from tallystick.web.atlas.filters import Filters

if TYPE_CHECKING:
    from tallystick.commands.casebooks import Book

Add = Callable[..., Any]


def found(alias: str, query: str) -> set[int]:
    return set(Filters.of(QueryDict(query)).rows(alias).values_list("pk", flat=True))


def test_days_take_in_what_reaches_into_them(add: Add, alias: str) -> None:
    spring = add(first_day=date(2014, 3, 1), last_day=date(2014, 5, 31))
    add(first_day=date(2014, 7, 1), last_day=date(2014, 7, 1))
    add()
    assert found(alias, "since=2014-05-01&until=2014-06-30") == {spring.pk}


def test_a_box_may_lie_across_the_date_line(add: Add, alias: str) -> None:
    fiji, samoa = add(latitude=-18.0, longitude=178.0), add(latitude=-14.0, longitude=-172.0)
    add(latitude=-18.0, longitude=20.0)
    assert found(alias, "bbox=170,-30,-170,0") == {fiji.pk, samoa.pk}
    assert found(alias, "bbox=170,-30,190,0") == {fiji.pk, samoa.pk}


def test_event_grade_and_informant_are_exact(add: Add, alias: str) -> None:
    wanted = add(informants=("Hospital",), event="shelling", grade="weak")
    add(informants=("Hospital of the North",), event="shelling", grade="weak")
    add(informants=("Hospital",), event="airstrike", grade="weak")
    assert found(alias, "event=shelling&grade=weak&informant=Hospital") == {wanted.pk}


def test_a_place_is_looked_for_by_a_part_of_its_name_or_its_division(add: Add, alias: str) -> None:
    wanted = add(place="Kafr Nabl")
    north = add(place="Sarmada", admin1="Idlib")
    add(place="Homs")
    assert found(alias, "place=nabl") == {wanted.pk}
    assert found(alias, "place=idl") == {north.pk}


def test_words_are_looked_for_in_the_claims(book: Book) -> None:
    from tallystick.casebook import digesting
    from tallystick.casebook.identity import incident_number
    from tallystick.commands import digests

    incidents = book.casebook.incidents()
    digesting.outdate(book.casebook.alias, [incident.id for incident in incidents])
    digests.catch_up(book)
    wanted = max(incidents, key=lambda incident: len(incident.claims))
    assert incident_number(wanted.id) in found(book.casebook.alias, "q=militias")
    assert found(book.casebook.alias, "q=zeppelin") == set()


def test_context_is_no_harm(add: Add, alias: str) -> None:
    add(event="protest", harm=False)
    assert found(alias, "") == set()


@pytest.mark.parametrize(
    "query", ["since=yesterday", "until=2014-13-01", "bbox=1,2,3", "bbox=a,b,c,d", "bbox=0,50,10,40", "bbox=nan,1,2,3"]
)
def test_what_is_no_day_or_box_is_refused_in_one_sentence(query: str) -> None:
    with pytest.raises(UsageError, match=r"\.$"):
        Filters.of(QueryDict(query))


def test_the_address_of_filters_gives_the_same_filters() -> None:
    given = "bbox=36,33.5,38,35&event=shelling&grade=fair&outlet=Wire&informant=A%26B&actor=B%26C&place=y&q=x"
    filters = Filters.of(QueryDict(f"since=2014-01-01&until=2014-12-31&{given}"))
    assert Filters.of(QueryDict(filters.query)) == filters
