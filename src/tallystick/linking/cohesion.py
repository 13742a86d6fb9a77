"""How the tellings of an incident came together, and what of it other tellings can change.

An incident was made by bringing two parts of it together, again and again, each time with the mean gain of the pairs
between them. What stands beside it changes nothing within it as long as no part of it is nearer to something else than
to what it was brought together with. So it can be told that an incident stays whole from pairs that lead to it alone,
without those within it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import TypeAlias

from attrs import frozen

from tallystick.linking.clustering import APART, Joint, against
from tallystick.linking.graph import NEVER, Pair

Part: TypeAlias = tuple[frozenset[str], float]
"""Tellings that came together, and the mean gain, in millionths, with which they were then joined to others."""


def parts(names: Collection[str], joints: Iterable[Joint]) -> tuple[Part, ...]:
    """The parts that the tellings ``names`` of a cluster were before they were joined, from the first to the last.

    Raises KeyError where ``joints`` are of something else.
    """
    held, found = {name: frozenset((name,)) for name in names}, list[Part]()
    for joint in joints:
        one, other = held[joint.to], held.pop(joint.name)
        found += [(one, joint.gain), (other, joint.gain)]
        held[joint.to] = one | other
    return tuple(found)


@frozen
class Outlook:
    """What can become of incidents beside something: some may come apart, to some nothing can be joined."""

    loose: frozenset[str]
    apart: frozenset[str]


def outlook(standing: Mapping[str, Mapping[str, Joint | None]], found: Iterable[Pair]) -> Outlook:
    """Which incidents may come apart, since a part may come nearer to something else, and which stay as they are.

    Args:
        standing: for each incident its tellings, each with the joint by which it was joined, the first with none.
        found: all pairs that lead to them.

    Where the joints do not tell, since one is missing or two are equal, any part may.
    """
    homes = {name: home for home, joints in standing.items() for name in joints}
    toward: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for pair in found:
        for mine, other in ((pair.one, pair.other), (pair.other, pair.one)):
            if mine in homes and homes[mine] != homes.get(other):
                toward[homes[mine]][other][mine] = APART if pair.gain == NEVER else pair.gain
    near = {home: list(toward[home].values()) for home in standing}
    loose = frozenset(home for home, joints in standing.items() if not _stays(joints, near[home]))
    sizes = {home: len(joints) for home, joints in standing.items() if home not in loose}
    apart = (home for home, size in sizes.items() if all(_total(gains, size) < 0 for gains in near[home]))
    return Outlook(loose, frozenset(apart))


def _total(gains: Mapping[str, int], size: int) -> int:
    """The sum of the gains that something has to ``size`` tellings, of which it has pairs with some."""
    return sum(gains.values()) - against() * (size - len(gains))


def _stays(joints: Mapping[str, Joint | None], toward: Sequence[Mapping[str, int]]) -> bool:
    known = sorted((joint for joint in joints.values() if joint is not None), key=lambda joint: -joint.gain)
    gains = [joint.gain for joint in known if joint.gain != inf]
    if len(known) != len(joints) - 1 or len(set(gains)) < len(gains):
        return False
    highest = max((gain for near in toward for gain in near.values()), default=APART)
    if not gains or highest < gains[-1]:
        return True
    try:
        made = parts(joints, known)
    except KeyError:
        return False
    return all(_holds(made, near) for near in toward)


def _holds(made: tuple[Part, ...], gains: Mapping[str, int]) -> bool:
    """True where what is near some tellings by ``gains`` is nearer to no part than that to which it was joined."""
    highest = max(gains.values())
    for members, gain in made:
        near = {name: gains[name] for name in gains.keys() & members} if gain <= highest else {}
        if near and _total(near, len(members)) >= gain * len(members):
            return False
    return True


def exposed(whole: Mapping[frozenset[str], tuple[Part, ...]], now: Iterable[Part]) -> dict[str, float]:
    """The tellings between which something may come in that was not seen, each with the gain that it takes at least.

    ``whole`` are incidents that came together with others, and the parts of which each was made when it stood alone;
    ``now`` are the parts of which all were made with those others.
    """
    alone = {members: gain for made in whole.values() for members, gain in made}
    found: dict[str, float] = {}
    for members, gain in now:
        if alone.get(members, inf) <= gain:
            continue
        shares = {each: share for each in whole if (share := each & members)}
        pieces = [piece for each, share in shares.items() for piece in _pieces(share, whole[each])]
        if sum(len(piece) * max(gain, joined) for piece, joined in pieces) > gain * len(members):
            known = frozenset[str]().union(*shares.values())
            found |= {name: min(gain * len(members) / len(known), found.get(name, inf)) for name in known}
    return found


def _pieces(share: frozenset[str], made: tuple[Part, ...]) -> Iterator[Part]:
    """The largest of the parts that make up ``share``; all of an incident was joined to nothing."""
    left = set(share)
    for members, gain in reversed(made):
        if members <= left:
            left -= members
            yield members, gain
    if left:
        yield frozenset(left), 0.0
