import gzip
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallystick.errors import TallystickError
from tallystick.gazetteer import Gazetteer, build_pack


def opened(path, out, **options):
    build_pack(path, out, **options)
    return Gazetteer.open([out])


def test_a_geonames_dump_gives_places_in_the_divisions_of_their_codes(source, tmp_path):
    gazetteer = opened(source("XA.txt"), tmp_path / "p.sqlite")
    [town] = gazetteer.candidates("Karzin")
    assert (town.id, town.name, town.country, town.kind) == ("geonames:12", "Qarzin", "SY", "city")
    assert (town.admin1, town.admin2, town.population) == ("Testan Governorate", "Middle District", 700)


def test_a_geonames_dump_is_known_by_names_in_other_scripts_but_not_by_codes_and_wells(source, tmp_path):
    gazetteer = opened(source("XA.txt"), tmp_path / "p.sqlite")
    assert gazetteer.knows("Карзин") and gazetteer.knows("تستان")
    assert not gazetteer.knows("QRZ") and not gazetteer.knows("Dry Well")


def test_a_zip_is_read_past_its_read_me(source, tmp_path):
    with zipfile.ZipFile(tmp_path / "XA.zip", "w") as archive:
        archive.writestr("readme.txt", "short")
        archive.write(source("XA.txt"), "XA.txt")
    assert opened(tmp_path / "XA.zip", tmp_path / "p.sqlite").knows("Qarzin")


def test_quarters_lie_in_the_country_and_division_of_the_nearest_city(source, tmp_path):
    gazetteer = opened(source("quarters.geojson"), tmp_path / "p.sqlite")
    [quarter] = gazetteer.candidates("Bab Qwxzy")
    assert (quarter.kind, quarter.country, quarter.admin1) == ("neighbourhood", "SY", "Aleppo")
    assert (quarter.latitude, quarter.longitude) == pytest.approx((36.205, 37.105))
    assert not gazetteer.knows("Aleppo")


def test_quarters_are_known_by_their_names_in_both_scripts(source, tmp_path):
    gazetteer = opened(source("quarters.geojson"), tmp_path / "p.sqlite")
    assert gazetteer.candidates("باب قوزي")[0].id == gazetteer.candidates("Bab Qwxzy")[0].id


def test_divisions_carry_their_p_codes_and_lie_in_those_above(source, tmp_path):
    gazetteer = opened(source("cod.geojson"), tmp_path / "cod-sy.sqlite")
    [nahiya] = gazetteer.candidates("Nahiya 1")
    assert (nahiya.id, nahiya.kind, nahiya.country) == ("cod-sy:SY990101", "admin3", "SY")
    assert (nahiya.admin1, nahiya.admin2) == ("Testan", "Middle Mantiqa")
    assert gazetteer.candidates("SY990101") == [nahiya] or gazetteer.candidates("SY990101")[0].id == nahiya.id


def test_a_level_that_is_only_named_lies_amid_those_below(source, tmp_path):
    [above] = opened(source("cod.geojson"), tmp_path / "p.sqlite").candidates("Middle Mantiqa")
    assert (above.kind, above.latitude, above.longitude) == ("admin2", 34.5, 41.0)


@pytest.mark.parametrize(("longitude", "name"), [(40.5, "Nahiya 1"), (41.5, "Nahiya 2")])
def test_a_point_lies_in_the_divisions_of_its_outline(source, tmp_path, longitude, name):
    gazetteer = opened(source("cod.geojson"), tmp_path / "p.sqlite")
    assert [c.name for c in gazetteer.divisions_at(34.5, longitude)] == [name]
    assert gazetteer.divisions_at(30.0, longitude) == ()


def test_property_names_of_other_years_are_read(source, tmp_path):
    data = json.loads(source("cod.geojson").read_text(encoding="utf-8"))
    for feature in data["features"]:
        old = feature["properties"]
        told = {f"admin{n}Name_en": old[f"ADM{n}_EN"] for n in (1, 2, 3)}
        feature["properties"] = told | {f"admin{n}Pcode": old[f"ADM{n}_PCODE"] for n in (1, 2, 3)}
    (tmp_path / "old.geojson").write_text(json.dumps(data), encoding="utf-8")
    [nahiya] = opened(tmp_path / "old.geojson", tmp_path / "p.sqlite").candidates("Nahiya 2")
    assert (nahiya.admin1, nahiya.country) == ("Testan", "SY")


def test_each_candidate_says_which_gazetteer_and_version_it_comes_from(source, tmp_path):
    gazetteer = opened(source("XA.txt"), tmp_path / "p.sqlite", name="mine", version="2026-11")
    assert gazetteer.candidates("Qarzin")[0].gazetteer == "mine@2026-11"
    assert len(gazetteer.editions[0].sha256) == 64


POINT = {"type": "Feature", "properties": {"name": "A Place"}, "geometry": {"type": "Point", "coordinates": [37, 36]}}


def with_geometry(geometry):
    return json.dumps({"type": "FeatureCollection", "features": [{**POINT, "geometry": geometry}]})


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"hello\n", "is no table of places"),
        ("a.txt", b"", "is no table of places"),
        ("a.txt", b"\xff\xfe\x00\x01", "fetch it again"),
        ("a.zip", b"PK not a zip", "damaged"),
        ("a.tsv.gz", b"\x1f\x8b broken", "fetch it again"),
        ("a.geojson", b"{", "is no GeoJSON"),
        ("a.geojson", b"[" * 100_000, "is no GeoJSON"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}', "has coordinates"),
        ("a.geojson", with_geometry(None).encode(), "has coordinates"),
        ("a.geojson", with_geometry({"type": "Point", "coordinates": ["x"]}).encode(), "broken"),
        ("a.geojson", with_geometry({"type": "Point", "coordinates": [300000, 4000000]}).encode(), "WGS 84"),
        ("a.geojson", with_geometry({"type": "Polygon", "coordinates": 5}).encode(), "broken"),
        (
            "a.geojson",
            json.dumps({"type": "FeatureCollection", "features": [{**POINT, "properties": {}}]}).encode(),
            "name",
        ),
    ],
)
def test_a_file_that_holds_no_places_is_refused_in_one_sentence_and_leaves_nothing(tmp_path, name, content, says):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(TallystickError, match=says):
        build_pack(tmp_path / name, tmp_path / "out.sqlite")
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_dump_that_is_cut_off_names_the_line(source, tmp_path):
    path = source("XA.txt")
    path.write_text(path.read_text(encoding="utf-8")[:-60], encoding="utf-8")
    with pytest.raises(TallystickError, match="line 4"):
        build_pack(path, tmp_path / "out.sqlite")


def test_a_truncated_zip_is_refused(source, tmp_path):
    with zipfile.ZipFile(tmp_path / "XA.zip", "w") as archive:
        archive.write(source("XA.txt"), "XA.txt")
    whole = (tmp_path / "XA.zip").read_bytes()
    (tmp_path / "XA.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(TallystickError, match="fetch it again"):
        build_pack(tmp_path / "XA.zip", tmp_path / "out.sqlite")


def test_a_file_that_unpacks_to_more_than_the_limit_is_refused(source, tmp_path, monkeypatch):
    monkeypatch.setattr("tallystick.gazetteer.formats.streams.LARGEST", 100)
    (tmp_path / "big.txt.gz").write_bytes(gzip.compress(source("XA.txt").read_bytes()))
    with pytest.raises(TallystickError, match="more than 2 GB"):
        build_pack(tmp_path / "big.txt.gz", tmp_path / "out.sqlite")


def test_divisions_without_a_country_need_to_be_told_it(source, tmp_path):
    text = source("cod.geojson").read_text(encoding="utf-8").replace('"SY', '"99').replace('"ADM0_PCODE"', '"x"')
    (tmp_path / "cod.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(TallystickError, match="--country"):
        build_pack(tmp_path / "cod.geojson", tmp_path / "out.sqlite")
    assert (
        opened(tmp_path / "cod.geojson", tmp_path / "out.sqlite", country="SY").candidates("Testan")[0].country == "SY"
    )


@pytest.mark.parametrize("name", ["places.tsv", "XA.txt", "cod.geojson", "quarters.geojson"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_that_was_tampered_with_is_read_or_refused(source, tmp_path, name, data):
    path = source(name)
    text = path.read_text(encoding="utf-8")
    at = data.draw(st.integers(0, len(text) - 1))
    put = data.draw(
        st.sampled_from(["", "\t", "\n", "[", "{", "null", "9" * 400, "²", "-", '"', "\x00", "SY", "1e999"])
    )
    path.write_text(text[:at] + put + text[at + data.draw(st.integers(0, 9)) :], encoding="utf-8")
    try:
        build_pack(path, tmp_path / "out.sqlite", country="SY")
    except TallystickError as error:
        assert len(str(error).splitlines()) == 1
    else:
        assert Gazetteer.open([tmp_path / "out.sqlite"]).editions[0].places > 0


def test_a_zip_without_a_table_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("picture.png", b"png")
    with pytest.raises(TallystickError, match="unpack it"):
        build_pack(tmp_path / "a.zip", tmp_path / "out.sqlite")


def test_a_pack_that_cannot_be_written_says_so(source, tmp_path):
    with pytest.raises(TallystickError, match="cannot be written"):
        build_pack(source("XA.txt"), tmp_path / "missing" / "out.sqlite")
