"""Who is blamed, in belligerents and not in wordings, and which accounts rule one another out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations, pairwise
from typing import Any

from attrs import evolve, frozen

from tallystick.assessing.material import Told
from tallystick.record import Incident, Party, Place, Report
from tallystick.vocabulary.actors import Actors
from tallystick.vocabulary.grades import terms
from tallystick.vocabulary.loader import load

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s\b")
_JOINED = re.compile(r"\s+(?:and|or|alongside|backed by|with)\s+|\s*[,/]\s*")
_EITHER = re.compile(r"\bor\b")
OF_WORDS = "actor:"
"""How the id of a side begins that the vocabulary does not know."""
COALITION = "coalition"
"""The id of the general words for a coalition."""
_COALITION = re.compile(r"\b(?:[\w.-]+ ){1,2}coalitions?\b", re.IGNORECASE)
_LED_COALITION = re.compile(r"\b[\w.]+-led (?:\w+ )?coalitions?\b", re.IGNORECASE)
_BACKERS = re.compile(r"\S+-(?:backed|linked|allied|supported|affiliated|aligned|funded)\b")


@frozen(order=True)
class Belligerent:
    """A side; ``generic`` where the words do not say which one ("government forces"), ``type`` None where unlisted.

    A side that is not ``named`` ("herders") is kept in the accounts and rivals nobody. ``coalition`` is True for one
    that "the coalition" can mean; ``of`` are the ids of those whom the name of an unlisted one calls its own.
    """

    label: str
    id: str
    type: str | None = None
    country: str | None = None
    abroad: bool = False
    generic: bool = False
    named: bool = True
    coalition: bool = False
    of: tuple[str, ...] = ()

    def may_be(self, other: Belligerent) -> bool:
        """True where both names may mean one side."""
        if self.id == other.id or not (self.named and other.named) or self.id in other.of or other.id in self.of:
            return True
        if not (self.generic or other.generic):
            return False
        return other.may_be_called(self) if self.generic else self.may_be_called(other)

    def may_be_called(self, general: Belligerent) -> bool:
        """True where general words may mean this side: "the coalition" a coalition, "the rebels" those at home."""
        if general.coalition or (self.generic and self.coalition):
            return general.coalition and self.coalition
        return self.type == general.type and not self.abroad


@frozen
class Account:
    """Whom one claim blames; ``alternative`` where it leaves open which of them ("Syrian or Russian jets")."""

    told: Told
    parties: tuple[Belligerent, ...]
    alternative: bool = False


@cache
def belligerent(name: str) -> Belligerent | None:
    """The side that a perpetrator's name means; None where it names nobody ("warplanes", "gunmen").

    >>> belligerent("regime warplanes").label, belligerent("unidentified gunmen")
    ('government forces', None)
    """
    words = _spaced(_BACKERS.sub("", name))
    side = _most_words(words, _listed(), "belligerents")
    if side or not set(words.split()) - set(terms("belligerents", "unknown")):
        return side
    if _is_coalition(words):
        return _coalition(name, words)
    for id_ in load("belligerents")["generic"]:
        if any(w in words for w in _wordings("generic", id_)):
            return general(id_)
    return Belligerent(name.strip(), _id_of(words), named=_is_name(name))


def _id_of(words: str) -> str:
    return f"other:{' '.join(w for w in words.split() if w not in terms('belligerents', 'unknown'))}"


def _most_words(words: str, sides: Iterable[Belligerent], section: str) -> Belligerent | None:
    """The side with the wording of most words in ``words``, of equals the first; a coalition's name is no other's."""
    allied = _is_coalition(words)
    found = [
        (len(wording.split()), side)
        for side in sides
        for wording in _wordings(section, side.id)
        if wording in words and (side.coalition or not allied or _is_coalition(wording))
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _is_coalition(words: str) -> bool:
    return any(w in words for w in _wordings("generic", COALITION))


def _coalition(name: str, words: str) -> Belligerent | None:
    """The coalition that is not listed: itself where its name tells it from others, else as general words are."""
    own = [w for w in name.split() if (w[:1].isupper() or "-" in w) and not _is_common(w)]
    if not own:
        generals = [found for id_ in load("belligerents")["generic"] if (found := general(id_))]
        return _most_words(words, generals, "generic")
    parts = _spaced(" ".join(w for w in own if not w.casefold().startswith("anti-")).replace("-", " "))
    within = tuple(s.id for s in _listed() if any(w in parts for w in _wordings("belligerents", s.id)))
    return Belligerent(name.strip(), _id_of(words), coalition=True, of=within)


def _is_common(word: str) -> bool:
    """True for a word that tells no coalition from another, whether or not it begins a line."""
    plain = _spaced(word)
    return plain.strip() in terms("belligerents", "unknown") or any(
        plain in _wordings("generic", id_) for id_ in load("belligerents")["generic"]
    )


def _is_name(name: str) -> bool:
    """True where a word within it is capitalised, or it is an acronym; a first word may just begin a line."""
    words = name.split()
    return any(w[0].isupper() for w in words[1:]) or (name.isupper() and len(words) == 1)


def listed(id_: str) -> Belligerent | None:
    """The belligerent of the vocabulary with this id; None where there is none."""
    return next((side for side in _listed() if side.id == id_), None)


def may_be_one(one: str, other: str) -> bool:
    """True where the sides of two ids may be one."""
    a, b = (listed(id_) or general(id_) or Belligerent(id_, id_) for id_ in (one, other))
    return a.may_be(b)


@cache
def _wordings(section: str, id_: str) -> tuple[str, ...]:
    return tuple(_spaced(w) for w in load("belligerents")[section][id_]["words"])


def _spaced(words: str) -> str:
    return f" {' '.join(_WORD.findall(_POSSESSIVE.sub('', words.casefold())))} "


@cache
def _listed() -> tuple[Belligerent, ...]:
    return tuple(_side_of_row(id_, row) for id_, row in load("belligerents")["belligerents"].items())


def _side_of_row(id_: str, row: Mapping[str, Any]) -> Belligerent:
    more = {key: row[key] for key in ("country", "abroad", "coalition") if key in row}
    return Belligerent(row["label"], id_, row["type"], **more)


def accounts(told: Sequence[Told], homes: Mapping[str, str] | None = None) -> tuple[Account, ...]:
    """Whom each claim blames, claims that name nobody left out; general words mean the one side that is named.

    Args:
        told: claims of one incident.
        homes: the country (ISO 3166-1 alpha-2) in which each document is known to speak, which says whose "the
            government" is; see ``home_countries``.
    """
    helping = terms("grades", "helping_events")
    blaming = (t for t in told if t.claim.perpetrators and t.claim.event not in helping)
    found = [Account(t, _parties(t.claim.perpetrators), _leaves_open(t)) for t in blaming]
    named = sorted({p for a in found for p in a.parties if not p.generic})
    known = homes or {}
    return tuple(evolve(a, parties=_settled(a, named, known)) for a in found if a.parties)


def _settled(account: Account, named: Sequence[Belligerent], homes: Mapping[str, str]) -> tuple[Belligerent, ...]:
    """The sides that an account's words mean, those as one that people said are one."""
    told = account.told
    parties = (_meant_here(party, named, told, homes.get(told.document.id)) for party in account.parties)
    return tuple(sorted({as_decided(party, told.known.actors) for party in parties}))


def _meant_here(party: Belligerent, named: Sequence[Belligerent], told: Told, country: str | None) -> Belligerent:
    """As ``meant``; "the coalition" is one that the report names, where it names any."""
    here = _coalitions_in(told.document.text) if party.generic and party.coalition else ()
    return meant(party, here or named, country)


@lru_cache(maxsize=256)
def _coalitions_in(text: str) -> tuple[Belligerent, ...]:
    """The coalitions that a text names: those of the vocabulary, and others that are called by who leads them."""
    known = (side for phrase in _COALITION.findall(text) if (side := belligerent(phrase)) and listed(side.id))
    led = (side for phrase in _LED_COALITION.findall(text) if (side := belligerent(phrase)))
    return tuple(sorted({side for side in (*known, *led) if side.coalition}))


def as_decided(party: Belligerent, actors: Actors) -> Belligerent:
    """The side as people decided about it: that into which it was merged, under the name that they gave it."""
    actor = actors.meaning(party.label)
    if actor is None:
        return party
    side = listed(actor.id) or general(actor.id) or Belligerent(actor.name, f"{OF_WORDS}{actor.id}", named=party.named)
    return evolve(side, label=actor.name)


def general(id_: str) -> Belligerent | None:
    """The side of the vocabulary's general words with this id ("government"); None where there is none."""
    row = load("belligerents")["generic"].get(id_)
    return evolve(_side_of_row(id_, row), generic=True) if row else None


def home_countries(incident: Incident, reports: Iterable[Report]) -> dict[str, str]:
    """For each report by its document's id the incident's country, where most other places of the report lie in it.

    One place that was looked up wrongly must not make a foreign government the perpetrator; a report that names no
    other place settles nothing.
    """
    place = incident.place
    if place is None or place.country is None:
        return {}
    found = {}
    for report in reports:
        others = {_place_key(c.place): c.place.country for c in report.claims if c.place and c.place.country}
        others.pop(_place_key(place), None)
        if 2 * sum(country == place.country for country in others.values()) > len(others):
            found[report.document.id] = place.country
    return found


def _place_key(place: Place) -> str:
    return place.gazetteer_id or place.name.casefold()


def rivals(found: Iterable[Account], teller: Mapping[str, int]) -> tuple[Belligerent, ...]:
    """The sides of accounts that cannot both be true; empty where all can.

    Accounts are those of informants: all sides that one names are its one account. ``teller`` gives the informant of
    each claim.
    """
    by_informant: dict[int, set[Belligerent]] = defaultdict(set)
    clashing: set[Belligerent] = set()
    for account in found:
        by_informant[teller[account.told.claim.id]].update(account.parties)
        clashing.update(account.parties if account.alternative else ())
    for one, other in combinations({frozenset(parties) for parties in by_informant.values()}, 2):
        if not any(a.may_be(b) for a in one for b in other):
            clashing.update(one | other)
    return tuple(sorted(clashing))


def _parties(perpetrators: Iterable[Party]) -> tuple[Belligerent, ...]:
    names = [part for p in perpetrators for part in _JOINED.split(p.name)]
    return tuple(sorted({found for name in names if (found := belligerent(name))}))


def meant(party: Belligerent, named: Sequence[Belligerent], country: str | None) -> Belligerent:
    """The side that general words mean: the government of ``country``, else the one in ``named`` that can be meant."""
    if not party.generic:
        return party
    at_home = party.type == "state" and country and not party.coalition
    same = [b for b in _listed() if b.country == country] if at_home else []
    same = same or [b for b in named if b.may_be_called(party)]
    return same[0] if len(same) == 1 else party


def _leaves_open(told: Told) -> bool:
    if any(_EITHER.search(p.name) for p in told.claim.perpetrators):
        return True
    spans = sorted((p.text.start, p.text.end) for p in told.claim.perpetrators if p.text)
    between = (told.document.text[end:start] for (_, end), (start, _) in pairwise(spans))
    return any(words.strip().casefold() in {"or", "or by"} for words in between)
