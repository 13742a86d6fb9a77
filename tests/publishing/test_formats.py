"""The formats through their registry: what is written, what is redacted, what a spreadsheet must not run."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tallystick.errors import TallystickError
from tallystick.publishing import COVERAGE_NOTE, Settings, formats, publisher
from tallystick.publishing.csv_table import safe
from tallystick.record import (
    Assessment,
    Blame,
    CaseFile,
    Claim,
    Document,
    Incident,
    Informant,
    Membership,
    Place,
    Range,
    RangeEnd,
    Report,
    Span,
    When,
)

TEXT = "Shells killed 14 people at a bakery in Marjin, a resident said."


def case(**changes: Any) -> CaseFile:
    document = Document("d1", TEXT, path="d1.txt", publisher="Harbour Wire", published="2016-12-13")
    claim = Claim("d1.c01", "shelling", Span.of(TEXT, 0, 45))
    place = Place(
        "Omar's house in Marjin",
        latitude=36.123456,
        longitude=37.654321,
        gazetteer_id="g:1",
        gazetteer_name="Marjin",
        country="SY",
        admin1="Aleppo",
        precision=1,
    )
    incident = Incident("I0001", "shelling", (Membership("d1.c01"),), When("2016-12-12", precision=1), place, ("d1",))
    ends = (RangeEnd(14, ("d1.c01",), "single", "One informant."), RangeEnd(None, ("d1.c01",), "open", "Open above."))
    killed = Range("killed", "all", ends[0], ends[0], ends[1], "reconciled", provisional=True)
    informants = (Informant("Omar the baker", "eyewitness", ("d1.c01",)),)
    blame = (Blame("Rodi Testname", ("a",), ("d1.c01",)), Blame("Islamic State", ("a",), ("d1.c01",)))
    assessment = Assessment(
        "I0001", "weak", "one-informant", "One informant.", "reported", 1, 1, informants, (killed,), blame
    )
    return evolve(CaseFile(incident, assessment, (Report(document, (claim,)),)), **changes)


def written(name: str, cases: list[CaseFile], settings: Settings | None = None) -> str:
    out = io.BytesIO()
    assert publisher(name).write(cases, out, settings or Settings()) == len(cases)
    return out.getvalue().decode("utf-8")


def test_both_formats_are_found_by_entry_point() -> None:
    assert {"csv", "geojson"} <= set(formats())


def test_an_unknown_format_is_refused_with_the_names_of_the_known() -> None:
    with pytest.raises(TallystickError, match="csv, geojson"):
        publisher("shapefile")


def test_csv_has_a_row_with_confirmation_range_rule_and_coverage() -> None:
    (row,) = csv.DictReader(io.StringIO(written("csv", [case()])))
    assert row["confirmation"] == "reported"
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == ("14", "14", "")
    assert row["killed_rule"] == "single; single; open"
    assert row["coverage_note"] == COVERAGE_NOTE


@pytest.mark.parametrize("name", ["csv", "geojson"])
def test_public_leaves_out_persons_words_and_exact_points(name: str) -> None:
    public = written(name, [case()])
    for private in ("Omar", "Rodi", "bakery", "house"):
        assert private not in public
    for told in ("Islamic State", "another party", "Marjin"):
        assert told in public
    assert "36.12" in public
    assert "36.123" not in public


def test_full_carries_words_names_and_points() -> None:
    full = written("csv", [case()], Settings("full"))
    assert "Omar the baker" in full
    assert "Shells killed 14 people at a bakery in Marjin" in full
    assert "36.123456" in full


def test_an_empty_record_is_a_header_alone() -> None:
    assert written("csv", []).count("\n") == 1
    assert json.loads(written("geojson", []))["features"] == []


def test_geojson_is_a_feature_collection_with_longitude_first() -> None:
    collection = json.loads(written("geojson", [case(), case()]))
    first = collection["features"][0]
    assert collection["type"] == "FeatureCollection"
    assert first["geometry"] == {"type": "Point", "coordinates": [37.65, 36.12]}
    assert first["properties"]["confirmation"] == "reported"


def test_an_unknown_place_has_no_geometry() -> None:
    nowhere = evolve(case().incident, place=Place("Qarn al-Bir"))
    (feature,) = json.loads(written("geojson", [case(incident=nowhere)], Settings("full")))["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["place"] == "Qarn al-Bir"


def test_the_sender_of_a_mail_is_not_published() -> None:
    letter = Document("d2", TEXT, publisher="Samira Testname", media_type="message/rfc822")
    public = written("csv", [case(reports=(Report(letter),))])
    assert "Samira" not in public
    assert "a letter" in public


@given(st.text())
def test_no_cell_starts_a_formula(text: str) -> None:
    cell = safe(text)
    assert isinstance(cell, str)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.endswith(text)
