"""Who informs: kinds of source, informants that everyone quotes, and the words by which sources are called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import product
from typing import Any

from tallystick.vocabulary.informants import Informant, shipped
from tallystick.vocabulary.loader import load
from tallystick.vocabulary.names import name_words
from tallystick.vocabulary.wordings import bare_kinds, is_bare

_LONGEST_HEAD = 4
_LINKS = {"of", "at", "in", "from", "to", "for", "with", "inside", "near"}
_VAGUE_START = {"a", "an", "another", "some", "several", "many", "other", "one", "local", "two", "three", "various"}


def informants() -> Mapping[str, Informant]:
    """All informants of ``informants.yaml`` by id."""
    return shipped().informants


@cache
def kinds() -> dict[str, dict[str, Any]]:
    """The kinds of ``source_kinds.yaml`` by id, each with ``label``, ``diversity`` and ``heads``."""
    return dict(load("source_kinds"))


def is_outside(kind: str | None) -> bool:
    """True for a kind of source that takes no part in what it tells of."""
    return kind is not None and kinds()[kind].get("outside", False) is True


def diversity(kind: str | None) -> str | None:
    """The type that a kind counts for where independent types of source are asked for; None for none."""
    found: str | None = kinds()[kind]["diversity"] if kind else None
    return found


@cache
def heads() -> dict[str, str]:
    """Noun (or nouns) by which sources are called, in lower case, to the kind that it says."""
    found: dict[str, str] = {}
    for kind, row in kinds().items():
        for head in row["heads"]:
            found.setdefault(head, kind)
    return found


def is_alias(words: tuple[str, ...]) -> bool:
    """True where the words, in lower case without "the", are a name of an informant that ships."""
    return words in shipped().names


def is_surname(words: tuple[str, ...]) -> bool:
    """True where the words, in lower case, are the surname of a speaker of an informant that ships."""
    return any(informant.guard(words) == "surnames" for informant in informants().values())


def canonical(name: str) -> str | None:
    """The id of the informant that ships and that ``name`` means, else None (``Registry.canonical``).

    >>> canonical("Rami Abdel Rahman, head of the Observatory")
    'sohr'
    """
    return shipped().canonical(name)


@lru_cache(maxsize=4096)
def kind_of(name: str) -> str | None:
    """The kind of the source called ``name``: that of its informant, else of the longest noun that says one.

    >>> kind_of("a doctor at the field hospital"), kind_of("Jane Doe")
    ('medical', None)
    """
    if key := canonical(name):
        return informants()[key].kind
    words = name_words(name)
    own = next((i for i, word in enumerate(words) if word in _LINKS), len(words))
    found = [row for row in _head_kinds(words) if row[0] < own and row[2] != "anonymous"] or _head_kinds(words)
    order = list(kinds())
    return min(found, key=lambda row: (-row[1], order.index(row[2])))[2] if found else None


@lru_cache(maxsize=4096)
def is_anonymous(name: str) -> bool:
    """True where ``name`` names nobody in particular: "activists", "a source at the ministry", "the monitor".

    >>> is_anonymous("a local source"), is_anonymous("spokesman Ivan Petrov")
    (True, False)
    """
    if canonical(name) and not name.lower().startswith(tuple(f"{word} " for word in _VAGUE_START)):
        return False
    if is_bare(name) and kind_of(name) in bare_kinds():
        return True
    before = re.split(r"\b(?:of|at|in|from|to|for|with|inside)\b", name)[0].strip()
    if re.search(r"[A-Z][\w'’-]+ (?:al-|[A-Z])", before) and kind_of(name) not in {"anonymous", "eyewitness"}:
        return False
    words = before.lower().split()
    if not words or _is_proper(before):
        return False
    return words[0] in _VAGUE_START or words[-1] in _plain_heads() or (words[-1] in heads() and words[-1].endswith("s"))


def _is_proper(words: str) -> bool:
    """True for a name written with a capital throughout ("Marsh Rescue Organization"), but not in capitals alone."""
    parts = words.removeprefix("the ").removeprefix("The ").split()
    vague = not parts or parts[0].lower() in _VAGUE_START
    return len(parts) > 1 and not vague and not words.isupper() and all(part[0].isupper() for part in parts)


@lru_cache(maxsize=4096)
def party(name: str) -> str | None:
    """The side of a conflict that the source called ``name`` speaks for, None where it is none's voice or unknown."""
    key = canonical(name)
    return informants()[key].side if key else None


@cache
def sides() -> dict[str, str]:
    """The sides of conflicts by id, each with its usual name."""
    return {key: str(row["label"]) for key, row in load("belligerents")["belligerents"].items()}


@cache
def words(group: str) -> frozenset[str]:
    """A group of ``words`` in ``saying_cues.yaml``, such as "determiners"."""
    return frozenset(load("saying_cues")["words"][group])


@cache
def verbs(group: str) -> frozenset[str]:
    """The verbs of saying of one group: "free", "clause", "object" or "opinion"."""
    listed = frozenset(load("saying_cues")["verbs"][group])
    return listed | revising() | denying() if group == "object" else listed


@cache
def revising() -> frozenset[str]:
    """Phrases by which a body gives its total another number: "lowered the death toll"."""
    row = load("saying_cues")["revising"]
    return frozenset(map(" ".join, product(row["verbs"], row["whose"], row["totals"])))


@cache
def denying() -> frozenset[str]:
    """Phrases by which somebody says that what others tell did not happen: "rejected claims"."""
    row = load("saying_cues")["denying"]
    return frozenset(map(" ".join, product(row["verbs"], row["what"])))


@cache
def denials() -> frozenset[str]:
    """The verbs of those phrases: "rejected", "denies"."""
    return frozenset(load("saying_cues")["denying"]["verbs"])


@cache
def usage(group: str) -> frozenset[str]:
    """The verbs of one restriction of ``usage`` in ``saying_cues.yaml``, such as "plural_only"."""
    return frozenset(load("saying_cues")["usage"][group])


@cache
def phrases(group: str) -> frozenset[str]:
    """A list of ``saying_cues.yaml``: such as "before_source", "next_link" or "between"."""
    return frozenset(load("saying_cues")[group])


@cache
def hedges() -> dict[str, str]:
    """Cue of saying to the certainty that it gives to what is said."""
    return {cue: certainty for certainty, cues in load("saying_cues")["hedges"].items() for cue in cues}


def _plain_heads() -> frozenset[str]:
    return frozenset(h for h, kind in heads().items() if kind in {"anonymous", "eyewitness"} and " " not in h)


def _head_kinds(words: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Place, number of words and kind of each noun for a source among ``words``."""
    table = heads()
    return [
        (first, size, kind)
        for first in range(len(words))
        for size in range(1, min(_LONGEST_HEAD, len(words) - first) + 1)
        if (kind := table.get(" ".join(words[first : first + size])))
    ]
