"""Whether a document that a person names is primary evidence, or one of the incident's own reports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from attrs import frozen

from tallystick.vocabulary.grades import terms

_WORD = re.compile(r"\w+")
_OF_A_PATH = re.compile(r"[./\\#:]")
_A_REPORT = "report"
_DAY = re.compile(r"\d+(?:st|nd|rd|th)?")


@frozen
class Published:
    """What a report of the incident is called by: its id, its publisher and its title, and where it was found."""

    id: str
    path: str | None = None
    publisher: str | None = None
    title: str | None = None


def names_a_report(document: str, reports: Iterable[Published]) -> bool:
    """True where ``document`` says no more than that there is a published report.

    It names one by its id, publisher or title, or by its path or address or a part of that, in whatever case; or it has
    no words but these and general ones for a report ("report in the Aldmara Herald of 13 March").

    >>> names_a_report("Report in the aldmara herald", [Published("a", publisher="Aldmara Herald")])
    True
    >>> names_a_report("death certificate, 13 March", [Published("a", publisher="Aldmara Herald")])
    False
    """
    words = _spaced(document)
    known = list(reports)
    if _OF_A_PATH.search(document) and any(words in _spaced(report.path or "") for report in known):
        return True
    for name in sorted({name for report in known for name in _names(report)}, key=len, reverse=True):
        words = words.replace(name, f" {_A_REPORT} ")
    said = [word for word in words.split() if not _DAY.fullmatch(word)]
    return all(word in terms("confirmations", "report_words") for word in said) and bool(said or not words.split())


def _names(report: Published) -> set[str]:
    host = urlsplit(report.path or "").hostname
    names = (report.id, report.path, report.publisher, report.title, host)
    return {_spaced(name) for name in names if name} - {_spaced("")}


def _spaced(words: str) -> str:
    return f" {' '.join(_WORD.findall(words.casefold()))} "
