"""What an outlet has from another one is not the word of those whom that one quotes, where it is another number."""

from __future__ import annotations

import pytest

from tallystick.record import Source

MAYOR, MONITOR = "the mayor of Marsh", "Reed Rights Monitor"


def quoted(desk, number=14, day="2031-03-02"):
    """The report of an outlet that quotes the mayor."""
    return desk.report(
        "a", desk.claim("the mayor counted them", desk.figure(number), by=[MAYOR]), publisher="Upland Herald", day=day
    )


def citing(desk, figure, by="the Upland Herald", day="2031-03-03", name="b", publisher="Lantern"):
    """The report of another outlet, which cites."""
    return desk.report(name, desk.claim(f"they died, says {name}", figure, by=[by]), publisher=publisher, day=day)


@pytest.mark.parametrize("by", ["the Upland Herald", "media reports", "a report in the Upland Herald"])
@pytest.mark.parametrize("day", ["2031-03-02", "2031-03-03", "2031-03-09"])
def test_a_figure_that_an_outlet_has_from_another_is_not_the_word_of_whom_that_one_quotes(desk, by, day):
    found = desk.assess(quoted(desk), citing(desk, desk.figure(30), by, day))
    killed = desk.range(found)
    assert (killed.low.value, killed.high.value) == (14, 30)
    assert "superseded" not in {f.rule for f in killed.left_out}
    assert MAYOR not in killed.high.reason
    assert found.informants_low == 1


def test_the_citing_outlet_is_told_of_with_its_own_name_and_the_reason(desk):
    found = desk.count(quoted(desk), citing(desk, desk.figure(30)), fact="count")
    assert [i.name for i in found.informants] == [MAYOR, "Lantern"]
    (folded,) = found.informants[1].folded
    assert (folded.claim, folded.into, folded.rule) == ("b.1", "a.1", "other-figure")
    assert MAYOR in folded.reason


def test_a_cited_figure_raises_no_low_that_two_others_support(desk):
    monitor = desk.report("c", desk.claim("the monitor counts", desk.figure(16), by=[MONITOR]), day="2031-03-03")
    found = desk.assess(quoted(desk), citing(desk, desk.figure(30)), monitor)
    assert desk.ends(found) == (14, 14, 30)


@pytest.mark.parametrize("method", ["conservative", "informative", "representative"])
@pytest.mark.parametrize("speaker", [MAYOR, "a doctor", "officials"])
def test_who_is_cited_stands_for_both_named_or_not(desk, method, speaker):
    own = desk.report("a", desk.claim("so it is", desk.figure(14), by=[speaker]), publisher="Upland Herald")
    assert desk.ends(desk.assess(own, citing(desk, desk.figure(30)), method=method)) == (14, 14, 14)


def test_a_cited_figure_is_no_second_informant_for_its_number(desk):
    monitor = desk.report("c", desk.claim("the monitor counts", desk.figure(30), by=[MONITOR]), day="2031-03-03")
    found = desk.assess(quoted(desk), citing(desk, desk.figure(30)), monitor)
    assert desk.ends(found) == (14, 14, 30)


@pytest.mark.parametrize("by", ["the Upland Herald", "media reports"])
def test_the_same_figure_from_another_outlet_adds_nothing(desk, by):
    found = desk.count(quoted(desk), citing(desk, desk.figure(14), by), fact="count")
    expected = (1, 2) if by == "media reports" else (1, 1)
    assert (found.low, found.high) == expected


def test_a_vague_word_for_the_cited_figure_adds_nothing(desk):
    found = desk.assess(quoted(desk), citing(desk, desk.figure(None, bound="vague", word="dozens")))
    assert desk.ends(found) == (14, 14, 14)


def test_a_cited_outlet_may_have_given_its_figure_in_another_report(desk):
    later = desk.report(
        "c", desk.claim("more of them", desk.figure(19), by=[MAYOR]), publisher="Upland Herald", day="2031-03-05"
    )
    found = desk.assess(quoted(desk), later, citing(desk, desk.figure(19), day="2031-03-06"))
    assert desk.ends(found) == (19, 19, 19)
    assert found.informants_high == 1


def test_outlets_that_cite_one_another_with_other_figures_are_no_loop_and_no_two_informants(desk):
    one = citing(desk, desk.figure(14), "the Lantern", "2031-03-02", "a", "Upland Herald")
    found = desk.assess(one, citing(desk, desk.figure(30)))
    assert (found.informants_low, found.informants_high) == (1, 2)
    killed = desk.range(found)
    assert (killed.low.value, killed.high.value) == (14, 30)
    assert killed.left_out == ()


def test_an_outlet_in_its_own_voice_does_not_later_say_what_others_say_that_it_said(desk):
    own = desk.report("a", desk.claim("fourteen died", desk.figure(14)), publisher="Upland Herald", day="2031-03-02")
    found = desk.assess(own, citing(desk, desk.figure(30)))
    assert desk.ends(found) == (14, 14, 30)
    assert "Lantern" in desk.range(found).high.reason


def test_a_body_that_publishes_its_own_reports_is_quoted_with_its_own_later_word(desk):
    own = desk.report("a", desk.claim("we count them", desk.figure(14)), publisher=MONITOR, day="2031-03-02")
    found = desk.assess(own, citing(desk, desk.figure(19), MONITOR))
    assert desk.ends(found) == (19, 19, 19)
    assert [f.rule for f in desk.range(found).left_out] == ["superseded"]


@pytest.mark.parametrize(
    "by",
    ["a report in the Lantern", "the Lantern's report", "a recent report published in the Lantern", "Lantern report"],
)
def test_a_report_in_an_outlet_is_that_outlet(desk, by):
    own = desk.report("a", desk.claim("they died", desk.figure(11), by=["media reports"]), publisher="Lantern")
    found = desk.count(
        own,
        desk.report(
            "b", desk.claim("eleven died", desk.figure(11), by=[Source(by, kind="document")]), day="2031-03-03"
        ),
    )
    assert (found.low, found.high) == (1, 1)
    assert desk.rules(found) == {"cites-outlet"}


@pytest.mark.parametrize("by", ["a report", "a statement", "an article in the Vale Daily"])
def test_a_writing_is_no_evidence_of_its_own(desk, by):
    found = desk.assess(
        desk.report("a", desk.claim("8 died", desk.figure(8), by=["residents"]), day="2031-03-02"),
        desk.report("b", desk.claim("11 died", desk.figure(11), by=[Source(by, kind="document")]), day="2031-03-03"),
    )
    assert desk.ends(found) == (8, 8, 11)
    assert "document" not in {i.kind for i in found.informants}


def test_records_stay_evidence(desk):
    found = desk.count(desk.report("a", desk.claim("8 died", by=[Source("burial records", kind="document")])))
    assert found.informants[0].kind == "document"
