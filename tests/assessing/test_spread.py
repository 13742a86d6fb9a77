"""How far the informants of a range agree."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.assessing import METHODS, assess, beside, explain

NAMES = ["Ivo Tarn", "Ada Venn", "Olu Brae", "Kit Marr", "Jun Hale"]
numbers = st.lists(st.integers(1, 6), min_size=1, max_size=len(NAMES))


def spread_of(desk, reports, group="all"):
    incident = desk.incident(*reports)
    return beside(incident, assess(incident, reports), reports).spreads["killed", group]


def told(desk, values):
    return [desk.report(f"r{n}", desk.claim(f"words {n}", desk.figure(v), by=[NAMES[n]])) for n, v in enumerate(values)]


@settings(max_examples=100, deadline=None)
@given(values=numbers)
def test_divergence_and_modal_share_are_those_of_the_numbers(desk, values):
    found = spread_of(desk, told(desk, values))
    most = max(values.count(v) for v in values)
    assert found.divergence == len(set(values)) - 1
    assert set(found.modal) == {v for v in values if values.count(v) == most}
    assert found.modal_share == round(most / len(values), 3)
    assert found.low == found.high == len(values)


@settings(max_examples=60, deadline=None)
@given(values=numbers, repeats=st.integers(1, 3))
def test_reprints_of_one_informant_do_not_weigh_in(desk, values, repeats):
    reports = told(desk, values)
    copies = [
        desk.report(f"c{n}", desk.claim(f"copy {n}", desk.figure(values[0]), by=[NAMES[0]])) for n in range(repeats)
    ]
    assert spread_of(desk, [*reports, *copies]) == spread_of(desk, reports)


def test_a_vague_word_gives_no_number(desk):
    vague = desk.figure(None, bound="vague", word="dozens")
    found = spread_of(desk, [*told(desk, [14]), desk.report("v", desk.claim("they died", vague, by=["Sia Dorn"]))])
    assert (found.high, found.divergence, found.modal, found.modal_share) == (2, 0, (14,), 1.0)


def test_where_nobody_gives_a_number_there_is_no_share(desk):
    vague = desk.figure(None, bound="vague", word="dozens")
    found = spread_of(desk, [desk.report("v", desk.claim("they died", vague, by=["Sia Dorn"]))])
    assert (found.divergence, found.modal, found.modal_share) == (None, (), None)


def test_an_unnamed_informant_who_may_be_the_named_one_adds_no_divergence(desk):
    reports = [
        desk.report("a", desk.claim("18 died", desk.figure(18), by=["Syrian Observatory for Human Rights"])),
        desk.report("b", desk.claim("45 died", desk.figure(45), by=["local sources"])),
    ]
    found = spread_of(desk, reports)
    assert (found.low, found.high, found.divergence) == (1, 2, 0)


def test_every_method_shows_the_same_agreement(desk):
    reports = told(desk, [3, 3, 5])
    incident = desk.incident(*reports)
    for method in METHODS:
        (figure,) = explain(incident, assess(incident, reports, method=method), reports)["figures"]
        assert (figure["divergence"], figure["modal"], figure["modal_share"]) == (1, [3], 0.667)
        assert figure["informants"] == {"low": 3, "high": 3}
        assert figure["numbers"][1] == {"value": 5, "informants": ["Olu Brae"]}
