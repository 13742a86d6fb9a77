"""A report in a real browser: words and cards, selecting, and hostile originals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from browsing import aside, press, sign_in
from playwright.sync_api import Browser, Page, expect

HOSTILE: list[str] = yaml.safe_load((Path(__file__).parent / "hostile.yaml").read_text())
ARABIC = (
    "مقتل 12 مدنياً في قصف على سوق\r\n\r\n"
    "حلب - قال المرصد 🕊🕊 إن 12 مدنياً قُتلوا في قصف جوي على سوق يوم الثلاثاء.\r\n"
    "The monitor said 14 people were killed in an air strike on Tuesday.\n"
)
_SELECT = """([from, to]) => {
  const text = document.getElementById("text");
  const at = (offset) => {
    for (const piece of text.querySelectorAll("[data-start]")) {
      if (offset >= Number(piece.dataset.start) && offset <= Number(piece.dataset.end)) {
        const signs = Array.from(piece.firstChild.data).slice(0, offset - Number(piece.dataset.start));
        return [piece.firstChild, signs.join("").length];
      }
    }
  };
  const range = document.createRange();
  range.setStart(...at(from)); range.setEnd(...at(to));
  getSelection().removeAllRanges(); getSelection().addRange(range);
  text.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
}"""


@pytest.fixture
def home(home: Path) -> Path:
    """The example casebook with a report in Arabic, and the hostile articles."""
    aside(_add, home)
    return home


def _add(home: Path) -> None:
    from tallystick.commands import casebooks
    from tallystick.evidence import Capture
    from tallystick.record import Claim, Document, Report, Span

    def store(name: str, text: str, media_type: str, claims: tuple[Claim, ...] = ()) -> None:
        sha256 = book.evidence.preserve(text.encode(), Capture(name=name, document_id=name)).sha256
        document = Document(name, text, sha256=sha256, media_type=media_type, published="2016-12-14")
        book.casebook.store_report(Report(document, claims), "tests", reader="tests", reader_version="1")

    book = casebooks.open_casebook(home)
    start = ARABIC.index("12 مدنياً قُتلوا")
    words = Span.of(ARABIC, start, ARABIC.index("الثلاثاء") + len("الثلاثاء"))
    store("arabic", ARABIC, "text/plain", (Claim("arabic.1", "airstrike", words),))
    for number, article in enumerate(HOSTILE):
        store(f"hostile-{number}", article, "text/html")
    book.casebook.close()


def open_report(page: Page, name: str) -> None:
    page.goto(page.url.replace("/queue", f"/reports/{name}"))


def open_wire(page: Page) -> None:
    page.goto(page.url.replace("/queue", "/reports?outlet=Harbour+Wire"))
    page.click("td.title a")
    page.wait_for_selector(".card[aria-current]")


def select(page: Page, text: str, words: str) -> None:
    start = text.index(words)
    page.evaluate(_SELECT, [start, start + len(words)])
    expect(page.locator("#words")).to_be_visible()


def test_words_and_cards_point_at_one_another_and_words_correct_a_figure(page: Page) -> None:
    open_wire(page)
    page.locator(".card").nth(1).hover()
    expect(page.locator(".seg.near").first).to_be_visible()
    assert "".join(page.locator(".seg.near").all_text_contents()).startswith("the killings took place")
    page.locator(".seg.claim", has_text="Thousands").first.click()
    expect(page.locator(".card").nth(3)).to_have_attribute("aria-current", "true")
    press(page, "k")
    expect(page.locator(".card").nth(2)).to_be_focused()
    assert "".join(page.locator(".seg.claim.on").all_text_contents()).startswith("many more people")
    page.locator(".card").nth(0).locator("h3").click()
    text = page.locator("#text").evaluate("node => node.textContent")
    select(page, text, "at least 82 civilians")
    assert page.input_value("#words [name=value]") == "82"
    page.fill("#words [name=value]", "84")
    page.locator("#words button[value=figures]").click()
    card = page.locator(".card").nth(0)
    expect(card.locator("[data-slot=figures]")).to_contain_text("at least 84 civilians killed")
    expect(card.locator("[data-slot=figures] del").first).to_have_text("at least 82 civilians killed")
    press(page, "u")
    expect(card.locator("[data-slot=figures]")).not_to_contain_text("84")


def test_rejecting_takes_two_keys_and_goes_on_to_the_next_claim(page: Page) -> None:
    open_wire(page)
    cards = page.locator(".card")
    press(page, "x")
    expect(page.locator("#reject select")).to_be_focused()
    press(page, "Enter")
    expect(cards.nth(0)).to_have_attribute("data-verdict", "reject")
    expect(page.locator("#reject")).to_be_hidden()
    expect(page.locator("#text")).to_have_count(1)
    expect(cards.nth(1)).to_be_focused()
    cards.nth(1).locator("[data-reject]").click()
    page.fill("#reject [name=free]", "A quotation")
    page.locator("#reject button.danger").click()
    expect(cards.nth(1)).to_have_attribute("data-verdict", "reject")
    press(page, "k")
    press(page, "u")
    expect(cards.nth(1)).to_have_attribute("data-verdict", "")


def test_enter_in_a_field_of_the_menu_sets_the_slot_of_that_field(page: Page) -> None:
    open_wire(page)
    card = page.locator(".card").nth(0)
    victims = card.locator("[data-slot=victims]").all_text_contents()
    text = page.locator("#text").evaluate("node => node.textContent")
    for field, typed, slot, told in (
        ("value", "84", "figures", "at least 84 civilians"),
        ("edtf", "2016-12-12", "time", "2016-12-12"),
    ):
        select(page, text, "at least 82 civilians")
        page.fill("#words [name=free]", f"Because of the {slot}")
        page.press("#words [name=free]", "Enter")
        expect(page.locator("#words")).to_be_visible()
        page.fill(f"#words [name={field}]", typed)
        page.press(f"#words [name={field}]", "Enter")
        expect(card.locator(f"[data-slot={slot}]")).to_contain_text(told)
        expect(card.locator(".past")).to_contain_text(f"Because of the {slot}")
    assert card.locator("[data-slot=victims]").all_text_contents() == victims


def test_selected_words_do_not_overwrite_what_a_colleague_set_meanwhile(
    page: Page, browser: Browser, served: str
) -> None:
    open_wire(page)
    other = sign_in(browser.new_context().new_page(), served, "reviewer")
    open_wire(other)
    text = page.locator("#text").evaluate("node => node.textContent")
    for who, figure in ((other, "81"), (page, "77")):
        select(who, text, "at least 82 civilians")
        who.fill("#words [name=value]", figure)
        who.press("#words [name=value]", "Enter")
        if who is other:
            expect(who.locator(".card").nth(0)).to_contain_text("at least 81 civilians")
    told = page.locator("#notices .conflict")
    for words in ("reviewer", "at least 82 civilians", "at least 81 civilians", "at least 77 civilians"):
        expect(told).to_contain_text(words)
    page.get_by_role("button", name="Decide so all the same").click()
    expect(page.locator(".card").nth(0)).to_contain_text("at least 77 civilians")
    other.context.close()


def test_the_keyboard_alone_selects_words_and_adds_a_missed_claim(page: Page) -> None:
    open_wire(page)
    before = page.locator(".card").count()
    page.locator("#text").focus()
    for key in ("End", "ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft"):
        press(page, key)
    assert len(page.evaluate("getSelection().toString()").split()) == 3
    press(page, "Enter")
    expect(page.locator("#words")).to_be_visible()
    press(page, "m")
    expect(page.locator(".card")).to_have_count(before + 1)
    expect(page.locator(".card[aria-current]")).to_contain_text("added by a person")


def test_offsets_of_arabic_count_characters_and_hostile_originals_do_nothing(page: Page) -> None:
    open_report(page, "arabic")
    assert page.locator("#text").evaluate("node => node.textContent") == ARABIC
    assert page.locator("#text").evaluate("node => getComputedStyle(node).unicodeBidi") == "plaintext"
    select(page, ARABIC, "14 people")
    start = ARABIC.index("14 people")
    assert page.input_value("#words [name=start]") == str(start)
    assert page.input_value("#words [name=end]") == str(start + len("14 people"))
    press(page, "v")
    expect(page.locator(".card [data-slot=victims]")).to_contain_text("14 people")
    line = page.locator(".seg.claim").first.bounding_box()
    box = page.locator("#text").bounding_box()
    assert line is not None
    assert box is not None
    assert line["x"] + line["width"] > box["x"] + box["width"] / 2
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.on("dialog", lambda dialog: dialog.dismiss())
    served = page.url.partition("/c/")[0]
    for number in range(len(HOSTILE)):
        page.goto(f"{served}/c/aleppo/reports/hostile-{number}?tab=original")
        assert "pwned" not in page.title(), HOSTILE[number]
        page.goto(f"{served}/c/aleppo/original/hostile-{number}")
        assert "pwned" not in page.title(), HOSTILE[number]
        assert page.url.endswith(f"/original/hostile-{number}")
    assert [url for url in sent if not url.startswith((served, "data:image/"))] == [], json.dumps(sent)
