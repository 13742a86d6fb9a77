"""Which of an informant's figures stand."""

from __future__ import annotations

from itertools import permutations

import pytest

from tallystick.record import When


def test_the_later_figure_of_the_same_informant_supersedes(desk):
    found = desk.assess(
        desk.report("a", desk.claim("first count", desk.figure(9), by=["Ivo Tarn"]), day="2031-03-02"),
        desk.report("b", desk.claim("second count", desk.figure(12), by=["Ivo Tarn"]), day="2031-03-04"),
    )
    assert desk.ends(found) == (12, 12, 12)
    (gone,) = desk.range(found).left_out
    assert (gone.claim, gone.into, gone.rule) == ("a.1", "b.1", "superseded")


@pytest.mark.parametrize(
    ("first", "second", "ends"),
    [
        ("2031-03-01", "2031-03-02", (12, 12, 14)),
        ("2031-03-01/2031-03-02", "2031-03-02", (12, 12, 12)),
        (None, "2031-03-02", (12, 12, 12)),
    ],
)
def test_a_figure_of_another_day_supersedes_nothing(desk, first, second, ends):
    days = [When(edtf) if edtf else None for edtf in (first, second)]
    found = desk.assess(
        desk.report("a", desk.claim("first raid", desk.figure(14), by=["Ivo Tarn"], time=days[0]), day="2031-03-02"),
        desk.report("b", desk.claim("second raid", desk.figure(12), by=["Ivo Tarn"], time=days[1]), day="2031-03-03"),
    )
    assert desk.ends(found) == ends


def test_the_later_figure_of_another_informant_does_not_supersede(desk):
    found = desk.assess(
        desk.report("a", desk.claim("first count", desk.figure(9), by=["Ivo Tarn"]), day="2031-03-02"),
        desk.report("b", desk.claim("second count", desk.figure(12), by=["Ada Venn"]), day="2031-03-04"),
    )
    assert desk.ends(found) == (9, 9, 12)


def test_a_running_toll_supersedes_within_one_report(desk):
    found = desk.assess(
        desk.report(
            "a",
            desk.claim("nine died at first", desk.figure(9), by=["Ivo Tarn"]),
            desk.claim("the toll rose to eleven", desk.figure(11, scope="running"), by=["Ivo Tarn"]),
        )
    )
    assert desk.ends(found) == (11, 11, 11)
    assert [f.rule for f in desk.range(found).left_out] == ["running"]


def test_a_vague_word_gives_way_to_the_same_informants_number(desk):
    found = desk.assess(
        desk.report(
            "a", desk.claim("it killed dozens", desk.figure(None, bound="vague", word="dozens"), by=["Ivo Tarn"])
        ),
        desk.report("b", desk.claim("31 died", desk.figure(31), by=["Ivo Tarn"])),
    )
    assert desk.ends(found) == (31, 31, 31)


def test_the_highest_number_of_one_informant_is_named_where_it_is_open_above(desk):
    found = desk.assess(
        desk.report("a", desk.claim("at least 20 died", desk.figure(20, bound="at_least"), by=["Ivo Tarn"])),
        desk.report("b", desk.claim("ten were buried", desk.figure(10), by=["Ivo Tarn"])),
    )
    assert desk.ends(found) == (10, 10, None)
    assert desk.range(found).high.reason.startswith("The highest number is 20 or more")


def test_people_feared_dead_raise_only_the_high(desk):
    claim = desk.claim(
        "12 died and 5 are feared dead",
        desk.figure(12, "12"),
        desk.figure(5, "5", modality="possible"),
        by=["Ivo Tarn"],
    )
    found = desk.assess(desk.report("a", claim))
    assert desk.ends(found) == (12, 12, 17)
    assert "5 more are feared dead" in desk.range(found).high.reason


def test_missing_people_told_with_the_dead_raise_only_the_high(desk):
    claim = desk.claim("12 died, 5 missing", desk.figure(12, "12"), desk.figure(5, "5", measure="missing"))
    found = desk.assess(desk.report("a", claim))
    assert desk.ends(found) == (12, 12, 17)
    assert desk.ends(found, measure="missing") == (5, 5, 5)


def test_a_possible_larger_number_replaces_the_high(desk):
    words = "12 died, possibly more than 100"
    more = desk.figure(100, "100", bound="more_than", phrase="possibly more than", modality="possible")
    found = desk.assess(desk.report("a", desk.claim(words, desk.figure(12, "12"), more)))
    assert desk.ends(found)[:2] == (12, 12)
    assert desk.ends(found)[2] in (100, 101)


def test_what_is_only_possible_has_the_low_zero_and_a_closed_high(desk):
    more = desk.figure(100, bound="more_than", phrase="more than", modality="possible", group="people")
    found = desk.assess(desk.report("a", desk.claim("more than 100 people may have died", more)))
    assert desk.ends(found) == (0, 0, 101)
    assert all(str(value) not in desk.range(found).low.reason for value in (100, 101))


def test_what_is_only_possible_leaves_the_low_to_others(desk):
    more = desk.figure(100, bound="more_than", phrase="more than", modality="possible")
    found = desk.two(desk.figure(12), more)
    assert desk.ends(found) == (12, 12, 101)
    assert desk.range(found).high.reason == (
        "The highest number is 101 (Harbour Rescue League). It is only said to be possible, which raises no low."
    )


def test_further_people_of_the_same_report_are_added(desk):
    found = desk.assess(
        desk.report(
            "a",
            desk.claim("eight died", desk.figure(8), by=["Ivo Tarn"]),
            desk.claim("another three died of wounds", desk.figure(3, scope="additional"), by=["Ivo Tarn"]),
        )
    )
    assert desk.ends(found) == (11, 11, 11)
    assert "3 further people were added to the 8 that Ivo Tarn gives" in desk.range(found).low.reason
    assert desk.range(found).low.claims == ("a.1", "a.2")


def test_further_people_alone_only_raise_the_low(desk):
    found = desk.two(desk.figure(8), desk.figure(3, scope="additional"))
    assert desk.ends(found)[2] == 8


def test_further_people_are_the_figure_where_nobody_counts_others(desk):
    found = desk.assess(desk.report("a", desk.claim("another three died", desk.figure(3, scope="additional"))))
    assert desk.ends(found) == (3, 3, 3)


def test_dead_and_wounded_together_bound_the_dead_from_above(desk):
    found = desk.assess(desk.report("a", desk.claim("12 casualties", desk.figure(12, measure="casualties"))))
    assert desk.ends(found, measure="casualties") == (12, 12, 12)
    assert desk.ends(found) == (0, None, 12)


def test_an_unconfirmed_claim_supports_the_high_only(desk):
    found = desk.assess(
        desk.report("a", desk.claim("five died", desk.figure(5), by=["Ivo Tarn"])),
        desk.report("b", desk.claim("nine died", desk.figure(9), by=["Ada Venn"], certainty="unconfirmed")),
    )
    assert desk.ends(found) == (5, 5, 9)
    assert desk.range(found).provisional


def test_an_informant_who_may_be_another_does_not_raise_the_low(desk):
    found = desk.assess(
        desk.report("a", desk.claim("18 died", desk.figure(18), by=["Syrian Observatory for Human Rights"])),
        desk.report("b", desk.claim("45 died", desk.figure(45), by=["local sources"])),
    )
    assert desk.ends(found) == (18, 18, 45)
    assert desk.range(found).provisional


def test_the_blamed_sides_label_for_its_victims_is_context(desk):
    found = desk.assess(
        desk.report("a", desk.claim("eight people died", desk.figure(8, group="people"), by=["Ivo Tarn"])),
        desk.report(
            "b",
            desk.claim(
                "Russian jets killed 8 fighters",
                desk.figure(8, "8 fighters", group="fighters"),
                by=["Russian Defence Ministry"],
                blames=["Russian jets"],
            ),
        ),
    )
    assert ("killed", "combatants") not in {(r.measure, r.group) for r in found.figures}
    (gone,) = desk.range(found).left_out
    assert (gone.claim, gone.rule) == ("b.1", "perpetrator-label")
    assert "(Russia)" in gone.reason


def test_a_sides_word_on_its_own_dead_is_no_label_of_its_victims(desk):
    blaming = desk.claim("rebels shelled it, nine died", desk.figure(9, "nine"), by=["Ivo Tarn"], blames=["rebels"])
    own = desk.claim(
        "four Hezbollah fighters died", desk.figure(4, "four", group="Hezbollah fighters"), by=["Hezbollah"]
    )
    found = desk.assess(desk.report("a", blaming), desk.report("b", own), event="shelling")
    assert desk.ends(found, "combatants") == desk.ends(found, "combatants:hezbollah") == (4, 4, 4)
    assert not desk.range(found).left_out


SAME_DAY = {
    "reconciled": (14, 14, 19),
    "conservative": (14, 14, 14),
    "informative": (19, 19, 19),
    "representative": (14, 14, 19),
    "ucdp": (14, 14, 19),
    "acled": (14, 14, 14),
    "airwars": (14, None, 19),
}


@pytest.mark.parametrize("method", SAME_DAY)
@pytest.mark.parametrize("names", list(permutations("abc")))
def test_figures_of_one_day_stand_side_by_side_whatever_the_reports_are_called(desk, method, names):
    numbers = zip(names, (14, 19, 16), strict=True)
    told = [desk.report(name, desk.claim(f"they are {n}", desk.figure(n), by=["Ivo Tarn"])) for name, n in numbers]
    assert desk.ends(desk.assess(*told, method=method)) == SAME_DAY[method]


def test_of_figures_of_one_day_the_best_is_the_one_that_most_reports_give(desk):
    told = [
        desk.report(f"r{n}", desk.claim(f"words {n}", desk.figure(number), by=["Ivo Tarn"]))
        for n, number in enumerate((14, 19, 19))
    ]
    assert desk.ends(desk.assess(*told, method="representative")) == (14, 19, 19)


@pytest.mark.parametrize("name", ["a", "z"])
def test_a_running_toll_supersedes_in_its_report_whatever_other_reports_of_the_day_are_called(desk, name):
    found = desk.assess(
        desk.report(
            "m",
            desk.claim("nine died at first", desk.figure(9), by=["Ivo Tarn"]),
            desk.claim("the toll rose to eleven", desk.figure(11, scope="running"), by=["Ivo Tarn"]),
        ),
        desk.report(name, desk.claim("ten died", desk.figure(10), by=["Ivo Tarn"])),
    )
    assert desk.ends(found) == (10, 10, 11)
