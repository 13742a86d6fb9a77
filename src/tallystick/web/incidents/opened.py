"""An incident as its page needs it: the case file by the chosen rules, what was decided, and how far it is released."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from attrs import define, frozen
from django.http import QueryDict

from tallystick.casebook.releasing import Release, release_of
from tallystick.commands import history
from tallystick.commands.casebooks import Book
from tallystick.commands.cases import case_file
from tallystick.commands.history import Review
from tallystick.commands.layouts import shown_layout
from tallystick.commands.previewing import Rules
from tallystick.record import CaseFile, Claim, Report
from tallystick.vocabulary.conventions import conventions
from tallystick.vocabulary.grades import methods


def rules_of(book: Book, query: QueryDict) -> Rules:
    """The convention and the method that an address asks for; those in force where it names none."""
    return Rules.of(book, query.get("convention") or None, query.get("method") or None)


def choices() -> dict[str, tuple[str, ...]]:
    """What may be chosen as convention and as method."""
    return {"convention": tuple(conventions()), "method": tuple(methods())}


@define(slots=False)
class Opened:
    """An incident, opened by some rules."""

    case: CaseFile
    review: Review
    release: Release
    rules: Rules
    standing: bool
    """True where those are the rules in force."""

    @cached_property
    def explained(self) -> dict[str, Any]:
        """``assessing.explain``: every number down to its words."""
        explained: dict[str, Any] = shown_layout(self.case, self.rules.convention, self.review)["explained"]
        return explained

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The claims by id, in the order of the incident's members."""
        return {claim.id: claim for claim in self.case.claims()}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The claims' numbers on the page, from 1."""
        return {claim: number for number, claim in enumerate(self.claims, 1)}

    @cached_property
    def homes(self) -> dict[str, Report]:
        """The report of each claim."""
        return {claim.id: report for report in self.case.reports for claim in report.claims}

    def refs(self, claims: Any) -> list[Ref]:
        """The claims that stand in the incident, as numbers that lead to their words."""
        return [Ref(claim, self.numbers[claim]) for claim in claims if claim in self.numbers]


@frozen
class Ref:
    """A claim as a number on the page."""

    claim: str
    number: int


def opened(book: Book, identity: str, rules: Rules | None = None) -> Opened:
    """The incident that ``identity`` leads to now.

    Raises CasebookError where there is none, UsageError for an unknown convention or method.
    """
    in_force = Rules.of(book)
    chosen = rules or in_force
    case = case_file(book, identity, chosen.convention, chosen.method)
    review = history.review(book, case.incident.id)
    release = release_of(case.incident.id, (in_force.convention, in_force.method), review.claims, review.decisions)
    return Opened(case, review, release, chosen, chosen == in_force)
