"""Who says that whom did it, informant by informant, and where a party to the conflict speaks of its own war."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from attrs import frozen

from tallystick.assessing.admission import admitted_by, takes_responsibility
from tallystick.assessing.belligerents import Account, Belligerent, accounts, as_decided, belligerent, listed
from tallystick.assessing.identity import identify
from tallystick.assessing.material import Told
from tallystick.assessing.status import did_it, is_blamed, is_own, side_of
from tallystick.assessing.study import Study
from tallystick.assessing.victims import harm_figures
from tallystick.record import Informant
from tallystick.vocabulary.grades import reason
from tallystick.vocabulary.scales import sentence

Says = Literal["blames", "leaves-open", "tells-own", "admits", "denies", "denies-it"]


@frozen
class Stance:
    """What one informant says of one side's part in it; ``perpetrator`` is None where a denial names no side.

    ``side`` is the party to the conflict that the informant speaks for, ``interest`` the rule by which its word is an
    interested one, or one against its interest; both None for one who is no party.
    """

    informant: str
    side: str | None
    says: Says
    perpetrator: str | None
    claims: tuple[str, ...]
    interest: str | None


@frozen
class Interest:
    """A party to the conflict that speaks of its own acts, its enemy's or its own victims, and the rule's sentence."""

    informant: str
    side: str | None
    """The party that it speaks for; None for one that only stands near to one."""
    rule: str
    reason: str
    claims: tuple[str, ...]


@frozen
class _Word:
    """One claim's word on one side, before those of one informant are put together."""

    claim: str
    who: Informant
    says: Says
    party: Belligerent | None
    interest: str | None


def stances(case: Study) -> tuple[Stance, ...]:
    """The accounts side by side, those of one informant together, in the order of the claims; never merged to one."""
    rows: dict[tuple[str, Says, str | None], list[_Word]] = {}
    for word in _words(case):
        label = word.party.label if word.party else None
        rows.setdefault((word.who.name, word.says, label), []).append(word)
    return tuple(_stance(who, says, label, words, case) for (who, says, label), words in rows.items())


def interests(case: Study) -> tuple[Interest, ...]:
    """Where a party to the conflict is interested in what it says, or speaks against its interest."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    told = [(w.who, side_of(w.who, case.known.actors), w.interest, w.claim) for w in _words(case)]
    for who, side, rule, claim in (*told, *_on_own_victims(case)):
        if side and rule:
            rows.setdefault((who.name, side.label, rule), []).append(claim)
    return tuple(
        Interest(who, side, rule, reason("interests", rule, who=who, side=side), tuple(dict.fromkeys(claims)))
        for (who, side, rule), claims in rows.items()
    ) + tuple(_declared(case))


def _declared(case: Study) -> Iterator[Interest]:
    """The informants whose relation to the parties the registry tells."""
    for informant in case.event.informants:
        known = case.known.informants.get(informant.id or "")
        if known and known.interest:
            words = {"who": informant.name, "relation": sentence(known.interest)}
            yield Interest(informant.name, None, "declared", reason("interests", "declared", **words), informant.claims)


def _stance(who: str, says: Says, label: str | None, words: list[_Word], case: Study) -> Stance:
    first, side = words[0], side_of(words[0].who, case.known.actors)
    claims = tuple(dict.fromkeys(w.claim for w in words))
    return Stance(who, side.label if side else None, says, label, claims, first.interest)


def _words(case: Study) -> Iterator[_Word]:
    by_claim = {a.told.claim.id: a for a in case.accounts}
    for told in case.told:
        if told.claim.status == "denied":
            yield from _denial(told, case)
        elif told.claim.id in case.event.of:
            yield from _assertion(told, by_claim.get(told.claim.id), case)


def _assertion(told: Told, account: Account | None, case: Study) -> Iterator[_Word]:
    blamed = account.parties if account else ()
    who = case.event.informants[case.event.of[told.claim.id]]
    if admitted_by(told, blamed) or takes_responsibility(told):
        who = _speaker(told)
        side = side_of(who, case.known.actors)
        parties = blamed or ((side,) if side else ())
        yield from (_Word(told.claim.id, who, "admits", party, "own-act-admitted") for party in parties)
        return
    for party in blamed:
        interest = _of_act(side_of(who, case.known.actors), party)
        plain: Says = "tells-own" if interest == "own-act-told" else "blames"
        yield _Word(told.claim.id, who, "leaves-open" if account and account.alternative else plain, party, interest)


def _denial(told: Told, case: Study) -> Iterator[_Word]:
    """A denial witnesses nothing, and its speaker is none of the informants that are counted."""
    who = _speaker(told)
    found = accounts([told], case.homes)
    side = side_of(who, case.known.actors)
    for party in found[0].parties if found else (None,):
        own = side is not None and (side.may_be(party) if party else is_blamed(who, case.accounts))
        yield _Word(told.claim.id, who, "denies" if party else "denies-it", party, "own-act-denied" if own else None)


def _speaker(told: Told) -> Informant:
    identity = identify(told, {told.document.id: told.document.id})
    return Informant(
        identity.name,
        identity.kind,
        (told.claim.id,),
        identity.anonymous,
        identity.side is not None,
        id=identity.id,
        side=identity.side,
    )


def _of_act(side: Belligerent | None, party: Belligerent) -> str | None:
    if side is None or not party.named:
        return None
    return "own-act-told" if side.may_be(party) else "enemys-act"


def _on_own_victims(case: Study) -> Iterable[tuple[Informant, Belligerent, str, str]]:
    """Who tells of its own dead or wounded; "soldiers" without a side are not its own where it hit them itself."""
    by_claim = {a.told.claim.id: a for a in case.accounts}
    for told in case.asserted:
        who = case.event.informants[case.event.of[told.claim.id]]
        side, account = side_of(who, case.known.actors), by_claim.get(told.claim.id)
        doing = bool(side and account and did_it(side, account))
        if side and any(is_own(victim, side, doing) for victim in _sides_hit(told)):
            yield who, side, "own-victims", told.claim.id


def _sides_hit(told: Told) -> Iterator[Belligerent]:
    for name in (*(v.name for v in told.claim.victims), *(f.group or "" for f in harm_figures(told))):
        side = belligerent(name)
        if side and (side.generic or listed(side.id)):
            yield as_decided(side, told.known.actors)
