"""Bad files: one sentence each, status 1, and everything else still done."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Run = Callable[..., "CompletedProcess[str]"]
GOOD = "MAREA, 13 December 2016 - Shelling killed 9 people in Marea on Monday, residents said.\n"
FRENCH = (
    "Des bombardements ont fait neuf morts lundi dans la ville de Marea, selon des habitants. Les secours sont "
    "arrivés dans la soirée et les blessés ont été conduits à l'hôpital de la ville voisine, où ils sont soignés.\n"
) * 3


def make_folder(folder: Path) -> None:
    (folder / "good.txt").write_text(GOOD)
    (folder / "empty.txt").write_text("")
    (folder / "french.txt").write_text(FRENCH)
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4\n1 0 obj\n<<")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)


def test_the_good_file_is_added_and_each_bad_one_named_with_its_reason(call: Run, tmp_path: Path) -> None:
    reports, book = tmp_path / "reports", tmp_path / "book"
    reports.mkdir()
    make_folder(reports)
    call("init", book)
    done = call("add", reports, "--casebook", book, "--json")
    assert done.returncode == 1
    added = json.loads(done.stdout)
    assert added["new"] == 1
    names = {Path(s["name"]).name for s in added["skipped"]}
    assert names == {"empty.txt", "french.txt", "picture.txt", "broken.pdf", "huge.txt"}
    for skipped in added["skipped"]:
        assert Path(skipped["name"]).name in skipped["reason"]
        assert skipped["reason"] in done.stderr
    assert "5 files were skipped" in done.stderr
    assert call("verify", "--casebook", book).returncode == 0


def test_read_goes_on_after_a_bad_file(call: Run, tmp_path: Path) -> None:
    make_folder(tmp_path)
    done = call("read", tmp_path, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["document"]["path"].endswith("good.txt")
    assert "Traceback" not in done.stderr


def test_an_address_is_refused_and_nothing_is_fetched(call: Run) -> None:
    done = call("read", "https://example.org/report.html")
    assert done.returncode == 1
    assert "opens no connection" in done.stderr


def test_a_terminal_gets_no_control_characters(call: Run, tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text("Shelling killed 9 people\x1b]0;owned\x07 in Marea on Monday, residents said.\n")
    assert "\x1b]0;" not in call("read", tmp_path / "evil.txt").stdout


def test_another_report_under_a_taken_id_is_refused_and_not_preserved(call: Run, tmp_path: Path) -> None:
    first, second, book = tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "book"
    first.write_text(json.dumps({"id": "r1", "text": GOOD, "published": "2016-12-13"}) + "\n")
    second.write_text(json.dumps({"id": "r1", "text": GOOD + "And more.", "published": "2016-12-13"}) + "\n")
    call("init", book)
    assert call("add", "--manifest", first, "--casebook", book).returncode == 0
    done = call("add", "--manifest", second, "--casebook", book)
    assert done.returncode == 1
    assert "r1" in done.stderr
    assert "1 preserved files" in call("verify", "--casebook", book).stdout
