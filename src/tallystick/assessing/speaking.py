"""For which party to the conflict a source speaks by its name, where the registry does not know it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from tallystick.assessing.belligerents import Belligerent, belligerent, general, listed
from tallystick.vocabulary.loader import load
from tallystick.vocabulary.names import name_words
from tallystick.vocabulary.wordings import bare, has_parted

_CACHED_NAMES = 4096
_FIGHTING = "armed-group"
_MEDIA = "media"
_UNARMED = frozenset({None, "government", "anonymous", "political"})
SPEAKING_KINDS = frozenset({"security-force", "armed-group", "government"})


@lru_cache(maxsize=_CACHED_NAMES)
def spoken_side(name: str, kind: str | None) -> Belligerent | None:
    """The party whose voice the source called ``name`` is: one of the vocabulary, or the government without a name.

    A wording that is a party's name is its voice; so are an organ of a state with the name of the state, and somebody
    of an armed group by its name, and media that are called its own. Those who left a side or fight it do not speak for
    it.

    >>> spoken_side("Turkey's defence ministry", "security-force").label, spoken_side("state media", "media").label
    ('Turkey', 'government forces')
    """
    words = [bare(word) for word in name_words(name)]
    if has_parted(words):
        return None
    found = belligerent(" ".join(w for w in name.split() if w.casefold() not in load("belligerents")["peoples"]))
    if found is not None and not found.generic and listed(found.id):
        return found if _is_voice(found, name, words, kind) else None
    return general("government") if " ".join(words) in _voices("unnamed_state") else None


def spoken_kind(side: Belligerent | None, kind: str | None) -> str | None:
    """The kind of a source that speaks for ``side``: a spokesman of an armed group is of the group."""
    if side is None or kind not in _UNARMED:
        return kind
    return _FIGHTING if side.type == "non-state" else "government"


def side_by_words(name: str) -> Belligerent | None:
    """The side that the words of a speaker's name mean; a state's name beside words of rebels is not the state."""
    found = belligerent(name)
    if found is None or not (found.generic or listed(found.id)):
        return None
    against = _any_of([bare(word) for word in name_words(name)], load("belligerents")["against_state"])
    return general("armed-opposition") if found.type == "state" and against else found


def _is_voice(side: Belligerent, name: str, words: list[str], kind: str | None) -> bool:
    if " ".join(words) in load("belligerents")["belligerents"][side.id]["words"]:
        return any(c.isupper() for c in name)
    if side.type == "state":
        against = _any_of(words, load("belligerents")["against_state"])
        return _any_of(words, _voices("organs")) and not against
    return kind in SPEAKING_KINDS or (kind == _MEDIA and _is_its_own(side, name))


def _is_its_own(side: Belligerent, name: str) -> bool:
    """True for media that their name calls the side's own ("Hezbollah's Al-Manar TV", "the IS-run radio")."""
    owners = load("belligerents")["belligerents"][side.id]["words"]
    called = name.casefold().replace("’", "'")
    return any(f" {owner}{mark}" in f" {called}" for owner in owners for mark in _voices("its_own"))


def _any_of(words: Iterable[str], phrases: Collection[str]) -> bool:
    spaced = f" {' '.join(words)} "
    return any(f" {phrase} " in spaced for phrase in phrases)


def _voices(group: str) -> list[str]:
    found: list[str] = load("belligerents")["voices"][group]
    return found
