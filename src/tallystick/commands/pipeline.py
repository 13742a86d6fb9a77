"""From a document to a report with its claims: read, located, and with the bounds of a convention."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, runtime_checkable

from attrs import evolve, field, frozen

from tallystick.casebook.folder import identity
from tallystick.commands.gazetteers import in_use
from tallystick.commands.usage import require_reader
from tallystick.gazetteer import Gazetteer, Home
from tallystick.reading.figures import with_estimate
from tallystick.reading.registry import Reader, examine, reader
from tallystick.record import Claim, Document, Report

CONVENTION = "literal"
READER = "embedded"


def gazetteer() -> Gazetteer:
    """The gazetteers in use here."""
    return in_use()


@frozen
class Pipeline:
    """A reader of the registry, the gazetteers in use, and the convention that gives figures their bounds."""

    reader: Reader
    convention: str = CONVENTION
    names: Gazetteer = field(factory=gazetteer, repr=False)
    home: Home | None = None
    """Where the casebook's reports mostly are."""

    def read(self, document: Document) -> Report:
        """The claims of ``document``, with coordinates and with low, best and high.

        Raises ReaderError where the reader cannot read it, VocabularyError for an unknown convention.
        """
        found = examine(self.reader, document, self.names)
        claims = self.names.resolve(document, found.claims, self.home)
        told = evolve(document, warnings=(*document.warnings, *found.warnings))
        return Report(told, tuple(self._estimated(claim) for claim in claims))

    def _estimated(self, claim: Claim) -> Claim:
        return evolve(claim, figures=tuple(with_estimate(figure, self.convention) for figure in claim.figures))


@runtime_checkable
class LearningReader(Protocol):
    """A reader that learns from the reviews of a casebook."""

    def taught_by(self, folder: Path) -> Reader:
        """The reader with what the casebook in ``folder`` taught it; raises ReaderError where that cannot be used."""
        ...


def pipeline(name: str = READER, convention: str = CONVENTION, casebook: Path | None = None) -> Pipeline:
    """The pipeline with the reader called ``name``, as the casebook in the folder ``casebook`` has taught it.

    Raises UsageError where there is none, ReaderError where it is not configured.
    """
    require_reader(name)
    chosen = reader(name)
    if casebook is not None and isinstance(chosen, LearningReader):
        chosen = chosen.taught_by(casebook)
    return Pipeline(chosen, convention, in_use(casebook), _home(casebook))


def _home(casebook: Path | None) -> Home | None:
    countries = identity(casebook).countries if casebook else ()
    return Home.about(countries) if countries else None
