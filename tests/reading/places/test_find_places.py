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


class Parent(Known):
    """The same with a village that is called as people are."""

    names = frozenset({"abu hamza", "umm hamza"})


def names_of(text):
    return [m.name for m in find_places(text, Known())]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shells hit the Qwxzy district of eastern Aleppo at dawn.", "Qwxzy district of eastern Aleppo"),
        ("Five died in a village 20 km west of Idlib.", "village 20 km west of Idlib"),
        ("In the Qwxzy al-Zarvo quarter of Aleppo, shells killed three.", "Qwxzy al-Zarvo quarter of Aleppo"),
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


@pytest.mark.parametrize(
    "text", ["the six-year conflict in which Syrian towns fell", "Syrians fled the 2-1/2 year civil war"]
)
def test_a_war_told_by_its_years_is_the_country_s(text):
    [war] = [m for m in find_places(text, Known()) if "year" in m.text.exact]
    assert (war.name, war.country, war.preposition) == ("Syria", True, "of")


def test_a_war_told_by_its_years_is_nowhere_where_no_country_is_named():
    assert find_places("The six-year conflict went on.", Known()) == []


@pytest.mark.parametrize(
    "text",
    [
        "It erupted as part of the protests.",
        "Both parts of the deal fell through.",
        "A quarter of the dead were nurses.",
    ],
)
def test_a_part_of_something_else_is_no_place(text):
    assert find_places(text, Known()) == []


def test_a_part_in_a_direction_or_of_a_town_is_a_place():
    assert names_of("Shells fell in the eastern part.") == ["eastern part"]
    assert names_of("Shells fell in part of Homs.") == ["part of Homs"]


def test_a_centre_for_something_is_an_organisation():
    assert find_places("The Syrian Center for Policy Research put it higher.", Known()) == []


@pytest.mark.parametrize("name", ["Deir az-Zour", "Deir az-zor", "Tell at-Tanf"])
def test_an_article_before_a_hyphen_belongs_to_the_name(name):
    assert names_of(f"Strikes hit the town of {name} on Friday.") == [f"town of {name}"]


def test_a_name_ends_with_its_headline():
    assert names_of("Shells hit Homs\n\nAFP Friday") == ["Homs"]


def test_who_counts_is_no_part_of_the_name_before():
    assert names_of("34 killed in Homs Monitor") == ["Homs"]


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


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people died, Abu Hamza said.",
        "Twelve people died, said Abu Hamza.",
        "According to Umm Hamza, twelve people died.",
        "Abu Hamza, a resident of the town, said twelve people died.",
        "Abu Hamza told reporters that twelve died. Abu Hamza then left.",
    ],
)
def test_somebody_called_after_a_child_who_tells_something_is_no_place(text):
    assert find_names(text, Parent()) == []


@pytest.mark.parametrize("text", ["Twelve died in Abu Hamza on Monday.", "Shells hit Abu Hamza, residents said."])
def test_a_place_called_so_is_one(text):
    assert [name.exact for name in find_names(text, Parent())] == ["Abu Hamza"]


@pytest.mark.parametrize(
    "text",
    [
        "An air strike on Rasif on Tuesday killed twelve people.",
        "The shelling of Rasif killed four.",
        "Twelve died when planes hit Rasif.",
        "Jets bombed Rasif, activists said.",
    ],
)
def test_what_strikes_fall_on_is_a_place_though_the_gazetteer_lacks_it(text):
    assert "Rasif" in [name.exact for name in find_names(text, Known())]


@pytest.mark.parametrize("text", ["A medic told Coast Daily that jets were heard.", "Planes hit Hezbollah on Tuesday."])
def test_hearers_and_bodies_that_are_struck_are_no_places(text):
    assert find_names(text, Known()) == []
