"""What holds for every incident, whatever its reports say."""

from __future__ import annotations

import random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.assessing import METHODS, assess, explain
from tallystick.record import Incident, Membership
from tallystick.vocabulary.conventions import conventions
from tallystick.vocabulary.populations import side_of_group, whole_of

SPEAKERS = [
    (),
    ("residents",),
    ("a doctor",),
    ("activists",),
    ("media reports",),
    ("Reuters",),
    ("Ivo Tarn",),
    ("Marsh Rights Monitor",),
    ("Reuters", "Harbour Rescue League"),
    ("Syrian army",),
    ("Russian Defence Ministry",),
]
BLAMED = ["Russian jets", "the Syrian army", "rebels", "warplanes", "coalition jets", "the Saudi-led coalition"]
SIDES = ["regime soldiers", "Hezbollah fighters", "rebels", "FSA rebels"]
GROUPS = [None, "people", "civilians", "children", "women", "men", "fighters", "unidentified bodies", *SIDES]
MEASURES = ["killed", "injured", "casualties", "missing"]

figures = st.fixed_dictionaries(
    {
        "value": st.integers(0, 60),
        "bound": st.sampled_from(["exact", "at_least", "more_than", "at_most", "less_than", "about", "range", "vague"]),
        "group": st.sampled_from(GROUPS),
        "measure": st.sampled_from(MEASURES),
        "scope": st.sampled_from(["incident", "incident", "incident", "additional", "running"]),
        "modality": st.sampled_from(["asserted", "asserted", "asserted", "possible"]),
        "part_of": st.none() | st.integers(0, 2),
    }
)
claims = st.fixed_dictionaries(
    {
        "figures": st.lists(figures, max_size=3),
        "by": st.sampled_from(SPEAKERS),
        "status": st.sampled_from(["occurred", "occurred", "ongoing", "denied", "planned"]),
        "certainty": st.sampled_from(["stated", "reported", "unconfirmed"]),
        "blames": st.lists(st.sampled_from(BLAMED), max_size=2),
        "event": st.sampled_from(["airstrike", "shelling", "battle", "toll"]),
    }
)
reports = st.lists(
    st.fixed_dictionaries(
        {
            "claims": st.lists(claims, min_size=1, max_size=3),
            "day": st.sampled_from([None, "2031-03-01", "2031-03-02", "2031-03-20"]),
            "publisher": st.sampled_from(["Reuters", "Harbour Post", "Upland Times"]),
            "foot": st.sampled_from(["", "- AFP"]),
        }
    ),
    min_size=1,
    max_size=5,
)
methods = st.sampled_from(sorted(METHODS))


def build(desk, plans):
    return [
        desk.report(
            f"r{n}",
            *(made(desk, f"{n}-{m}", c) for m, c in enumerate(plan["claims"])),
            publisher=plan["publisher"],
            day=plan["day"],
            foot=plan["foot"],
        )
        for n, plan in enumerate(plans)
    ]


def made(desk, label, plan):
    told = [figure(desk, f) for f in plan["figures"]]
    return desk.claim(f"words of the claim {label}", *told, **{k: v for k, v in plan.items() if k != "figures"})


def figure(desk, plan):
    more = {"upper": plan["value"] + 5} if plan["bound"] == "range" else {}
    if plan["bound"] == "vague":
        return desk.figure(None, word="dozens", **{k: v for k, v in plan.items() if k != "value"})
    return desk.figure(**plan, **more)


@settings(max_examples=150, deadline=None)
@given(plans=reports, method=methods, convention=st.sampled_from(sorted(conventions())))
def test_ends_are_in_order_and_parts_within_the_whole(desk, plans, method, convention):
    found = desk.assess(*build(desk, plans), method=method, convention=convention)
    by_key = {(r.measure, r.group): r for r in found.figures}
    for r in found.figures:
        known = [end.value for end in (r.low, r.best, r.high) if end.value is not None]
        assert known == sorted(known)
    for (measure, group), part in by_key.items():
        whole = by_key.get((measure, whole_of(group) or group))
        for end in ("low", "best", "high") if whole else ():
            mine, theirs = getattr(part, end).value, getattr(whole, end).value
            assert mine is None or theirs is None or mine <= theirs


@settings(max_examples=150, deadline=None)
@given(plans=reports, method=methods)
def test_parts_that_share_nobody_are_together_no_more_than_the_whole(desk, plans, method):
    made = build(desk, plans)
    assessment, incident = desk.assess(*made, method=method), desk.incident(*made)
    found = {(r.measure, r.group): r for r in assessment.figures}
    floors = {(f["measure"], f["group"]) for f in explain(incident, assessment, made)["figures"] if only_parts(f)}
    for measure in MEASURES:
        sides = [group for m, group in found if m == measure and side_of_group(group)]
        for whole, parts in (
            ("all", ["civilians", "combatants", "perpetrators", "unknown"]),
            ("all", ["civilians", *sides]),
            ("all", ["men", "women", "children"]),
            ("combatants", sides),
        ):
            for end in ("low", "best") if (measure, whole) in found.keys() - floors else ():
                most = getattr(found[measure, whole], end).value
                told = [getattr(found[measure, g], end).value or 0 for g in parts if (measure, g) in found]
                assert most is None or sum(told) <= most, (whole, parts, end)
            lows = [found[measure, g].low.value or 0 for g in parts if (measure, g) in found]
            most = found[measure, whole].high.value if (measure, whole) in found.keys() - floors else None
            assert most is None or sum(lows) <= most


def only_parts(figure):
    """Whether nobody counts a population itself, so that it is only the least of its parts and of further people."""
    return all(row["high"] is None and (row["part"] or row["best"] is None) for row in figure["inputs"])


@settings(max_examples=150, deadline=None)
@given(plans=reports, method=methods)
def test_a_whole_of_which_only_parts_other_than_civilians_are_counted_is_open_above(desk, plans, method):
    made = build(desk, plans)
    for figure in explain(desk.incident(*made), desk.assess(*made, method=method), made)["figures"]:
        parts = {row["part"] for row in figure["inputs"]}
        beyond = method not in ("ucdp", "acled") and figure["group"] == "all" and not parts & {None, "civilians"}
        assert not beyond or figure["high"] is None


@settings(max_examples=150, deadline=None)
@given(plans=reports, method=methods)
def test_the_best_is_a_number_that_one_informant_gives(desk, plans, method):
    told = build(desk, plans)
    incident, found = desk.incident(*told), desk.assess(*told, method=method)
    shown = explain(incident, found, told)["figures"]
    for figure in shown:
        words = [i for f in shown if f["measure"] == figure["measure"] for i in f["inputs"]]
        given_by_one = {i[end] for i in words for end in ("low", "best", "high")}
        zero_by_rule = figure["best"] == 0 and figure["ends"]["best"]["rule"] != "no-best"
        assert figure["best"] is None or zero_by_rule or figure["best"] in given_by_one


@settings(max_examples=80, deadline=None)
@given(plans=reports, method=methods, seed=st.integers(0, 99))
def test_the_order_of_reports_and_members_changes_nothing(desk, plans, method, seed):
    told = build(desk, plans)
    incident = desk.incident(*told)
    shuffled, members = list(told), list(incident.members)
    random.Random(seed).shuffle(shuffled)
    random.Random(seed + 1).shuffle(members)
    again = assess(evolve(incident, members=tuple(members)), shuffled, method=method)
    assert again == assess(incident, told, method=method)


@settings(max_examples=100, deadline=None)
@given(
    plans=st.lists(
        st.fixed_dictionaries(
            {
                "by": st.sampled_from([*SPEAKERS, ("Outlet 1",), ("Outlet 2",)]),
                "value": st.integers(1, 30),
                "day": st.sampled_from(["2031-03-01", "2031-03-02"]),
            }
        ),
        min_size=1,
        max_size=5,
    ),
    method=methods,
    seed=st.integers(0, 99),
)
def test_what_the_reports_are_called_changes_no_number(desk, plans, method, seed):
    """Each report has one claim: in a report of several, the order of its claims tells which is later."""
    names = [f"r{n}" for n in range(len(plans))]
    again = random.Random(seed).sample(names, len(names))
    ends = [
        {
            (r.measure, r.group, end): getattr(r, end).value
            for r in desk.assess(*called(desk, plans, ids), method=method).figures
            for end in ("low", "best", "high")
        }
        for ids in (names, again)
    ]
    assert ends[0] == ends[1]


def called(desk, plans, names):
    return [
        desk.report(
            name,
            desk.claim(f"words of claim {n}", desk.figure(plan["value"]), by=plan["by"]),
            publisher=f"Outlet {n}",
            day=plan["day"],
        )
        for n, (name, plan) in enumerate(zip(names, plans, strict=True))
    ]


@settings(max_examples=80, deadline=None)
@given(plans=reports)
def test_every_end_stands_on_claims_of_the_incident_and_has_a_reason(desk, plans):
    told = build(desk, plans)
    incident = desk.incident(*told)
    found = assess(incident, told)
    for r in found.figures:
        for end in (r.low, r.best, r.high):
            assert end.reason
            assert set(end.claims) <= set(incident.claims)
            assert end.claims or end.value is None
    told_of = explain(incident, found, told)
    texts = {r.document.id: r.document.text for r in told}
    for row in told_of["claims"].values():
        assert texts[row["report"]["id"]][row["start"] : row["end"]] == row["words"]


@settings(max_examples=80, deadline=None)
@given(plans=reports)
def test_lower_count_never_exceeds_the_upper_and_every_claim_has_one_informant(desk, plans):
    found = desk.assess(*build(desk, plans))
    assert found.informants_low <= found.informants_high == len(found.informants)
    counted = [claim for informant in found.informants for claim in informant.claims]
    assert len(counted) == len(set(counted))


@settings(max_examples=60, deadline=None)
@given(plans=reports, value=st.integers(1, 60))
def test_a_report_by_an_informant_already_counted_raises_no_count(desk, plans, value):
    told = build(desk, plans)
    first = desk.report("first", desk.claim("the first report", desk.figure(3), by=["Olu Brae"]))
    again = desk.report("again", desk.claim("a later report", desk.figure(value), by=["Olu Brae"]), day="2031-03-03")
    before, after = desk.assess(*told, first), desk.assess(*told, first, again)
    assert after.informants_low <= before.informants_low
    assert after.informants_high == before.informants_high


@settings(max_examples=60, deadline=None)
@given(numbers=st.lists(st.integers(1, 50), min_size=1, max_size=5))
def test_an_independent_informant_who_agrees_with_the_high_never_lowers_the_low(desk, numbers):
    names = ["Ivo Tarn", "Ada Venn", "Olu Brae", "Kit Marr", "Jun Hale", "Sia Dorn"]
    told = [
        desk.report(f"r{n}", desk.claim("people died", desk.figure(v), by=[names[n]])) for n, v in enumerate(numbers)
    ]
    more = desk.report("more", desk.claim("they died", desk.figure(max(numbers)), by=[names[-1]]))
    before, after = desk.assess(*told), desk.assess(*told, more)
    assert desk.range(after).low.value >= desk.range(before).low.value or desk.range(before).provisional
    assert desk.range(after).high.value == desk.range(before).high.value


@pytest.mark.parametrize("repeats", [1, 3])
def test_an_incident_may_hold_a_report_twice(desk, repeats):
    report = desk.report("a", desk.claim("five died", desk.figure(5), by=["Ivo Tarn"]))
    incident = Incident("I-1", "airstrike", (Membership("a.1", None),))
    assert assess(incident, [report] * repeats).informants_high == 1
