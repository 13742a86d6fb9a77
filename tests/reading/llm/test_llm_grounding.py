from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tallystick.reading.llm.grounding import Ground
from tallystick.reading.llm.windows import LONGEST, MASK, masked, windows
from tallystick.reading.sentences import split
from tallystick.record import Document, Span

WORDS = st.lists(
    st.sampled_from(["killed", "15", "5", "1,500", "people", "al-Bab", "“Rasif”", "U.N.", "(a)", "\u200b"]), min_size=1
)
SPACES = st.sampled_from([" ", "\n", "  ", "\u00a0", "\t\n "])


def ground(text):
    return Ground(text, text, 0, len(text))


def first(text, quote):
    return next(iter(ground(text).all(quote)), None)


@given(WORDS, st.data())
def test_quoted_words_are_found_whatever_the_white_space(words, data):
    text = "".join(word + data.draw(SPACES) for word in words)
    begin = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(begin + 1, len(words)))
    quote = data.draw(SPACES).join(words[begin:end])
    found = first(text, quote)
    if not any(c.isalnum() for c in quote):
        assert found is None
    else:
        assert found.exact == text[found.start : found.end]
        assert found.exact.split() == quote.split()


@given(st.text(max_size=60), st.text(max_size=8))
def test_what_is_found_stands_in_the_text_word_for_word(text, quote):
    found = first(text, quote)
    assert found is None or "".join(found.exact.split()) == "".join(quote.split())


def test_parts_of_words_and_numbers_are_no_words():
    text = "Mortars killed 15 people, 1,500 fled and 3.5 tonnes burned in al-Bab's market."
    for quote in ("5 people", "kill", "1,50", "500", "1", "3", "illed", "Mortar", "5 tonnes", "arket", "mortars"):
        assert first(text, quote) is None, quote
    for quote in ("15", "1,500", "3.5 tonnes", "al-Bab", "Bab's market.", "market", "people, 1,500"):
        assert first(text, quote).exact == quote


def test_words_at_a_lost_line_break_are_whole():
    text = "the attackRebels fled in 2014.In March they came back, 9Dead"
    for quote in ("the attack", "Rebels fled", "In March"):
        assert first(text, quote).exact == quote
    for quote in ("9", "Dead", "tackRebels", "the attackR", "2014.I"):
        assert first(text, quote) is None, quote


def test_quotes_of_nothing_are_not_found():
    for quote in ("", " ", ".", "x" * 10_000):
        assert first("Nine people. x", quote) is None


def test_patterns_in_a_quote_are_only_letters():
    assert first("nine people", ".*") is None
    assert first("nine people", "nine|people") is None
    assert first("nine (9) people", "(9)").start == 5


def test_of_several_places_the_one_in_or_nearest_to_the_clause_is_meant():
    text = "Rasif fell. Mortars hit Rasif twice. Rasif burned."
    clause = Span.of(text, 12, 35)
    assert ground(text).nearest("Rasif", clause).start == 24
    assert ground(text).inside("Rasif", clause).start == 24
    assert ground(text).nearest("burned", clause).exact == "burned"
    assert ground(text).inside("burned", clause) is None


SENTENCES = st.lists(st.integers(1, 700), min_size=1, max_size=40)


@given(SENTENCES)
def test_windows_cover_all_sentences_in_order_and_overlap(lengths):
    document = Document(id="d", text=" ".join("A" + "a" * length + "." for length in lengths))
    sentences = split(document)
    cut = list(windows(sentences))
    assert {s.start for w in cut for s in w.sentences} == {s.start for s in sentences}
    assert all(w.end - w.start <= LONGEST for w in cut)
    for one, other in pairwise(cut):
        assert one.start < other.start <= one.end < other.end
        assert one.sentences[-1] in other.sentences


@given(SENTENCES)
def test_halves_share_a_sentence_and_lose_none(lengths):
    document = Document(id="d", text=" ".join("A" + "a" * length + "." for length in lengths))
    (window, *_) = windows(split(document))
    halves = window.halves()
    if halves is None:
        assert len(window.sentences) < 3
    else:
        assert halves[0].sentences[-1] == halves[1].sentences[0]
        assert [*halves[0].sentences, *halves[1].sentences[1:]] == list(window.sentences)
        assert all(len(half.sentences) < len(window.sentences) for half in halves)


@given(st.text(max_size=50), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_masking_keeps_every_offset(text, ranges):
    furniture = tuple((min(r), max(r)) for r in ranges)
    shown = masked(Document(id="d", text=text, furniture=furniture))
    assert len(shown) == len(text)
    for at, (one, other) in enumerate(zip(text, shown, strict=True)):
        assert other == (MASK if any(a <= at < b for a, b in furniture) else one)
