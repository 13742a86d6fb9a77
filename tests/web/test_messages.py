"""The site in French and in Arabic: nothing is left untranslated, and what is compiled is what was written."""

from __future__ import annotations

import ast
import gettext
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

import tallystick.web
from tallystick.vocabulary.actors import Actor, Actors
from tallystick.web.labels import english, label, left_to_right, people, shown

if TYPE_CHECKING:
    from django.test import Client

LOCALE = Path(tallystick.web.__file__).parent / "locale"
LANGUAGES = ("ar", "fr")
FORMS = {"ar": 6, "fr": 2}
Message = dict[str, str]
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[ds]|\{\w*\}|</?[a-z]+")
_ARABIC = re.compile("[\u0621-\u064a]")
_SAME_IN_ARABIC = re.compile(r"acled|airwars|ibc|ucdp|(%\(\w+\)s|\W)+")
"""Names of other recorders, and what is placeholders alone."""


def messages(language: str) -> Iterator[Message]:
    """The messages of a .po file: ``msgid``, ``msgstr``, ``msgstr[0]`` and so on, and ``flags``."""
    text = (LOCALE / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        found: Message = {"flags": ""}
        key = ""
        for line in block.splitlines():
            if line.startswith("#"):
                found["flags"] += line if line.startswith("#,") else ""
                continue
            if not line.startswith('"'):
                key, _, line = line.partition(" ")
            found[key] = found.get(key, "") + ast.literal_eval(line)
        if "msgid" in found:
            yield found


def told(message: Message) -> dict[str, str]:
    """The translations of a message, by their keyword."""
    return {key: text for key, text in message.items() if key.startswith("msgstr")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated_and_none_is_doubtful(language: str) -> None:
    found = [message for message in messages(language) if message["msgid"]]
    assert len(found) > 900
    assert [m["msgid"] for m in found if not all(told(m).values()) or "fuzzy" in m["flags"]] == []
    plural = [m for m in found if "msgid_plural" in m]
    assert plural
    assert {len(told(m)) for m in plural} == {FORMS[language]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_tags_are_those_of_the_english(language: str) -> None:
    for message in messages(language):
        if "msgid_plural" in message:
            wanted, forms = set(_PLACEHOLDER.findall(message["msgid_plural"])), told(message).values()
            assert all(set(_PLACEHOLDER.findall(form)) <= wanted for form in forms), message["msgid"]
        elif message["msgid"]:
            assert sorted(_PLACEHOLDER.findall(message["msgid"])) == sorted(_PLACEHOLDER.findall(message["msgstr"]))


def test_what_is_said_in_arabic_is_in_arabic() -> None:
    plain = [text for m in messages("ar") if m["msgid"] for text in told(m).values() if not _ARABIC.search(text)]
    assert [text for text in plain if not _SAME_IN_ARABIC.fullmatch(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_header_is_filled_in(language: str) -> None:
    header = next(m["msgstr"] for m in messages(language) if not m["msgid"])
    fields = dict(line.split(": ", 1) for line in header.splitlines())
    assert fields["Language"] == language
    assert f"nplurals={FORMS[language]};" in fields["Plural-Forms"]
    assert not re.search("FULL NAME|PACKAGE|YEAR-MO-DA", header)
    assert "POT-Creation-Date" not in fields


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_holds_what_was_written(language: str) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled: dict[Any, str] = vars(gettext.GNUTranslations(file))["_catalog"]
    written: dict[Any, str] = {}
    for message in messages(language):
        key = "\x04".join(part for part in (message.get("msgctxt"), message["msgid"]) if part is not None)
        if "msgid_plural" in message:
            written |= {(key, number): text for number, text in enumerate(told(message).values())}
        else:
            written[key] = message["msgstr"]
    assert compiled == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_gettext_finds_no_fault(language: str, tmp_path: Path) -> None:
    found = shutil.which("msgfmt")
    if found is None:
        assert not os.environ.get("CI"), "CI needs GNU gettext: Debian's package gettext"
        pytest.skip("needs GNU gettext")
    source = LOCALE / language / "LC_MESSAGES" / "django.po"
    command = [found, "--check", "--output-file", str(tmp_path / "django.mo"), str(source)]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stderr == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_vocabulary_that_pages_show_has_a_message(language: str) -> None:
    assert shown() - {message["msgid"] for message in messages(language)} == set()


def test_ids_become_words_of_the_language_in_force() -> None:
    assert (english("airstrike"), english("at_least"), english("no-civilian-harm")) == (
        "Air strike",
        "at least",
        "no civilian harm",
    )
    with translation.override("fr"):
        assert (label("airstrike"), label("fair"), label(None)) == ("Frappe aérienne", "plausible", "")
        assert label("combatants:houthis") == "combattants: Houthis"


def test_the_people_of_a_side_go_by_the_name_that_was_decided_for_it() -> None:
    renamed = Actor("houthis", "Ansar Allah", ("Houthis",))
    known = Actors({"houthis": renamed}, {"hezbollah": "houthis"})
    with translation.override("fr"):
        assert people("combatants:houthis", Actors()) == label("combatants:houthis")
        assert people("combatants:houthis", known) == "combattants: Ansar Allah"
        assert people("combatants:hezbollah", known) == "combattants: Ansar Allah"
        assert people("children", known) == label("children")


def test_figures_keep_their_order_in_a_language_that_runs_from_right_to_left() -> None:
    with translation.override("en"):
        assert left_to_right("3–5") == "3–5"
    with translation.override("ar"):
        assert left_to_right("3–5") == "\u20663–5\u2069"
        assert left_to_right(None) == ""


PAGES: dict[str, dict[str, tuple[str, ...]]] = {
    "queue": {"fr": ("Affirmations", "À réviser", "Frappe aérienne"), "ar": ("الإفادات", "للمراجعة", "غارة جوية")},
    "incidents": {"fr": ("Incidents", "Tués", "plausible"), "ar": ("الحوادث", "القتلى", "معقولة")},
    "settings": {"fr": ("Réglages", "Une seule source indépendante."), "ar": ("الإعدادات", "مصدر مستقل واحد.")},
    "people": {"fr": ("Personnes", "réviseur"), "ar": ("الأشخاص", "مُراجِع")},
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl")])
def test_a_page_speaks_the_language_in_its_direction(
    client_of: Callable[[str], Client], page: str, language: str, direction: str
) -> None:
    shown_page = client_of("administrator").get(reverse(page, args=["aleppo"]), headers={"accept-language": language})
    text = shown_page.content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in text
    assert [words for words in PAGES[page][language] if words not in text] == []


@pytest.mark.parametrize(
    ("language", "written"), [("en", "May 26, 2026"), ("fr", "26 mai 2026"), ("ar", "26 مايو، 2026")]
)
def test_dates_are_written_as_the_language_writes_them(language: str, written: str) -> None:
    with translation.override(language):
        assert date_format(date(2026, 5, 26), "DATE_FORMAT") == written
