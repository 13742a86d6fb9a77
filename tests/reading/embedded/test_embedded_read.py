import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.reading.embedded import read
from tallystick.record import Claim, Document
from tallystick.vocabulary.events import event_types

ARTICLE = """Shells hit market in Qarn

QARN, 4 May 2021 - At least 14 people were killed and 30 wounded on Tuesday when mortar shells struck a market in the \
northern town of Qarn, the Rural Medical Network said. The network blamed the Eastern Front for the attack.

The dead included three children, it added. A spokesman for the Eastern Front denied that its men had shelled the town.
"""
FILLER = "The council met to speak about the harvest and the price of seed. The weather was mild for the season. "


def document(text: str) -> Document:
    return Document("d", text, published="2021-05-05", anchor="2021-05-05")


def words_are_exact(text: str, claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        spans = [claim.text, claim.trigger, claim.place and claim.place.text, claim.time and claim.time.text]
        spans += [p.text for p in (*claim.perpetrators, *claim.victims)] + [f.text for f in claim.figures]
        for span in spans:
            assert span is None or text[span.start : span.end] == span.exact


def test_the_claim_of_a_report_is_read_with_its_slots() -> None:
    claims = read(document(ARTICLE))
    first = next(c for c in claims if "14 people" in c.text.exact)
    assert first.id == f"d.c{claims.index(first) + 1:02d}"
    assert first.event == "shelling"
    assert {(f.measure, f.value) for f in first.figures} == {("killed", 14), ("injured", 30)}
    assert first.place is not None
    assert "Qarn" in first.place.name
    assert [s.source for s in first.attribution] == ["Rural Medical Network"] or "Network" in first.attribution[
        0
    ].source
    assert first.time is not None
    assert first.time.edtf == "2021-05-04"
    words_are_exact(ARTICLE, claims)


def test_claims_come_in_the_order_of_the_text_with_their_confidence() -> None:
    claims = read(document(ARTICLE))
    assert [c.text.start for c in claims] == sorted(c.text.start for c in claims)
    assert all(0.0 < c.confidence <= 1.0 for c in claims)
    assert {c.event for c in claims} <= {kind.id for kind in event_types()}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("At least 13 people died in an air strike on Rasif on Tuesday.", 13),
        ("13 civilians lost their lives in an air strike on Rasif on Tuesday.", 13),
        ("The death toll from Monday's air strike on Rasif rose to 17, the Rural Medical Network said.", 17),
        ("The toll from Tuesday's strike on Rasif stands at 15, the Rural Medical Network said.", 15),
    ],
)
def test_a_report_of_one_sentence_keeps_its_count_of_the_dead(text: str, value: int) -> None:
    assert [(f.measure, f.value) for c in read(document(text)) for f in c.figures] == [("killed", value)]


def test_a_report_without_conflict_has_no_claims() -> None:
    assert read(document(FILLER * 3)) == ()


@pytest.mark.parametrize("text", ["", " \n\n ", "14", "\x00\x07", "é" * 50])
def test_texts_with_nothing_to_read_have_no_claims(text: str) -> None:
    assert read(document(text)) == ()


@pytest.mark.parametrize("before", [14, 18, 20, 21, 22, 23, 24, 28])
def test_a_claim_is_read_once_wherever_the_windows_meet(before: int) -> None:
    text = FILLER * before + "\n\n" + ARTICLE.partition("\n\n")[2]
    found = [c for c in read(document(text)) if "14 people" in c.text.exact]
    assert len(found) == 1
    assert found[0].attribution
    assert found[0].figures[0].value == 14


def test_capitals_are_read_too() -> None:
    text = ARTICLE.upper()
    claims = read(document(text))
    assert any(f.value == 14 for c in claims for f in c.figures)
    words_are_exact(text, claims)


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    words_are_exact(text, read(document(text)))


def test_whom_one_voice_blames_another_voice_does_not() -> None:
    text = (
        "QARN, 7 May 2021 - Shells fell on a displacement camp near Qarn on Friday, killing 12 people, the United "
        "Nations said. The army blamed Hezbollah fighters, who denied it. A doctor said 35 people had been wounded."
    )
    blamed = {(c.attribution[-1].source, p.name) for c in read(document(text)) if c.attribution for p in c.perpetrators}
    assert not {who for who, _ in blamed} & {"the United Nations", "A doctor"}


def test_the_dead_are_told_though_a_clause_within_is_a_claim_of_its_own() -> None:
    text = (
        "At least 18 people were killed Thursday when jihadists attacked a town in the north recently captured by "
        "rebel forces, a monitor said. The bodies were taken to the hospital of Qarn."
    )
    assert [f.value for c in read(document(text)) for f in c.figures if f.measure == "killed"] == [18]


def test_an_attacker_is_not_a_source() -> None:
    text = (
        "Armed men attacked a bus near Qarn, killing five passengers, the Observatory said. Two others were abducted."
    )
    claims = read(document(text))
    assert "abduction" in {c.event for c in claims}
    assert not [s.source for c in claims for s in c.attribution if "men" in s.source]


def test_reports_that_nobody_signs_are_anonymous() -> None:
    text = "Unconfirmed reports said 12 civilians were killed in an air strike on the market of Qarn on Monday."
    [source] = read(document(text))[0].attribution
    assert source.kind == "anonymous"


def test_no_claim_reaches_over_a_blank_line() -> None:
    text = (
        "Pro-government forces killed at least 82 civilians, including 11 women and 13 children, in four "
        "neighbourhoods of eastern Aleppo, the UN human rights office said on Tuesday.\n\n"
        "Rupert Colville, the spokesman of the office, said the killings took place on Monday in Bustan al-Qasr, "
        "al-Ferdous, al-Kallaseh and al-Saleheen. He said many more people may have died.\n\n"
        "Thousands of civilians are trapped in the last streets that the rebels still hold, Colville said."
    )
    claims = read(document(text))
    assert len(claims) > 2
    assert not [claim.text.exact for claim in claims if "\n\n" in claim.text.exact]


@pytest.mark.parametrize(
    ("text", "later", "total"),
    [
        (
            "Two of the wounded died overnight, taking the toll from the strike on Rasif to 16, medics said.",
            2,
            16,
        ),
        ("Two of the wounded died overnight, taking the toll from the strike on Rasif to 16.", 2, 16),
        ("A child died in hospital, raising the toll of Monday's bombing of Rasif to 11, medics said.", 1, 11),
    ],
)
def test_those_who_die_later_are_told_in_the_claim_of_the_total(text: str, later: int, total: int) -> None:
    (claim,) = read(document(text))
    told = {f.value: f for f in claim.figures}
    assert told[total].scope == "running"
    assert later not in told or told[later].part_of == claim.figures.index(told[total])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Twelve died when planes hit Rasif.", 12),
        ("Fourteen perished when shells fell on Rasif on Monday.", 14),
        ("Six died in the bombing of Rasif on Tuesday.", 6),
        ("Fifteen bodies were found after Tuesday's strike on Rasif, the Rural Medical Network said.", 15),
    ],
)
def test_a_number_alone_counts_the_dead(text: str, value: int) -> None:
    (claim,) = read(document(text))
    assert [(f.measure, f.value) for f in claim.figures] == [("killed", value)]
    assert claim.place is not None
    assert claim.place.name == "Rasif"


@pytest.mark.parametrize(
    ("text", "source", "status"),
    [
        ("The opposition council denied that rebels had shelled Rasif on Monday.", "The opposition council", "denied"),
        ("The Eastern Front denied shelling the old quarter of Rasif on Monday.", "The Eastern Front", "denied"),
        ("The ministry denied that its jets had bombed a clinic in Rasif on Monday.", "The ministry", "denied"),
        (
            "The Eastern Front admitted that its shells killed civilians in Rasif and apologised.",
            "The Eastern Front",
            "occurred",
        ),
    ],
)
def test_what_a_side_answers_for_is_a_claim_of_that_side(text: str, source: str, status: str) -> None:
    (claim,) = read(document(text))
    assert claim.status == status
    assert [s.source for s in claim.attribution] == [source]


def test_a_strike_told_aside_is_dated_before_the_report_and_the_search_is_aid() -> None:
    text = "Nearly a week after the air strike on Rasif that killed 10 people, residents were still searching \
the rubble, the Rural Medical Network said."
    strike, *others = read(document(text))
    assert strike.time is not None
    assert strike.time.edtf == "2021-04-28/2021-04-30"
    assert strike.status == "occurred"
    assert [(c.event, c.time) for c in others] in ([], [("aid", None)])


def test_who_only_tells_did_not_do_it() -> None:
    (claim,) = read(document("The Civil Defence revised its toll for the strike on Rasif down to 15."))
    assert [s.source for s in claim.attribution] == ["The Civil Defence"]
    assert claim.perpetrators == ()
