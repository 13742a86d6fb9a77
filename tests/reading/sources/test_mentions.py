"""Whom pronouns, short names and "the monitor" mean."""

import pytest

from tallystick.reading.sentences import split
from tallystick.reading.sources import find_attributions
from tallystick.record import Document, Source


def informants(text: str) -> list[Source]:
    document = Document("d", text)
    return [a.chain[-1] for a in find_attributions(document, split(document)) if a.chain and a.cue]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Omar Haddad said it was late. He said shells fell.", "Omar Haddad"),
        ("Omar Haddad said it was late. Haddad added that shells fell.", "Omar Haddad"),
        ("Mayor Omar Haddad closed the road. The road is shut, Haddad said.", "Omar Haddad"),
        ("The Harim Observatory said it was late. The observatory said shells fell.", "The Harim Observatory"),
        ("The Harim Observatory said it was late. It added that shells fell.", "The Harim Observatory"),
        ("The Harim Observatory said it was late. The group said shells fell.", "The Harim Observatory"),
        (
            "The defence ministry said it was late. Omar Haddad said no. The ministry said shells fell.",
            "The defence ministry",
        ),
        ("Local activists said it was late. They said shells fell.", "Local activists"),
        (
            "Observatory head Omar Haddad said no. The military said yes. He said shells fell.",
            "Observatory head Omar Haddad",
        ),
        ("A civil defence official Leys al-Faris said it was late. He said shells fell.", "Leys al-Faris"),
        ("Two nurses and a worker said yes. Omar Haddad a doctor said so. He said shells fell.", "Omar Haddad"),
        ("A monitor said no. The Harim Observatory said yes. The monitor said shells fell.", "The Harim Observatory"),
        ("A NNA correspondent said so citing the Harim National Television.", "the Harim National Television"),
        ("Local media said it was late. The Firat news agency said shells fell.", "The Firat news agency"),
        ("The Harim Network an activist group said no. It said shells fell.", "The Harim Network"),
    ],
)
def test_a_later_mention_is_named_as_the_report_named_it(text: str, name: str) -> None:
    assert informants(text)[-1].source.endswith(name)


def test_a_speaker_brings_the_organisation_along() -> None:
    [source] = informants("Shells fell, said Jane Roe, head of the Harim Rescue Service.")
    assert (source.organisation, source.role) == ("Harim Rescue Service", "head of the Harim Rescue Service")


def test_a_well_known_speaker_stands_for_the_organisation() -> None:
    [source] = informants("Shells fell, said Rami Abdel Rahman.")
    assert (source.organisation, source.kind) == ("Syrian Observatory for Human Rights", "monitor")


def test_an_unnamed_monitor_is_the_one_that_the_report_names() -> None:
    first, _ = informants("Shells fell, a monitor said. The Syrian Observatory for Human Rights said two died.")
    assert first.organisation == "Syrian Observatory for Human Rights"


def test_an_unnamed_monitor_stays_unnamed_where_two_are_named() -> None:
    text = "Shells fell, a monitor said. Airwars and the Syrian Observatory for Human Rights counted."
    assert informants(text)[0].organisation is None


def test_a_pronoun_with_nobody_before_it_stays_a_pronoun() -> None:
    assert informants("He said shells fell.")[0].source == "He"


def test_the_world_health_organization_is_no_pronoun() -> None:
    assert informants("Omar Haddad said no. The WHO said shells fell.")[-1].kind == "un"


def test_what_a_name_is_explained_by_says_its_kind() -> None:
    [source] = informants("The Harim Network a monitoring group based in Qarn said shells fell.")
    assert (source.source, source.kind) == ("The Harim Network", "monitor")
