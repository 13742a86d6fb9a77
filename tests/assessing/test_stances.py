"""Rival accounts side by side, and parties to the conflict that speak in their own cause."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.assessing import assess, beside, explain

SPEAKERS = ["Ivo Tarn", "Ada Venn", "Syrian army", "Russian Defence Ministry", "residents"]
plans = st.lists(
    st.tuples(
        st.sampled_from(SPEAKERS),
        st.sampled_from(["occurred", "denied"]),
        st.lists(st.sampled_from(["Russian jets", "the Syrian army", "Islamic State"]), max_size=2),
    ),
    min_size=1,
    max_size=6,
)


def found(desk, *reports):
    incident = desk.incident(*reports)
    return beside(incident, assess(incident, reports), reports)


def rows(aside):
    return [(s.informant, s.side, s.says, s.perpetrator) for s in aside.stances]


def test_who_blames_whom_stands_by_informant_and_side(desk):
    aside = found(
        desk,
        desk.report("a", desk.claim("jets struck", by=["Ivo Tarn"], blames=["Russian jets"])),
        desk.report("b", desk.claim("militants struck", by=["Russian Defence Ministry"], blames=["Islamic State"])),
        desk.report("c", desk.claim("jets did not strike", by=["Kremlin"], status="denied", blames=["Russian jets"])),
    )
    assert rows(aside) == [
        ("Ivo Tarn", None, "blames", "Russia"),
        ("Russian Ministry of Defence", "Russia", "blames", "Islamic State"),
        ("Russia", "Russia", "denies", "Russia"),
    ]
    assert aside.rivals == ("Islamic State", "Russia")
    assert [(i.rule, i.claims) for i in aside.interests] == [("enemys-act", ("b.1",)), ("own-act-denied", ("c.1",))]
    assert {(s.perpetrator, s.low, s.high) for s in aside.support} == {("Russia", 1, 1), ("Islamic State", 1, 1)}


def test_an_admission_is_a_statement_against_interest(desk):
    words = "Russian jets killed 5 people by mistake"
    figure = desk.figure(5, "5 people", group="people")
    report = desk.report("a", desk.claim(words, figure, by=["Russian Defence Ministry"], blames=["Russian jets"]))
    incident = desk.incident(report)
    shown = explain(incident, assess(incident, [report]), [report])["accounts"]
    assert [(s["says"], s["interest"]) for s in shown["stances"]] == [("admits", "own-act-admitted")]
    assert [(i["rule"], i["against"]) for i in shown["interests"]] == [("own-act-admitted", True)]


def test_a_party_that_tells_of_its_own_dead_is_interested(desk):
    figure = desk.figure(9, "9 Syrian soldiers", group="Syrian soldiers")
    claim = desk.claim("9 Syrian soldiers died", figure, by=["Syrian army"], victims=["Syrian soldiers"])
    aside = found(desk, desk.report("a", claim))
    assert [(i.informant, i.side, i.rule) for i in aside.interests] == [
        ("Syrian army", "Syrian government", "own-victims")
    ]


def test_who_is_no_party_has_no_interest(desk):
    aside = found(desk, desk.report("a", desk.claim("jets struck", by=["Ivo Tarn"], blames=["Russian jets"])))
    assert aside.interests == ()
    assert rows(aside) == [("Ivo Tarn", None, "blames", "Russia")]


def test_a_denial_that_names_no_side_is_a_row_of_its_own(desk):
    aside = found(
        desk,
        desk.report("a", desk.claim("jets struck", by=["Ivo Tarn"], blames=["Russian jets"])),
        desk.report("b", desk.claim("nothing happened", by=["Russian Defence Ministry"], status="denied")),
    )
    assert rows(aside)[1] == ("Russian Ministry of Defence", "Russia", "denies-it", None)
    assert [i.rule for i in aside.interests] == ["own-act-denied"]


def test_an_account_that_leaves_the_side_open_says_so(desk):
    aside = found(desk, desk.report("a", desk.claim("it was jets", by=["Ivo Tarn"], blames=["Syrian or Russian jets"])))
    assert {row[2] for row in rows(aside)} == {"leaves-open"}


@settings(max_examples=150, deadline=None)
@given(told=plans)
def test_no_account_is_lost_or_merged_with_another(desk, told):
    reports = [
        desk.report(f"r{n}", desk.claim(f"words {n}", by=[who], status=status, blames=blames))
        for n, (who, status, blames) in enumerate(told)
    ]
    aside = found(desk, *reports)
    stated = {claim for s in aside.stances for claim in s.claims}
    assert stated == {f"r{n}.1" for n, (_, status, blames) in enumerate(told) if blames or status == "denied"}
    assert len({(s.informant, s.says, s.perpetrator) for s in aside.stances}) == len(aside.stances)
    for support in aside.support:
        assert 1 <= support.low <= support.high
