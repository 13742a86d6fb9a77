"""The linking gold in five folds by incident, and what is linked where each pair has some gain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

import numpy as np
from attrs import frozen
from fitting import Array

from tallystick.linking import Telling, clusters
from tallystick.linking.blocking import Files
from tallystick.linking.comparing import found
from tallystick.linking.graph import UNIT, Pair, pair
from tallystick.vocabulary.loader import load

FOLDS = 5


@frozen
class Gold:
    """The incident of each article that tells one."""

    incidents: dict[str, str]

    def fold(self, document: str) -> int:
        """The fold of an article's incident; of others, one by chance."""
        return crc32(self.incidents.get(document, document).encode()) % FOLDS


@frozen
class Compared:
    """Tellings, the pairs that linking compares, what speaks for and against each (pairs x features), what is apart."""

    told: dict[str, Telling]
    ends: list[tuple[str, str]]
    rows: Array
    apart: list[Pair]


def compared(told: dict[str, Telling], features: Sequence[str]) -> Compared:
    """The tellings compared; the last column is 1."""
    column = {name: n for n, name in enumerate(features)}
    ends, pieces, apart = list[tuple[str, str]](), list[list[int]](), list[Pair]()
    for one, other in _near(told):
        if one.document == other.document:
            made = pair(one, other)
            apart += [made] if made else []
        else:
            ends.append((one.id, other.id))
            pieces.append([column[f.feature] for f in found(one, other)])
    rows = np.zeros((len(ends), len(features) + 1))
    rows[:, -1] = 1.0
    for n, columns in enumerate(pieces):
        rows[n, columns] = 1.0
    return Compared(told, ends, rows, apart)


def _near(told: Mapping[str, Telling]) -> Iterator[tuple[Telling, Telling]]:
    files = Files()
    for telling in told.values():
        for other in files.near(telling):
            yield (telling, other) if telling.id < other.id else (other, telling)
        files.file(telling)


def homes(corpus: Compared, gains: Array, against: float) -> dict[str, str]:
    """The cluster of each telling."""
    load("linking_weights").update(against=against)
    near = [int(n) for n in np.flatnonzero(gains >= -against)]
    found = [Pair(*corpus.ends[n], round(gains[n] * UNIT / 1000) * 1000 + _lot(corpus, n)) for n in near]
    joined = {name for pair in found if pair.gain >= 0 for name in (pair.one, pair.other)}
    among = [pair for pair in (*found, *corpus.apart) if pair.one in joined and pair.other in joined]
    nodes = {name: telling for name, telling in corpus.told.items() if name in joined}
    homes = {name: min(cluster) for cluster in clusters(nodes, among) for name in cluster}
    return {name: homes.get(name, name) for name in corpus.told}


def _lot(corpus: Compared, n: int) -> int:
    return crc32(" ".join(corpus.ends[n]).encode()) % 1000
