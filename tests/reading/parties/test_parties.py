import pytest

from tallystick.reading import read
from tallystick.reading.parties.naming import find_parties
from tallystick.reading.sentences import split
from tallystick.record import Document


def first_claim(text):
    return read(Document(id="d", text=text, published="2016-05-03"))[0]


def who(text):
    claim = first_claim(text)
    return tuple(p[0].name if p else None for p in (claim.perpetrators, claim.victims))


@pytest.mark.parametrize(
    ("text", "perpetrator"),
    [
        ("Russian warplanes struck the market of Rasif.", "Russian"),
        ("Four people were killed by government forces in Rasif.", "government forces"),
        ("Regime air strikes killed four people in Rasif.", "Regime"),
        ("Rebels fired rockets at a school in Rasif.", "Rebels"),
        ("The US-led coalition bombed a bridge near Rasif.", "US-led coalition"),
        ("Islamic State militants kidnapped nine farmers.", "Islamic State militants"),
        ("An air strike hit the market in areas held by rebels.", None),
    ],
)
def test_who_did_it(text, perpetrator):
    assert who(text)[0] == perpetrator


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("Shells killed four civilians in Rasif.", "civilians"),
        ("Nine farmers were kidnapped by gunmen.", "farmers"),
        ("Warplanes hit positions of the rebels near Rasif.", "rebels"),
        ("Fighting raged between the army and Islamist rebels.", "Islamist rebels"),
        ("The army captured the hill from the insurgents.", "insurgents"),
        ("Gunmen assassinated the mayor.", "mayor"),
        ("He was executed in the square.", "He"),
        ("Shelling killed nine in Rasif.", "people"),
    ],
)
def test_whom_it_befell(text, victim):
    assert who(text)[1] == victim


def test_sides_without_aircraft_make_no_air_strikes():
    assert who("Rebels said air strikes had hit the town of Rasif.")[0] is None


def test_the_doer_told_once_holds_for_the_next_telling():
    text = "Russian jets bombed Rasif on Monday. The air strikes killed nine people in a bakery."
    assert [c.perpetrators[0].name for c in read(Document(id="d", text=text))] == ["Russian", "Russian"]


def names(text):
    (sentence,) = split(Document(id="d", text=text))
    return [(p.kind, p.name) for p in find_parties(sentence)]


def test_names_keep_their_modifiers_and_leave_out_determiners_and_counts():
    assert names("The US-backed Syrian Democratic Forces met 40 displaced families.") == [
        ("armed", "US-backed Syrian Democratic Forces"),
        ("civil", "displaced families"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jaysh al-Fatah killed seven people in Rasif.", "Jaysh al-Fatah"),
        ("Shells fired by Jaish al-Fatah killed four people in Rasif.", "Jaish al-Fatah"),
        ("Jaish al-Fatah fighters killed four people in Rasif.", "Jaish al-Fatah fighters"),
        ("Liwa al-Tawhid shelled the market of Rasif.", "Liwa al-Tawhid"),
        ("Jaysh al Nasr shelled the market of Rasif.", "Jaysh al Nasr"),
    ],
)
def test_an_armed_group_keeps_the_name_after_its_article(text, name):
    assert who(text)[0] == name


def test_a_country_is_no_actor_where_it_is_a_place():
    assert names("In Syria and near Turkey nothing moved.") == []
    assert names("Turkey struck first.") == [("state", "Turkey")]


def test_lost_apostrophes_leave_the_name_readable():
    assert names("The US-led coalitions planes came.") == [("armed", "US-led coalitions")]


def test_a_side_that_speaks_of_its_own_deed_did_it():
    text = "The Northern Brigade said on Monday that it had killed six soldiers in Rasif."
    assert who(text)[0] == "The Northern Brigade"


def test_two_verbs_share_their_subject():
    found = read(Document(id="d", text="Militiamen looted homes and raped at least 13 women in Rasif."))
    assert [(c.event, c.perpetrators[0].name) for c in found] == [
        ("property-destruction", "Militiamen"),
        ("sexual-violence", "Militiamen"),
    ]


@pytest.mark.parametrize(
    ("text", "perpetrator", "victim"),
    [
        ("Two policemen were killed in an attack in Rasif.", None, "policemen"),
        ("Ten militants were killed during clashes in Rasif.", None, "militants"),
        (
            "Militias fighting for the government shot dead nine people.",
            "Militias fighting for the government",
            "people",
        ),
        ("Tags Rasif Rebels Bombing Syria Army A car bomb killed nine people.", None, "people"),
        ("Police shot a 13-year-old in Rasif.", "Police", "13-year-old"),
        ("The group carried out 12 executions.", None, "people"),
    ],
)
def test_those_who_suffer_and_words_beside_the_deed_did_not_do_it(text, perpetrator, victim):
    assert who(text) == (perpetrator, victim)
