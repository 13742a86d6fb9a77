"""Whether the dead were civilians or combatants, where informants differ or the one who is blamed labels them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from tallystick.assessing.belligerents import Account, Belligerent, as_decided, general, listed
from tallystick.assessing.identity import Identity
from tallystick.assessing.sides import group_of
from tallystick.assessing.speaking import SPEAKING_KINDS, side_by_words
from tallystick.assessing.standing import Key, Voice, Word
from tallystick.record import Folded, Informant
from tallystick.vocabulary.actors import Actors
from tallystick.vocabulary.grades import reason
from tallystick.vocabulary.populations import side_of_group

_LABELLED = "combatants"


def side_of(who: Informant | Identity, actors: Actors) -> Belligerent | None:
    """The belligerent that an informant speaks for, by the registry or by its name, as people decided about ``actors``.

    None for one who is no party.
    """
    if who.side:
        side = listed(who.side) or general(who.side) or Belligerent(who.side, who.side)
        return as_decided(side, actors)
    found = side_by_words(who.name) if who.kind in SPEAKING_KINDS else None
    return as_decided(found, actors) if found else None


def is_blamed(informant: Informant, blamed: Sequence[Account]) -> bool:
    """True where an account by somebody else or by itself names the informant's own side, or may mean it."""
    return bool(_sides_blamed(informant, blamed))


def _sides_blamed(informant: Informant, blamed: Sequence[Account]) -> list[str]:
    """The sides that are blamed and are the informant's own, or may be."""
    found = ((side_of(informant, account.told.known.actors), account) for account in blamed)
    return sorted({p.label for side, a in found if side for p in a.parties if p.named and side.may_be(p)})


def without_labels(words: dict[Key, Word], blamed: Sequence[Account]) -> dict[Key, Word]:
    """The same words without the blamed side's own label of the victims as combatants, where others count them too.

    Where somebody who is not blamed counts such combatants and nobody else, the label is no matter of dispute.

    Source: Airwars; the perpetrator's own claim alone is recorded as context, not evidence of status.
    """
    found = dict(words)
    for (measure, group), word in words.items():
        others = {v.position for (m, _), w in words.items() if m == measure for v in w.voices}
        labels = [v for v in word.voices if is_blamed(v.informant, blamed)] if _is_labelled(group) else []
        labels = [v for v in labels if not _counts_its_own(v, measure, words, blamed)]
        outside = [v for v in word.voices if not is_blamed(v.informant, blamed)]
        agreed = any(_counts_fighters_only(v, measure, words) for v in outside)
        if labels and not agreed and others - {v.position for v in labels}:
            kept = tuple(v for v in word.voices if v not in labels)
            found[measure, group] = evolve(
                word, voices=kept, left_out=(*word.left_out, *(_label(v, blamed) for v in labels))
            )
    return found


def _counts_fighters_only(voice: Voice, measure: str, words: Mapping[Key, Word]) -> bool:
    told = (g for (m, g), word in words.items() if m == measure for v in word.voices if v.position == voice.position)
    return all(_is_labelled(group) for group in told)


def _is_labelled(group: str) -> bool:
    return group == _LABELLED or side_of_group(group) is not None


def contested_status(measure: str, words: dict[Key, Word]) -> tuple[str, ...]:
    """Claims of independent informants who call the same dead civilians and combatants; empty where none differ."""
    civilians = _only(measure, "civilians", "combatants", words)
    combatants = _only(measure, "combatants", "civilians", words)
    clash = [(a, b) for a in civilians for b in combatants if a.cluster != b.cluster and _same_number(a, b)]
    return tuple(sorted({claim for pair in clash for v in pair for claim in v.claims}))


def _only(measure: str, group: str, other: str, words: dict[Key, Word]) -> list[Voice]:
    also = {v.position for v in words.get((measure, other), Word(())).voices}
    return [v for v in words.get((measure, group), Word(())).voices if v.position not in also]


def _same_number(one: Voice, other: Voice) -> bool:
    return one.top is not None and one.top == other.top


def _counts_its_own(voice: Voice, measure: str, words: Mapping[Key, Word], blamed: Sequence[Account]) -> bool:
    """True where an informant tells of dead of its own side alone, which labels nobody's victims.

    "Soldiers" without a side are its own where it speaks for a state, unless it tells that it killed them.
    """
    side = side_of(voice.informant, blamed[0].told.known.actors)
    if side is None:
        return False
    doing = any(did_it(side, a) for a in blamed if a.told.claim.id in voice.claims)
    groups = [g for m, g in words if m == measure and (g == group_of(side) or _is_of(g, side, doing))]
    counted = (v for group in groups for v in words[measure, group].voices)
    return any(v.position == voice.position and v.top == voice.top for v in counted)


def did_it(side: Belligerent, account: Account) -> bool:
    """True where the account blames ``side``, or one that it may be."""
    return any(party.named and side.may_be(party) for party in account.parties)


def is_own(hit: Belligerent, side: Belligerent, doing: bool) -> bool:
    """True where those who were hit are of ``side``, who tells of it.

    "Soldiers" are a state's own unless it did it itself (``doing``); "rebels" may be anybody's.
    """
    if hit.generic and (doing or side.type != "state"):
        return hit.id == side.id
    return side.may_be(hit)


def _is_of(group: str, side: Belligerent, doing: bool) -> bool:
    hit = listed(side_of_group(group) or "") or general(side_of_group(group) or "")
    return hit is not None and is_own(hit, side, doing)


def _label(voice: Voice, blamed: Sequence[Account]) -> Folded:
    words = {"who": voice.informant.name, "blamed": ", ".join(_sides_blamed(voice.informant, blamed))}
    sentence = reason("reconciliation", "perpetrator-label", section="left_out", **words)
    return Folded(voice.claims[0], voice.claims[0], "perpetrator-label", sentence)
