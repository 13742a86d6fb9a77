import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.reading.places import find_names, find_places


class Known:
    """A gazetteer of a few names."""

    names = frozenset(
        (
            *(
                "aleppo",
                "idlib",
                "homs",
                "hama",
                "syria",
                "damascus",
                "beirut",
                "turkey",
                "moscow",
                "usulutan",
                "mercy",
            ),
            *("san salvador", "united states", "el salvador", "west bank", "bab al-hawa", "deir hafir"),
        )
    )

    def knows(self, name):
        return name.lower() in self.names


def names_of(text):
    return [m.name for m in find_places(text, Known())]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shells hit the Qwxzy district of eastern Aleppo at dawn.", "Qwxzy district of eastern Aleppo"),
        ("Five died in a village 20 km west of Idlib.", "village 20 km west of Idlib"),
        ("Shells fell near Homs overnight.", "near Homs"),
        ("Jets struck a market in the town of Zarvo in Hama province.", "market in the town of Zarvo in Hama province"),
        (
            "They fled to the countryside of the central province of Hama.",
            "countryside of the central province of Hama",
        ),
        ("A car blew up in Deir Hafir and people ran.", "Deir Hafir"),
        ("Troops entered al-Zarvo village.", "al-Zarvo village"),
        ("He was held in the United States for a year.", "United States"),
        ("Raids hit the West Bank on Monday.", "West Bank"),
        ("Patients died at Zarvo Medical Center in Aleppo.", "Zarvo Medical Center in Aleppo"),
    ],
)
def test_expressions_are_found_in_full(text, name):
    assert name in names_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Aleppo Observatory said nothing.",
        "Damascus said it was not to blame.",
        "Moscow has denied the report.",
        "Syrian and Turkish soldiers exchanged fire on Friday in December.",
        "President Mercy spoke.",
        "Mercy Zarvo was wounded, and Mercy died later.",
        "In December nobody came.",
    ],
)
def test_governments_organisations_people_and_days_are_no_places(text):
    assert not [m for m in find_places(text, Known()) if m.head]


@pytest.mark.parametrize("dateline", ["BEIRUT — ", "BEIRUT (Wire) - ", "Beirut, Lebanon (WIRE) -- "])
def test_the_dateline_is_no_place_of_an_event(dateline):
    text = dateline + "Shells hit Homs on Friday."
    assert names_of(text) == ["Homs"]
    assert find_names(text, Known())[0].exact.lower().startswith("beirut")


def test_kinds_heads_and_prepositions():
    text = "Jets hit a school in Aleppo, then fired near Homs; people left the city for Idlib."
    school, near, city, idlib = find_places(text, Known())
    assert (school.kind, school.head, school.preposition, school.known) == ("facility", "Aleppo", "hit", True)
    assert (near.kind, near.head, near.text.exact) == ("relative", "Homs", "near Homs")
    assert (city.kind, city.head, city.name) == ("generic", None, "city")
    assert (idlib.kind, idlib.country) == ("named", False)


def test_a_country_is_marked_as_one():
    [mention] = find_places("Fighting went on in Syria.", Known())
    assert mention.country and mention.head == "Syria"


@pytest.mark.parametrize(
    "text", ["Ten died since the Syrian uprising began.", "Ten died in Syrias civil war.", "Syria's war goes on."]
)
def test_a_war_is_in_the_country_that_it_is_called_by(text):
    [mention] = find_places(text, Known())
    assert (mention.name, mention.country) == ("Syria", True)


def test_war_planes_are_not_a_war():
    assert find_places("Syrian war planes flew low.", Known()) == []


def test_where_the_attackers_are_is_marked_as_an_origin():
    positions, target = find_places("Men positioned in Idlib fired shells on Homs.", Known())
    assert (positions.preposition, target.preposition) == ("from", "on")


def test_text_all_in_capitals():
    text = "GUERRILLAS BLEW UP A BRIDGE IN USULUTAN DEPARTMENT, THE MINISTER OF DEFENSE SAID IN SAN SALVADOR."
    heads = [m.head for m in find_places(text, Known())]
    assert "USULUTAN" in heads and "SAN SALVADOR" in heads


def test_without_a_gazetteer_prepositions_and_class_words_decide():
    assert [m.head for m in find_places("Shots rang out in Zarvo and in the town of Kelm.", None)] == ["Zarvo", "Kelm"]


def test_offsets_count_from_the_start_of_the_text():
    text = "Nothing here. Shells hit Homs. Nothing there."
    [mention] = find_places(text, Known(), 14, 30)
    assert text[mention.text.start : mention.text.end] == mention.text.exact == "Homs"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("Ab ,.-'’&\n(in of the near al-Aleppo 5 km south city)—"), max_size=300))
def test_every_mention_quotes_its_own_words(text):
    for mention in find_places(text, Known()):
        assert text[mention.text.start : mention.text.end] == mention.text.exact
        assert mention.name and (mention.head is None or mention.head in text)


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "A" * 20_000, "in " * 8_000, "Aleppo, " * 8_000, "A. " * 8_000, "(" * 9_000]
)
def test_hostile_text_is_read_in_reasonable_time(text):
    assert isinstance(find_places(text, Known()), list)
