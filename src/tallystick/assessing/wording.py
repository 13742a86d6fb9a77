"""Wording that reports share: copies found by word shingles, and sentences that were taken over."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

from tallystick.assessing.forest import UnionFind
from tallystick.assessing.material import Told
from tallystick.record import Document
from tallystick.vocabulary.grades import setting

_WORD = re.compile(r"\w+")
_CACHED_TEXTS = 1024
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


class ClaimWordings:
    """The wordings of some claims, to find those that were taken over from another report."""

    def __init__(self, told: Sequence[Told]) -> None:
        """Index the claims by their word shingles; very short claims are not judged."""
        size: int = setting("independence", "wording_shingle_words")
        least: int = setting("independence", "wording_least_words") - size + 1
        sets = {t.claim.id: shingles(t.claim.text.exact, size) for t in told}
        self._told = {t.claim.id: t for t in told}
        self._shingles = {claim: own for claim, own in sets.items() if len(own) >= least}
        self._holders: dict[int, list[str]] = defaultdict(list)
        for claim, own in self._shingles.items():
            for shingle in own:
                self._holders[shingle].append(claim)

    def like(self, told: Told) -> list[Told]:
        """Claims of other reports whose words are, for the most part, those of the claim, or the other way round."""
        own = self._shingles.get(told.claim.id, frozenset())
        share: float = setting("independence", "wording_share")
        shared = Counter(claim for shingle in own for claim in self._holders[shingle])
        found = [
            self._told[claim] for claim, n in shared.items() if n >= share * min(len(own), len(self._shingles[claim]))
        ]
        return [t for t in found if t.document.id != told.document.id]


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
