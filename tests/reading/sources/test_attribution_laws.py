"""What holds for attributions of any text."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.reading.sentences import split
from tallystick.reading.sources import find_attributions, source_of
from tallystick.record import Document

VERBS = ["said", "says", "told", "reported", "reports", "that", "according", "to", "citing", "quoted", "as", "saying"]
NAMES = ["Omar", "Haddad", "the", "a", "monitor", "group", "who", "which", "he", "it", "AFP", "WHO", "SAID", "people"]
OTHERS = ["on", "Monday", "killed", "12", "in", "town", "and", "not", "\n\n", "[BEGIN RECORDING]", "[TEXT]"]
MARKS = [",", ".", ":", '"', "“", "”", "'", "(", ")", "--"]
WORDS = st.sampled_from([*VERBS, *NAMES, *OTHERS, *MARKS])
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_span_and_content_lies_in_the_text_and_says_what_stands_there(text: str) -> None:
    document = Document("d", text)
    sentences = split(document)
    found = find_attributions(document, sentences)
    assert [a.sentence for a in found] == sorted(a.sentence for a in found)
    for attribution in found:
        spans = [s.text for s in attribution.chain if s.text] + ([attribution.cue] if attribution.cue else [])
        assert all(text[s.start : s.end] == s.exact != "" for s in spans)
        assert 0 <= attribution.content[0] <= attribution.content[1] <= len(text)
        assert 0 <= attribution.sentence < len(sentences)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_governing_attribution_touches_the_clause_or_stands_before_it_in_its_sentence(text: str) -> None:
    document = Document("d", text)
    sentences = split(document)
    found = find_attributions(document, sentences)
    for number, sentence in enumerate(sentences):
        chosen = source_of(found, sentence.start, sentence.end, number)
        if chosen is not None:
            touches = chosen.content[0] < sentence.end and sentence.start < chosen.content[1]
            assert touches or chosen.sentence == number


def test_time_grows_with_the_length_of_the_text_and_no_faster() -> None:
    def seconds(times: int) -> float:
        text = "Omar Haddad said which the monitor said according to reports that Foo Bar said it was reported " * times
        document = Document("d", text)
        sentences = split(document)
        begun = time.process_time()
        find_attributions(document, sentences)
        return time.process_time() - begun

    seconds(10)
    assert seconds(1600) < 16 * max(seconds(200), 0.01)
