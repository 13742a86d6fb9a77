import pytest

from tallystick.reading.events.typing import find_events
from tallystick.reading.sentences import split
from tallystick.record import Document


def events(text, **more):
    return [m for m in find_events(split(Document(id="d", text=text, **more))) if not m.headline]


def types(text, **more):
    return [m.event for m in events(text, **more)]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Warplanes hit the market of Rasif.", "airstrike"),
        ("Helicopters dropped barrel bombs on Rasif.", "airstrike"),
        ("Rebels fired mortar shells at the old quarter.", "shelling"),
        ("Artillery pounded the eastern suburbs.", "shelling"),
        ("A suicide bomber blew himself up at a checkpoint.", "bombing"),
        ("A car bomb went off near the bakery.", "bombing"),
        ("Dozens choked after a chlorine attack on the village.", "chemical-weapon"),
        ("Snipers opened fire on the crowd.", "shooting"),
        ("The group beheaded two of its captives.", "execution"),
        ("Heavy clashes raged between the army and rebels.", "battle"),
        ("The army recaptured the town of Rasif.", "territory"),
        ("Masked men kidnapped a doctor in Rasif.", "abduction"),
        ("Police arrested nine students.", "detention"),
        ("The town has been under siege since March.", "siege"),
        ("Thousands fled the district overnight.", "displacement"),
        ("Forty families were evacuated by bus.", "evacuation"),
        ("The two sides agreed to a truce.", "agreement"),
        ("Peace talks resumed in the capital.", "negotiation"),
        ("Hundreds took to the streets in protest.", "protest"),
        ("Soldiers set fire to the clinic.", "property-destruction"),
        ("Guards tortured the prisoners.", "torture"),
        ("More than 9,000 people have been killed since the war began.", "toll"),
        ("Three bodies were found by a river.", "killing"),
        ("Unknown men attacked the clinic.", "attack"),
    ],
)
def test_each_type_by_its_words(text, event):
    assert types(text) == [event]


def test_means_beat_outcome_in_one_clause_and_over_when():
    assert types("An air strike killed five people.") == ["airstrike"]
    assert types("Two people were killed when mortars hit a school.") == ["shelling"]


def test_separate_strikes_in_one_sentence_are_two_events():
    text = "Four died in shelling of Rasif while six were killed by a car bomb in Dumar."
    assert types(text) == ["shelling", "bombing"]


def test_bare_deaths_and_the_attack_take_the_type_told_before():
    told = events("Warplanes bombed the market of Rasif. Nine people were killed. The attack lasted an hour.")
    assert [(m.event, m.inherited) for m in told] == [("airstrike", False), ("airstrike", True), ("airstrike", True)]


def test_combatants_who_die_by_untold_means_die_in_battle():
    assert types("Twelve rebels were killed near the dam.") == ["battle"]


def test_the_headline_lends_its_type():
    text = "Air strike hits northern town\n\nNine people died in the town on Monday, medics said."
    assert types(text) == ["airstrike"]


def test_taking_part_in_talks_takes_no_ground():
    assert types("The town took part in the vote and the meeting took place at the air base.") == []


def test_ground_that_a_fight_is_about_is_no_second_event():
    assert types("The army launched an offensive to retake the town.") == ["battle"]


def test_cues_may_have_a_gap():
    assert types("The wounded were taken by villagers to two hospitals.") == ["aid"]


def test_a_count_of_one_day_is_no_total():
    assert types("Nine people have been killed by shells since the morning.") == ["shelling"]
    assert types("Shells killed nine people on Monday in the worst week of the year-long war.") == ["shelling"]


def test_parts_of_one_total_are_one_event():
    assert types("The war has killed 9,000 people and displaced 40,000 since 2012.") == ["toll"]


def test_what_was_hit_takes_the_means_told_before():
    assert types("Helicopters dropped barrel bombs on Rasif. A clinic was hit too.") == ["airstrike", "airstrike"]


def test_who_died_decides_and_not_who_killed():
    assert types("Gunmen killed a priest in Rasif.") == ["killing"]
    assert types("The army killed six rebels in Rasif.") == ["battle"]


def test_a_report_that_is_a_headline_only_still_tells():
    assert types("Shells Kill Nine People In Rasif On Monday", title="Shells Kill Nine People In Rasif On Monday") == [
        "shelling"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "More than 200,000 people have been killed in the war.",
        "The conflict in the country, which has lasted five years, has killed more than 2,800 people.",
        "Six days of heavy bombing have killed dozens in Rasif.",
        "Some 300 rebels were killed in less than a month of fighting.",
        "More than 160 people have died in over three years of turmoil.",
        "At least 112 civilians have been killed in Rasif since the assault began on Sunday.",
        "Air strikes on Rasif have killed 95 people in the past week.",
        "Some 400 people were killed in the weeklong assault on Rasif.",
        "A three-day offensive killed 60 people in Rasif.",
        "Since July 11 shelling of the town has cost the lives of 136 civilians.",
        "The Harbour Rescue League said that at least 40 people had been killed in Rasif since Sunday.",
    ],
)
def test_counts_over_days_or_a_war_are_tolls(text):
    assert types(text) == ["toll"]


@pytest.mark.parametrize(
    "text",
    [
        "Shells have killed nine people since Sunday morning.",
        "In May an air raid killed nine people in Rasif.",
        "An air raid last week killed nine people in Rasif.",
        "Nine people were killed on Monday in the deadliest raid in the past week.",
    ],
)
def test_counts_of_one_incident_are_none(text):
    assert "toll" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Militias fighting for the government shot dead nine people.",
        "Militiamen fighting alongside the army shot nine villagers.",
        "Groups fighting against the army shot dead nine people.",
    ],
)
def test_the_side_that_somebody_fights_on_is_no_battle(text):
    assert types(text) == ["shooting"]


def test_fighting_that_is_told_stays_a_battle():
    assert types("Rebels are fighting against the army in Rasif.") == ["battle"]
    assert types("Rebels fighting with the army in Rasif.") == ["battle"]


@pytest.mark.parametrize("name", ["Harbour Rescue League", "Aid Convoy Commission", "Marsh Peace Talks Foundation"])
def test_a_word_of_a_bodys_name_tells_of_nothing(name):
    assert types(f"The {name} said that shells hit Rasif.") == ["shelling"]


@pytest.mark.parametrize(
    "text",
    [
        "Air strikes on Rasif have killed 95 people in recent days.",
        "Fighting has killed hundreds since Monday.",
        "Government bombardment has killed 40 civilians in Rasif in the last three days, rescuers said.",
        "The bombing has killed 75 people over the past 48 hours.",
        "The offensive has so far killed 60 people.",
    ],
)
def test_a_perfect_tense_over_a_span_tells_a_toll(text):
    assert types(text) == ["toll"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("An air strike has killed 12 people in Rasif.", "airstrike"),
        ("A car bomb has killed 14 people in Rasif, rescuers said.", "bombing"),
        ("Shelling has killed six people in Rasif today.", "shelling"),
    ],
)
def test_a_perfect_tense_of_one_event_tells_that_event(text, event):
    assert types(text) == [event]


def test_taking_a_toll_takes_no_ground():
    assert types("Two of the wounded died, taking the toll from the strike on the town to 16.") == ["airstrike"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen seized four doctors.",
        "Militants seized 20 Christians from a village.",
        "Armed men snatched two journalists near the town.",
        "Four aid workers were seized by gunmen.",
        "Three priests have been seized in the town.",
    ],
)
def test_people_who_are_seized_are_abducted(text):
    assert types(text) == ["abduction"]


@pytest.mark.parametrize(
    "text",
    ["Rebels seized a checkpoint.", "The town was seized by rebels.", "Fighters seized residents' homes in the town."],
)
def test_what_is_seized_and_no_person_is_not_abducted(text):
    assert "abduction" not in types(text)
