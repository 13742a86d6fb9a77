"""From a document to a report with its claims: read, located, and with the bounds of a convention."""

from __future__ import annotations

from functools import cache

from attrs import evolve, frozen

from tallystick.commands.usage import require_reader
from tallystick.gazetteer import Gazetteer
from tallystick.reading.figures import with_estimate
from tallystick.reading.registry import Reader, examine, reader
from tallystick.record import Claim, Document, Report

CONVENTION = "literal"
READER = "rules"


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, opened once."""
    return Gazetteer.shipped()


@frozen
class Pipeline:
    """A reader of the registry, the shipped gazetteer, and the convention that gives figures their bounds."""

    reader: Reader
    convention: str = CONVENTION

    def read(self, document: Document) -> Report:
        """The claims of ``document``, with coordinates and with low, best and high.

        Raises ReaderError where the reader cannot read it, VocabularyError for an unknown convention.
        """
        names = gazetteer()
        found = examine(self.reader, document, names)
        claims = names.resolve(document, found.claims)
        told = evolve(document, warnings=(*document.warnings, *found.warnings))
        return Report(told, tuple(self._estimated(claim) for claim in claims))

    def _estimated(self, claim: Claim) -> Claim:
        return evolve(claim, figures=tuple(with_estimate(figure, self.convention) for figure in claim.figures))


def pipeline(name: str = READER, convention: str = CONVENTION) -> Pipeline:
    """The pipeline with the reader called ``name``.

    Raises UsageError where there is none, ReaderError where it is not configured.
    """
    require_reader(name)
    return Pipeline(reader(name), convention)
