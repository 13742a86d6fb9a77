import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.reading.clauses import clauses, main_after
from tallystick.reading.sentences import split
from tallystick.record import Document

WORDS = ["nine", "died", ",", "and", "when", "as", "which", "were", "-", "killed", "the", ";", "rebels"]


def pieces(text):
    (sentence,) = split(Document(id="d", text=text))
    return [(c.marker, text[c.start : c.end]) for c in clauses(sentence)]


def test_subordinate_words_open_a_clause():
    assert pieces("Nine died when a shell fell while rebels fled.") == [
        ("", "Nine died"),
        ("when", "when a shell fell"),
        ("while", "while rebels fled."),
    ]


def test_as_opens_a_clause_only_before_a_verb():
    assert len(pieces("Rebels as well as soldiers died.")) == 1
    assert [marker for marker, _ in pieces("Nine died as shells hit the town.")] == ["", "as"]


def test_a_remark_between_dashes_does_not_part_subject_and_verb():
    assert len(pieces("Nine people - including three nurses - were killed.")) == 1


@given(
    st.lists(
        st.sampled_from(
            ["nine", "died", ",", "and", "when", "as", "which", "were", "-", "killed", "the", ";", "rebels"]
        ),
        min_size=1,
    )
)
def test_clauses_cover_the_sentence_without_gaps(words):
    for sentence in split(Document(id="d", text=" ".join(words))):
        found = clauses(sentence)
        assert [i for c in found for i in range(c.first, c.last + 1)] == list(range(len(sentence.tokens)))


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Days after a bomb killed ten people in Rasif, a second bomb wounded four.", "a second bomb wounded four."),
        ("Although officials denied a raid, shells killed four people.", "shells killed four people."),
        ("After a mine killed two soldiers, a policeman and a child, rebels attacked.", "rebels attacked."),
        ("Despite the denial, shells killed four people.", "shells killed four people."),
    ],
)
def test_the_main_clause_follows_one_that_opens_the_sentence(text, main):
    assert (",", main) in pieces(text)


@pytest.mark.parametrize(
    "text",
    ["Nine people died after a shell hit Rasif, a monitor said.", "After a mine killed two soldiers, a policeman fled"],
)
def test_what_opens_no_sentence_has_no_main_clause_after_it(text):
    (sentence,) = split(Document(id="d", text=text))
    found = main_after(sentence.tokens)
    assert found is None or text[sentence.tokens[found].start :] == "a policeman fled"
