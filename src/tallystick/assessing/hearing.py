"""Links of an attribution that name nobody who could know: pronouns that were not resolved, places and things."""

from __future__ import annotations

import re
from functools import cache

from attrs import evolve

from tallystick.record import Claim, Report, Source
from tallystick.vocabulary import sources
from tallystick.vocabulary.grades import terms
from tallystick.vocabulary.loader import load

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TAIL = re.compile(r"\b(?:of|in|at|near|from|on|that|which|with)\b")
_PARTS = re.compile(r", | (?:of|in|near|at) ")
_COUNTRY = 6
"""UCDP where_prec of a country: "Jordan said" means its government."""


def heard(report: Report) -> tuple[Claim, ...]:
    """The report's claims without links that name nobody; a claim that has none left is in the report's own voice.

    Nobody is "it" or "they", a thing ("the planes", "a wedding"), and a place that the report tells of ("Homs").
    """
    places = frozenset(name for claim in report.claims for name in _place_names(claim))
    return tuple(_heard(claim, places) for claim in report.claims)


def _heard(claim: Claim, places: frozenset[str]) -> Claim:
    links = tuple(_without_place(link, places) for link in claim.attribution)
    kept = tuple(link for link in links if link.organisation or not _is_nobody(link.source, places))
    return claim if kept == claim.attribution else evolve(claim, attribution=kept)


def _without_place(link: Source, places: frozenset[str]) -> Source:
    """The link without an organisation that is none: the place that an official is of, or where a source is."""
    titled = f"{link.source} {link.role or ''}"
    if link.organisation and (f" in {link.organisation}" in titled or _is_nobody(link.organisation, places)):
        return evolve(link, organisation=None)
    return link


def _is_nobody(called: str, places: frozenset[str]) -> bool:
    name = _plain(called)
    if sources.canonical(called) or name in _sides():
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
