"""Hostile articles are shown and do nothing."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tallystick.web.reports.inert import inert

HOSTILE: list[str] = yaml.safe_load((Path(__file__).parent / "hostile.yaml").read_text())
_LOADING = frozenset(
    {"href", "src", "srcset", "background", "action", "formaction", "data", "poster", "xlink:href", "ping"}
)
_BANNED = frozenset({"script", "style", "link", "meta", "base", "iframe", "object", "embed", "svg", "math", "form"}) | {
    "input",
    "button",
    "video",
    "audio",
    "template",
}


def assert_inert(page: str) -> None:
    tree = lxml.html.document_fromstring(page)
    for element in tree.iter(lxml.etree.Element):
        assert element.tag not in _BANNED - {"style", "meta"}, element.tag
        assert element.tag != "meta" or dict(element.attrib) == {"charset": "utf-8"}
        assert element.tag != "style" or not element.text or "url" not in element.text.lower()
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert name not in _LOADING or value.startswith("data:image/"), (name, value)
            assert name != "style" or "(" not in value


@pytest.mark.parametrize("article", HOSTILE)
def test_nothing_of_a_hostile_article_can_run_or_load(article: str) -> None:
    assert_inert(inert(article.encode(), "article"))


@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4), st.integers(0, 200))
def test_nor_of_several_cut_and_joined(articles: list[str], at: int) -> None:
    joined = "".join(articles)
    assert_inert(inert((joined[at:] + joined[:at] or "x").encode(), "article"))


def test_words_and_pictures_of_its_own_stay() -> None:
    pixel = "data:image/png;base64,iVBORw0KGgo="
    page = inert(
        f'<h1>Market hit</h1><p dir="rtl">قُتل</p><img alt="a map" src="{pixel}"><a href="https://x.example/">more</a>'.encode(),
        "a",
    )
    assert "Market hit" in page
    assert "قُتل" in page
    assert pixel in page
    assert '<a title="https://x.example/">more</a>' in page


@pytest.mark.parametrize(
    "data", [b"", b" ", b"<", b"<!doctype html>", b"<?xml version='1.0' encoding='utf-16'?><p>x</p>"]
)
def test_what_is_hardly_a_page_is_shown_all_the_same(data: bytes) -> None:
    assert inert(data or b" ", "a").startswith("<!doctype html>")
