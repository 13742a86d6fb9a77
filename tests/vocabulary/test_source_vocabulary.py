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
