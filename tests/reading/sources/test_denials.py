"""Who denies what: the denier is the source, and what is told against a denial is not denied."""

import pytest

from tallystick.reading import read
from tallystick.record import Claim, Document

DENIED = [
    ("Moscow denies bombing Rasif.", "Moscow"),
    ("Russia's defence ministry denied that its aircraft struck the school in Rasif.", "Russia's defence ministry"),
    ("Russia has denied that it bombed the hospital in Rasif.", "Russia"),
    ("A Kremlin spokesman denied the bombing of the hospital.", "A Kremlin spokesman"),
    ("The ministry denied using chlorine in Rasif.", "The ministry"),
    ("The shelling of the camp was denied by the Syrian army.", "the Syrian army"),
    ("Reports of a chlorine attack in Rasif were denied by the government.", "the government"),
    ("Russian officials rejected claims that their planes hit a hospital in Rasif.", "Russian officials"),
    ("The Syrian army dismissed reports that its helicopters dropped barrel bombs on Rasif.", "The Syrian army"),
    ("The rebels denied reports of an execution of prisoners in Rasif.", "The rebels"),
    ("Damascus rejected allegations of a chemical attack in Rasif.", "Damascus"),
]
AGAINST = [
    "Officials denied a raid on the market, but residents said shells killed four people in the camp.",
    "Officials denied a raid on the market but shells killed four people in the camp.",
    "Although officials denied a raid on the market, shells killed four people in the camp.",
    "While officials denied a raid on the market, residents said four people were killed by shells in the camp.",
    "Despite the army's denial of any raid, shells killed four people in the camp.",
    "Officials denied bombing the market, where residents said four people were killed by shells.",
]


def claims(text: str) -> tuple[Claim, ...]:
    return read(Document(id="d", text=f"{text} The market was open.", published="2016-05-03"))


@pytest.mark.parametrize(("text", "source"), DENIED)
def test_a_denial_is_a_claim_of_the_denier_alone(text: str, source: str) -> None:
    (claim, *others) = claims(text)
    assert not [c for c in others if c.event == claim.event]
    assert (claim.status, claim.certainty) == ("denied", "disputed")
    assert [s.source for s in claim.attribution] == [source]


@pytest.mark.parametrize("text", AGAINST)
def test_what_is_told_against_a_denial_is_not_denied(text: str) -> None:
    (killed,) = [c for c in claims(text) if any(f.measure == "killed" and f.value == 4 for f in c.figures)]
    assert (killed.event, killed.status) == ("shelling", "occurred")
    assert "fficials" not in "".join(s.source for s in killed.attribution)
    assert any(c.status == "denied" for c in claims(text) if c is not killed)


def test_deaths_of_the_denied_attack_itself_stay_with_the_denial() -> None:
    (claim,) = claims("The army denied the attack, which killed four people.")
    assert claim.status == "denied"
    assert [f.value for f in claim.figures] == [4]
