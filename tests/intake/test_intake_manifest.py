"""Manifests and walks through folders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tallystick.errors import IntakeError
from tallystick.intake import ManifestEntry, ManifestProblem, discover, open_path, read_manifest


def write(folder: Path, *lines: object, start: str = "") -> Path:
    path = folder / "corpus.jsonl"
    rows = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text(start + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def entry(thing: ManifestEntry | ManifestProblem) -> ManifestEntry:
    assert isinstance(thing, ManifestEntry)
    return thing


def test_a_text_line_is_taken_exactly(tmp_path: Path, english: str) -> None:
    text = f"\ufeff Headline\r\n\r\n{english}\n"
    row = {"text": text, "id": 17, "published": "2016-12-13", "publisher": "Herald", "title": "T", "place": "x"}
    (line,) = read_manifest(write(tmp_path, row))
    intake = entry(line).open()[0]
    document = intake.document
    assert (document.text, intake.original) == (text, text.encode())
    assert (document.id, document.published, document.published_from) == ("17", "2016-12-13", "option")
    assert (document.publisher, document.title) == ("Herald", "T")
    assert document.path == f"{tmp_path / 'corpus.jsonl'}#17"


def test_a_path_line_is_found_beside_the_manifest(tmp_path: Path, english: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text(english)
    row = {"path": "a/one.txt", "url": "https://www.herald.example/one", "publisher": ""}
    document = entry(next(read_manifest(write(tmp_path, row)))).open()[0].document
    assert (document.text, document.path) == (english, "https://www.herald.example/one")
    assert document.publisher == "herald.example"


def test_bad_lines_do_not_stop_the_rest(tmp_path: Path, english: str) -> None:
    good = {"text": english}
    bad = ["{", "[1]", {}, {"text": "x", "path": "y"}, {"text": 3}, {"text": "x", "published": "soon"}, "[" * 100_000]
    things = list(read_manifest(write(tmp_path, good, *bad, "", "  ", good, start="\ufeff")))
    assert [thing.line for thing in things] == [1, 2, 3, 4, 5, 6, 7, 8, 11]
    problems = [thing for thing in things if isinstance(thing, ManifestProblem)]
    assert [problem.line for problem in problems] == [2, 3, 4, 5, 6, 7, 8]
    assert all(f"corpus.jsonl, line {problem.line}" in str(problem.error) for problem in problems)


@pytest.mark.parametrize("text", ["", "  \n", "\ud800 and the army said so"])
def test_a_line_whose_text_cannot_be_read_says_so_when_opened(tmp_path: Path, text: str) -> None:
    (line,) = read_manifest(write(tmp_path, {"text": text}))
    with pytest.raises(IntakeError, match=r"corpus\.jsonl, line 1"):
        entry(line).open()


@pytest.mark.parametrize("name", ["x" * 201, "a\x00b", "a\nb"])
def test_an_id_that_no_casebook_keeps_is_refused(tmp_path: Path, english: str, name: str) -> None:
    (line,) = read_manifest(write(tmp_path, {"text": english, "id": name}))
    with pytest.raises(IntakeError, match="not at most 200 printable characters; give it another"):
        entry(line).open()


def test_nul_characters_are_not_kept_and_offsets_stay(tmp_path: Path, english: str) -> None:
    (line,) = read_manifest(write(tmp_path, {"text": f"A\x00{english}", "title": "T\x00"}))
    document = entry(line).open()[0].document
    assert (document.text, document.title) == (f"A\ufffd{english}", "T\ufffd")


def test_a_manifest_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match=r"nothing\.jsonl"):
        list(read_manifest(tmp_path / "nothing.jsonl"))


def test_the_news_corpus_is_taken_whole(shared: Path) -> None:
    path = shared / "data" / "syria-news" / "fakes.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    documents = [entry(thing).open()[0].document for thing in read_manifest(path)]
    assert [(d.id, d.text, d.published) for d in documents] == [(r["id"], r["text"], r["published"]) for r in rows]


def test_no_coded_text_is_refused(shared: Path) -> None:
    for path in sorted((shared / "gold").glob("*.txt")):
        assert open_path(path)[0].document.text == path.read_bytes().decode()
    for path in sorted((shared / "claims-train").glob("*.jsonl")):
        for thing in read_manifest(path):
            assert entry(thing).open()[0].document.language == "en"


def test_folders_are_walked_in_order_without_what_is_no_report(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.html", "a.pdf", "b/.hidden/x.txt", ".x.txt", "b/photo.JPG", "c/style.css", "z"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [str(path.relative_to(tmp_path)) for path in discover([tmp_path])]
    assert found == ["a.pdf", "b/10.html", "b/2.txt", "z"]


def test_links_that_lead_back_end_the_walk(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.txt").write_text("x")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    assert list(discover([tmp_path])) == [tmp_path / "a" / "1.txt"]


def test_files_named_are_passed_on_as_they_are(tmp_path: Path) -> None:
    photo, missing = tmp_path / "photo.jpg", tmp_path / "missing.txt"
    photo.write_text("x")
    assert list(discover([str(missing), photo, photo, tmp_path])) == [missing, photo]
