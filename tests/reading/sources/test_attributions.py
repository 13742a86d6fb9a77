"""Who says what: the words of saying, their sources and what is said, in the ways that reports word it."""

import pytest

from tallystick.reading.sentences import split
from tallystick.reading.sources import Attribution, find_attributions, source_of
from tallystick.record import Document


def attributions(text: str) -> list[Attribution]:
    document = Document("d", text)
    return find_attributions(document, split(document))


def governing(text: str, clause: str) -> Attribution | None:
    """The attribution of ``clause`` in ``text``."""
    document = Document("d", text)
    sentences = split(document)
    start = text.index(clause)
    number = next(i for i, s in enumerate(sentences) if s.start <= start < s.end)
    return source_of(find_attributions(document, sentences), start, start + len(clause), number)


def chain(text: str, clause: str) -> list[str]:
    found = governing(text, clause)
    return [s.text.exact for s in found.chain if s.text] if found else []


CLAUSE = "shells hit the old market"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"The monitor said {CLAUSE}.", "The monitor"),
        (f"The monitor said that {CLAUSE}.", "The monitor"),
        (f"Two {CLAUSE}, the monitor said.", "the monitor"),
        (f"Two {CLAUSE} the monitor said.", "the monitor"),
        (f"Two {CLAUSE} on Monday the monitor said in a statement.", "the monitor"),
        (f"Two {CLAUSE}, said the monitor.", "the monitor"),
        (f"According to a local doctor, {CLAUSE}.", "a local doctor"),
        (f"According to a local doctor {CLAUSE}.", "a local doctor"),
        (f"Two {CLAUSE}, according to a local doctor.", "a local doctor"),
        (f"A resident told Reuters that {CLAUSE}.", "A resident"),
        (f"A resident told Reuters by telephone {CLAUSE}.", "A resident"),
        (f'"Two {CLAUSE}," said Omar Haddad.', "Omar Haddad"),
        (f'"Two {CLAUSE}" Omar Haddad told AFP.', "Omar Haddad"),
        (f"“Two {CLAUSE},” she said.", "she"),
        (f"The defence ministry confirmed that {CLAUSE}.", "The defence ministry"),
        (f"The army denied {CLAUSE}.", "The army"),
        (f"Activists reported {CLAUSE}.", "Activists"),
        (f"Witnesses have also reported that {CLAUSE}.", "Witnesses"),
        (f"In a statement on Sunday the ministry announced that {CLAUSE}.", "the ministry"),
        (f"Images circulated by residents showed {CLAUSE}.", "Images circulated by residents"),
        (f"Two {CLAUSE}, a source at Harim police command said.", "a source at Harim police command"),
        (f"Two {CLAUSE} in Harim Omar Haddad said.", "Omar Haddad"),
        (f"The group, which has observers in the town, said {CLAUSE}.", "The group, which has observers in the town"),
        (f"The observatory which has informants in the town said {CLAUSE}.", "The observatory"),
        (f"A nurse working in the town said {CLAUSE}.", "A nurse working in the town"),
        (f"It was quiet but the monitor said {CLAUSE}.", "the monitor"),
        (f"COLONEL JUAN PEREZ SAID THAT {CLAUSE.upper()}.", "COLONEL JUAN PEREZ"),
        (f"{CLAUSE.upper()} IN THE NORTH, POLICE SOURCES REPORTED TODAY.", "POLICE SOURCES"),
        (f"The mayor was quoted as saying that {CLAUSE}.", "The mayor"),
        (f"There were reports that {CLAUSE}.", "reports"),
        (f"According to the Harim monitor the {CLAUSE}.", "the Harim monitor"),
        (f"According to Save the Children {CLAUSE}.", "Save the Children"),
        (f"Two {CLAUSE} according to Omar Haddad the head of the clinic.", "Omar Haddad the head of the clinic"),
        (f"The Harim Network an activist group said {CLAUSE}.", "The Harim Network an activist group"),
        (f"Two {CLAUSE} in Harim a monitoring group said.", "a monitoring group"),
        (f"Two {CLAUSE} and killed 15 medical staff activists in the town reported.", "activists in the town"),
        (f"Two {CLAUSE} and killed Sheikh Omar Haddad state-run TV reported.", "state-run TV"),
        (f"Two {CLAUSE} and hurt a reporter of a TV channel SANA reporter said.", "SANA reporter"),
        (f"Tags Harim Qarn Anti-government activists say {CLAUSE}.", "Anti-government activists"),
        (f"Two {CLAUSE} in Al Tabqah local media reported.", "local media"),
    ],
)
def test_the_source_of_a_clause_is_found_however_it_is_worded(text: str, source: str) -> None:
    clause = CLAUSE if CLAUSE in text else CLAUSE.upper()
    assert chain(text, clause)[-1] == source


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (f"Unicef said {CLAUSE}, citing a doctor.", ["Unicef", "a doctor"]),
        (f"Two {CLAUSE} the agency said quoting a military source.", ["the agency", "a military source"]),
        (f"Two {CLAUSE} according to state television quoting an officer.", ["state television", "an officer"]),
        (f"Two {CLAUSE}, the mayor told AFP, according to Radio Harim.", ["Radio Harim", "the mayor"]),
        (f"Unicef, citing a doctor, said that {CLAUSE}.", ["Unicef", "a doctor"]),
        (f"The agency quoted a fireman as saying that {CLAUSE}.", ["The agency", "a fireman"]),
        (f"The mayor was quoted by AFP as saying that {CLAUSE}.", ["AFP", "The mayor"]),
        (f"Reuters reported that the police said {CLAUSE}.", ["Reuters", "the police"]),
        (f"Engineers said {CLAUSE}, the governor said on Friday.", ["the governor", "Engineers"]),
    ],
)
def test_a_chain_runs_from_the_source_that_the_report_cites_to_the_innermost(text: str, sources: list[str]) -> None:
    assert chain(text, CLAUSE) == sources


def test_an_impersonal_report_has_no_source_and_a_hedge() -> None:
    found = governing(f"It was reported that {CLAUSE}.", CLAUSE)
    assert found is not None
    assert (found.chain, found.hedge) == ((), "reported")


def test_a_hedging_verb_gives_its_hedge_and_plain_saying_none() -> None:
    believed, said = governing(f"Police believe that {CLAUSE}.", CLAUSE), governing(f"Police said {CLAUSE}.", CLAUSE)
    assert believed is not None
    assert said is not None
    assert (believed.hedge, said.hedge) == ("reported", None)


def test_quoted_speech_keeps_its_speaker_over_sentences() -> None:
    text = f'"We were at home. Then {CLAUSE}. Nobody helped," Omar Haddad said. "We dug all night. It was dark."'
    assert [chain(text, c) for c in (CLAUSE, "Nobody helped", "We dug all night")] == [["Omar Haddad"]] * 3


def test_a_clause_after_the_saying_belongs_to_it_too() -> None:
    assert chain(f"Two people died, the monitor said, adding that {CLAUSE}.", CLAUSE) == ["the monitor"]


def test_the_report_speaks_in_its_own_voice_elsewhere() -> None:
    text = f"The monitor said the road was closed. The war began in 2011. Then {CLAUSE}."
    assert governing(text, "The war began in 2011") is None
    assert governing(text, CLAUSE) is None


@pytest.mark.parametrize(
    "text",
    [
        "The attack claimed the lives of nine people.",
        "The town was said to be empty.",
        "The village believed to be empty was shelled.",
        "A bomb claimed by the group went off.",
        "The United States and others sent aid.",
        "Twelve soldiers died and 30 people fled.",
        "",
    ],
)
def test_words_that_only_look_like_saying_are_no_attribution(text: str) -> None:
    assert [a for a in attributions(text) if a.chain] == []


def test_spans_hold_the_words_of_the_document() -> None:
    text = "Shells fell, Omar Haddad, a teacher in the town, said on Monday."
    [found] = attributions(text)
    [source] = found.chain
    assert found.cue is not None
    assert source.text is not None
    assert (source.text.exact, found.cue.exact) == ("Omar Haddad, a teacher in the town", "said")
    assert text[slice(*found.content)] == "Shells fell"
    assert text[source.text.start : source.text.end] == source.text.exact


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Shells kill three in the old market - monitor", "monitor"),
        ("Shells kill three in the old market: Red Crescent", "Red Crescent"),
        ("Shells kill three in the old market Monitor", "Monitor"),
        ("Monitor: shells kill three in the old market", "Monitor"),
        ("Shells kill three in the old market, says UN", "UN"),
    ],
)
def test_a_headline_names_its_source_at_its_edge(text: str, source: str) -> None:
    assert chain(text, "kill three in the old market") == [source]


@pytest.mark.parametrize("text", ["Harim: three killed in the market", "Photo: Jane Roe in the old market today"])
def test_a_place_or_a_credit_before_a_colon_is_no_source(text: str) -> None:
    assert attributions(text) == []


def test_what_is_said_may_go_on_after_the_saying() -> None:
    text = '"The road is shut," Omar Haddad said, "because shells fell. Nobody can leave."'
    [found] = [a for a in attributions(text) if a.cue]
    assert text[slice(*found.content)].endswith('Nobody can leave."')


def test_a_participle_of_saying_belongs_to_the_subject_of_its_sentence() -> None:
    assert chain(f"The ministry closed the road, saying {CLAUSE}.", CLAUSE) == ["The ministry"]


def test_a_printed_speech_belongs_to_the_speaker_in_its_heading() -> None:
    text = f"(RADIO) -- [COMMUNIQUE] [FRONT COMMAND] [TEXT] 1. {CLAUSE}. We mourn. The police said {CLAUSE}."
    assert chain(text, CLAUSE) == ["FRONT COMMAND"]
    assert chain(text, "We mourn") == ["FRONT COMMAND"]
    assert [s.source for s in attributions(text)[-1].chain] == ["FRONT COMMAND", "The police"]


def test_a_recording_belongs_to_its_speaker_until_it_ends() -> None:
    text = f"Here is a report. [BEGIN RECORDING] [ROE] {CLAUSE}. [END RECORDING] The road is shut."
    assert (chain(text, CLAUSE), chain(text, "The road is shut")) == (["ROE"], [])


def content(text: str) -> str:
    start, end = attributions(text)[0].content
    return text[start:end]


def test_a_count_after_the_saying_is_what_is_said_and_a_date_is_not() -> None:
    assert content("The monitor said at least 27 people died.") == "at least 27 people died"
    assert content("The monitor said 27 people died.") == "27 people died"
    assert content("The monitor said on 5 March 2016 27 people died.") == "27 people died"
    assert content("The monitor said on Monday 27 people died.") == "27 people died"


def test_the_total_that_somebody_puts_is_what_is_said() -> None:
    assert content("Activists put the number of civilians killed at 82 or more.").startswith("the number of civilians")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"Two {CLAUSE} a group monitoring the conflict said.", "a group monitoring the conflict"),
        (f"Two {CLAUSE} a war monitor and medical workers said.", "a war monitor and medical workers"),
        (f"According to Marshish Shiite paramilitary group Reed {CLAUSE}.", "Marshish Shiite paramilitary group Reed"),
        (f"Two {CLAUSE}, Doctors Without Borders said.", "Doctors Without Borders"),
        (f"Two {CLAUSE} according to a new toll from the Marsh Observatory.", "the Marsh Observatory"),
        (f"Two {CLAUSE} according to the latest count by a local doctor.", "a local doctor"),
    ],
)
def test_a_source_has_its_whole_name(text: str, source: str) -> None:
    assert chain(text, CLAUSE) == [source]


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        (
            "The monitor lowered the death toll from the raid to 15.",
            "The monitor",
            "the death toll from the raid to 15",
        ),
        (
            "The monitor on Thursday revised down its toll for the raid to 15.",
            "The monitor",
            "its toll for the raid to 15",
        ),
        ("Activists raised their count of the dead to 31.", "Activists", "their count of the dead to 31"),
    ],
)
def test_who_gives_a_total_another_number_tells_it(text: str, source: str, said: str) -> None:
    assert chain(text, said) == [source]
    assert content(text) == said


@pytest.mark.parametrize(
    "text", ["The raid raised the toll to 15.", "Two deaths overnight raised the death toll to 15."]
)
def test_what_makes_a_total_rise_tells_nothing(text: str) -> None:
    assert attributions(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"Two {CLAUSE}, a Britain-based group, Action on Armed Reeds, said.", "Action on Armed Reeds"),
        (f"Two {CLAUSE}, said a Britain-based group, Action on Armed Reeds.", "Action on Armed Reeds"),
        (f"Two {CLAUSE}, according to an opposition group, the Reed Committees.", "the Reed Committees"),
        (f"A local group, the Reed Committees, said {CLAUSE}.", "the Reed Committees"),
        (f"Two {CLAUSE}, reported a local activist network, Marsh 24.", "Marsh 24"),
        (f"Two {CLAUSE}, said a local doctor, Ivo Tarn.", "Ivo Tarn"),
    ],
)
def test_a_name_after_what_it_explains_is_the_source(text: str, name: str) -> None:
    (found,) = attributions(text)
    assert [s.source for s in found.chain] == [name]
    assert text[slice(*found.content)].endswith(CLAUSE)


@pytest.mark.parametrize("opening", ["an air strike on the town", "the attack on the market", "the shelling"])
def test_a_source_set_off_in_commas_says_what_begins_with_an_attack(opening: str) -> None:
    (found,) = attributions(f"The Reed Network, a rights monitor, said {opening} killed 12 people.")
    assert [s.source for s in found.chain] == ["The Reed Network"]
