"""Full-text search over documents and claims, the same on both databases.

A query is words (all must stand there), "phrases" in quotation marks, ``-not`` and ``begin*``; anything else in it is
passed over. Words are compared as ``casebook.words`` folds them.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Literal

from attrs import frozen
from django.db import connections
from django.db.models import Model
from django.db.models.expressions import RawSQL

from tallystick.casebook.errors import reading
from tallystick.casebook.indexing import whole
from tallystick.casebook.models import ClaimWords, DocumentWords
from tallystick.casebook.words import Word, words

Kind = Literal["document", "claim"]
_INDEXES: dict[Kind, type[Model]] = {"document": DocumentWords, "claim": ClaimWords}
_PART = re.compile(r'(-?)(?:"([^"]*)(?:"(\*?)|$)|(\S+))')
_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„«»", '"'))
_MOST_TERMS = 32
_SHORTEST_BEGINNING = 2
"""A beginning of one letter would be that of too many words; it is taken for a word."""
_AROUND = 90
"""Characters of a snippet on either side of what was found."""


@frozen
class Term:
    """One thing that must, or must not, stand in the text: words in a row, the last perhaps only a beginning."""

    words: tuple[str, ...]
    beginning: bool = False
    negative: bool = False


@frozen
class Hit:
    """A document or claim that was found: a piece of its text, and where in that the words stand."""

    id: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    number: int
    """Its place in the index: the later it was added, the higher."""


def terms(query: str) -> tuple[Term, ...]:
    """What ``query`` asks for; empty where it has no word that must stand there."""
    found = [term for part in _PART.finditer(query.translate(_QUOTATION_MARKS)) if (term := _term(part)).words]
    asked = tuple(dict.fromkeys(found))[:_MOST_TERMS]
    return asked if any(not term.negative for term in asked) else ()


def _term(part: re.Match[str]) -> Term:
    sign, phrase, star, bare = part.groups()
    text = phrase if phrase is not None else bare
    told = tuple(word.folded for word in words(text))[:_MOST_TERMS]
    starred = star == "*" or (phrase is None and text.endswith("*"))
    return Term(told, starred and bool(told) and len(told[-1]) >= _SHORTEST_BEGINNING, sign == "-")


def search(alias: str, query: str, kind: Kind, *, before: int | None = None, limit: int = 50) -> list[Hit]:
    """The documents or claims that ``query`` finds, those that were added last first, at most ``limit``.

    ``before`` goes on after a hit of that ``number``. Claims that a later reading no longer made are left out.
    """
    asked, found = terms(query), list[Hit]()
    if not asked:
        return found
    with reading():
        for numbers in _numbers(alias, asked, kind, before, limit):
            texts = _texts(alias, kind, numbers)
            found += (_hit(number, *texts[number], asked) for number in numbers if number in texts)
            if len(found) >= limit:
                break
    return found[:limit]


def count(alias: str, query: str, kind: Kind) -> int:
    """How many documents or claims ``query`` finds, claims of earlier readings among them."""
    asked = terms(query)
    if not asked:
        return 0
    with reading(), connections[alias].cursor() as cursor:
        sql, parameters = _select(alias, asked, kind)
        cursor.execute(f"SELECT count(*) FROM ({sql}) AS found", parameters)
        return int(cursor.fetchone()[0])


def matching(alias: str, query: str, kind: Kind) -> RawSQL:
    """The ids that ``query`` finds, for a filter: ``rows.filter(id__in=matching(alias, "market", "claim"))``."""
    sql, parameters = _select(alias, terms(query), kind)
    table = _INDEXES[kind]._meta.db_table
    return RawSQL(f"SELECT {kind}_id FROM {table} WHERE number IN ({sql})", parameters)


def numbers(alias: str, query: str, kind: Kind) -> RawSQL:
    """The numbers in the index that ``query`` finds, for a filter over rows that keep theirs."""
    return RawSQL(*_select(alias, terms(query), kind))


def few(alias: str, query: str, kind: Kind, at_most: int) -> list[int] | None:
    """The numbers in the index that ``query`` finds; None where there are more than ``at_most``."""
    sql, parameters = _select(alias, terms(query), kind)
    with reading(), connections[alias].cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {at_most + 1}", parameters)
        found = [row[0] for row in cursor.fetchall()]
    return found if len(found) <= at_most else None


def _select(alias: str, asked: tuple[Term, ...], kind: Kind) -> tuple[str, tuple[str, ...]]:
    """The statement for the numbers of the index that fit."""
    table = _INDEXES[kind]._meta.db_table
    if not asked:
        return f"SELECT number FROM {table} WHERE 1 = 0", ()
    if connections[alias].vendor == "postgresql":
        return f"SELECT number FROM {table} WHERE words @@ %s::tsquery", (_tsquery(asked),)
    return f"SELECT rowid AS number FROM {table}_index WHERE {table}_index MATCH %s", (_fts5(asked),)


def _numbers(alias: str, asked: tuple[Term, ...], kind: Kind, before: int | None, size: int) -> Iterator[list[int]]:
    """The numbers that fit, the highest first, ``size`` at a time."""
    sql, parameters = _select(alias, asked, kind)
    column = "rowid" if connections[alias].vendor == "sqlite" else "number"
    while True:
        below = f" AND {column} < {before}" if before is not None else ""
        with connections[alias].cursor() as cursor:
            cursor.execute(f"{sql}{below} ORDER BY {column} DESC LIMIT {size}", parameters)
            found = [row[0] for row in cursor.fetchall()]
        if not found:
            return
        yield found
        before = found[-1]


def _texts(alias: str, kind: Kind, numbers: list[int]) -> dict[int, tuple[str, str]]:
    """Id and text by number; a document's title is the first line of its text."""
    if kind == "claim":
        claims = ClaimWords.objects.using(alias).filter(number__in=numbers, claim__superseded=False)
        return {number: (name, text) for number, name, text in claims.values_list("number", "claim", "claim__quote")}
    rows = DocumentWords.objects.using(alias).filter(number__in=numbers)
    told = rows.values_list("number", "document", "document__title", "document__text")
    return {number: (name, whole(title, text)) for number, name, title, text in told}


def _fts5(asked: Iterable[Term]) -> str:
    """The query in FTS5's language; words are letters and digits alone, so nothing in them can be an operator."""
    told = [(term.negative, f'"{" ".join(term.words)}"{" *" if term.beginning else ""}') for term in asked]
    wanted, refused = ([text for negative, text in told if negative is side] for side in (False, True))
    return f"({' AND '.join(wanted)})" + (f" NOT ({' OR '.join(refused)})" if refused else "")


def _tsquery(asked: Iterable[Term]) -> str:
    """The query in PostgreSQL's language."""
    return " & ".join(f"{'!' if term.negative else ''}({_followed(term)})" for term in asked)


def _followed(term: Term) -> str:
    return " <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.beginning else "")


def _hit(number: int, name: str, text: str, asked: tuple[Term, ...]) -> Hit:
    marks = _marks(text, asked)
    first = marks[0] if marks else (0, 0)
    start = 0 if first[0] <= _AROUND else _edge(text, first[0] - _AROUND)
    end = len(text) if first[1] + _AROUND >= len(text) else text.rfind(" ", first[1], first[1] + _AROUND)
    end = first[1] + _AROUND if end < 0 else end
    lead, tail = "…" if start else "", "…" if end < len(text) else ""
    shift = len(lead) - start
    inside = tuple((begin + shift, stop + shift) for begin, stop in marks if begin >= start and stop <= end)
    return Hit(name, f"{lead}{text[start:end]}{tail}", inside, number)


def _edge(text: str, about: int) -> int:
    """Where a word begins, at ``about`` or soon after."""
    space = text.find(" ", about, about + _AROUND // 2)
    return about if space < 0 else space + 1


def _marks(text: str, asked: tuple[Term, ...]) -> list[tuple[int, int]]:
    """Where the words that must stand there first stand, and near that; phrases as wholes."""
    wanted = [term for term in asked if not term.negative]
    lately = deque[Word](maxlen=max(len(term.words) for term in wanted))
    found: list[tuple[int, int]] = []
    for word in words(text):
        if found and word.start > found[0][1] + _AROUND:
            break
        lately.append(word)
        found += (told for term in wanted if (told := _ending(list(lately)[-len(term.words) :], term)) is not None)
    return sorted(set(found))


def _ending(told: list[Word], term: Term) -> tuple[int, int] | None:
    """Where the words ``told`` stand, where they are those of ``term``."""
    *before, last = term.words
    end = told[-1].folded
    if [word.folded for word in told[:-1]] != before or not (end.startswith(last) if term.beginning else end == last):
        return None
    return told[0].start, told[-1].end
