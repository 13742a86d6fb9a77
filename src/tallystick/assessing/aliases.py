"""Names that the reports themselves say mean one informant: who speaks for whom, and short names in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from attrs import frozen

from tallystick.assessing.material import Told
from tallystick.assessing.names import NAMED, normal_name, office_words, plain_name, report_name
from tallystick.record import Document
from tallystick.vocabulary import sources

_SHORT = re.compile(r"\(([A-Z][A-Za-z.]{1,9})\)")
_BEFORE = 120
"""Characters before a short name in brackets in which the full name ends."""


@frozen
class Said:
    """Two names that are one informant's, by the ``words`` of a report."""

    one: str
    other: str
    report: str
    words: str


def spoken_for(told: Sequence[Told]) -> Iterator[Said]:
    """Each person by full name with the organisation that a report says they speak for ("head of the Marsh League").

    A name that the vocabulary knows, or that is no full name, says nothing new.
    """
    for t in told:
        for link in t.claim.attribution:
            person = plain_name(link.source)
            if link.organisation and _is_full_name(person) and not t.known.canonical(person):
                yield Said(person, link.organisation, t.label, link.text.exact if link.text else link.source)


def officers(documents: Iterable[Document], names: Iterable[str]) -> Iterator[Said]:
    """Each person of whom a report says in passing that they speak for one of the names ("Ivo Tarn, head of ...")."""
    known = sorted(set(names))
    for document in documents:
        for match in officer_of().finditer(document.text):
            body = f"{normal_name(match['body'])} "
            for name in known:
                if body.startswith(f"{normal_name(name)} ") and name != match["person"]:
                    words = document.text[match.start() : match.start("body") + len(name)]
                    yield Said(match["person"], name, report_name(document), words)


@cache
def officer_of() -> re.Pattern[str]:
    """A person by full name, the office and, up to a mark, the body."""
    return re.compile(rf"{NAMED}, {office_words()} (?:of|for|at) (?:the )?(?P<body>[A-Z][^,.;:()\n\"“”]{{2,80}})")


def bracketed(documents: Iterable[Document], names: Iterable[str]) -> Iterator[Said]:
    """Each short name that a report gives in brackets after one of the names ("Marsh Rescue Organisation (MRO)")."""
    known = sorted(set(names))
    for document in documents:
        for match in _SHORT.finditer(document.text):
            before = f" {normal_name(document.text[max(0, match.start() - _BEFORE) : match.start()])}"
            for name in known:
                if before.endswith(f" {normal_name(name)}") and name != match[1]:
                    words = document.text[max(0, match.start() - len(name) - 1) : match.end()]
                    yield Said(match[1], name, report_name(document), words)


def _is_full_name(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and all(word[0].isupper() for word in words) and sources.kind_of(name) is None
