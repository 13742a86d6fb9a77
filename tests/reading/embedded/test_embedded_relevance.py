import pytest

from tallystick.reading.embedded.relevance import passages
from tallystick.reading.sentences import split
from tallystick.record import Document

FAINT = "The agreement was signed. "
TELLING = "Shelling killed nine people and wounded thirty. "


def told(text: str) -> list[tuple[int, int]]:
    return list(passages(split(Document("d", text))))


def test_a_text_of_a_strike_is_read_where_it_tells_of_it() -> None:
    quiet = "The hotel has a garden and a pool. " * 30
    (first, *_) = told(quiet + TELLING + quiet)
    assert len(quiet) <= first[0] < first[1] <= len(quiet) + len(TELLING)


def test_a_text_without_a_word_of_an_event_is_passed_over() -> None:
    assert told("The hotel has a garden and a pool. " * 30) == []


def test_a_faint_word_said_again_and_again_does_not_add_up() -> None:
    assert told(FAINT * 40) == []


@pytest.mark.parametrize(
    "text",
    [
        "13 people died in an air strike on the town.",
        "15 civilians lost their lives in the strike, rescuers said.",
        "The toll from the strike stands at 15.",
        "Fighters abducted 90 villagers.",
    ],
)
def test_one_sentence_that_counts_those_harmed_is_read(text: str) -> None:
    assert told(text)


@pytest.mark.parametrize(
    "text", ["12 people died in the hospital last year.", "A strike at the plant entered its second day."]
)
def test_deaths_without_violence_and_violence_without_a_count_are_passed_over(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The rebels denied that they had shelled the town.",
        "The ministry denies bombing the clinic.",
        "The front denied the abduction of the villagers.",
        "Officials rejected claims that their planes struck a clinic.",
        "The ministry denied using chlorine.",
        "The brigade admitted that its shells hit the market and apologised.",
    ],
)
def test_one_sentence_that_answers_for_harm_is_read(text: str) -> None:
    assert told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The minister denied taking bribes.",
        "The pool denied that chlorine was to blame.",
        "The club admitted that talks had failed.",
    ],
)
def test_other_denials_are_passed_over(text: str) -> None:
    assert told(text) == []
