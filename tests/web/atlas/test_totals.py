from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallystick.vocabulary.grades import confirmations
from tallystick.web.atlas.bins import timeline
from tallystick.web.atlas.filters import Filters
from tallystick.web.atlas.levels import REFUTED, SURE, UNSURE, series_of
from tallystick.web.atlas.sums import Totals
from tallystick.web.atlas.totals import overview

Add = Callable[..., Any]

COUNT = st.none() | st.integers(0, 50)
INCIDENT = st.fixed_dictionaries(
    {
        "first_day": st.dates(date(2014, 1, 1), date(2014, 12, 31)),
        "event": st.sampled_from(["airstrike", "shelling"]),
        "grade": st.sampled_from(["fair", "weak"]),
        "confirmation": st.sampled_from(["reported", "corroborated", "refuted"]),
        "harm": st.booleans(),
        "killed_low": COUNT,
        "killed_best": COUNT,
        "killed_high": COUNT,
        "latitude": st.none() | st.just(36.0),
        "precision": st.none() | st.integers(1, 6),
        "unreviewed": st.integers(0, 2),
        "informants": st.lists(st.sampled_from("ABC"), unique=True).map(tuple),
    }
).map(lambda told: {**told, "last_day": told["first_day"]})


def killed(low: int | None, best: int | None, high: int | None) -> dict[str, int | None]:
    return {"killed_low": low, "killed_best": best, "killed_high": high}


def test_confirmed_unconfirmed_and_refuted_are_never_added_up(add: Add, alias: str) -> None:
    add(**killed(10, 12, 15), confirmation="corroborated", first_day=date(2014, 5, 1))
    add(**killed(5, 5, None), confirmation="admitted", first_day=date(2014, 5, 3))
    add(**killed(7, None, 9), confirmation="reported", first_day=date(2014, 5, 3))
    add(**killed(100, 100, 100), confirmation="refuted", first_day=date(2014, 5, 3))
    found = overview(Filters(), alias)
    assert (found.sure.words, found.unsure.words, found.refuted.incidents) == ("15–17–20+", "7–7–9", 1)
    (may,) = found.shares["month"]
    assert (may.key, may.sure, may.unsure) == ("2014-05", found.sure, found.unsure)
    assert "refuted" not in {share.key for share in found.shares["confirmation"]}


def test_each_breakdown_adds_up_to_the_whole_but_that_of_the_informants(add: Add, alias: str) -> None:
    add(**killed(1, 1, 1), event="airstrike", grade="fair", informants=("A", "B"), first_day=date(2014, 1, 1))
    add(
        **killed(2, 2, 2),
        event="shelling",
        grade="weak",
        confirmation="reported",
        informants=("B",),
        first_day=date(2014, 2, 1),
    )
    found = overview(Filters(), alias)
    for name in ("month", "event", "grade", "confirmation"):
        assert sum((share.sure for share in found.shares[name]), Totals()) == found.sure
        assert sum((share.unsure for share in found.shares[name]), Totals()) == found.unsure
    assert {s.key: (s.sure.low, s.unsure.low) for s in found.shares["informant"]} == {"A": (1, 0), "B": (1, 2)}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(INCIDENT, max_size=8), st.sampled_from([{}, {"event": "shelling"}, {"grade": "weak"}]))
def test_the_sums_that_are_kept_are_those_of_the_incidents(
    add: Add, alias: str, incidents: list[dict[str, Any]], asked: dict[str, str]
) -> None:
    from tallystick.casebook import tallying
    from tallystick.casebook.models import IncidentDigest, IncidentVoice, Tally, VoiceTally

    for fields in incidents:
        add(**fields)
    kept, since = Filters(**asked), Filters(start=date(2000, 1, 1), **asked)
    found, worked_out = overview(kept, alias), overview(since, alias)
    assert (kept.tallies(alias) is None, since.tallies(alias) is None) == (False, True)
    assert found == worked_out
    assert timeline(kept, alias) == timeline(since, alias)
    digests, voices = IncidentDigest.objects.using(alias), IncidentVoice.objects.using(alias)
    tallying.change(alias, list(digests.all()), (), list(voices.all()), ())
    assert not Tally.objects.using(alias).exists()
    assert not VoiceTally.objects.using(alias).exists()
    voices.all().delete()
    digests.all().delete()


def test_informants_are_those_of_what_is_asked_for(add: Add, alias: str) -> None:
    add(event="airstrike", informants=("A",))
    add(event="shelling", informants=("B",))
    assert [share.key for share in overview(Filters(event="shelling"), alias).shares["informant"]] == ["B"]


def test_the_coverage_says_what_is_missing(add: Add, alias: str) -> None:
    add(first_day=date(2014, 1, 1), last_day=date(2014, 1, 2), latitude=1.0, longitude=1.0, precision=6, killed_low=1)
    add(unreviewed=2)
    add(event="protest", harm=False)
    add(stale=True, killed_high=3)
    told = overview(Filters(), alias).coverage
    assert (told.incidents, told.undated, told.unlocated, told.country_only) == (3, 2, 2, 1)
    assert (told.uncounted, told.unreviewed, told.context, told.stale) == (1, 1, 1, 1)
    assert (told.first, told.last) == (date(2014, 1, 1), date(2014, 1, 2))


def test_every_confirmation_level_of_the_vocabulary_has_its_sum() -> None:
    assert {level: series_of(level) for level in confirmations()} == {
        "reported": UNSURE,
        "corroborated": SURE,
        "admitted": SURE,
        "verified": SURE,
        "disputed": UNSURE,
        "refuted": REFUTED,
    }
