"""Kinds of source, known informants, and whether a name names anybody."""

import pytest

from tallystick.vocabulary import sources


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a doctor at the field hospital", "medical"),
        ("civil defence sources", "first-responder"),
        ("relatives of the dead", "victim-or-family"),
        ("residents", "eyewitness"),
        ("a military source", "security-force"),
        ("rebel commanders", "armed-group"),
        ("the governor of the province", "local-authority"),
        ("a local monitoring group", "monitor"),
        ("an AFP photographer", "media"),
        ("satellite images", "imagery"),
        ("U.N. investigators", "un"),
        ("state television", "media"),
        ("the foreign ministry", "government"),
        ("a local source", "anonymous"),
        ("unconfirmed reports", "anonymous"),
        ("a report of the commission", "document"),
        ("Jane Roe", None),
    ],
)
def test_a_source_is_of_the_kind_that_its_noun_says(name: str, kind: str | None) -> None:
    assert sources.kind_of(name) == kind


@pytest.mark.parametrize(
    "name",
    [
        "SOHR",
        "the Observatory",
        "the Britain-based Syrian Observatory for Human Rights",
        "Observatory head Rami Abdel Rahman",
        "Observatory director Abdel Rahman",
        "Abdel Rahman",
        "the UK-based Observatory",
        "the opposition-linked Observatory",
        "A spokesperson for the UK-based monitor",
        "the Britain-based group",
        "the Observatory, a Britain-based group",
    ],
)
def test_one_informant_has_one_id_however_it_is_worded(name: str) -> None:
    assert sources.canonical(name) == "sohr"


@pytest.mark.parametrize(
    ("name", "informant"),
    [
        ("Unicef", "unicef"),
        ("a Unicef spokeswoman", "unicef"),
        ("Sana", "sana"),
        ("WHO", "who"),
        ("Daish", "islamic-state"),
        ("IS fighters", "islamic-state"),
    ],
)
def test_an_acronym_is_known_in_any_case_but_for_common_words(name: str, informant: str) -> None:
    assert sources.canonical(name) == informant


@pytest.mark.parametrize(
    ("name", "informant"),
    [
        ("the Red Crescent", "sarc"),
        ("a Red Crescent official in Idlib", "sarc"),
        ("Syria's Civil Defence", "syrian-civil-defence"),
        ("Idlib civil defence", "syrian-civil-defence"),
        ("the Turkish Red Crescent", None),
        ("the Qatar Red Crescent", None),
        ("the Kurdish Red Crescent", None),
        ("Saudi Arabia's Red Crescent", None),
        ("Lebanon’s Civil Defence", None),
        ("the Civil Defence in Gaza", None),
        ("the Iraqi Observatory for Human Rights", None),
        ("the Lebanese Red Cross", None),
        ("the UN envoy for Yemen", "un"),
    ],
)
def test_a_name_that_bodies_of_several_countries_bear_is_not_that_of_another_country(
    name: str, informant: str | None
) -> None:
    assert sources.canonical(name) == informant


@pytest.mark.parametrize(
    "name",
    [
        "Omar Abdel Rahman",
        "Mohammed Abdul Rahman, a doctor in the town",
        "Abu Abdel Rahman, a rebel commander",
        "activist Ahmad Abdul Rahman",
        "Abdel Rahman, a father of four",
    ],
)
def test_a_surname_is_somebody_elses_beside_other_words(name: str) -> None:
    assert sources.canonical(name) is None


def test_a_description_is_nobodys_beside_another_name_and_a_vague_one_not_with_a() -> None:
    names = ("a Britain-based monitor", "a Britain-based monitor, Reed Watch", "a Britain-based group")
    assert [sources.canonical(name) for name in names] == ["sohr", None, None]


def test_a_possessive_does_not_hide_a_name() -> None:
    assert sources.canonical("the Nusra Front's media office") == "nusra"


@pytest.mark.parametrize(
    "name", ["Washington Street residents", "a monitor", "Jane Roe", "", "who", "Who", "is", "Sana Roe"]
)
def test_other_names_are_no_known_informant(name: str) -> None:
    assert sources.canonical(name) is None


@pytest.mark.parametrize(
    ("name", "anonymous"),
    [
        ("activists", True),
        ("a local source", True),
        ("a source at Harim police command", True),
        ("residents of Harim", True),
        ("local sources", True),
        ("spokesman Ivan Petrov", False),
        ("Jane Roe", False),
        ("the Syrian Observatory for Human Rights", False),
        ("Human Rights Watch", False),
        ("The monitor", True),
        ("the war monitor", True),
        ("the Beirut-based monitor", True),
        ("the medical charity", True),
        ("the army", False),
        ("the Reed monitor", False),
    ],
)
def test_a_source_is_anonymous_where_it_names_nobody(name: str, anonymous: bool) -> None:
    assert sources.is_anonymous(name) is anonymous


def test_a_belligerent_speaks_for_its_side_and_a_monitor_for_none() -> None:
    names = ("SANA", "Russian Defence Ministry", "Human Rights Watch", "Jane Roe")
    assert [sources.party(n) for n in names] == ["syrian-government", "russia", None, None]


def test_every_informant_is_of_a_kind_of_the_vocabulary() -> None:
    assert {i.kind for i in sources.informants().values()} <= set(sources.kinds())


def test_every_word_of_the_cue_vocabulary_is_a_word() -> None:
    groups = [sources.verbs(g) for g in ("free", "clause", "object", "opinion")]
    groups += [
        sources.words(g) for g in ("pronouns", "determiners", "prepositions", "conjunctions", "times", "modifiers")
    ]
    groups += [sources.phrases(g) for g in ("before_source", "next_link", "between")]
    assert all(isinstance(word, str) for group in groups for word in group)
    assert "on" in sources.words("prepositions")
