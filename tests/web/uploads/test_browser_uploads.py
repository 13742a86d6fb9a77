"""Handing in a folder in a real browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

REPORTS = 21
"""More than one part of a folder holds."""
LONG_MS = 60_000


def test_a_folder_with_a_file_too_large_and_photographs_comes_in(page: Page, served: str, tmp_path: Path) -> None:
    folder = tmp_path / "field"
    folder.mkdir()
    for number in range(REPORTS):
        (folder / f"{number:02}.txt").write_text(f"Shelling of Idlib killed {number + 2} civilians on 12 May 2016.")
        (folder / f"{number:02}.jpg").write_bytes(b"\xff\xd8")
    with (folder / "big.txt").open("wb") as big:
        big.truncate(50_000_001)
    page.goto(f"{served}/c/aleppo/uploads")
    page.locator("input[webkitdirectory]").set_input_files(folder)
    page.get_by_role("button", name="Hand in", exact=True).click()
    expect(page.locator("#progress li")).to_contain_text("1 failed", timeout=LONG_MS)
    page.locator("#progress li a").click()
    expect(page.locator("main")).to_contain_text("big.txt has more than 50 MB; split it.")
    expect(page.locator("tbody tr")).to_have_count(REPORTS + 1)
