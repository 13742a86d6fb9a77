"""Articles that try to run scripts, to load or to send something, opened on every page that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from browsing import Watch, aside, browser, sign_in, visiting
from playwright.sync_api import Browser, Page

__all__ = ["browser"]

HERE = Path(__file__).parent
CORPUS: dict[str, list[str]] = yaml.safe_load((HERE / "hostile.yaml").read_text())
WORDS = CORPUS["words"]
PAGES: list[str] = yaml.safe_load((HERE / "reports" / "hostile.yaml").read_text())
SEARCHES = (
    "queue?q={0}",
    "reports?q={0}&outlet={0}",
    "incidents?place={0}&outlet={0}&informant={0}",
    "map?place={0}&event={0}",
    "overview?informant={0}",
    "sources?words={0}",
    "queue?event={0}&grade={0}&reviewer={0}&sort={0}",
)
_AT_LARGE = """() => {
  const loose = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!/[\\u202a-\\u202e\\u2066-\\u2069]/.test(node.data) || !node.parentElement.offsetParent) continue;
    let held = node.parentElement;
    for (; getComputedStyle(held).display === "inline" && getComputedStyle(held).unicodeBidi === "normal"; )
      held = held.parentElement;
    const style = getComputedStyle(held);
    if (style.unicodeBidi === "normal" && held.textContent.trim() !== node.data.trim()) loose.push(held.outerHTML);
  }
  return loose;
}"""
"""Elements whose words turn the direction of other words beside them."""


@pytest.fixture
def home(home: Path) -> Path:
    """The example casebook with the articles, read, linked, decided about and released."""
    aside(_fill, home)
    return home


def _fill(home: Path) -> None:
    from tallystick.commands import adding, casebooks, digests, linking
    from tallystick.commands.pipeline import pipeline
    from tallystick.commands.reading import ReadOptions

    book = casebooks.open_casebook(home)
    articles = home.parent / "articles"
    articles.mkdir()
    for number, page in enumerate(PAGES):
        (articles / f"page-{number}.html").write_text(page)
    for number, raw in enumerate(CORPUS["bytes"]):
        (articles / f"bytes-{number}.html").write_bytes(raw.encode("latin-1"))
    adding.add(book, adding.plan([str(articles)], None, ReadOptions()), pipeline(), by="tests")
    for number, words in enumerate(WORDS):
        _store(book, number, words)
    linking.link(book)
    _decide(book)
    digests.catch_up(book)
    book.casebook.close()


def _store(book: Any, number: int, words: str) -> None:
    """A report whose text, title, outlet and every name of whose claim are the hostile words."""
    from tallystick.evidence import Capture
    from tallystick.record import Claim, Document, Figure, Party, Place, Report, Source, Span, Weapon, When

    text = f"{words}\n\nShelling killed {number + 2} people in Aleppo, {words} said, and {words} was blamed."
    name, day = f"words-{number}", f"2016-11-{number + 1:02}"
    sha256 = book.evidence.preserve(text.encode(), Capture(name=name, document_id=name)).sha256
    document = Document(
        name, text, sha256=sha256, path=words, title=words, publisher=words, published=day, warnings=(words,)
    )
    killed = text.index(f"{number + 2} people")
    claim = Claim(
        f"{name}.c01",
        "shelling",
        Span.of(text, text.index("Shelling"), len(text)),
        attribution=(Source(words, role=words, organisation=words, cue=words),),
        perpetrators=(Party(words),),
        victims=(Party(words),),
        figures=(Figure("killed", "exact", Span.of(text, killed, killed + 8), value=number + 2, group="people"),),
        place=Place(words, latitude=36.2, longitude=37.1, gazetteer_name=words, country="SY", uncertainty_m=900),
        time=When(day),
        weapons=(Weapon("artillery", Span.of(text, 0, len(words))),),
    )
    book.casebook.store_report(Report(document, (claim,)), words, reader="tests", reader_version="1")


def _decide(book: Any) -> None:
    from tallystick.commands import deciding, informants

    for number, words in enumerate(WORDS):
        claim = f"words-{number}.c01"
        incident = next(i.id for i in book.casebook.incidents() if claim in i.claims)
        deciding.accept(book, claim, reason=words, by=words)
        deciding.grade(book, incident, "weak", reason=words, by=words)
        for who in ("one", words):
            deciding.sign(book, incident, reason=words, by=who)
        deciding.release(book, incident, True, reason=words, by=words)
        informants.add(book, {"name": f"{words} {number}", "role": "informant"}, reason=words, by=words)


def addresses(page: Page, served: str) -> Iterator[str]:
    """Every page that shows something of the articles."""
    yield from ("queue", "reports", "incidents", "map", "overview", "sources", "sources?role=outlet", "places")
    yield from ("actors", "sources/proposed", "public", "uploads", "agreement", "people/access")
    for listing, links in (
        ("reports?unreviewed=", "td.title a"),
        ("incidents", "main a[href*='/incidents/I']"),
        ("sources", "main a[href*='/sources/of/']"),
        ("public", "main a[href*='/public/']"),
    ):
        page.goto(f"{served}/c/aleppo/{listing}")
        found = page.eval_on_selector_all(links, "all => all.map((a) => a.getAttribute('href'))")
        assert found, listing
        for path in dict.fromkeys(href.partition("/c/aleppo/")[2].partition("?")[0] for href in found):
            yield path
            if path.startswith("reports/"):
                yield from (f"{path}?tab=original", path.replace("reports/", "original/", 1))
    for number in range(len(WORDS)):
        yield from (f"reports/words-{number}", f"reports/words-{number}?tab=provenance", f"original/words-{number}")
    for number, words in enumerate(WORDS):
        yield SEARCHES[number % len(SEARCHES)].format(quote(words))


def test_articles_are_read_and_do_nothing(browser: Browser, served: str) -> None:
    watch, ran = Watch(served), list[str]()
    with visiting(browser, watch) as page:
        sign_in(page, served, "administrator")
        page.context.expose_function("canary", lambda *_: ran.append(page.url))
        page.evaluate("canary(1)")
        assert ran.pop() == page.url
        seen = set[str]()
        for path in addresses(page, served):
            where = f"{served}/c/aleppo/{path}"
            page.goto(where)
            seen.add(path.partition("/")[0].partition("?")[0])
            assert page.url == where, path
            assert ran == [], path
            assert "pwned" not in page.title(), path
            text = page.locator("body").inner_text()
            assert str(7 * 191) not in text, path
            assert "k" * 50 not in text, path
            assert page.evaluate(_AT_LARGE) == [] or path.startswith("original/"), path
            assert watch.elsewhere == [], path
        assert {"queue", "reports", "original", "incidents", "map", "sources", "public"} <= seen
    assert watch.faults == []
