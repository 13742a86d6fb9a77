"""Ranges that fit one another, and sentences that are true of the figures as told."""

from __future__ import annotations

import pytest


def told(desk, *rows):
    """A report for each informant, with a figure for each population that it counts; None is everybody."""
    reports = []
    for n, (who, parts) in enumerate(rows):
        figures = [desk.figure(value, f"{value} {group or 'people'}", group=group) for group, value in parts.items()]
        words = ", ".join(f.text.exact for f in figures) + " died"
        reports.append(desk.report(f"r{n}", desk.claim(words, *figures, by=[who])))
    return reports


def test_a_low_that_gives_way_twice_is_told_as_its_informant_gave_it(desk):
    found = desk.assess(
        *told(
            desk,
            ("Ivo Tarn", {"people": 9}),
            ("Ada Venn", {"people": 9}),
            ("Harbour Rescue League", {"civilians": 4}),
            ("Quay Relief Fund", {"civilians": 4}),
            ("Marsh Rights Monitor", {"children": 10}),
        )
    )
    low = desk.range(found, "children").low
    assert (low.value, low.rule) == (4, "part-of-whole-agreed")
    assert "counts children and gives 10" in low.reason


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0)])
def test_a_whole_without_a_low_of_its_own_is_at_least_its_largest_part(desk, order):
    rows = [
        ("Ivo Tarn", {"people": 12}),
        ("Ada Venn", {"people": 13}),
        ("Harbour Rescue League", {"civilians": 9}),
        ("Marsh Rights Monitor", {"people": 14, "children": 5}),
    ]
    found = desk.assess(*told(desk, *(rows[n] for n in order)), method="representative")
    assert desk.range(found).low.value == desk.range(found, "civilians").low.value == 9
    assert desk.range(found, "children").low.value == 5


AGREEING = [
    ("Ivo Tarn", {"soldiers": 6}),
    ("Ada Venn", {"civilians": 4}),
    ("Harbour Rescue League", {"soldiers": 6, "civilians": 4}),
]


def test_parts_on_which_all_agree_are_the_least_of_a_whole_that_one_gives(desk):
    found = desk.assess(*told(desk, *AGREEING))
    assert [desk.ends(found, g) for g in ("all", "civilians", "combatants")] == [(10, 10, 10), (4, 4, 4), (6, 6, 6)]
    assert desk.range(found).low.rule == "parts-together"
    assert set(desk.range(found).low.claims) == {"r0.1", "r1.1", "r2.1"}


def test_parts_of_one_informant_each_are_not_added_up(desk):
    alone = [("Ivo Tarn", {"soldiers": 6}), ("Ada Venn", {"civilians": 4}), ("Harbour Rescue League", {"people": 7})]
    found = desk.assess(*told(desk, *alone))
    assert desk.range(found).low.value < 10


@pytest.mark.parametrize("method", ["conservative", "ucdp", "acled"])
def test_where_the_lowest_claim_stands_nobody_is_said_to_differ(desk, method):
    found = desk.assess(*told(desk, *AGREEING), method=method)
    reasons = " ".join(r.low.reason for r in found.figures)
    assert "differ on who they were" not in reasons


@pytest.mark.parametrize("method", ["reconciled", "informative"])
def test_the_rest_of_a_total_gives_way_to_those_who_are_known(desk, method):
    found = desk.assess(
        *told(
            desk,
            ("Ivo Tarn", {"people": 30, "civilians": 10}),
            ("Ada Venn", {"people": 30, "civilians": 26}),
            ("Quay Relief Fund", {"civilians": 26}),
        ),
        method=method,
    )
    assert desk.range(found, "civilians").low.value == 26
    low, best = desk.range(found, "unknown").low, desk.range(found, "unknown").best
    assert (low.value or 0) + 26 <= 30
    assert (best.value or 0) + (desk.range(found, "civilians").best.value or 0) <= 30
    assert "differ" not in low.reason
    assert method != "informative" or (low.value, low.rule) == (0, "rest-exceeds-whole")
