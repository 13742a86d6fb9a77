import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.gazetteer import Gazetteer
from tallystick.record import Claim, Document, Place, Span

SYRIAN = "Syrian rebels shelled Aleppo on Friday. Idlib and Hama were hit too, residents in Homs said."


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.shipped()


def placed(gazetteer, text, name):
    claim = Claim("1", "attack", Span.of(text, 0, 1), place=Place(name))
    return gazetteer.resolve(Document("d", text), [claim])[0].place


@pytest.mark.parametrize("name", ["ALEPPO", "aleppo", "Deir Ezzor", "deir al-Zour", "Hasakeh", "U.S.", "San Salvador"])
def test_knows_names_in_any_case_and_spelling(gazetteer, name):
    assert gazetteer.knows(name)


@pytest.mark.parametrize("name", ["Syrian", "Syrians", "", " ", "-", "Qwxzyville", "x" * 5000, "\x00", "'; DROP TABLE"])
def test_does_not_know_demonyms_and_nonsense(gazetteer, name):
    assert not gazetteer.knows(name)
    assert placed(gazetteer, SYRIAN, "Qwxzyville") == Place("Qwxzyville")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Libyan officials said clashes broke out in Tripoli and spread towards Misrata and Benghazi.", "LY"),
        ("Lebanese soldiers deployed in Tripoli after clashes; shops in Beirut and Sidon closed.", "LB"),
    ],
)
def test_a_name_of_several_places_is_chosen_by_the_country_of_the_report(gazetteer, text, country):
    assert placed(gazetteer, text, "Tripoli").country == country


def test_aleppo_is_in_syria(gazetteer):
    place = placed(gazetteer, SYRIAN, "Aleppo")
    assert (place.gazetteer_id, place.country, place.admin1, place.precision) == ("geonames:170063", "SY", "Aleppo", 1)


def test_a_larger_place_in_the_wording_decides(gazetteer):
    assert placed(gazetteer, "A man was shot.", "Paris, Texas").admin1 == "Texas"
    assert placed(gazetteer, "A man was shot.", "Paris").country == "FR"


@pytest.mark.parametrize(
    ("wording", "precision"),
    [
        ("Aleppo", 1),
        ("eastern Aleppo", 1),
        ("a market in Idlib", 1),
        ("near Idlib", 2),
        ("the outskirts of Homs", 2),
        ("20 km from Homs", 2),
        ("a village southwest of Homs", 2),
        ("220 km north of Homs", 5),
        ("west of the Syrian city of Homs", 2),
        ("a northern district of Homs", 1),
        ("Homs countryside", 2),
        ("Hama province", 4),
        ("the northern province of Aleppo", 4),
        ("the countryside of the central province of Hama", 4),
        ("eastern Syria", 5),
        ("along the border of Syria", 5),
        ("Eastern Ghouta", 5),
        ("Syria", 6),
        ("the Mediterranean Sea", 7),
    ],
)
def test_precision_follows_the_words(gazetteer, wording, precision):
    assert placed(gazetteer, SYRIAN, wording).precision == precision


@pytest.mark.parametrize(
    ("spelling", "governorate"),
    [
        ("Deir Ezzor province", "Deir ez-Zor"),
        ("Hasakeh province", "Al-Hasakah"),
        ("the Damascus countryside governorate", "Rif Dimashq"),
        ("Idleb province", "Idlib"),
        ("Lattakia province", "Latakia"),
        ("the province of Sweida", "As-Suwayda"),
        ("Deraa province", "Daraa"),
    ],
)
def test_governorates_are_known_by_their_usual_spellings(gazetteer, spelling, governorate):
    place = placed(gazetteer, SYRIAN, spelling)
    assert (place.country, place.admin1, place.precision) == ("SY", governorate, 4)


def test_an_unknown_quarter_gets_its_town_and_an_unknown_village_no_finer_than_near(gazetteer):
    quarter = placed(gazetteer, SYRIAN, "the Qwxzy district of Aleppo")
    assert (quarter.gazetteer_id, quarter.precision) == ("geonames:170063", 1)
    assert placed(gazetteer, SYRIAN, "Qwxzy village near Homs").precision == 2
    assert placed(gazetteer, SYRIAN, "Qwxzy village in Hama province").precision == 4


@pytest.mark.parametrize(
    "wording", ["Aleppo's Qwxzy district", "Aleppos Qwxzy district", "the Aleppo district of Qwxzy"]
)
def test_the_larger_place_may_come_first(gazetteer, wording):
    place = placed(gazetteer, SYRIAN, wording)
    assert (place.gazetteer_id, place.precision) == ("geonames:170063", 1)


def test_a_known_suburb_beats_its_town_in_either_order(gazetteer):
    first = placed(gazetteer, SYRIAN, "the Damascus suburb of Daraya")
    assert first.gazetteer_id == placed(gazetteer, SYRIAN, "Daraya near Damascus").gazetteer_id
    assert first.admin1 == "Rif Dimashq"


def test_a_quarter_is_no_governorate_of_its_name(gazetteer):
    assert placed(gazetteer, SYRIAN, "the Anbar neighbourhood").latitude is None


def test_a_country_has_no_divisions(gazetteer):
    place = placed(gazetteer, SYRIAN, "northern Syria")
    assert (place.country, place.admin1, place.admin2) == ("SY", None, None)


def test_names_without_capitals_to_go_by(gazetteer):
    text = "GUERRILLAS ATTACKED A BARRACKS IN SAN SALVADOR AND A BRIDGE IN USULUTAN, EL SALVADOR."
    assert placed(gazetteer, text, "USULUTAN DEPARTMENT").country == "SV"


def test_claims_without_a_place_stay_as_they_are(gazetteer):
    claims = (Claim("1", "attack", Span.of(SYRIAN, 0, 1)),)
    assert gazetteer.resolve(Document("d", SYRIAN), claims) == claims
    assert gazetteer.resolve(Document("d", ""), ()) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=120))
def test_any_text_and_any_wording_resolve_without_error(text, wording):
    gazetteer = Gazetteer.shipped()
    place = placed(gazetteer, text, wording)
    assert place.name == wording
    assert (place.latitude is None) == (place.gazetteer_id is None) == (place.precision is None)
    if place.latitude is not None:
        assert -90 <= place.latitude <= 90 and -180 <= place.longitude <= 180 and 1 <= place.precision <= 7


def test_a_very_long_report_is_read_for_context_quickly(gazetteer):
    assert placed(gazetteer, "Clashes in Aleppo and Idlib. " * 20_000, "Aleppo").country == "SY"


TALKS = (
    "US officials met in Geneva on Monday. The United States and Russia agreed to talks on Syria, American diplomats "
    "told reporters. Washington wants a truce in Aleppo and Idlib. US Secretary James Lincoln flew home."
)


def test_a_country_that_only_acts_does_not_draw_a_world_city_to_its_own_namesake(gazetteer):
    assert placed(gazetteer, TALKS, "Geneva").country == "CH"


@pytest.mark.parametrize("name", ["Castello", "Al-Quds hospital", "Levant"])
def test_a_small_or_less_known_namesake_abroad_is_not_taken(gazetteer, name):
    assert placed(gazetteer, f"{SYRIAN} The US praised it. {name}.", name).country in (None, "SY")


def test_words_in_capitals_for_another_reason_are_no_context(gazetteer):
    text = "Obama spoke on Thursday. Human rights monitors counted 12 dead in August near Damascus."
    context = gazetteer.context(Document("d", text))
    assert max(context.countries, key=lambda country: context.countries[country]) == "SY"


def test_other_names_of_a_place_do_not_vouch_for_it(gazetteer):
    text = "Fighting went on along Castello road, Castello farms and Castello hill, north of Aleppo in Syria."
    context = gazetteer.context(Document("d", text))
    assert context.country_share("ES", "castello") == 0
