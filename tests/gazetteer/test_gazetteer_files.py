import gzip
import pickle

import pytest

from tallystick.errors import TallystickError
from tallystick.gazetteer import Gazetteer, build_pack
from tallystick.gazetteer.building import Row, write

ABOUT = {"prefix": "test", "source": "a test", "licence": "none"}
HEADER = "id\tname\tplacetype\tlat\tlon\tgeonames\tparent\tpopulation\tnames\n"
TABLE = HEADER + (
    "1\tSyria\tcountry\t35\t38\t\t-1\t\teng:SY|eng:Syria\n"
    "2\tHama (Hamah)\tregion\t35.2\t37\t\t1\t1000\teng:Hama Governorate|ara:حماة\n"
    "3\tMahardah\tcounty\t35.25\t36.6\t\t2\t\teng:Mhardeh\n"
    "4\tHalfaya\tlocality\t35.26\t36.61\t\t3\t\teng:Halfaya|fra:Halfaïa\n"
    "5\tBroken\tlocality\tno\t36\t\t3\t\teng:Broken\n"
)


def places():
    yield Row(2, "Northtown", 10.0, 20.0, "XA", "city", ("Ville du Nord",), admin1=1, population=500)
    yield Row(1, "North Province", 10.5, 20.5, "XA", "admin1")


def test_the_same_places_give_the_same_bytes(tmp_path):
    write(tmp_path / "one.sqlite", places(), ABOUT)
    write(tmp_path / "two.sqlite", reversed(list(places())), ABOUT)
    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "two.sqlite").read_bytes()


def test_a_written_place_is_found_by_all_its_names(tmp_path):
    write(tmp_path / "one.sqlite", places(), ABOUT)
    gazetteer = Gazetteer.open([tmp_path / "one.sqlite"])
    [found] = gazetteer.candidates("ville du nord")
    assert (found.id, found.name, found.latitude, found.admin1) == ("test:2", "Northtown", 10.0, "North Province")
    assert not found.primary
    assert gazetteer.candidates("Northtown")[0].primary


def test_a_pack_gives_country_divisions_and_names_in_other_scripts(tmp_path):
    (tmp_path / "wof.tsv").write_text(TABLE, encoding="utf-8")
    assert build_pack(tmp_path / "wof.tsv", tmp_path / "sy.sqlite") == 4
    gazetteer = Gazetteer.open([tmp_path / "sy.sqlite"])
    [town] = gazetteer.candidates("Halfaia")
    assert (town.id, town.country, town.admin1, town.admin2) == ("whosonfirst:4", "SY", "Hama", "Mhardeh")
    assert gazetteer.candidates("حماة")[0].kind == "admin1"


def test_a_gzipped_table_gives_the_same_pack(tmp_path):
    (tmp_path / "wof.tsv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "wof.tsv.gz").write_bytes(gzip.compress(TABLE.encode()))
    build_pack(tmp_path / "wof.tsv.gz", tmp_path / "sy.sqlite")
    assert Gazetteer.open([tmp_path / "sy.sqlite"]).knows("Halfaya")


def test_the_first_file_is_believed_before_the_second(tmp_path):
    write(tmp_path / "mine.sqlite", [Row(7, "Aleppo", 36.21, 37.15, "SY", "city")], ABOUT)
    shipped = Gazetteer.shipped()
    both = Gazetteer.open([tmp_path / "mine.sqlite", shipped.paths[0]])
    cities = [c.id for c in both.candidates("Aleppo") if c.kind == "city" and c.country == "SY"]
    assert cities == ["test:7"]
    assert "geonames:170063" in [c.id for c in shipped.candidates("Aleppo")]


def test_a_place_in_two_files_keeps_the_first_one_s_point_and_the_larger_population(tmp_path):
    write(tmp_path / "mine.sqlite", [Row(7, "Aleppo", 36.21, 37.15, "SY", "city")], ABOUT)
    both = Gazetteer.open([tmp_path / "mine.sqlite", Gazetteer.shipped().paths[0]])
    [city] = [c for c in both.candidates("Aleppo") if c.kind == "city" and c.country == "SY"]
    assert city.latitude == 36.21 and city.population > 1_000_000


def test_a_gazetteer_goes_to_another_process(tmp_path):
    assert pickle.loads(pickle.dumps(Gazetteer.shipped())).knows("Aleppo")


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + bytes(200)])
def test_a_file_that_is_no_gazetteer_is_refused_in_one_sentence(tmp_path, content):
    (tmp_path / "bad.sqlite").write_bytes(content)
    with pytest.raises(TallystickError, match="is not a gazetteer"):
        Gazetteer.open([tmp_path / "bad.sqlite"])


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(TallystickError, match="is not a gazetteer"):
        Gazetteer.open([tmp_path / "none.sqlite"])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a\tb\n1\t2\n",
        b"\xff\xfe\x00",
        HEADER.encode(),
        HEADER.encode() + b"1\tX\tlocality\t1\t2\t\t-1\t\teng:X\n",
    ],
)
def test_a_table_that_is_no_pack_is_refused(tmp_path, content):
    (tmp_path / "bad.tsv").write_bytes(content)
    with pytest.raises(TallystickError):
        build_pack(tmp_path / "bad.tsv", tmp_path / "out.sqlite")
    assert not (tmp_path / "out.sqlite").exists()


def test_a_truncated_gzip_is_refused(tmp_path):
    (tmp_path / "bad.tsv.gz").write_bytes(gzip.compress(TABLE.encode())[:-20])
    with pytest.raises(TallystickError):
        build_pack(tmp_path / "bad.tsv.gz", tmp_path / "out.sqlite")


def test_a_table_whose_parents_run_in_a_circle_ends(tmp_path):
    rows = "8\tA\tlocality\t1\t2\t\t9\t\teng:Aville\n9\tB\tlocality\t1\t2\t\t8\t\teng:Bville\n"
    (tmp_path / "wof.tsv").write_text(TABLE + rows, encoding="utf-8")
    assert build_pack(tmp_path / "wof.tsv", tmp_path / "sy.sqlite") == 6
