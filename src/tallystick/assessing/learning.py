"""What a report's own wording teaches of the names of informants: proposals, which people confirm or reject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tallystick.assessing.aliases import officer_of
from tallystick.assessing.names import NAMED, capitals, initials, normal_name, plain_name
from tallystick.record import Lesson, Report, Source, Span
from tallystick.vocabulary import sources
from tallystick.vocabulary.grades import setting, terms
from tallystick.vocabulary.informants import Registry
from tallystick.vocabulary.names import name_words

_SHORT = re.compile(r"\((?:the )?([A-Z][A-Za-z.]{1,9})\)")
_LONG = re.compile(r"\b([A-Z][A-Za-z.]{1,9}) \(((?:the )?[A-Z][^()\n]{5,80})\)")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_BEFORE = 120
"""Characters before a short name in brackets in which the full name ends."""
_LONGEST = 60
"""Characters of a name by which a source is called."""


def lessons(report: Report, known: Registry) -> tuple[Lesson, ...]:
    """The aliases that the words of a report teach and that the registry has not, in the order of the text.

    They are a short name in brackets ("the Marsh Rescue League (MRL)"), a person who speaks for a body ("Ivo Tarn, head
    of the Marsh League"; "its director, Ivo Tarn"), and other words by which it calls a source ("the monitor").
    """
    found = (*_bracketed(report), *_spoken(report), *_officers(report), *_called(report))
    fresh = {(name_words(x.alias), name_words(x.of)): x for x in reversed(found) if _is_new(x, known)}
    return tuple(sorted(fresh.values(), key=lambda x: (x.text.start, x.text.end, x.alias)))


def _is_new(lesson: Lesson, known: Registry) -> bool:
    """Whether it says something: two names, neither of which names nobody, and not one informant already."""
    alias, of = name_words(lesson.alias), name_words(lesson.of)
    if not alias or not of or alias == of or sources.is_anonymous(lesson.of):
        return False
    meant = known.canonical(lesson.of)
    return meant is None or meant not in known.meaning(lesson.alias)


def _bracketed(report: Report) -> Iterator[Lesson]:
    text, named = report.document.text, {normal_name(name) for name in _names(report)}
    for match in _SHORT.finditer(text):
        full = _spelled_out(text[max(0, match.start() - _BEFORE) : match.start()], match[1])
        if full and _is_source(full, named):
            yield Lesson(match[1], full, "brackets", Span.of(text, match.start() - len(full) - 1, match.end()))
    for match in _LONG.finditer(text):
        full = match[2].removeprefix("the ")
        if initials(_WORD.findall(full)) == capitals(match[1]) and _is_source(full, named):
            yield Lesson(match[1], full, "brackets", Span.of(text, match.start(), match.end()))


def _is_source(name: str, named: set[str]) -> bool:
    return normal_name(name) in named or sources.kind_of(name) is not None


def _spelled_out(before: str, short: str) -> str | None:
    """The name that ends just before the bracket and whose capitals are the letters of ``short``."""
    words = list(_WORD.finditer(before))
    if not words or before[words[-1].end() :] != " ":
        return None
    for first in reversed(range(len(words))):
        part = [word.group() for word in words[first:]]
        if part[0][0].isupper() and initials(part) == capitals(short):
            return before[words[first].start() : words[-1].end()]
    return None


def _links(report: Report) -> Iterator[tuple[Source, Span]]:
    """The links of all attributions with the words at the place of the saying, in the order of the text."""
    links = ((s, s.text) for claim in report.claims for s in claim.attribution if s.text)
    return iter(sorted(links, key=lambda pair: pair[1].start))


def _names(report: Report) -> set[str]:
    return {plain_name(name) for link, _ in _links(report) for name in (link.source, link.organisation) if name}


def _spoken(report: Report) -> Iterator[Lesson]:
    for link, words in _links(report):
        person = plain_name(link.source)
        if link.organisation and is_full_name(person) and person.split()[-1] in words.exact:
            yield Lesson(person, link.organisation, "speaks-for", words, person=True)
    yield from _spoken_in_passing(report)


def _spoken_in_passing(report: Report) -> Iterator[Lesson]:
    """Those of whom the text says that they speak for a source of the report, whatever they themselves say."""
    text, names = report.document.text, sorted({normal_name(name): name for name in _names(report)}.items())
    for match in officer_of().finditer(text):
        body = f"{normal_name(match['body'])} "
        of = next((name for normal, name in names if body.startswith(f"{normal} ")), None)
        if of and is_full_name(match["person"]):
            yield Lesson(match["person"], of, "speaks-for", Span.of(text, match.start(), match.end()), person=True)


def is_full_name(name: str) -> bool:
    """True for a person's name of two words or more, which names no body and no office."""
    words = name.split()
    return len(words) > 1 and all(word[0].isupper() for word in words) and sources.kind_of(name) is None


def _officers(report: Report) -> Iterator[Lesson]:
    """Officers of the body that the report named last as a source ("its director, Ivo Tarn")."""
    text, bodies = report.document.text, [(link, at) for link, at in _links(report) if not _is_person(link, at)]
    for match in _officer().finditer(text):
        before = [link for link, at in bodies if at.start < match.start()]
        if before and is_full_name(match["person"]):
            of = _named(before[-1])
            yield Lesson(match["person"], of, "its-officer", Span.of(text, match.start(), match.end()), person=True)


def _named(link: Source) -> str:
    return link.organisation or plain_name(link.source)


def _is_person(link: Source, words: Span) -> bool:
    """True for a full name without an article before it, which a body has ("the Marsh League")."""
    return is_full_name(link.source) and words.exact.split()[0].lower() not in setting("independence", "definite")


@cache
def _officer() -> re.Pattern[str]:
    offices = "|".join(map(re.escape, terms("independence", "offices")))
    return re.compile(rf"\b[Ii]ts (?:\w+ )?(?:{offices}),? {NAMED}")


def _called(report: Report) -> Iterator[Lesson]:
    """The source is called by other words where it says it ("the monitor"), which stand for its name."""
    for link, words in _links(report):
        called, of = words.exact, _named(link)
        if len(called) <= _LONGEST and _stands_for(called) and normal_name(called) not in normal_name(of):
            yield Lesson(called, of, "called", words)


def _stands_for(called: str) -> bool:
    """A definite description by a noun for sources ("the rights group"); no pronoun and no name of a person."""
    words = called.split()
    definite = words[0].lower() in setting("independence", "definite") and len(words) > 1
    return definite and sources.kind_of(called) is not None and words[-1].islower()
