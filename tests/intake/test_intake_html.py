"""HTML pages: clean text, what the page says about itself, and the map back to the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.errors import IntakeError
from tallystick.intake import open_bytes, to_original
from tallystick.record import Document

BODY = """<article><h1>Strike hits market in&nbsp;Northtown</h1>
<p>At least 14 people were <b>killed</b> when war&shy;planes struck a market in Northtown on Monday, the Observatory
   said &mdash; and &quot;dozens&quot; were wounded.</p><!-- <p>not seen</p> -->
<p>The dead include five children.<br>Rescue workers said that the toll could rise &amp; that the AT&T tower fell.</p>
<script>var hidden = "<p>Nine people were killed in a script.</p>";</script>
<ul><li>First: 14 dead in the market</li><li>Second: 3 dead at the bakery</li></ul>
<table><tr><td>Town</td><td>Dead</td></tr><tr><td>Northtown</td><td>14</td></tr></table>
<p title="a > b">Photo: Some One/AP</p>
<p>The minister denied that the army&#8217;s aircraft had flown that day.</p></article>"""
HEAD = """<meta charset="utf-8"><title>Strike hits market in Northtown &#8211; Example Herald</title>
<meta property="og:title" content="Strike hits market in Northtown">
<meta property="og:site_name" content="Example Herald">
<meta property="article:published_time" content="2016-12-13T09:00:00Z">"""
NAVIGATION = '<nav><a href="/">Home</a> <a href="/w">World</a></nav>'
PAGE = f"<!doctype html><html><head>{HEAD}</head><body>{NAVIGATION}{BODY}<footer>Contact</footer></body></html>"
PLAIN = """<HTML><BODY bgcolor=white><CENTER><FONT size=5>Shells fall on Southtown</FONT></CENTER><HR>
Four shells hit the school in Southtown at noon.<P>Two teachers were killed, a doctor said.
<P>It was the third attack this week & the worst.</BODY></HTML>"""
XHTML = """<?xml version="1.0" encoding="iso-8859-1"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Caf\xe9 bombed</title></head><body><div><p>A bomb went off in a
caf\xe9 in the old town on Friday, and nine people were killed, the police said.</p><br/></div></body></html>"""


def opened(page: str | bytes, name: str = "page.html") -> Document:
    return open_bytes(page if isinstance(page, bytes) else page.encode(), name)[0].document


def assert_exact(document: Document, original: str) -> None:
    assert document.original_map
    end = 0
    for start, at, length in document.original_map:
        assert length > 0
        assert start >= end
        assert document.text[start : start + length] == original[at : at + length]
        end = start + length


@pytest.mark.parametrize("page", [PAGE, PLAIN, BODY, XHTML, "<p>" + PAGE, PAGE.replace("\n", "\r\n"), PAGE[:900]])
def test_every_run_is_exact_in_the_original(page: str) -> None:
    encoding = "iso-8859-1" if page is XHTML else "utf-8"
    document = opened(page.encode(encoding))
    assert_exact(document, page)
    mapped = sum(length for _, _, length in document.original_map or ())
    assert mapped > 0.8 * len("".join(document.text.split()))


_SPOKEN = st.text(alphabet="abc XYZ.&;<>\"'é–\u00a0\u00ad\n\t", min_size=1, max_size=30)


@given(st.lists(st.tuples(_SPOKEN, st.sampled_from(["p", "b", "div", "li", "td", "a", "h2", "x-y", "script", "!--"]))))
def test_runs_are_exact_whatever_the_markup(parts: list[tuple[str, str]]) -> None:
    page = "<html><body><p>The army said that the people were killed.</p>"
    page += "".join(f"<{tag}>{words}</{tag}>" for words, tag in parts) + "</body></html>"
    assert_exact(opened(page), page)


def test_the_text_is_the_report_in_paragraphs() -> None:
    paragraphs = opened(PAGE).text.split("\n\n")
    assert paragraphs[0] == "Strike hits market in Northtown"
    assert paragraphs[1].startswith("At least 14 people were killed when warplanes struck a market")
    assert paragraphs[1].endswith('said — and "dozens" were wounded.')
    assert "First: 14 dead in the market\nSecond: 3 dead at the bakery" in paragraphs
    text = opened(PAGE).text
    assert not any(unseen in text for unseen in ("not seen", "script", "World", "<", "Contact"))


def test_a_span_maps_back_with_its_markup() -> None:
    document = opened(PAGE)

    def original(words: str) -> str:
        at = document.text.index(words)
        found = to_original(document, at, at + len(words))
        assert found is not None
        return PAGE[slice(*found)]

    assert original("struck a market") == "struck a market"
    assert original("were killed when") == "were <b>killed</b> when"
    assert original("warplanes") == "war&shy;planes"
    assert "&quot;dozens&quot;" in original('"dozens"')
    assert "army&#8217;s" in original("army’s")


def test_what_cannot_be_mapped_maps_to_nothing() -> None:
    document = opened(PAGE)
    assert to_original(document, len(document.text) + 5, len(document.text) + 9) is None


def test_what_the_page_says_about_itself() -> None:
    document = opened(PAGE)
    assert (document.title, document.publisher) == ("Strike hits market in Northtown", "Example Herald")
    assert (document.published, document.published_from) == ("2016-12-13", "metadata")
    assert (document.media_type, document.language, document.warnings) == ("text/html", "en", ())
    start, end = document.furniture[0]
    assert document.text[start:end] == "Photo: Some One/AP"


def test_the_day_of_an_event_in_the_text_is_not_the_publication_date() -> None:
    words = "People still remember how the market was bombed on 21 August 2013 by the army."
    assert opened(f"<html><body><p>{words}</p></body></html>").published is None


def test_the_declared_encoding_is_believed_before_a_guess() -> None:
    page = "<html><head><meta charset='windows-1251'></head><body><p>{}</p></body></html>"
    words = "The people of the town said that it was called Ковачевац, and that the army had left."
    assert opened(page.format(words).encode("cp1251")).text == words


def test_the_headline_is_kept_where_it_stands_outside_of_the_article() -> None:
    head, rest = PAGE.split("<h1>")[0], PAGE.split("</h1>")[1]
    headline = "<header><h1>Strike hits market in Northtown</h1></header><nav>"
    document = opened(head.replace("<nav>", headline) + rest)
    assert document.text.startswith("Strike hits market in Northtown\n\n")


def test_a_page_that_is_cut_off_is_read_with_a_warning() -> None:
    document = opened(PAGE[: PAGE.index("<ul>")])
    assert "five children" in document.text
    assert any("cut off" in warning for warning in document.warnings)


def test_html_is_recognised_without_a_suffix() -> None:
    assert opened(PAGE, "-").media_type == "text/html"
    assert opened(PAGE.encode("utf-16"), "-").media_type == "text/html"


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><head><title>T</title></head><body><script>x()</script></body></html>"]
)
def test_a_page_without_words_is_refused(page: str) -> None:
    with pytest.raises(IntakeError, match=r"page\.html holds no text"):
        opened(page)


LEAD = "<html><body><p>At least 14 people were killed in the strike, he said.</p>"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 50_000 + LEAD,
        LEAD + "<b>" * 50_000,
        LEAD + "<a href='" * 20_000,
        LEAD + "<" * 50_000,
        LEAD + "&" * 50_000,
        LEAD + "<!--" * 20_000,
        LEAD + "<p" * 20_000,
        LEAD + "<script>" * 20_000,
        LEAD + "<table><tr><td>" * 2_000,
        LEAD + "<p>\ud7ff\x01\x0b</p>",
        LEAD + "<a " + '="' * 20_000 + ">",
    ],
)
def test_hostile_pages_do_not_stop_the_reader(page: str) -> None:
    assert "14 people were killed in the strike" in opened(page).text


def test_a_page_of_endless_markup_is_refused() -> None:
    with pytest.raises(IntakeError, match=r"page\.html is too large"):
        opened(LEAD + "<i>" * 300_000)


def test_utf8_is_recognised_under_a_wrong_declaration() -> None:
    words = "The café was hit, and the owner’s son was killed."
    page = f"<html><head><meta charset=iso-8859-1></head><body><p>{words}</p></body></html>"
    assert opened(page).text == words
    assert opened(page.encode("cp1252").replace(b"iso-8859-1", b"utf-8")).text.startswith("The café")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta name="DC.date.issued" content="2016-12-13">', "2016-12-13"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2016-12-13"}</script>',
            "2016-12-13",
        ),
        (
            '<meta property="article:modified_time" content="2016-12-15"><meta property="article:published_time" '
            'content="2016-12-13">',
            "2016-12-13",
        ),
    ],
)
def test_kinds_of_metadata(head: str, day: str) -> None:
    assert opened(f"<html><head>{head}</head><body>{BODY}</body></html>").published == day


def test_a_time_element_beside_the_headline_dates_the_page() -> None:
    page = f"<html><body>{BODY}</body></html>".replace(
        "</h1>", '</h1><time datetime="2016-12-13T10:00">13 December</time>'
    )
    assert (opened(page).published, opened(page).published_from) == ("2016-12-13", "metadata")


@pytest.mark.parametrize(
    "codec", ["punycode", "unicode_escape", "idna", "undefined", "rot13", "zlib", "utf-7", "no-such", "utf-16"]
)
def test_a_page_cannot_call_for_what_is_no_character_set(codec: str) -> None:
    words = "The army said \\ud800 that it had left the town."
    assert opened(f"<html><head><meta charset={codec}></head><body><p>{words}</p></body></html>").text == words


STORY = (
    "<article><p>Shelling killed 9 people in Marea on Monday, residents said. The wounded were taken to hospital.</p>"
    "<p>More shells fell on the town in the afternoon, and the hospital was damaged, residents said.</p></article>"
)


@pytest.mark.parametrize(
    ("head", "spoof", "shown", "title"),
    [
        ("", '<h1 style="display: none">Nobody was hurt</h1>', "<h1>Shells hit Maréa</h1>", "Shells hit Maréa"),
        ("", "<div hidden><h1>Nobody was hurt</h1></div>", "<h1>Shells hit Marea</h1>", "Shells hit Marea"),
        ("<title>Shells hit Marea</title>", '<h1 style="display:none">Nobody was hurt</h1>', "", "Shells hit Marea"),
        ("", '<p style="display:none">No more</p><h1>Shells hit Marea</h1>', "", "Shells hit Marea"),
    ],
)
def test_a_headline_that_the_page_hides_is_not_its_title(head: str, spoof: str, shown: str, title: str) -> None:
    page = f"<html><head>{head}</head><body>{spoof}{shown}{STORY}</body></html>".encode()
    (intake,) = open_bytes(page, "page.html")
    assert intake.document.title == title
    assert "Nobody" not in intake.document.text
