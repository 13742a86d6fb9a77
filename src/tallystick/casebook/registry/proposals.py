"""Aliases that the reports themselves teach: kept with the words, proposed until a person confirms or rejects them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal

from attrs import frozen

from tallystick import record
from tallystick.casebook.decided import standing
from tallystick.casebook.errors import reading, writing
from tallystick.casebook.models import Document, Lesson, Taught
from tallystick.casebook.registry.kinds import ALIAS, LONGEST
from tallystick.vocabulary.informants import Registry
from tallystick.vocabulary.names import name_words

State = Literal["proposed", "confirmed", "rejected"]


@frozen
class Words:
    """The words of a document that teach an alias, and the rule by which they do."""

    document: str
    text: record.Span
    rule: str


@frozen
class Proposal:
    """An alias that reports teach: of which informant, by which words, and what people made of it.

    ``informant`` is the id of the registry, None for one that is not in it and goes by ``name``. ``rivals`` are the ids
    of others of which it is a name, or is proposed to be one.
    """

    alias: str
    informant: str | None
    name: str
    person: bool
    state: State
    words: tuple[Words, ...]
    rivals: tuple[str, ...] = ()


def untaught(alias: str) -> list[str]:
    """Ids of the documents whose words have not been looked through, in order."""
    with reading():
        rows = Document.objects.using(alias).filter(taught__isnull=True).order_by("id")
        return list(rows.values_list("id", flat=True))


def keep(alias: str, documents: Collection[str], lessons: Iterable[tuple[str, record.Lesson]]) -> None:
    """Stores what the documents teach (document id and lesson); they are not looked through again."""
    with writing(alias):
        Taught.objects.using(alias).bulk_create([Taught(document_id=name) for name in documents])
        Lesson.objects.using(alias).bulk_create([_row(document, lesson) for document, lesson in lessons])


def _row(document: str, lesson: record.Lesson) -> Lesson:
    return Lesson(
        document_id=document,
        alias=lesson.alias,
        of=lesson.of,
        rule=lesson.rule,
        person=lesson.person,
        start=lesson.text.start,
        end=lesson.text.end,
        exact=lesson.text.exact,
    )


def proposals(alias: str, known: Registry) -> list[Proposal]:
    """What the reports teach of names, those that most reports teach at the front."""
    with reading():
        grouped: dict[tuple[tuple[str, ...], str], list[Lesson]] = {}
        for row in Lesson.objects.using(alias).order_by("id"):
            grouped.setdefault((name_words(row.alias), _key(row.of, known)), []).append(row)
        rejected = _rejected(alias)
    meant: dict[tuple[str, ...], set[str]] = {}
    for words, of in grouped:
        meant.setdefault(words, set()).add(of)
    found = [_proposal(rows, known, words, meant[words], rejected) for (words, _), rows in grouped.items()]
    return sorted(found, key=lambda p: (-len({w.document for w in p.words}), p.alias))


def _proposal(
    rows: list[Lesson],
    known: Registry,
    words: tuple[str, ...],
    meant: set[str],
    rejected: set[tuple[str, tuple[str, ...]]],
) -> Proposal:
    first = rows[0]
    informant, key = known.canonical(first.of), _key(first.of, known)
    state: State = "proposed"
    if informant and informant in known.meaning(first.alias):
        state = "confirmed"
    elif (key, words) in rejected:
        state = "rejected"
    return Proposal(
        first.alias,
        informant,
        known.informants[informant].name if informant else first.of,
        first.person,
        state,
        tuple(Words(r.document_id, record.Span(r.start, r.end, r.exact), r.rule) for r in rows),
        tuple(sorted((meant | known.meaning(first.alias)) - {key})),
    )


def _key(of: str, known: Registry) -> str:
    return known.canonical(of) or " ".join(name_words(of))[:LONGEST]


def _rejected(alias: str) -> set[tuple[str, tuple[str, ...]]]:
    """The informant and the words of each alias whose latest verdict is a rejection."""
    verdicts = {
        (row.payload["informant"], name_words(row.payload["alias"])): row.payload["verdict"]
        for row in standing(alias, ALIAS)
    }
    return {pair for pair, verdict in verdicts.items() if verdict == "reject"}
