"""From a document to a report with its claims: read, located, and with the bounds of a convention."""

from __future__ import annotations

from functools import cache

from attrs import evolve

from tallystick import reading
from tallystick.gazetteer import Gazetteer
from tallystick.reading.figures import with_estimate
from tallystick.record import Claim, Document, Report

CONVENTION = "literal"


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, opened once."""
    return Gazetteer.shipped()


def read_document(document: Document, convention: str = CONVENTION) -> Report:
    """The claims of ``document`` with coordinates and with low, best and high by ``convention``.

    Raises VocabularyError for an unknown convention.
    """
    names = gazetteer()
    claims = names.resolve(document, reading.read(document, names))
    return Report(document, tuple(_estimated(claim, convention) for claim in claims))


def _estimated(claim: Claim, convention: str) -> Claim:
    return evolve(claim, figures=tuple(with_estimate(figure, convention) for figure in claim.figures))
