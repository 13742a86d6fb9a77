"""A recorder's day in a real browser, from the reports that come in to what the public sees of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import Watch, aside, browser, press, sign_in, visiting
from playwright.sync_api import Browser, Page, expect

__all__ = ["browser"]

REPORTS = {
    "market.txt": """Shells hit a market in Saraqib

SARAQIB, 14 December 2016 (Harbour Wire) - Shelling of the market in Saraqib killed 7 people on Tuesday, the Syrian \
Observatory for Human Rights said.

The monitor said 4 women were among the dead.

Correction: the monitor's first count left out a boy; its list has 8 names.

[Written for the tests of Tallystick. Harbour Wire is an invented outlet.]
""",
    "raid.txt": """Air raid on Binnish

BEIRUT, 18 December 2016 (Meridian Post) - Government warplanes bombed the town of Binnish on Saturday and killed 9 \
civilians, the White Helmets said.

[Written for the tests of Tallystick. Meridian Post is an invented outlet.]
""",
}
READ_SECONDS = 90
_WORDS = """(words) => {
  const text = document.getElementById("text");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let before = "", from = text.textContent.indexOf(words), range = document.createRange(), started = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const end = before.length + node.data.length;
    if (!started && from < end) { range.setStart(node, from - before.length); started = true; }
    if (from + words.length <= end) { range.setEnd(node, from + words.length - before.length); break; }
    before += node.data;
  }
  const box = range.getBoundingClientRect();
  return [box.left + 1, box.right - 1, (box.top + box.bottom) / 2];
}"""


@pytest.fixture
def watch(served: str) -> Iterator[Watch]:
    """Watches every browser of the day; all that they ask for is the site's, and nothing goes wrong in them."""
    watch = Watch(served)
    yield watch
    assert watch.faults == []
    assert watch.elsewhere == []
    assert len(watch.asked) > 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of reports that came in."""
    folder = tmp_path / "today"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text)
    return folder


def drop(page: Page, path: Path) -> None:
    """Drops a folder on the page, as from the desktop."""
    box = page.locator("#drop").bounding_box()
    assert box is not None
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + 20}
    data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
    chrome = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        chrome.send("Input.dispatchDragEvent", {"type": kind, **at, "data": data})


def select(page: Page, words: str) -> None:
    """Selects words of the report with the mouse."""
    left, right, height = page.evaluate(_WORDS, words)
    page.mouse.move(left, height)
    page.mouse.down()
    page.mouse.move(right, height, steps=5)
    page.mouse.up()
    expect(page.locator("#words")).to_be_visible()
    expect(page.locator("#words q")).to_have_text(words)


def hand_in(page: Page, served: str, folder: Path) -> None:
    page.goto(f"{served}/c/aleppo/uploads")
    drop(page, folder)
    expect(page.locator("#progress")).to_contain_text("2 of 2 read", timeout=READ_SECONDS * 1000)
    expect(page.locator("#progress")).to_contain_text("· brought to incidents", timeout=READ_SECONDS * 1000)


def fix_a_figure(page: Page) -> str:
    """The report corrects itself at its end, which the reader did not bring together; the person does.

    The incident of the report.
    """
    page.get_by_role("link", name="Reports", exact=True).click()
    page.get_by_role("link", name="Shells hit a market in Saraqib").click()
    card = page.locator(".card[aria-current]")
    expect(card.locator("[data-slot=figures]")).to_contain_text("7 people killed")
    select(page, "7 people")
    assert page.input_value("#words [name=value]") == "7"
    page.fill("#words [name=value]", "8")
    page.locator("#words button[value=figures]").click()
    expect(card.locator("[data-slot=figures] .filler").first).to_contain_text("8 people killed")
    expect(card.locator("[data-slot=figures] del").first).to_contain_text("7 people killed")
    link = card.locator("a[href*='/incidents/']")
    incident = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(incident)
    return incident


def merge_and_split(page: Page) -> str:
    """Two incidents are one, and then two after all; the id of the one that is split off."""
    press(page, "m")
    page.locator("li", has_text="Binnish").get_by_role("radio").check()
    expect(page.locator("#preview")).to_contain_text("As they would be")
    page.fill("#preview [name=reason]", "One attack on the town")
    page.locator("#preview").get_by_role("button", name="Merge").click()
    expect(page.locator("main")).to_contain_text("Government warplanes bombed the town")
    expect(page.locator("main")).to_contain_text("Shelling of the market")
    press(page, "x")
    page.locator("label", has_text="Government warplanes bombed").get_by_role("checkbox").check()
    expect(page.locator("#preview")).to_contain_text("As they would be")
    page.fill("#preview [name=reason]", "Another day, another weapon")
    press(page, "Enter")
    expect(page.locator("#notices")).to_contain_text("is now the incident")
    expect(page.locator("main blockquote", has_text="Government warplanes")).to_have_count(0)
    found = re.search(r"is now the incident (I\d+)", page.locator("#notices").inner_text())
    assert found is not None
    return found[1]


def override_the_grade(page: Page) -> None:
    page.locator("summary", has_text="Set the grade").click()
    page.select_option("[name=grade]", "fair")
    form = page.locator("form[action$='/grade']")
    form.locator("[name=reason]").fill("The clinic's register was seen")
    form.get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("Set by reviewer.")
    expect(page.locator("main")).to_contain_text("The machine:")


def sign(page: Page, signatures: str) -> None:
    press(page, "s")
    expect(page.locator("main")).to_contain_text(signatures)


def publish(page: Page) -> None:
    release = page.locator("form[action$='/release']")
    release.locator("[name=reason]").fill("Signed by two")
    release.get_by_role("button", name="Make public").click()
    expect(page.locator("main")).to_contain_text("It is public.")


def look_at_what_is_public(page: Page, served: str, incident: str, held: str) -> None:
    """A viewer sees the released incident with the corrected figure, and nothing else of the casebook."""
    rows = page.locator("table.record tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text(incident)
    expect(rows.first.locator(".killed")).to_contain_text("8")
    expect(page.get_by_role("navigation", name="Casebook").get_by_role("link")).to_have_text(["Public record"])
    page.get_by_role("link", name=incident).click()
    expect(page.locator("main")).to_contain_text("Saraqib")
    assert page.request.get(f"{served}/c/aleppo/public/{held}").status == 404
    for path in ("queue", "reports", "incidents", f"incidents/{incident}", "map", "overview", "sources", "uploads"):
        assert page.request.get(f"{served}/c/aleppo/{path}").status == 403, path


def record(home: Path, incident: str) -> dict[str, Any]:
    """What the casebook holds of the incident, and what is decided and public."""
    from tallystick.commands.casebooks import open_casebook
    from tallystick.commands.cases import case_file

    book = open_casebook(home)
    case = case_file(book, incident)
    decisions = [(d.kind, d.author) for d in book.casebook.decisions()]
    public = [i.id for i in book.casebook.incidents() if book.casebook.released(i.id).public]
    book.casebook.close()
    return {
        "decisions": decisions,
        "grade": case.assessment.grade,
        "killed": {f.best.value for f in case.assessment.figures if f.measure == "killed"},
        "outlets": {report.document.publisher for report in case.reports},
        "public": public,
    }


def test_a_recorders_day(browser: Browser, watch: Watch, home: Path, folder: Path) -> None:
    served = watch.served
    with visiting(browser, watch) as page:
        sign_in(page, served, "reviewer")
        hand_in(page, served, folder)
        market = fix_a_figure(page)
        raid = merge_and_split(page)
        override_the_grade(page)
        sign(page, "1 of 2 signatures: reviewer")
        page.get_by_role("button", name="Sign out").click()
    with visiting(browser, watch) as page:
        sign_in(page, served, "publisher")
        page.goto(f"{served}/c/aleppo/incidents/{market}")
        sign(page, "2 of 2 signatures")
        publish(page)
    with visiting(browser, watch) as page:
        look_at_what_is_public(sign_in(page, served, "viewer", first="public"), served, market, raid)
    held = aside(lambda folder: record(folder, market), home)
    by_one = [(kind, "reviewer") for kind in ("correct", "merge", "split", "grade", "sign")]
    assert held["decisions"] == [*by_one, ("sign", "publisher"), ("release", "publisher")]
    assert held["grade"] == "fair"
    assert 8 in held["killed"]
    assert held["outlets"] == {"Harbour Wire"}
    assert held["public"] == [market]
