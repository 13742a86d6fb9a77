"""The claims of an incident with their words, grouped by the independent informant on whose word they rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from tallystick.record import Claim
from tallystick.vocabulary.grades import is_certain, rule_title
from tallystick.web.figures import figure_says
from tallystick.web.incidents.opened import Opened, Ref

Plain = dict[str, Any]


@frozen
class Fold:
    """Why a claim is no further witness: the claim that it was folded into, and the rule."""

    into: Ref | None
    title: str
    reason: str
    certain: bool


@frozen
class Quoted:
    """A claim with its words, where they stand, and what people made of it."""

    id: str
    number: int
    words: str
    figures: tuple[str, ...]
    chain: tuple[str, ...]
    """The sources that it names, the innermost first; empty for the report's own voice."""
    status: str
    certainty: str
    report: str
    outlet: str | None
    published: str | None
    title: str | None
    verdict: str
    corrected: tuple[str, ...]
    fold: Fold | None
    denies: bool


@frozen
class Voice:
    """An informant with its claims; without a name, those that witness nothing (denials, plans, threats)."""

    name: str
    kind: str | None
    anonymous: bool
    party: bool
    side: str | None
    claims: tuple[Quoted, ...]


def voices(opened: Opened) -> tuple[Voice, ...]:
    """The informants in the order of the assessment, then the claims that are nobody's witness."""
    informants = opened.case.assessment.informants
    counted = {claim for informant in informants for claim in informant.claims}
    rest = [claim for claim in opened.claims if claim not in counted]
    found = [Voice(i.name, i.kind, i.anonymous, i.party, i.side, tuple(_quoted(opened, i.claims))) for i in informants]
    return (*found, *([Voice("", None, False, False, None, tuple(_quoted(opened, rest)))] if rest else ()))


def quoted(opened: Opened, claim: str) -> Quoted:
    """One claim of the incident."""
    return next(_quoted(opened, [claim]))


def _quoted(opened: Opened, claims: Iterable[str]) -> Iterator[Quoted]:
    folds = _folds(opened)
    for claim in claims:
        if claim in opened.claims:
            yield _one(opened, opened.claims[claim], folds.get(claim))


def _one(opened: Opened, claim: Claim, fold: Fold | None) -> Quoted:
    document = opened.homes[claim.id].document
    return Quoted(
        id=claim.id,
        number=opened.numbers[claim.id],
        words=claim.text.exact,
        figures=tuple(figure_says(figure) for figure in claim.figures),
        chain=tuple(link.source for link in reversed(claim.attribution)),
        status=claim.status,
        certainty=claim.certainty,
        report=document.id,
        outlet=document.publisher,
        published=document.published,
        title=document.title,
        verdict=opened.review.verdicts.get(claim.id, ""),
        corrected=tuple(sorted(opened.review.corrections.get(claim.id, ()))),
        fold=fold,
        denies=claim.id in opened.case.assessment.denials,
    )


def _folds(opened: Opened) -> dict[str, Fold]:
    return {
        f.claim: Fold(next(iter(opened.refs([f.into])), None), rule_title(f.rule), f.reason, is_certain(f.rule))
        for informant in opened.case.assessment.informants
        for f in informant.folded
    }
