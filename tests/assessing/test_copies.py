"""Taken-over text, loops, shared quotations and unnamed informants, whatever the words and the number of reports."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

TEXT = (
    "rescue teams worked through the night beside a grain silo after blasts flattened shops that face an old ferry "
    "landing and clinic traders opened early for weekly market when first explosion tore awnings away second followed "
    "within minutes people ran towards bridge officials closed road hospitals called doctors back from leave water "
    "ran short by evening families searched lists names posted outside school gate volunteers carried bread blankets "
    "across river power failed twice generators held until dawn smoke drifted over orchards council met behind doors"
)
WORDS = TEXT.split()
OUTLETS = ["Harbour Post", "Upland Times", "Marsh Courier", "Ferry Gazette", "Silo Herald"]
QUOTE = "we heard two planes and then the whole street was dust and shouting"
seeds = st.integers(0, 10_000)


def text(seed, length=160):
    made = random.Random(seed)
    return [made.choice(WORDS) for _ in range(length)]


def story(desk, name, words, **fields):
    claim = desk.claim(f"claim of the report {name}", **fields)
    return desk.report(name, claim, head=" ".join(words) + ". ")


@settings(max_examples=60, deadline=None)
@given(seed=seeds, cut=st.integers(0, 80), every=st.integers(15, 40), own=st.integers(0, 60))
def test_a_copy_that_was_cut_edited_and_led_in_anew_is_found(desk, seed, cut, every, own):
    copied = [f"other{n}" if n % every == every - 1 else word for n, word in enumerate(text(seed)[cut:])]
    found = desk.count(story(desk, "a", text(seed)), story(desk, "b", [f"lead{n}" for n in range(own // 3)] + copied))
    assert (found.low, found.high) == (1, 1)
    assert desk.rules(found) == {"copied-report"}


@settings(max_examples=60, deadline=None)
@given(one=seeds, other=seeds)
def test_reports_of_the_same_matter_in_their_own_words_are_two(desk, one, other):
    found = desk.count(story(desk, "a", text(one)), story(desk, "b", text(other + 20_000)))
    assert (found.low, found.high) == (2, 2)


@settings(max_examples=60, deadline=None)
@given(seed=seeds, at=st.integers(0, 13))
def test_a_sentence_with_one_word_changed_is_taken_over(desk, seed, at):
    sentence = text(seed, 14)
    edited = [*sentence[:at], "elsewise", *sentence[at + 1 :]]
    found = desk.count(desk.report("a", desk.claim(" ".join(sentence))), desk.report("b", desk.claim(" ".join(edited))))
    assert (found.low, found.high) == (1, 1)
    assert desk.rules(found) == {"shared-wording"}


def test_a_sentence_of_the_same_pattern_with_its_own_words_is_another(desk):
    found = desk.count(
        desk.report(
            "a", desk.claim("at least nine people died when jets struck a market in the town of Marjin on Monday")
        ),
        desk.report(
            "b", desk.claim("at least six traders were killed when shells hit a bakery in the old quarter on Monday")
        ),
    )
    assert (found.low, found.high) == (2, 2)


@settings(max_examples=40, deadline=None)
@given(size=st.integers(2, 5), seed=seeds)
def test_outlets_that_cite_one_another_in_a_circle_are_the_earliest_of_them(desk, size, seed):
    days = random.Random(seed).sample(range(1, 9), size)
    reports = [
        desk.report(
            f"r{n}",
            desk.claim(f"words of the report {n}", by=[OUTLETS[(n + 1) % size]]),
            publisher=OUTLETS[n],
            day=f"2031-03-0{days[n]}",
        )
        for n in range(size)
    ]
    found = desk.count(*reports)
    assert (found.low, found.high) == (1, 1)
    assert found.informants[0].claims[0] == f"r{days.index(min(days))}.1"
    assert "loop" in desk.rules(found)


@pytest.mark.parametrize("publisher", ["Syrian Observatory for Human Rights", "Marsh Rights Monitor"])
def test_a_monitor_that_publishes_its_own_report_is_who_is_cited_elsewhere(desk, publisher):
    found = desk.count(
        desk.report("a", desk.claim("five died at the silo"), publisher=publisher),
        desk.report("b", desk.claim("5 dead", by=[publisher]), day="2031-03-03"),
        desk.report("c", desk.claim("the strike left five dead", by=["Reuters", publisher]), day="2031-03-03"),
    )
    assert [i.name for i in found.informants] == [publisher]
    assert desk.rules(found) == {"cites-outlet"}


@pytest.mark.parametrize("second", [["a resident"], ["one witness"], []])
@pytest.mark.parametrize("first", [["Ivo Tarn"], ["residents"]])
def test_one_quotation_is_one_speaker_named_or_not(desk, first, second):
    found = desk.count(
        desk.report("a", desk.claim(f"“{QUOTE}” on the night of the raid", by=first)),
        desk.report("b", desk.claim(f"after the strike “{QUOTE}”", by=second), day="2031-03-03"),
    )
    assert (found.low, found.high) == (1, 1)
    assert desk.rules(found) <= {"shared-quotation", "shared-wording"}


def test_a_quotation_is_traced_to_who_is_named_later(desk):
    found = desk.count(
        desk.report("a", desk.claim(f'a man said: "{QUOTE}"', by=["a man"])),
        desk.report("b", desk.claim(f'he said "{QUOTE}" at the clinic gate', by=["Ivo Tarn"]), day="2031-03-04"),
    )
    assert [i.name for i in found.informants] == ["Ivo Tarn"]


def test_two_people_who_are_named_stay_two_whatever_they_are_quoted_with(desk):
    found = desk.count(
        desk.report("a", desk.claim(f"“{QUOTE}” on the night", by=["Ivo Tarn"])),
        desk.report("b", desk.claim(f"after it “{QUOTE}”", by=["Ada Venn"])),
    )
    assert (found.low, found.high) == (2, 2)


def test_a_short_quotation_shows_nothing(desk):
    found = desk.count(
        desk.report("a", desk.claim("“it was a massacre” on the night", by=["Ivo Tarn"])),
        desk.report("b", desk.claim("witnesses called it “it was a massacre”", by=["a doctor"])),
    )
    assert found.high == 2


def test_what_else_an_unnamed_speaker_says_goes_where_the_quotation_goes(desk):
    found = desk.count(
        desk.report("a", desk.claim(f"“{QUOTE}” on the night", by=["Ivo Tarn"])),
        desk.report(
            "b",
            desk.claim(f"after it “{QUOTE}”", by=["a shopkeeper"]),
            desk.claim("the bridge fell too", by=["a shopkeeper"]),
        ),
    )
    assert (found.low, found.high) == (1, 1)


unnamed = st.lists(st.sampled_from(["residents", "activists", "a doctor", "medics", "local sources"]), max_size=5)


@settings(max_examples=100, deadline=None)
@given(
    named=st.lists(st.sampled_from(["Ivo Tarn", "Marsh Rights Monitor", "Ada Venn"]), min_size=1, unique=True),
    crowd=unnamed,
    day=st.sampled_from(["2031-03-02", "2031-03-05"]),
)
def test_unnamed_informants_never_join_named_ones_and_each_adds_at_most_one(desk, named, crowd, day):
    reports = [desk.report(f"n{n}", desk.claim(f"told {n}", by=[who])) for n, who in enumerate(named)]
    before = desk.count(*reports)
    for n, who in enumerate(crowd):
        reports.append(desk.report(f"u{n}", desk.claim(f"heard {n}", by=[who]), day=day))
        after = desk.count(*reports)
        assert after.high == before.high + 1
        assert before.low <= after.low <= before.low + 1
        before = after
    assert len(named) <= before.low <= before.high


@settings(max_examples=60, deadline=None)
@given(many=st.integers(2, 6), kind=st.sampled_from(["residents", "activists", "medics", "rebels"]))
def test_unnamed_informants_of_one_kind_are_one_at_least_and_as_many_as_reports_at_most(desk, many, kind):
    found = desk.count(*(desk.report(f"r{n}", desk.claim(f"heard {n}", by=[kind])) for n in range(many)))
    assert (found.low, found.high) == (1, many)


def test_a_report_in_its_own_voice_that_quotes_what_an_earlier_one_quotes_may_rest_on_it(desk):
    said = ' "The stalls were full when the planes came and there was nowhere to run," a trader said.'
    first = desk.report("a", desk.claim("a market was bombed and 16 died", by=["Ivo Tarn"]), foot=said)
    later = desk.report("b", desk.claim("at least 16 died in a bombed market"), foot=said, day="2031-03-03")
    found = desk.count(first, later)
    assert (found.low, found.high) == (1, 2)
    assert "report-quotes-alike" in desk.rules(found)
    own = desk.report("b", desk.claim("at least 16 died in a bombed market", by=["Ada Venn"]), foot=said)
    assert desk.count(first, own).low == 2
    other = ' "Nobody knows how many are left under the ruins of the market," a doctor said.'
    apart = desk.report("b", desk.claim("at least 16 died in a bombed market"), foot=other, day="2031-03-03")
    assert desk.count(first, apart).low == 2
