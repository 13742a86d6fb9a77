"""Plain text: the file itself, in whatever encoding it came, or one sentence that says why not."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.errors import IntakeError
from tallystick.intake import LARGEST_FILE, open_bytes, open_path, to_original

REPORT = "Strike hits market\r\n\r\nNORTHTOWN, Dec 13, 2016 (AFP) - At least 14 people were killed on Monday.\r\n"


def refusal(data: bytes, name: str = "report.txt") -> str:
    with pytest.raises(IntakeError) as caught:
        open_bytes(data, name)
    message = str(caught.value)
    assert name in message
    assert "\n" not in message
    return message


def test_the_text_is_the_file_itself(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(REPORT.encode())
    (intake,) = open_path(file)
    assert intake.document.text == REPORT
    assert intake.original == REPORT.encode()
    assert intake.document.path == intake.name == str(file)
    assert intake.document.original_map is None
    assert to_original(intake.document, 3, 9) == (3, 9)


def test_identity_is_the_hash_of_the_bytes_unless_given() -> None:
    digest = hashlib.sha256(REPORT.encode()).hexdigest()
    document = open_bytes(REPORT.encode(), "-")[0].document
    assert (document.id, document.sha256) == (digest[:12], digest)
    given_id = open_bytes(REPORT.encode(), "-", document_id="case-7")[0].document
    assert (given_id.id, given_id.sha256) == ("case-7", digest)


def test_what_the_file_says_about_itself() -> None:
    document = open_bytes(REPORT.encode(), "report.txt")[0].document
    assert document.title == "Strike hits market"
    assert (document.published, document.published_from, document.anchor) == ("2016-12-13", "dateline", "2016-12-13")
    assert document.dateline is not None
    assert document.dateline.exact == "Dec 13, 2016"
    assert (document.language, document.media_type, document.publisher) == ("en", "text/plain", "AFP")


def test_options_win_and_a_contradicting_dateline_is_the_anchor() -> None:
    opened = open_bytes(REPORT.encode(), "report.txt", published="2016-12-20", publisher="Herald", title="A title")
    document = opened[0].document
    assert (document.published, document.published_from) == ("2016-12-20", "option")
    assert (document.publisher, document.title, document.anchor) == ("Herald", "A title", "2016-12-13")
    (warning,) = document.warnings
    assert "2016-12-13" in warning
    assert "2016-12-20" in warning


def test_a_dateline_one_day_off_is_no_contradiction() -> None:
    document = open_bytes(REPORT.encode(), "report.txt", published="2016-12-14")[0].document
    assert (document.published, document.anchor, document.warnings) == ("2016-12-14", "2016-12-13", ())


@pytest.mark.parametrize("published", ["13 December", "2016-13-01", "2016-12-13x"])
def test_a_publication_date_that_is_none_is_refused(published: str) -> None:
    with pytest.raises(IntakeError, match="is not a day"):
        open_bytes(REPORT.encode(), "report.txt", published=published)


@given(st.text(alphabet=st.characters(exclude_categories=["C"]), max_size=300), st.sampled_from(["\n", "\r\n", "\r"]))
def test_utf8_text_is_never_changed(rest: str, line_end: str) -> None:
    text = "The army said that it had taken the town and the bridge." + line_end + rest
    assert open_bytes(text.encode(), "x.txt")[0].document.text == text


CURLY = "“Fourteen people were killed,” the café’s owner said – and the army’s spokesman didn’t deny it. "


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("cp1252", b""),
    ],
)
def test_encodings_are_read_and_the_byte_order_mark_is_dropped(encoding: str, mark: bytes) -> None:
    assert open_bytes(mark + CURLY.encode(encoding), "x.txt")[0].document.text == CURLY


def test_an_old_encoding_is_told() -> None:
    (warning,) = open_bytes(CURLY.encode("cp1252"), "x.txt")[0].document.warnings
    assert "cp1252" in warning


def test_a_file_that_ends_inside_a_character_is_read_with_a_warning() -> None:
    document = open_bytes(CURLY.strip().encode() + "é".encode()[:1], "x.txt")[0].document
    assert document.text == CURLY.strip()
    assert "cut off" in document.warnings[0]


def test_a_few_broken_characters_do_not_lose_the_file() -> None:
    data = (CURLY * 5).encode().replace(b"Fourteen", b"Four\xffteen", 1)
    document = open_bytes(data, "x.txt")[0].document
    assert document.text.count("\ufffd") == 1
    assert document.text.endswith(CURLY)
    assert "could not be decoded" in document.warnings[0]


@pytest.mark.parametrize(
    "data", [b"", b"  \r\n\t ", b"\xef\xbb\xbf", "\ufeff \n".encode("utf-16-le"), b"\xef\xbb\xbf \n"]
)
def test_empty_files_are_refused(data: bytes) -> None:
    assert "empty" in refusal(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG"),
        (b"PK\x03\x04" + bytes(40), "ZIP"),
        (b"\x7fELF" + bytes(60), "program"),
        (b"\x1f\x8b\x08" + bytes(20), "gzip"),
        (b"{\\rtf1 The army said that it had taken the town.}", "RTF"),
        (b"The army said\0that it had taken the town", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
    ],
)
def test_binary_files_are_refused_by_name(data: bytes, kind: str) -> None:
    assert kind in refusal(data)


def test_words_that_begin_like_a_signature_are_text(english: str) -> None:
    for beginning in ("BM ", "BZh ", "RIFF "):
        assert open_bytes((beginning + english).encode(), "x.txt")[0].document.text.startswith(beginning)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Au moins douze personnes ont été tuées lundi dans une frappe aérienne sur un marché, selon un médecin.",
            "French (fr)",
        ),
        ("Al menos doce personas murieron el lunes en un ataque aéreo contra un mercado de la ciudad.", "Spanish (es)"),
        ("قتل اثنا عشر مدنيا على الأقل في غارة جوية يوم الاثنين", "Arabic (ar)"),
        ("Щонайменше дванадцять людей загинули в понеділок унаслідок авіаудару по ринку міста.", "Ukrainian (uk)"),
    ],
)
def test_other_languages_are_refused_by_name(text: str, language: str) -> None:
    assert f"{language}; this version reads English only." in refusal(text.encode())
    assert language in refusal(text.upper().encode())


def test_arabic_in_an_old_encoding_is_recognised() -> None:
    text = "قتل اثنا عشر مدنيا على الأقل في غارة جوية يوم الاثنين على سوق في المدينة كما قال المرصد " * 3
    assert "Arabic" in refusal(text.encode("cp1256"))


@pytest.mark.parametrize(
    "text",
    [
        "Airstrike kills 14 Aleppo",
        "EIGHT KILLED IN BOGOTA",
        "SAN SALVADOR, 3 JAN 90 -- [REPORT] [TEXT] GUERRILLAS ATTACKED A POWER STATION LAST NIGHT.",
        "Daraa, Idlib, Hama: 3, 4, 5.",
        "14",
    ],
)
def test_short_and_capital_english_is_not_refused(text: str) -> None:
    assert open_bytes(text.encode(), "x.txt")[0].document.language == "en"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match=r"nothing\.txt does not exist"):
        open_path(tmp_path / "nothing.txt")
    with pytest.raises(IntakeError, match="is a folder"):
        open_path(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(IntakeError, match="not a regular file"):
        open_path(tmp_path / "pipe")
    with pytest.raises(IntakeError):
        open_path("a\0b.txt")


def test_a_file_name_that_is_not_utf8_is_read_under_a_printable_one(tmp_path: Path, english: str) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    file.write_text(english)
    document = open_path(file)[0].document
    assert document.path is not None
    assert document.path.encode().endswith("caf\ufffd.txt".encode())


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(LARGEST_FILE * 4)
    with pytest.raises(IntakeError, match="200 MB"):
        open_path(huge)
    assert "split it" in refusal(b"a" * (LARGEST_FILE + 1))


@given(st.binary(max_size=400), st.sampled_from(["x", "x.txt", "x.html", "x.pdf", "x.rss", "x.eml", "x.xml"]))
def test_whatever_the_bytes_only_an_intake_error_is_raised(data: bytes, name: str) -> None:
    try:
        opened = open_bytes(data, name)
    except IntakeError as error:
        assert name in str(error)
    else:
        assert all(intake.document.text.strip() for intake in opened)


def test_a_manifest_is_not_read_as_prose() -> None:
    assert "--manifest" in refusal(b'{"id": "r1", "text": "Shelling killed 9 people."}\n', "corpus.jsonl")
