"""Every number down to its words."""

from __future__ import annotations

import json
from pathlib import Path

from tallystick.assessing import assess, explain
from tallystick.vocabulary.loader import load

CODEBOOK = Path(__file__).resolve().parents[2] / "docs" / "methodology-assessing.md"


def explained(desk):
    reports = (
        desk.report(
            "a", desk.claim("14 people died", desk.figure(14, "14 people"), by=["Ivo Tarn"]), publisher="Harbour Post"
        ),
        desk.report("b", desk.claim("12 died", desk.figure(12, "12"), by=["Ivo Tarn"]), day="2031-03-01"),
        desk.report("c", desk.claim("17 died", desk.figure(17, "17"), by=["Ada Venn"], blames=["Russian jets"])),
        desk.report("d", desk.claim("nobody flew", by=["Olu Brae"], status="denied")),
    )
    incident = desk.incident(*reports)
    return reports, explain(incident, assess(incident, reports), reports)


def test_a_figure_leads_to_its_claims_words_offsets_and_informants(desk):
    reports, found = explained(desk)
    (figure,) = found["figures"]
    assert (figure["low"], figure["best"], figure["high"]) == (14, 14, 17)
    claim = next(c for c in figure["claims"] if c["id"] == "a.1")
    (counted,) = claim["figures"]
    assert claim["informant"] == "Ivo Tarn"
    assert claim["report"]["publisher"] == "Harbour Post"
    assert reports[0].document.text[counted["start"] : counted["end"]] == "14 people" == counted["words"]
    assert (counted["low"], counted["best"], counted["high"]) == (14, 14, 14)


def test_it_says_what_was_folded_what_was_left_out_and_which_rule_made_each_end(desk):
    _, found = explained(desk)
    (figure,) = found["figures"]
    assert [(f["claim"], f["rule"], f["certain"]) for f in figure["folded"]] == [("a.1", "same-informant", True)]
    assert [(f["claim"], f["rule"]) for f in figure["left_out"]] == [("b.1", "superseded"), ("d.1", "denied")]
    assert {end: figure["ends"][end]["rule"] for end in ("low", "best", "high")} == {
        "low": "second-highest",
        "best": "at-low",
        "high": "highest-claim",
    }
    assert figure["informants"] == {"low": 2, "high": 2}


def test_blame_and_denials_are_kept(desk):
    _, found = explained(desk)
    assert found["blame"] == [{"perpetrator": "Russia", "informants": ["Ada Venn"], "claims": ["c.1"]}]
    assert [(row["words"], row["informant"]) for row in found["denials"]] == [("nobody flew", "Olu Brae")]


def test_a_doubt_is_told_apart_from_a_fold(desk):
    reports = (
        desk.report("a", desk.claim("five died", desk.figure(5), by=["Ivo Tarn"])),
        desk.report("b", desk.claim("five dead", desk.figure(5), by=["Ivo Tarn"])),
        desk.report("c", desk.claim("residents saw five", desk.figure(5), by=["residents"])),
    )
    incident = desk.incident(*reports)
    found = explain(incident, assess(incident, reports), reports)
    told = {f["claim"]: f["certain"] for i in found["informants"]["list"] for f in i["folded"]}
    assert told == {"b.1": True, "c.1": False}


def test_it_is_plain_data(desk):
    _, found = explained(desk)
    assert json.loads(json.dumps(found)) == found


def test_an_incident_without_figures_is_explained(desk):
    report = desk.report("a", desk.claim("the silo burnt", by=["Ivo Tarn"]))
    incident = desk.incident(report)
    found = explain(incident, assess(incident, [report]), [report])
    assert found["figures"] == []
    assert found["informants"]["low"] == 1


def test_the_codebook_names_every_rule():
    text = CODEBOOK.read_text(encoding="utf-8")
    rules = [
        *load("independence")["rules"],
        *load("grades")["rules"],
        *load("reconciliation")["rules"],
        *load("reconciliation")["notes"],
        *load("reconciliation")["left_out"],
        *load("reconciliation")["methods"],
        *load("scales")["credibility_rules"],
        *load("interests")["rules"],
    ]
    assert [rule for rule in rules if f"`{rule}`" not in text] == []
