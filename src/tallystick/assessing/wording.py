"""Wording that reports share: copies found by word shingles, and sentences that were taken over."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from zlib import crc32

from rapidfuzz.distance import LCSseq

from tallystick.assessing.forest import UnionFind
from tallystick.assessing.material import Told
from tallystick.record import Document
from tallystick.vocabulary.grades import setting

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“[^“”]{1,2000}”|\"[^\"\n]{1,2000}\"")
_CACHED_TEXTS = 1024
_LEAD = 120
"""Characters between a claim and its source within which a quotation belongs to both."""
_HOLDERS = 4
"""Documents looked up for one shingle: enough to find a copy of any group, few enough for a text copied often."""


@lru_cache(maxsize=_CACHED_TEXTS)
def shingles(text: str, size: int) -> frozenset[int]:
    """Hashes of every run of ``size`` words of the text, without case and punctuation."""
    words = _WORD.findall(text.casefold())
    return frozenset(crc32(" ".join(words[i : i + size]).encode()) for i in range(len(words) - size + 1))


def shared_share(one: Document, other: Document) -> float:
    """Share of the shorter report's word shingles that the other has too; 0 where one is too short to judge."""
    a, b = _document_shingles(one), _document_shingles(other)
    least = min(len(a), len(b))
    return len(a & b) / least if least >= setting("independence", "least_shingles") else 0.0


def copy_groups(documents: list[Document]) -> dict[str, str]:
    """Id of each document to the id of the first document whose text it shares; its own id where it shares none."""
    groups = UnionFind(d.id for d in documents)
    holders: dict[int, list[Document]] = defaultdict(list)
    least: float = setting("independence", "copy_share")
    for document in documents:
        own = _document_shingles(document)
        for earlier in {d.id: d for s in own for d in holders[s]}.values():
            if not groups.joined(document.id, earlier.id) and shared_share(document, earlier) >= least:
                groups.join(earlier.id, document.id)
        for shingle in own:
            if len(holders[shingle]) < _HOLDERS:
                holders[shingle].append(document)
    return {member: members[0] for members in groups.sets() for member in members}


class Wordings:
    """The wordings of some claims, to find those that were taken over from another report."""

    def __init__(self, told: Sequence[Told], words_of: Callable[[Told], str], least_words: int) -> None:
        """Index the claims by the word shingles of ``words_of``; those of fewer than ``least_words`` are not judged."""
        size: int = setting("independence", "wording_shingle_words")
        texts = {t.claim.id: words_of(t) for t in told}
        sets = {claim: shingles(text, size) for claim, text in texts.items()}
        self._told = {t.claim.id: t for t in told}
        self._shingles = {claim: own for claim, own in sets.items() if len(own) > least_words - size}
        self._words = {claim: _WORD.findall(texts[claim].casefold()) for claim in self._shingles}
        self._holders: dict[int, list[str]] = defaultdict(list)
        for claim, own in self._shingles.items():
            for shingle in own:
                self._holders[shingle].append(claim)

    def like(self, told: Told) -> list[Told]:
        """Claims of other reports whose words are, for the most part, those of the claim, or the other way round."""
        own = self._shingles.get(told.claim.id, frozenset())
        shared = Counter(claim for shingle in own for claim in self._holders[shingle])
        found = [self._told[claim] for claim, n in shared.items() if self._taken(told.claim.id, claim, n)]
        return [t for t in found if t.document.id != told.document.id]

    def _taken(self, one: str, other: str, shared: int) -> bool:
        """True where most shingles are shared; or many, and nearly all words in their order (a light edit)."""
        share = shared / min(len(self._shingles[one]), len(self._shingles[other]))
        if share >= setting("independence", "wording_share"):
            return True
        if share < setting("independence", "edited_share"):
            return False
        a, b = self._words[one], self._words[other]
        return bool(LCSseq.similarity(a, b) >= setting("independence", "edited_words") * min(len(a), len(b)))


def claim_words(told: Told) -> str:
    """The words of a claim."""
    return told.claim.text.exact


def quoted_words(told: Told) -> str:
    """What stands in quotation marks where the claim is told, from its source to its end; empty where nothing does."""
    claim, link = told.claim, told.claim.informant
    start, end = claim.text.start, claim.text.end
    if link and link.text and start - _LEAD < link.text.end and link.text.start < end + _LEAD:
        start, end = min(start, link.text.start), max(end, link.text.end)
    return " ".join(words for at, until, words in _quotations(told.document.text) if at < end and start < until)


def all_quoted_words(told: Told) -> str:
    """What stands in quotation marks anywhere in the report that tells a claim."""
    return " ".join(words for _, _, words in _quotations(told.document.text))


@lru_cache(maxsize=_CACHED_TEXTS)
def _quotations(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((m.start(), m.end(), m[0]) for m in _QUOTED.finditer(text))


def _document_shingles(document: Document) -> frozenset[int]:
    return shingles(_body(document), setting("independence", "shingle_words"))


def _body(document: Document) -> str:
    if not document.furniture:
        return document.text
    kept, position = [], 0
    for start, end in sorted(document.furniture):
        kept.append(document.text[position : max(position, start)])
        position = max(position, end)
    return " ".join([*kept, document.text[position:]])
