"""Look-up by likeness: names told from their transliterations and misspellings by their consonants."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import evolve, frozen

from tallystick.gazetteer.candidates import Candidate
from tallystick.gazetteer.names import normalise, without_article
from tallystick.gazetteer.skeletons import neighbours, skeleton
from tallystick.gazetteer.store import Store

_LEAST = 55.0
"""Likeness in hundredths below which a name is another one."""
_SHORTEST_WITH_ERRORS = 4
"""Consonants from which on one may be wrong: shorter names have too many neighbours."""
_KEYS = 20
_SAME_NAME, _SHORTEST_NAME = 88.0, 6
"""Likeness from which on two names with the same consonants are one name spelt twice, and the fewest letters of it."""
_OTHER_SCRIPT = 0.8
"""Likeness of a name in another script with the same consonants: its vowels tell nothing."""


@frozen
class Similar:
    """A place whose name is like the one looked for; ``likeness`` is between 0 and 1."""

    place: Candidate
    likeness: float


def similar(
    name: str, stores: Sequence[Store], find: Callable[[str], tuple[Candidate, ...]], limit: int
) -> list[Similar]:
    """Places by the likeness of their best name, then by population; places of exactly that name come first."""
    key = normalise(name)
    bones = skeleton(key)
    if not bones:
        return [Similar(c, 1.0) for c in find(key)[:limit]]
    liked = {key: 1.0} | dict(_like(key, bones, stores))
    best: dict[str, Similar] = {}
    for other, likeness in liked.items():
        for candidate in find(other):
            if candidate.exact and likeness > (best[candidate.id].likeness if candidate.id in best else 0.0):
                best[candidate.id] = Similar(candidate, likeness)
    ranked = sorted(best.values(), key=lambda s: (-s.likeness, -s.place.population, s.place.id))
    return ranked[:limit]


def _like(key: str, bones: str, stores: Iterable[Store]) -> list[tuple[str, float]]:
    """Keys with the same consonants, and with one letter of difference where there are enough, the likest first.

    A name in another script is compared by its consonants alone.
    """
    wanted = {bones, *(neighbours(bones) if len(bones) >= _SHORTEST_WITH_ERRORS else ())}
    found = [pair for store in stores for pair in store.keys_of(wanted)]
    if key.isascii():
        query, told_by, weight = without_article(key), [without_article(other) for _, other in found], 1.0
    else:
        query, told_by, weight = bones, [other for other, _ in found], _OTHER_SCRIPT
    from rapidfuzz import fuzz, process  # only an unknown spelling needs it, and reading starts sooner without

    best = process.extract(query, told_by, scorer=fuzz.ratio, limit=_KEYS, score_cutoff=_LEAST)
    return [(found[i][1], weight * score / 100) for _, score, i in best]


def respelt(key: str, stores: Sequence[Store], find: Callable[[str], tuple[Candidate, ...]]) -> tuple[Candidate, ...]:
    """Places whose name is ``key`` in another transliteration; as loose matches, which the report must bear out."""
    plain = without_article(key)
    if len(plain) < _SHORTEST_NAME or not key.isascii():
        return ()
    keys = {k for store in stores for _, k in store.keys_of({skeleton(key)})}
    from rapidfuzz import fuzz  # as above

    alike = [k for k in keys if fuzz.ratio(plain, without_article(k)) >= _SAME_NAME]
    return tuple(evolve(c, exact=False) for k in sorted(alike) for c in find(k) if c.exact)
