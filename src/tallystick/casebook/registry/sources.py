"""The registry as its users see it: who is known, what is proposed, and what can be decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from tallystick import record
from tallystick.casebook.decided import DecisionEntry, entry
from tallystick.casebook.errors import reading
from tallystick.casebook.models import Decision
from tallystick.casebook.recording import By
from tallystick.casebook.registry import deciding, drafting, proposals
from tallystick.casebook.registry.kinds import KINDS
from tallystick.casebook.registry.proposals import Proposal
from tallystick.vocabulary.informants import Informant, Registry


class Sources:
    """The informants and outlets of a casebook; each method raises CasebookError with one sentence."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def registry(self) -> Registry:
        """All informants: those that ship, and over them what people decided."""
        with reading():
            return drafting.registry(self._alias)

    def find(self, name: str) -> Informant:
        """The informant of that id, or of which ``name`` is a name."""
        return deciding.find(self.registry(), name)

    def history(self, informant: str | None = None) -> list[DecisionEntry]:
        """The decisions about informants, undone ones too, oldest first; or those about the one of that id."""
        with reading():
            rows = Decision.objects.using(self._alias).filter(kind__in=KINDS).select_related("reversed_by")
            return [entry(row) for row in rows.order_by("id") if informant is None or informant in row.targets]

    def untaught(self) -> list[str]:
        """Ids of the documents that were not yet looked through for names."""
        return proposals.untaught(self._alias)

    def keep(self, documents: Collection[str], lessons: Iterable[tuple[str, record.Lesson]]) -> None:
        """Stores what documents teach of names."""
        proposals.keep(self._alias, documents, lessons)

    def proposals(self) -> list[Proposal]:
        """The aliases that reports teach, and what people made of them."""
        return proposals.proposals(self._alias, self.registry())

    def add(
        self,
        fields: Mapping[str, Any],
        *,
        aliases: Sequence[str] = (),
        people: Sequence[str] = (),
        author: str,
        reason: str,
    ) -> DecisionEntry:
        """A new informant or outlet; its id is the target of the decision."""
        return deciding.add(self._alias, fields, aliases, people, By(author, reason))

    def change(self, informant: str, changes: Mapping[str, Any], *, author: str, reason: str) -> DecisionEntry:
        """Gives name, kind, role, organisation, side, interest or notes anew."""
        return deciding.change(self._alias, informant, changes, By(author, reason))

    def name(
        self, informant: str, alias: str, *, verdict: str = "accept", person: bool = False, author: str, reason: str
    ) -> DecisionEntry:
        """A further name of an informant, or one that it has not (``reject``)."""
        return deciding.name(self._alias, informant, alias, verdict, person, By(author, reason))

    def merge(self, into: str, other: str, *, author: str, reason: str) -> DecisionEntry:
        """Two informants are one; the id of ``other`` leads to ``into`` from now on."""
        return deciding.merge(self._alias, into, other, By(author, reason))

    def rate(self, informant: str, letter: str | None, *, author: str, reason: str) -> DecisionEntry:
        """How reliable an informant is, as a letter of the Admiralty code; None takes the judgement away."""
        return deciding.rate(self._alias, informant, letter, By(author, reason))
