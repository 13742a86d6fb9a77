"""What each source of a report really says: without links that name nobody, and without what another source blames."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from attrs import evolve

from tallystick.assessing.names import normal_name
from tallystick.assessing.phrasing import phrase
from tallystick.record import Claim, Document, Party, Report, Source, Span
from tallystick.vocabulary import sources
from tallystick.vocabulary.grades import terms
from tallystick.vocabulary.informants import Registry
from tallystick.vocabulary.loader import load

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TAIL = re.compile(r"\b(?:of|in|at|near|from|on|that|which|with)\b")
_PARTS = re.compile(r", | (?:of|in|near|at) ")
_NEAR = 60
"""How far after a name, in characters, the words may end by which it takes responsibility."""
_COUNTRY = 6
"""UCDP where_prec of a country: "Jordan said" means its government."""


def heard(report: Report, known: Registry) -> tuple[Claim, ...]:
    """The report's claims as their sources say them.

    Links that name nobody are left out; a claim that has none left is in the report's own voice. Nobody is "it" or
    "they", a thing ("the planes", "a wedding"), and a place that the report tells of ("Homs"). A side that takes
    responsibility is the one who says so, and one that says "its aircraft struck" blames itself. A perpetrator whose
    words stand in what another source says is not blamed by this one.
    """
    places = frozenset(name for claim in report.claims for name in _place_names(claim))
    said = (_answerable(_heard(claim, places, known), report.document) for claim in report.claims)
    claims = [_with_own_act(claim, report.document, known) for claim in said]
    return tuple(evolve(claim, perpetrators=_own_blame(claim, claims, known)) for claim in claims)


def _own_blame(claim: Claim, claims: Sequence[Claim], known: Registry) -> tuple[Party, ...]:
    return tuple(p for p in claim.perpetrators if p.text is None or not _of_another(p.text, claim, claims, known))


def _of_another(words: Span, claim: Claim, claims: Sequence[Claim], known: Registry) -> bool:
    """True where the words stand outside of the claim, in claims of other sources alone."""
    if words.overlaps(claim.text):
        return False
    there = {_speaker(other, known) for other in claims if words.overlaps(other.text)}
    return bool(there) and _speaker(claim, known) not in there


def _speaker(claim: Claim, known: Registry) -> str | None:
    link = claim.informant
    name = (link.organisation or link.source) if link else None
    return name and (known.canonical(name) or normal_name(name))


def _answerable(claim: Claim, document: Document) -> Claim:
    """The claim of a side that takes responsibility: its source, and who did it."""
    link = claim.informant
    if link and link.text and _takes(document.text[link.text.end : max(link.text.end, claim.text.end)]):
        return evolve(claim, perpetrators=(Party(link.source, link.text),))
    side = next((p for p in claim.perpetrators if p.text and _takes(document.text[p.text.end : claim.text.end])), None)
    if link or side is None or side.text is None:
        return claim
    kind = sources.kind_of(side.name) or "armed-group"
    return evolve(claim, attribution=(Source(side.name, None, None, kind, None, side.text),), perpetrators=(side,))


def _with_own_act(claim: Claim, document: Document, known: Registry) -> Claim:
    """The claim of a party that tells what "its aircraft" or "its forces" did: it is who did it.

    Where these are those who were harmed ("its troops came under fire"), they did nothing.
    """
    link = claim.informant
    named = not all(_may_be_own(party.name) for party in claim.perpetrators)
    if named or link is None or link.text is None or not _is_party(link, known):
        return claim
    follows = 0 <= claim.text.start - link.text.end <= _NEAR
    match = _own_means().match(claim.text.exact) if follows else None
    if match is None:
        return claim
    if match["harmed"]:
        return evolve(claim, perpetrators=())
    start = claim.text.start + match.start("means")
    means = Span.of(document.text, start, start + len(match["means"]))
    return evolve(claim, perpetrators=(Party(link.organisation or link.source, means),))


def _may_be_own(perpetrator: str) -> bool:
    """True for words that say no more than "its forces" does: "its", "their troops", "fighters"."""
    name = _plain(perpetrator)
    own, _, rest = name.partition(" ")
    means = rest if own in terms("independence", "own_words") else name
    return name in terms("independence", "own_words") or means in terms("independence", "own_means")


def _is_party(link: Source, known: Registry) -> bool:
    name = link.organisation or link.source
    informant = known.informants.get(known.canonical(name) or "")
    if informant:
        return bool(informant.side)
    return link.kind in terms("independence", "fighting_kinds") or _plain(name) in _sides()


@cache
def _own_means() -> re.Pattern[str]:
    own, means, harmed, passive, participles = (
        "|".join(map(re.escape, terms("independence", group)))
        for group in ("own_words", "own_means", "own_harm_words", "passive_words", "participles")
    )
    harms = rf"(?: had| have| has)?(?: (?:{harmed})| (?:{passive})(?: \w+ly)? (?:\w+ed|{participles}))\b"
    return re.compile(
        rf"(?:that )?(?P<means>(?:{own}) (?:[\w-]+ ){{0,2}}(?:{means}))\b(?P<harmed>{harms})?", re.IGNORECASE
    )


def _takes(words: str) -> bool:
    """True where the words after a name begin with taking responsibility, and nothing takes that back."""
    beginning = words[:_NEAR]
    match = phrase("responsibility_words").search(beginning)
    return match is not None and not phrase("admission_blockers").search(beginning[: match.end()])


def _heard(claim: Claim, places: frozenset[str], known: Registry) -> Claim:
    links = tuple(_without_place(link, places, known) for link in claim.attribution)
    kept = tuple(link for link in links if link.organisation or not _is_nobody(link.source, places, known))
    return claim if kept == claim.attribution else evolve(claim, attribution=kept)


def _without_place(link: Source, places: frozenset[str], known: Registry) -> Source:
    """The link without an organisation that is none: the place that an official is of, or where a source is."""
    titled = f"{link.source} {link.role or ''}"
    if link.organisation and (f" in {link.organisation}" in titled or _is_nobody(link.organisation, places, known)):
        return evolve(link, organisation=None)
    return link


def _is_nobody(called: str, places: frozenset[str], known: Registry) -> bool:
    name = _plain(called)
    if known.canonical(called) or name in _sides():
        return False
    words = _WORD.findall(_TAIL.split(name)[0])
    return not words or words[-1] in terms("independence", "nobody") or _is_place(called, places)


def _is_place(called: str, places: frozenset[str]) -> bool:
    """True for a place of the report, alone or with adjectives before it ("eastern Aleppo")."""
    name = _plain(called)
    if name in places:
        return True
    before = [called[: len(called) - len(p)] for p in places if name.endswith(f" {p}")]
    return any(part.islower() for part in before) and sources.kind_of(called) is None


def _place_names(claim: Claim) -> tuple[str, ...]:
    place = claim.place
    if place is None or place.precision == _COUNTRY:
        return ()
    names = [part for name in (place.name, place.gazetteer_name) if name for part in (name, *_PARTS.split(name))]
    return tuple(_plain(name) for name in names if name[:1].isupper())


def _plain(name: str) -> str:
    return name.casefold().strip().removeprefix("the ").removeprefix("a ")


@cache
def _sides() -> frozenset[str]:
    """Words that mean a party to a conflict, which may be places too ("Damascus")."""
    return frozenset(word for side in load("belligerents")["belligerents"].values() for word in side["words"])
