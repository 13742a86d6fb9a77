"""Laws that hold whatever a model answers."""

import json

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.reading.llm.answer import Answered, answered
from tallystick.reading.llm.building import Builder
from tallystick.reading.llm.endpoint import Endpoint
from tallystick.reading.llm.errors import LlmError
from tallystick.reading.llm.refusals import Tally
from tallystick.reading.llm.schema import CERTAINTIES, STATUSES, answer_schema
from tallystick.reading.llm.settings import Settings
from tallystick.reading.llm.windows import windows
from tallystick.reading.sentences import split
from tallystick.record import Document, Span
from tallystick.vocabulary.events import event_types
from tallystick.vocabulary.measures import measures

TEXT = """Warplanes bombed the town of Rasif on Monday, killing at least 14 people, the Northern Monitor said.
Some 1,500 people fled to the village of Dumar, it added. A man and his two sons were shot dead on 2 May."""
DOCUMENT = Document(id="d", text=TEXT, published="2016-05-03")
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=10))
PIECES = st.tuples(st.integers(0, len(TEXT)), st.integers(0, 60)).map(lambda at: TEXT[at[0] : at[0] + at[1]])
VALUES = st.sampled_from([*(k.id for k in event_types()), *STATUSES, *CERTAINTIES, *measures()])
WORDS = st.one_of(PIECES, VALUES, st.sampled_from(TEXT.split()), st.text(max_size=12))
ITEMS = st.one_of(WORDS, SCALARS, st.dictionaries(st.sampled_from(["name", "cue", "words", "measure"]), WORDS))
SLOTS = st.sampled_from([*(f.name for f in attrs.fields(Answered)), "role", "tool_calls"])
ROWS = st.lists(
    st.one_of(SCALARS, st.dictionaries(SLOTS, st.one_of(WORDS, SCALARS, st.lists(ITEMS, max_size=3)))), max_size=4
)


def spans(thing):
    if isinstance(thing, Span):
        yield thing
    elif attrs.has(type(thing)):
        for field in attrs.fields(type(thing)):
            yield from spans(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for one in thing:
            yield from spans(one)


def built(rows):
    tally = Tally()
    sentences = split(DOCUMENT)
    (window,) = windows(sentences)
    return Builder(DOCUMENT, sentences, None, tally).claims(window, answered(rows, tally)), tally.refusals()


@settings(deadline=None)
@given(ROWS)
def test_every_span_of_a_claim_stands_in_the_article_and_every_value_in_the_vocabulary(rows):
    claims, refusals = built(rows)
    for claim in claims:
        assert all(TEXT[span.start : span.end] == span.exact for span in spans(claim))
        assert claim.event in {kind.id for kind in event_types()}
        assert claim.status in STATUSES
        assert claim.certainty in CERTAINTIES
        assert {figure.measure for figure in claim.figures} <= set(measures())
    assert len(claims) + sum(r.count for r in refusals if r.slot in ("claim", "event")) >= len(rows)


@settings(deadline=None)
@given(PIECES, PIECES)
def test_a_figure_has_the_number_that_its_words_have(clause, words):
    claims, _ = built([{"words": clause, "event": "attack", "figures": [{"words": words, "measure": "killed"}]}])
    numbers = {"14": 14, "1,500": 1500, "500": 500, "two": 2, "man": 3}  # a clause may begin within "1,500"
    for figure in (figure for claim in claims for figure in claim.figures):
        assert figure.value in {None, 1, *(n for word, n in numbers.items() if word in figure.text.exact)}


@given(
    st.text(max_size=300) | st.recursive(SCALARS, lambda j: st.lists(j) | st.dictionaries(st.text(), j)).map(json.dumps)
)
def test_any_content_gives_a_list_of_rows_or_one_sentence(content):
    def post(*_):
        return {"choices": [{"message": {"content": content}}]}

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("tallystick.reading.llm.endpoint.post", post)
        endpoint = Endpoint(Settings("http://localhost/v1", "m", attempts=1), answer_schema())
        try:
            assert isinstance(endpoint.claims([]), list)
        except LlmError as error:
            assert str(error).endswith(".")
