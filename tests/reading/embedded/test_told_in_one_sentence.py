"""What one sentence tells: two incidents, a denial and what speaks against it, a count over a month."""

import pytest

from tallystick.reading.embedded import read
from tallystick.record import Claim, Document

REPORT = """RASIF, 4 May 2021 - At least 12 people were killed when shells hit the Qadam district of Rasif on Monday, \
the Rural Medical Network said.

{}

The United Nations called for talks on Tuesday. Fighting went on in the east of the country.
"""
BARE = "{}"
TWO = [
    ("Two days after a bomb killed seven people in Azaz, a second bomb wounded four in the town.", 7, 4),
    ("A day after shelling killed six people in Douma, air strikes killed nine in Harasta.", 6, 9),
    ("Hours after a car bomb killed 14 people in Homs, another blast killed three in Hama.", 14, 3),
    ("An air strike killed five people in Idlib on Monday, three days after a strike killed eight in Saraqeb.", 5, 8),
    ("After an air strike killed five people in Idlib, a second strike killed three rescuers.", 5, 3),
    ("Shelling killed four people in Douma and air strikes killed nine in Harasta.", 4, 9),
]
ONE = [
    ("When a bomb exploded in a market in Azaz, it killed seven people and wounded 14.", (7, 14)),
    ("A bomb killed seven people in Azaz when it exploded near a bakery, wounding nine others.", (7, 9)),
    ("Ten civilians were killed and another 17 injured when Russian warplanes struck a town near Azaz.", (10, 17)),
]


def told(sentence: str, around: str = REPORT) -> list[Claim]:
    """The claims of a report over words of ``sentence``."""
    text = around.format(sentence)
    start = text.index(sentence)
    claims = read(Document("d", text, published="2021-05-05", anchor="2021-05-05"))
    return [c for c in claims if c.text.start < start + len(sentence) and start < c.text.end]


def counts(claim: Claim) -> tuple[int | None, ...]:
    return tuple(f.value for f in claim.figures)


@pytest.mark.parametrize("around", [REPORT, BARE])
@pytest.mark.parametrize(("sentence", "first", "second"), TWO)
def test_two_incidents_of_one_sentence_are_two_claims(sentence: str, first: int, second: int, around: str) -> None:
    assert [counts(c) for c in told(sentence, around)] == [(first,), (second,)]


@pytest.mark.parametrize(("sentence", "numbers"), ONE)
def test_one_incident_of_two_clauses_is_one_claim(sentence: str, numbers: tuple[int, ...]) -> None:
    assert [counts(c) for c in told(sentence)] == [numbers]


def test_the_second_incident_has_not_the_day_of_the_first() -> None:
    before, here = told(
        "Two days after a bomb killed seven people in Azaz, a second bomb wounded four in the town.", BARE
    )
    assert before.time is not None
    assert before.time.edtf == "2021-05-03"
    assert here.time is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials denied a raid on the market, but residents said shells killed four people in the camp.",
        "Although officials denied a raid on the market, shells killed four people in the camp.",
        "While officials denied a raid on the market, residents said four people were killed by shells in the camp.",
        "Four people were killed by shells in the camp, residents said, but officials denied a raid on the market.",
    ],
)
def test_the_dead_told_against_a_denial_are_not_denied(sentence: str) -> None:
    (killed,) = [c for c in told(sentence) if counts(c) == (4,)]
    assert (killed.event, killed.status) == ("shelling", "occurred")
    assert not any("fficials" in s.source for s in killed.attribution)
    assert any(c.status == "denied" for c in told(sentence))


def test_who_denies_it_is_not_blamed_for_what_another_tells() -> None:
    claims = told("The army denied shelling the camp; residents said mortar shells killed three people in the market.")
    (killed,) = [c for c in claims if counts(c) == (3,)]
    assert killed.perpetrators == ()


@pytest.mark.parametrize(
    ("sentence", "event", "source"),
    [
        ("The ministry denied using chlorine in Saraqeb.", "chemical-weapon", "The ministry"),
        (
            "Russia's defence ministry denied that its aircraft struck the school.",
            "airstrike",
            "Russia's defence ministry",
        ),
        ("Russian officials rejected claims that their planes hit a hospital.", "airstrike", "Russian officials"),
        ("The shelling of the camp was denied by the Syrian army.", "shelling", "the Syrian army"),
        ("Moscow denies bombing Haas.", "airstrike", "Moscow"),
    ],
)
def test_a_denial_alone_is_a_claim_of_the_denier(sentence: str, event: str, source: str) -> None:
    (claim,) = told(sentence, BARE)
    assert (claim.event, claim.status, claim.certainty) == (event, "denied", "disputed")
    assert [s.source for s in claim.attribution] == [source]


@pytest.mark.parametrize(
    "sentence",
    [
        "Warplanes had circled the town since dawn.",
        "Helicopters hovered over the district overnight.",
        "Two jets flew over the village of Sarmin at noon.",
        "Reconnaissance aircraft patrolled the skies over Idlib on Monday.",
        "The army deployed fighter jets to the base at Hama.",
        "Snipers were posted on the roofs of the old city.",
    ],
)
def test_aircraft_and_guns_that_do_nothing_are_no_attack(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Gunmen seized four doctors in Aleppo on Monday.", 4),
        ("Militants seized 20 Christians from a village in Hama.", 20),
        ("Three priests have been seized in Homs, residents said.", 3),
        ("Gunmen took away three teachers from a school in Daraa.", 3),
    ],
)
def test_people_who_are_seized_are_abducted(sentence: str, number: int) -> None:
    (claim,) = told(sentence)
    assert claim.event == "abduction"
    assert [(f.measure, f.value) for f in claim.figures] == [("abducted", number)]


@pytest.mark.parametrize("around", [REPORT, BARE])
@pytest.mark.parametrize(
    "sentence",
    [
        "At least 90 people were killed in air strikes in Idlib in August, the Rural Medical Network said.",
        "Shelling killed 41 people in Idlib in August, the Rural Medical Network said.",
    ],
)
def test_a_count_over_a_month_is_a_toll_whatever_the_means(sentence: str, around: str) -> None:
    assert [claim.event for claim in told(sentence, around)] == ["toll"]
