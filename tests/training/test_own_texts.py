"""The project's own coded texts: what ships is sound, and what does not fit its text is refused."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

READER = Path(__file__).resolve().parents[2] / "training" / "reader"
sys.path.append(str(READER))

from own.coding import CodingError, coded  # noqa: E402 - the training scripts have this folder on their path
from own.loading import own_articles, own_sources  # noqa: E402

ARTICLES = list(own_articles())
CLAIMS = [claim for article in ARTICLES for claim in article["claims"]]
TEXT = "Raiders took two boys on Monday, the mayor said. He added that two men died.\n"


def source(**claim: Any) -> dict[str, Any]:
    claims = [{"quote": "Raiders took two boys", "event": "abduction", **claim}]
    return {"id": "own-test", "war": "none", "published": "2024-05-16", "text": TEXT, "claims": claims}


def test_every_span_holds_the_words_that_it_names() -> None:
    spans = [(article["text"], claim["text"]) for article in ARTICLES for claim in article["claims"]]
    spans += [(a["text"], f["text"]) for a in ARTICLES for c in a["claims"] for f in c["figures"]]
    assert [text[span["start"] : span["end"]] for text, span in spans] == [span["exact"] for _, span in spans]


def test_ids_are_unique() -> None:
    ids = Counter([article["document"]["id"] for article in ARTICLES] + [claim["id"] for claim in CLAIMS])
    assert [name for name, times in ids.items() if times > 1] == []


def test_figures_stand_inside_their_claims() -> None:
    outside = [
        (claim["id"], figure["text"]["exact"])
        for claim in CLAIMS
        for figure in claim["figures"]
        if not claim["text"]["start"] <= figure["text"]["start"] < figure["text"]["end"] <= claim["text"]["end"]
    ]
    assert outside == []


def test_no_text_is_told_twice() -> None:
    assert max(Counter(article["text"] for article in ARTICLES).values()) == 1


def test_peaceful_texts_have_no_claims_and_all_others_have() -> None:
    by_war = {(own["war"] == "none", bool(own["claims"])) for own in own_sources()}
    assert by_war == {(True, False), (False, True)}


def test_the_readme_counts_what_is_there() -> None:
    told = re.findall(r"^\| ([\w -]+) \| (\d+) \|$", (READER / "own" / "README.md").read_text(encoding="utf-8"), re.M)
    counted = Counter(claim["event"] for claim in CLAIMS) + Counter(own["war"] for own in own_sources())
    assert {name: int(number) for name, number in told} == counted


def test_the_example_of_the_readme_can_be_built() -> None:
    example = (READER / "own" / "README.md").read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    (own,) = yaml.load(example, Loader=yaml.BaseLoader)
    assert [claim["event"] for claim in coded(own)["claims"]] == ["conscription", "attack"]


def test_texts_are_as_long_as_reports() -> None:
    lengths = {article["document"]["id"]: len(article["text"].split()) for article in ARTICLES}
    assert {id_: words for id_, words in lengths.items() if not 80 <= words <= 350} == {}


def test_names_of_a_text_stand_for_all_their_wordings() -> None:
    own = source(by=["mayor"]) | {"names": {"mayor": ["the mayor", "He"]}}
    assert coded(own)["claims"][0]["attribution"] == [{"names": ["the mayor", "He"]}]


def test_a_repeated_clause_is_told_apart_by_its_number() -> None:
    first, second = (coded(source(quote="two", nth=n))["claims"][0]["text"]["start"] for n in ("1", "2"))
    assert (first, second) == (TEXT.index("two"), TEXT.rindex("two"))


def test_a_figure_keeps_what_its_words_say() -> None:
    figure = coded(source(figures=["abducted at_least 2 | two boys | boys"]))["claims"][0]["figures"][0]
    told = {key: figure[key] for key in ("measure", "bound", "value", "upper", "word", "group", "part_of")}
    expected = {"measure": "abducted", "bound": "at_least", "value": 2, "upper": None}
    assert told == {**expected, "word": None, "group": "boys", "part_of": None}


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ({"quote": "Raiders took three boys"}, "not in the text"),
        ({"quote": "Raiders took two boy"}, "not in the text"),
        ({"quote": "two"}, "2 times"),
        ({"quote": "two", "nth": "3"}, "no number 3"),
        ({"victims": ["girls"]}, "the wording 'girls'"),
        ({"event": "burglary"}, "'burglary' is none of"),
        ({"status": "maybe"}, "'maybe' is none of"),
        ({"dates": ["2024-02-30"]}, "does not exist"),
        ({"figures": ["abducted exact 2 | two men"]}, "not in the text where it is quoted from"),
        ({"figures": ["abducted exact 2"]}, "write the figure"),
        ({"figures": ["abducted range 2 | two boys"]}, "not as many numbers"),
        ({"figures": ["stolen exact 2 | two boys"]}, "'stolen' is none of"),
        ({"figures": ["abducted exact 2 | two boys | part of 1"]}, "part of a figure"),
        ({"perpetrator": ["Raiders"]}, "no field perpetrator"),
    ],
)
def test_a_coding_that_does_not_fit_is_refused_with_its_reason(claim: dict[str, Any], said: str) -> None:
    with pytest.raises(CodingError, match=said) as refused:
        coded(source(**claim))
    assert str(refused.value).startswith("own-test: ")


@given(st.lists(st.text("abcdé", min_size=1, max_size=6), min_size=3, max_size=12, unique=True), st.data())
def test_a_clause_is_found_whatever_the_white_space(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 2))
    last = data.draw(st.integers(first + 1, len(words) - 1))
    gaps = data.draw(st.lists(st.sampled_from([" ", "\n", "  ", "\n\n   "]), min_size=len(words), max_size=len(words)))
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    own = source(quote=" ".join(words[first : last + 1])) | {"text": text}
    span = coded(own)["claims"][0]["text"]
    assert (text[: span["start"]].split(), span["exact"].split()) == (words[:first], words[first : last + 1])


def test_the_builder_prints_every_article_on_its_own_line() -> None:
    printed = subprocess.run([sys.executable, READER / "own" / "build.py"], capture_output=True, text=True, check=True)
    assert [json.loads(line) for line in printed.stdout.splitlines()] == ARTICLES
