import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.gazetteer import Gazetteer, normalise
from tallystick.gazetteer.skeletons import neighbours, skeleton


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.shipped()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hasakeh", "al-Hasaka"),
        ("Hasakah", "الحسكة"),
        ("Deir ez-Zor", "Dayr az Zawr"),
        ("Kharkov", "Харьков"),
        ("Zaporozhye", "Zaporizhzhia"),
        ("Mosul", "Mossoul"),
    ],
)
def test_transliterations_share_their_consonants(one, other):
    assert skeleton(normalise(one)) == skeleton(normalise(other))


@pytest.mark.parametrize(
    ("name", "country", "meant"),
    [
        ("Hasakeh", "SY", "Al Ḩasakah"),
        ("Kharkov", "UA", "Kharkiv"),
        ("Харьков", "UA", "Kharkiv"),
        ("Mariopol", "UA", "Mariupol"),
        ("Khan Yunes", "PS", "Khān Yūnis"),
        ("Bakhmout", "UA", "Bakhmut"),
        ("الموصل", "IQ", "Mosul"),
    ],
)
def test_a_name_in_another_spelling_or_script_is_found_among_the_first(gazetteer, name, country, meant):
    assert (meant, country) in [(s.place.name, s.place.country) for s in gazetteer.similar(name, 5)]


def test_the_likest_come_first(gazetteer):
    likeness = [s.likeness for s in gazetteer.similar("Mariopol", 20)]
    assert likeness == sorted(likeness, reverse=True) and max(likeness) <= 1


@given(st.text(max_size=40))
def test_anything_may_be_looked_for(name):
    found = Gazetteer.shipped().similar(name, 3)
    assert len(found) <= 3


@given(st.text(alphabet="bdfghklmnrst", min_size=1, max_size=7))
def test_being_neighbours_is_mutual(bones):
    assert all(bones in set(neighbours(other)) for other in list(neighbours(bones))[:20])
