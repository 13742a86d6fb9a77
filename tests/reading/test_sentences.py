from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tallystick.reading.sentences import split, tokenise
from tallystick.record import Document


def sentences(text, **more):
    return split(Document(id="d", text=text, **more))


def texts(text, **more):
    return [s.text for s in sentences(text, **more)]


def test_full_stops_end_sentences_but_abbreviations_do_not():
    text = "The U.S. envoy met Gen. Haddad on Dec. 4. Shelling went on."
    assert texts(text) == ["The U.S. envoy met Gen. Haddad on Dec. 4.", "Shelling went on."]


def test_a_full_stop_glued_to_the_next_sentence_still_ends_one():
    assert texts("Two died in the attack.The army denied it.") == ["Two died in the attack.", "The army denied it."]


def test_decimal_numbers_and_web_addresses_stay_whole():
    assert texts("Some 2.5 million fled to news.example.org readers.") == [
        "Some 2.5 million fled to news.example.org readers."
    ]


def test_a_line_that_was_wrapped_goes_on():
    assert texts("The town was shelled, said\nOmar Haddad.") == ["The town was shelled, said\nOmar Haddad."]


def test_paragraphs_are_counted():
    found = sentences("One fell.\n\nTwo fell. Three fell.\n\nFour fell.")
    assert [s.paragraph for s in found] == [0, 1, 1, 2]


def test_a_first_line_that_stands_alone_is_a_heading():
    found = sentences("Market hit in northern town\n\nA market was hit on Monday, medics said.")
    assert [s.heading for s in found] == [True, False]


def test_a_headline_glued_to_the_body_is_cut_off_with_its_date_line():
    title = "Market hit in northern town of Rasif"
    found = sentences(f"{title}\n\n3 May 2016 {title} Nine people died when a market was hit.", title=title)
    assert [s.text for s in found if not s.heading][-1] == "Nine people died when a market was hit."
    assert sum(s.heading for s in found) == 2


def test_headlines_of_other_stories_are_headings():
    found = sentences("Shells hit a village. Related Army Retakes Village Near Border After Heavy Clashes.")
    assert [s.heading for s in found] == [False, True]


def test_wire_text_in_capitals_is_no_heading():
    text = "A BOMB WENT OFF TODAY. TWO SOLDIERS WERE KILLED IN THE CAPITAL CITY OF THE COUNTRY."
    assert not any(s.heading for s in sentences(text))


def test_sentences_that_lie_mostly_in_furniture_are_left_out():
    text = "Shells fell. Share this story with your friends. Nine died."
    assert texts(text, furniture=((13, 49),)) == ["Shells fell.", "Nine died."]
    assert len(texts(text, furniture=((0, 2),))) == 3


def test_a_sentence_without_end_is_cut():
    found = sentences("rebels fought on " * 1000)
    assert len(found) > 5
    assert max(len(s.text) for s in found) <= 2000


def test_tokens_know_where_they_stand():
    assert [(t.text, t.start) for t in tokenise("Bab al-Nur, 1,200", 10)] == [
        ("Bab", 10),
        ("al-Nur", 14),
        (",", 20),
        ("1,200", 22),
    ]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300) | st.text(alphabet="aB.\n \"'?-1", max_size=300))
def test_sentences_cover_all_words_once_in_order(text):
    found = sentences(text)
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())
    for sentence in found:
        assert text[sentence.start : sentence.end] == sentence.text
        assert all(text[t.start : t.end] == t.text for t in sentence.tokens)
    assert all(a.end <= b.start for a, b in pairwise(found))
