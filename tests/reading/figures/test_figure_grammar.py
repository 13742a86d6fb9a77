from __future__ import annotations

import pytest

from tallystick.reading.figures import find_figures


def read(text, event=None):
    return [(f.measure, f.bound, f.value if f.bound != "vague" else f.word) for f in find_figures(text, event=event)]


def parts(text):
    return [(f.measure, f.value, f.part_of) for f in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shells hit a bakery, killing nine people and wounding 20", [("killed", 9), ("injured", 20)]),
        ("the raids have killed 19 and wounded 22", [("killed", 19), ("injured", 22)]),
        ("Four villagers were killed and 11 others injured", [("killed", 4), ("injured", 11)]),
        ("a blast left 12 dead and 30 wounded", [("killed", 12), ("injured", 30)]),
        ("29 killed 50 wounded in market blast", [("killed", 29), ("injured", 50)]),
        ("the fire led to the death of six and the injury of 14", [("killed", 6), ("injured", 14)]),
        ("claiming the lives of 23 civilians", [("killed", 23)]),
        ("police arrested 30 students and released 12 of them", [("detained", 30), ("evacuated", 12)]),
        ("gunmen kidnapped 31 farmers", [("abducted", 31)]),
        ("7 nurses were taken hostage", [("abducted", 7)]),
        ("some 4,000 people are trapped in the old town", [("trapped", 4000)]),
        ("besieging 20000 people there", [("trapped", 20000)]),
        ("the fighting displaced 100000 residents", [("displaced", 100000)]),
        ("3,000 people fled to the border", [("displaced", 3000)]),
        ("buses evacuated 350 wounded fighters", [("evacuated", 350)]),
        ("15 miners are still missing", [("missing", 15)]),
        ("the toll has risen to 86 30 of them children", [("killed", 86), ("killed", 30)]),
        ("the strikes destroyed some 120 militia (banned in the north) fighters", [("killed", 120)]),
        ("crucifying two people and executing 23 others", [("killed", 2), ("killed", 23)]),
        ("six people, among them a nurse, died", [("killed", 6), ("killed", 1)]),
        ("Among the dead were 20 soldiers", [("killed", 20)]),
        ("nine guards were among those killed", [("killed", 9)]),
        ("Of the 56 killed, 20 were children", [("killed", 56), ("killed", 20)]),
        ("three of the wounded died overnight", [("killed", 3)]),
        ("80 wounded people lay in the hospital", [("injured", 80)]),
        ("four aid workers were kidnapped and killed", [("killed", 4)]),
        ("soldiers rounded up hundreds of men and executed them", [("killed", None)]),
        ("60 people drowned; 23 were rescued and 12 remain missing", [("killed", 60), ("missing", 12)]),
        ("the number of wounded stood at 140", [("injured", 140)]),
        ("70 people were taken to hospital", [("injured", 70)]),
        ("five were killed in one village and one in another", [("killed", 5), ("killed", 1)]),
        ("22 pupils were killed along with six teachers", [("killed", 22), ("killed", 6)]),
        ("not a single civilian was hurt", [("injured", 0)]),
        ("wounding 9 others, the governor said", [("injured", 9)]),
        ("attempted murder of two officers", []),
        ("20 soldiers, known as the Lions, were killed", [("killed", 20)]),
        ("three suspects, aged 14, 17 and 20, were arrested", [("detained", 3)]),
        ("two brothers, 9 and 11, were killed", [("killed", 2)]),
        ("a couple in their 70s was killed", [("killed", 2)]),
        ("nearly 90 per cent of 2 million people fled", []),
        ("seven towns and two besieged villages were shelled", []),
    ],
)
def test_measure_follows_from_the_words(text, expected):
    assert [(f.measure, f.value) for f in find_figures(text)] == expected


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("330000 people", 330_000),
        ("40,000 people", 40_000),
        ("20 000 people", 20_000),
        ("1.5 million people", 1_500_000),
        ("1.5m people", 1_500_000),
        ("a quarter of a million people", 250_000),
        ("half a million people", 500_000),
        ("Seventy-six people", 76),
        ("three hundred and twelve people", 312),
        ("a hundred and ten people", 110),
        ("two dozen people", 24),
    ],
)
def test_numbers_as_news_writes_them(words, value):
    figures = find_figures(f"{words} were killed")
    assert figures[-1].value == value


@pytest.mark.parametrize(
    "text",
    [
        "12 PEASANTS WERE KILLED",
        "12 PEASANTS\nWERE KILLED",
        "KILLING 12 PEASANTS",
        "THE DEATH OF 12 PEASANTS",
        "THE MURDER OF 12 [NUMBER AS RECEIVED] PEASANTS",
    ],
)
def test_text_in_capitals(text):
    assert read(text) == [("killed", "exact", 12)]


@pytest.mark.parametrize(
    "text",
    [
        "a 20-year-old shop was hit",
        "in 2014 the town was shelled",
        "on 5 May and on May 6 2012 shells fell",
        "at 8:30 two rockets hit the market",
        "a 122-mm rocket flew 20 km",
        "two Su-24 jets and an F-16 attacked",
        "they paid $5 million and 300 pesos",
        "Resolution 2254 was adopted",
        "60 percent of the town was destroyed",
        "three houses, 12 vehicles and 4 tanks were destroyed",
        "7 rockets and 20 barrel bombs fell in 3 districts",
        "half of the dead were women",
        "30 flights were cancelled",
        "he was number 7 on the list",
        "call 0988 123 456 for help",
    ],
)
def test_what_counts_no_people_is_no_figure(text):
    assert find_figures(text) == []


def test_an_age_is_never_a_count():
    assert read("a man, 45, and a 20-year-old woman were killed") == [("killed", "exact", 2)]


def test_a_year_before_a_count_is_no_count():
    assert read("In December 2016 three officers were wounded") == [("injured", "exact", 3)]


def test_parts_of_a_whole():
    assert parts("82 civilians, including 11 women and 13 children, were killed") == [
        ("killed", 82, None),
        ("killed", 11, 0),
        ("killed", 13, 0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "six civilians were killed, among them 4 children, while eight were injured",
        "killing six people including 4 children and injuring eight",
        "six people were killed including 4 children and eight others were injured",
    ],
)
def test_a_part_keeps_the_measure_of_its_whole(text):
    assert parts(text) == [("killed", 6, None), ("killed", 4, 0), ("injured", 8, None)]


def test_a_part_larger_than_its_whole_is_no_part():
    assert parts("8 people, including 11 women, were killed") == [("killed", 8, None), ("killed", 11, None)]


def test_those_among_a_count_that_follows_are_its_part():
    assert parts("two medics were among at least 31 people killed") == [("killed", 2, 1), ("killed", 31, None)]


def test_those_among_the_dead_are_a_part_where_the_dead_were_counted():
    assert parts("26 people were killed. Among the dead were 7 women and 3 boys.") == [
        ("killed", 26, None),
        ("killed", 7, 0),
        ("killed", 3, 0),
    ]
    assert parts("Among the dead were 7 women and 3 boys.") == [("killed", 7, None), ("killed", 3, None)]


def test_people_added_by_along_with_are_no_part():
    assert parts("22 pupils were killed along with six teachers") == [("killed", 22, None), ("killed", 6, None)]


def test_some_of_them_are_a_part():
    assert parts("15 soldiers were injured, 4 of them seriously") == [("injured", 15, None), ("injured", 4, 0)]


def test_one_bound_word_covers_two_joined_counts():
    assert read("at least 16 civilians and three soldiers were killed") == [
        ("killed", "at_least", 16),
        ("killed", "at_least", 3),
    ]


def test_a_bound_word_covers_only_its_own_verb():
    assert read("at least 20 killed and 55 wounded") == [("killed", "at_least", 20), ("injured", "exact", 55)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("four siblings and their father", 5),
        ("a woman and a child", 2),
        ("a mother and her child", 2),
        ("a man, his wife and their three daughters", 5),
        ("a family of six", 6),
        ("an elderly couple", 2),
        ("a teacher", 1),
        ("one person", 1),
    ],
)
def test_computed_counts(words, value):
    assert read(f"{words} died in the strike") == [("killed", "exact", value)]


def test_a_sum_keeps_the_number_inside_it_as_a_part():
    assert parts("the mayor and 15 others were killed") == [("killed", 16, None), ("killed", 15, 0)]
    assert parts("gunmen killed Omar Placeholder and two others") == [("killed", 3, None), ("killed", 2, 0)]
    assert parts("five women and a child were killed") == [("killed", 6, None), ("killed", 5, 0)]


@pytest.mark.parametrize(
    "text", ["he was killed", "Omar Placeholder was killed", "the murder of Senator Placeholder", "gunmen killed him"]
)
def test_one_person_without_a_number(text):
    assert read(text) == [("killed", "exact", 1)]


def test_a_plural_is_left_out_where_something_else_is_counted():
    assert read("soldiers were killed and 3 civilians were killed") == [("killed", "exact", 3)]


def test_a_vague_count_and_the_number_that_explains_it_are_one():
    (figure,) = find_figures("many children, possibly more than 100, are trapped in a building")
    assert (figure.bound, figure.value, figure.group, figure.modality) == ("more_than", 100, "children", "possible")


def test_the_same_figure_told_again_in_a_second_sentence_is_told_once():
    assert read("At least 23 civilians were killed. Residents said at least 23 people were killed there.") == [
        ("killed", "at_least", 23)
    ]


def test_combatants_beside_one_person_are_left_apart():
    assert parts("A SOLDIER AND SIX GUERRILLAS WERE KILLED") == [("killed", 1, None), ("killed", 6, None)]


def test_families_who_were_killed_are_no_number_of_people():
    assert read("five entire families were killed") == [("killed", "vague", "family")]
    assert read("200 families fled") == [("displaced", "exact", 200)]


def test_a_parenthesis_holds_parts():
    assert parts("6 civilians (4 children and 2 women) were killed") == [
        ("killed", 6, None),
        ("killed", 4, 0),
        ("killed", 2, 0),
    ]


def test_agents_are_not_counted():
    assert read("three gunmen killed 5 guards") == [("killed", "exact", 5)]
    assert read("a suicide bomber killed 5 guards") == [("killed", "exact", 5)]


def test_the_event_helps_where_the_words_do_not_say():
    assert read("around 300 people in the enclave") == []
    assert read("around 300 people in the enclave", event="siege") == [("trapped", "about", 300)]
    assert read("100 prisoners fled", event="evacuation") == [("evacuated", "exact", 100)]
    assert read("four agents kidnapped in May were released") == [("abducted", "exact", 4)]
    assert read("four agents kidnapped in May were released", event="evacuation") == [("evacuated", "exact", 4)]
    assert read("79 people disappeared", event="abduction") == [("abducted", "exact", 79)]


def test_spans_count_in_the_whole_text():
    text = "Yesterday. At least 12 people were killed. Later."
    (figure,) = find_figures(text, 11, 42)
    assert (figure.text.start, figure.text.exact) == (11, "At least 12 people")
    assert text[figure.text.start : figure.text.end] == figure.text.exact


def test_qualifier_is_kept_as_worded():
    (figure,) = find_figures("Nearly 40 people died")
    assert figure.phrase == "nearly"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0 67 At least 12 people were killed", [("killed", "at_least", 12)]),
        ("2017 At least 12 people were killed", [("killed", "at_least", 12)]),
        ("0 55 More than 30 people were killed", [("killed", "more_than", 30)]),
        ("Jan 10 2017 Five people died", [("killed", "exact", 5)]),
        ("1849 UTC Nine people died", [("killed", "exact", 9)]),
        ("AFP 2018 Service Member Dies", []),
        ("at least 12 or more were killed", [("killed", "at_least", 12)]),
        ("The bomb took the life of a man", [("killed", "exact", 1)]),
        ("the number of civilians killed at 82 or more", [("killed", "at_least", 82)]),
        ("put the death toll at 82", [("killed", "exact", 82)]),
    ],
)
def test_digits_beside_a_count_and_lives_count_nobody(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize("text", ["The group carried out 12 executions", "The war claimed 300 lives"])
def test_what_befell_people_names_no_group(text):
    assert [(f.measure, f.group) for f in find_figures(text)] == [("killed", None)]


@pytest.mark.parametrize(
    ("text", "group", "words"),
    [
        ("The raid killed 25 civilians, six of them children", "children", "six of them children"),
        ("It killed two people, one of them a nurse", "nurse", "one of them a nurse"),
        ("It killed 20 civilians, many of them women and children", "women and children", None),
        ("Six of the dead were women", "women", "Six of the dead"),
        ("Two of the victims were soldiers", "soldiers", "Two of the victims"),
        ("At least 14 of the dead were also rebels", "rebels", "At least 14 of the dead"),
        ("Six of the dead were buried at noon", None, "Six of the dead"),
    ],
)
def test_some_of_them_are_of_the_people_that_the_words_call_them(text, group, words):
    told = find_figures(text, event="attack")[-1]
    assert told.group == group
    assert words is None or told.text.exact == words


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("It put the number of civilians killed at 82 or more", "civilians"),
        ("the number of the women injured in the raid rose to nine", "women"),
        ("The death toll rose to 45", None),
    ],
)
def test_a_total_is_of_the_people_that_it_names(text, group):
    assert [(f.group, f.scope) for f in find_figures(text)] == [(group, "running")]
