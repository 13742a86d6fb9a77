"""Aliases that a report's own wording teaches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.assessing import lessons
from tallystick.record import Claim, Document, Report, Source, Span
from tallystick.vocabulary.informants import shipped


def report(text: str, *links: tuple[str, str, str | None]) -> Report:
    """One claim for each link: the words at the saying, the source that they mean, its organisation."""
    claims = []
    for number, (words, source, organisation) in enumerate(links):
        at = text.index(words)
        span = Span.of(text, at, at + len(words))
        link = Source(source, None, organisation, None, "said", span)
        claims.append(Claim(f"d.c{number}", "airstrike", Span.of(text, 0, 5), attribution=(link,)))
    return Report(Document("d", text), tuple(claims))


def found(made: Report) -> list[tuple[str, str, str, bool]]:
    return [(x.alias, x.of, x.rule, x.person) for x in lessons(made, shipped())]


def test_a_short_name_in_brackets_is_an_alias_of_the_name_before_it() -> None:
    made = report(
        "Jets struck, the Marsh Rescue League (MRL) said.", ("the Marsh Rescue League", "the Marsh Rescue League", None)
    )
    assert found(made) == [("MRL", "Marsh Rescue League", "brackets", False)]
    (lesson,) = lessons(made, shipped())
    assert lesson.text.exact == "Marsh Rescue League (MRL)"


def test_a_name_spelled_out_in_brackets_after_its_letters_is_one_too() -> None:
    made = report("The MRL (Marsh Rescue League) said so.", ("The MRL", "Marsh Rescue League", None))
    assert ("MRL", "Marsh Rescue League", "brackets", False) in found(made)


@pytest.mark.parametrize("text", ["The town of Reed (TR) burned.", "Ada Venn (PHOTO) said so.", "Twelve (12) died."])
def test_brackets_after_what_is_no_source_teach_nothing(text: str) -> None:
    assert found(report(text)) == []


def test_who_speaks_for_a_body_is_a_person_of_it() -> None:
    words = "Ivo Tarn, head of the Marsh League,"
    assert found(report(f"{words} said so.", (words, "Ivo Tarn", "Marsh League"))) == [
        ("Ivo Tarn", "Marsh League", "speaks-for", True)
    ]


def test_what_a_reader_leaves_in_the_name_of_a_source_teaches_too() -> None:
    made = report(
        "Jets struck, the Marsh Rescue League (MRL) said.",
        ("the Marsh Rescue League (MRL)", "the Marsh Rescue League (MRL)", None),
    )
    assert found(made) == [("MRL", "Marsh Rescue League", "brackets", False)]
    words = "Ivo Tarn, head of the Marsh League"
    assert found(report(f"{words}, said so.", (words, words, "Marsh League"))) == [
        ("Ivo Tarn", "Marsh League", "speaks-for", True)
    ]


def test_who_speaks_for_a_source_of_the_report_is_learnt_where_it_is_told_in_passing() -> None:
    said = '"None lived," said Ivo Tarn, deputy head of the Marsh League. Ada Venn, head of Reed, left.'
    text = f"The Marsh League counts 12. {said}"
    made = report(text, ("The Marsh League", "the Marsh League", None))
    assert found(made) == [("Ivo Tarn", "the Marsh League", "speaks-for", True)]


def test_its_director_is_the_director_of_the_body_that_spoke_last() -> None:
    made = report(
        "The Marsh League counts 12 dead. Its director, Ivo Tarn, was there.",
        ("The Marsh League", "Marsh League", None),
    )
    assert found(made) == [("Ivo Tarn", "Marsh League", "its-officer", True)]


def test_other_words_by_which_a_report_calls_a_source_are_proposed_for_it() -> None:
    made = report("Reed Watch counts them. The rights group said 12 died.", ("The rights group", "Reed Watch", None))
    assert found(made) == [("The rights group", "Reed Watch", "called", False)]


def test_pronouns_surnames_and_what_is_known_teach_nothing() -> None:
    made = report(
        "It said so. Tarn said so. SOHR said so.",
        ("It", "Reed Watch", None),
        ("Tarn", "Ivo Tarn", None),
        ("SOHR", "Syrian Observatory for Human Rights", None),
    )
    assert found(made) == []


def test_an_unnamed_source_has_no_aliases() -> None:
    assert found(report("The monitor said so.", ("The monitor", "a local monitor", None))) == []


@given(st.text(alphabet="ABC abc().,'\n", max_size=120))
def test_every_lesson_stands_in_words_of_the_report(text: str) -> None:
    made = Report(Document("d", text))
    for lesson in lessons(made, shipped()):
        assert text[lesson.text.start : lesson.text.end] == lesson.text.exact
        assert lesson.alias in lesson.text.exact
