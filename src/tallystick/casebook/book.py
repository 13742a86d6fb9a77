"""The casebook as its users see it: one object with what can be stored, asked and decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Self

from tallystick import record
from tallystick.casebook import (
    checking,
    custody,
    decided,
    digesting,
    incidents,
    reports,
    sealing,
)
from tallystick.casebook import folder as folders
from tallystick.casebook.bookmark import Bookmark
from tallystick.casebook.database import (
    connect,
    database_settings,
    disconnect,
    for_reading,
    kept,
    may_write,
    require,
)
from tallystick.casebook.desk import Desk
from tallystick.casebook.errors import reading, writing
from tallystick.casebook.identity import incident_id
from tallystick.casebook.logged import Entry
from tallystick.casebook.migrating import holds_casebook, migrate
from tallystick.casebook.neighbourhood import Neighbourhood
from tallystick.casebook.registry.actors import ActorDesk
from tallystick.casebook.registry.places import PlaceDesk
from tallystick.casebook.registry.sources import Sources
from tallystick.casebook.results import Check
from tallystick.errors import CasebookError


class Casebook(Desk):
    """An open casebook. Several may be open at once; each method raises CasebookError with one sentence."""

    def __init__(self, folder: Path, identity: folders.Identity, database: dict[str, Any]) -> None:
        self.folder = folder
        self.identity = identity
        self.alias = connect(database)

    @classmethod
    def create(
        cls,
        folder: Path,
        database: str | None = None,
        prepare: Callable[[Path, str], None] | None = None,
        countries: Sequence[str] = (),
    ) -> Self:
        """A new casebook in ``folder``, its database a file there unless ``database`` names another.

        ``database`` is a file's name, sqlite:///PATH or postgresql://USER@HOST:PORT/NAME; a password in it is used and
        not kept.
        ``countries`` are the ISO codes of those that it is about.
        ``prepare`` is called with the evidence folder and the casebook's id before the casebook counts as made. When
        the making is stopped at any point, making it again completes it.
        """
        begun = folders.begun_with(folder)
        named = database or begun or folders.DATABASE
        settings, stored = database_settings(named, folder), kept(named)
        if stored not in (begun, folders.DATABASE) and holds_casebook(settings):
            raise CasebookError(f"{stored} holds a casebook already; name another database.")
        book = cls(folder, folders.begin(folder, stored, countries), settings)
        try:
            with reading():
                migrate(book.alias, empty=True)
            if prepare is not None:
                prepare(book.evidence_folder, book.identity.id)
            folders.finish(folder)
        except BaseException:
            book.close()
            raise
        return book

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The casebook in ``folder``, migrated forward where an older version made it.

        Where its folder or database cannot be written, it is opened for reading alone.
        """
        identity = folders.identity(folder)
        database = database_settings(identity.database, folder)
        require(database)
        book = cls(folder, identity, database if may_write(database) else for_reading(database))
        try:
            with reading():
                migrate(book.alias)
        except BaseException:
            book.close()
            raise
        return book

    @classmethod
    def find(cls, start: Path | None = None) -> Self:
        """The nearest casebook from ``start`` (the current folder) upward."""
        return cls.open(folders.find(start or Path.cwd()))

    def close(self) -> None:
        """Closes the database."""
        disconnect(self.alias)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def evidence_folder(self) -> Path:
        """Where the evidence store lies."""
        return self.folder / folders.EVIDENCE

    def hash_of(self, document_id: str) -> str | None:
        """The hash of the bytes that are stored under the id; None where there are none."""
        return reports.hash_of(self.alias, document_id)

    def store_report(self, report: record.Report, by: str, *, reader: str, reader_version: str) -> bool:
        """Stores a document with its claims, whole or not at all; False where it is stored already.

        ``reader`` and ``reader_version`` tell what found the claims.
        """
        return reports.store_report(self.alias, report, by, reader, reader_version)

    def reports(self, ids: Iterable[str] | None = None) -> Iterator[record.Report]:
        """The reports in the order of their ids, corrections applied; those named by ``ids``, or all."""
        return reports.load_reports(self.alias, ids)

    def rejected(self, claims: Collection[str] | None = None) -> frozenset[str]:
        """Ids of the claims (or of ``claims`` alone) whose latest verdict is a rejection."""
        with reading():
            return decided.rejected(self.alias, claims)

    def verdicts(self, claims: Collection[str] | None = None) -> dict[str, str]:
        """``accept`` or ``reject`` for each claim (or of ``claims`` alone) that was judged."""
        with reading():
            return decided.verdicts(self.alias, claims)

    def grades(self, incidents: Collection[str] | None = None) -> dict[str, decided.GradeOverride]:
        """The grades that people gave, by incident (or of ``incidents`` alone, by their present ids)."""
        with reading():
            return decided.grades(self.alias, incidents)

    def corrections(self, claims: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
        """The slots given anew of each claim (or of ``claims`` alone) that was corrected."""
        with reading():
            return decided.corrections(self.alias, claims)

    def decision(self, number: int) -> decided.DecisionEntry:
        """One decision; raises CasebookError where there is none of that number."""
        with reading():
            return decided.decision(self.alias, number)

    def decisions(self, target: str | None = None) -> list[decided.DecisionEntry]:
        """All decisions, oldest first, undone ones too; or those about a claim, or an incident and its claims."""
        with reading():
            return decided.history(self.alias, None if target is None else incidents.names_of(self.alias, target))

    def claims_in(self, incident: str) -> tuple[str, ...]:
        """Ids of the claims placed in an incident, rejected ones too."""
        with reading():
            return incidents.claims_in(self.alias, incidents.find_incident(self.alias, incident))

    def incidents(self, ids: Iterable[str] | None = None) -> list[record.Incident]:
        """The incidents as they stand, in the order of their numbers, without rejected claims; or those of ``ids``.

        ``ids`` are present ones. Those that hold no claim, or none but rejected ones, are left out.
        """
        return incidents.load_incidents(self.alias, ids)

    def incident(self, identity: str) -> record.Incident | None:
        """The incident of that present id; None where it holds no claim."""
        return next(iter(self.incidents([identity])), None)

    def known_incidents(self, names: Iterable[str]) -> set[str]:
        """Those of ``names`` that are ids of incidents (of any time), and the ids where they lead now."""
        with reading():
            return incidents.known(self.alias, names)

    def homes(self, claims: Iterable[str]) -> dict[str, str]:
        """The incident in which each of ``claims`` is placed now, rejected ones too, where it is placed in one."""
        with reading():
            return incidents.homes(self.alias, claims)

    def together(self) -> AbstractContextManager[None]:
        """What is stored within the block is stored whole or not at all, and nobody else writes meanwhile."""
        return writing(self.alias)

    def reports_of(self, claims: Iterable[str]) -> Iterator[record.Report]:
        """The reports that hold ``claims``, in the order of their ids, corrections applied."""
        return reports.reports_of(self.alias, claims)

    def next_incident_ids(self) -> Iterator[str]:
        """Ids that no incident ever had, without end."""
        return incidents.next_ids(self.alias)

    def save_incidents(
        self, found: Iterable[record.Incident], new: Collection[str], redirects: Mapping[str, str] | None = None
    ) -> None:
        """Stores what linking gave; ``new`` are the ids among them that it took from ``next_incident_ids``.

        ``redirects`` says for incidents that went up in others where they lead.
        """
        incidents.save_incidents(self.alias, found, new, redirects)

    def events(self) -> Counter[str]:
        """How many incidents there are of each event type."""
        with reading():
            return incidents.events(self.alias)

    def placed(self, claims: Collection[str] | None = None) -> dict[str, str]:
        """The incident of each claim (or of ``claims`` alone) that a merge, split or move spoke of."""
        with reading():
            return decided.pins(self.alias, claims)

    @property
    def neighbourhood(self) -> Neighbourhood:
        """What linking keeps of the claims."""
        return Neighbourhood(self.alias)

    @property
    def sources(self) -> Sources:
        """The registry of informants and outlets."""
        return Sources(self.alias)

    @property
    def actors(self) -> ActorDesk:
        """Who is blamed, and which names mean one."""
        return ActorDesk(self.alias)

    @property
    def places(self) -> PlaceDesk:
        """What people decided about places."""
        return PlaceDesk(self.alias)

    def save_summaries(self, summarised: Iterable[record.Incident]) -> None:
        """Stores event, time, place and principal reports of incidents anew; who stands in them stays as it is."""
        incidents.save_summaries(self.alias, summarised)

    def resolve_incident(self, text: str) -> str:
        """The id of the incident that ``text`` (an id, of any time) leads to now, through any merges."""
        with reading():
            return incident_id(incidents.find_incident(self.alias, text).number)

    def outdate(self, incidents: Iterable[str]) -> None:
        """Notes that what lists show of ``incidents`` is to be made anew (``commands.digests``)."""
        digesting.outdate(self.alias, incidents)

    def told_by(self) -> list[str]:
        """The names of all informants and outlets that the record's digests know."""
        return digesting.told_by(self.alias)

    def outdate_told_by(self, names: Iterable[str]) -> None:
        """``outdate`` for the incidents told of by informants or outlets of those names."""
        digesting.outdate_told_by(self.alias, names)

    def check(self, log: Iterable[Entry], progress: Callable[[int, int], None] | None = None) -> Check:
        """Compares the database with itself and with the entries (action, fields) of the custody log."""
        return checking.check(self.alias, log, progress)

    def reading_fields(self, document_id: str) -> dict[str, Any]:
        """What the custody log is to say of a stored document and its claims (``casebook.custody``)."""
        with reading():
            return custody.stored_reading(self.alias, document_id)

    def decision_fields(self, after: int = 0) -> list[dict[str, Any]]:
        """What the custody log is to say of each decision with a number above ``after``, oldest first."""
        with reading():
            return custody.stored_decisions(self.alias, after)

    def record_lthash(self) -> str:
        """The hash of the incidents and of who stands in them now, from what is kept of it."""
        with reading():
            return sealing.whole(self.alias).record.digest

    def record_sha256(self) -> str:
        """The same as casebooks of before 2026-12 logged it, made from all incidents."""
        with reading():
            return custody.record_sha256(self.alias)

    @property
    def log(self) -> Bookmark:
        """How far the custody log was read, and what is still to be logged."""
        return Bookmark(self.alias)
