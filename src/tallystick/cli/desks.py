"""Where a command works: on a casebook of this machine, or, with --server, on one that a site serves."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit, urlunsplit

import typer
from attrs import frozen

from tallystick.commands import casebooks, cases, deciding, history, rules, tolls
from tallystick.commands.layouts import decided_layout, decision_layout, incident_layout, shown_layout
from tallystick.errors import UsageError
from tallystick.record import CaseFile

if TYPE_CHECKING:
    from tallystick.casebook import DecisionEntry
    from tallystick.client import Client
    from tallystick.commands.deciding import Decided

TOKEN = "TALLYSTICK_TOKEN"
ServerOption = Annotated[
    str | None,
    typer.Option(
        "--server",
        envvar="TALLYSTICK_SERVER",
        help=f"Address of a site (https://HOST/c/CASEBOOK) whose casebook is meant; {TOKEN} holds a token of it.",
    ),
]
Act = Literal["accept", "reject", "correct", "merge", "split", "move", "grade", "undo", "sign", "release"]
_BEFORE_SLUG = "c"


@frozen
class Shown:
    """An incident, what was decided about it, and all of it, the tolls beside it too, as ``show --json`` prints it."""

    case: CaseFile
    review: history.Review
    layout: dict[str, Any]


@frozen
class Seat:
    """Whose casebook a command works on, and who works."""

    casebook: Path | None
    server: str | None
    by: str | None = None

    def take(
        self, here: Callable[..., Decided], there: Callable[[Client], Callable[..., Any]], *what: Any, **words: Any
    ) -> dict[str, Any]:
        """Takes a decision by the command ``here`` or the client's ``there``; as ``decided_layout`` tells of it.

        Raises UsageError where somebody else is to decide on a server than the one whose token it is.
        """
        if self.server is None:
            book = casebooks.open_casebook(self.casebook)
            return decided_layout(here(book, *what, by=casebooks.author(self.by), **words))
        refuse_author(self.by)
        with connected(self.server) as client:
            answer: dict[str, Any] = there(client)(*what, **words)
            return answer


@frozen
class Desk(Seat):
    """The seat from which incidents are read and decided about."""

    def decide(self, act: Act, *what: Any, reason: str, **words: Any) -> dict[str, Any]:
        """Takes a decision; as ``decided_layout`` tells of it."""
        return self.take(getattr(deciding, act), attrgetter(act), *what, reason=reason, **words)

    def incidents(
        self, wanted: cases.Selection, convention: str | None, method: str | None
    ) -> tuple[list[dict[str, Any]], int]:
        """The wanted incidents as ``incident_layout`` gives them, and how many tolls stand beside them."""
        if self.server is None:
            book = casebooks.open_casebook(self.casebook)
            found = cases.case_files(book, wanted, convention, method)
            return [incident_layout(case) for case in found], tolls.number(book)
        with connected(self.server) as client:
            told = client.incidents(wanted.event or "", context=wanted.everything, **named_rules(convention, method))
            return list(told), 0

    def shown(self, incident: str, convention: str | None, method: str | None) -> Shown:
        """One incident with all that explains it."""
        if self.server is None:
            book = casebooks.open_casebook(self.casebook)
            chosen = rules.chosen(book, convention, method)
            case = cases.case_file(book, incident, *chosen)
            review, beside = history.review(book, case.incident.id), tolls.beside(book, case, *chosen)
            return Shown(case, review, {**shown_layout(case, chosen[0], review), **tolls.beside_layout(beside)})
        with connected(self.server) as client:
            named = named_rules(convention, method)
            layout = client.incident(incident, with_tolls=True, **named)
            return Shown(client.case(incident, **named), _review(layout), layout)

    def tolls(self, convention: str | None, method: str | None) -> list[dict[str, Any]]:
        """The tolls as ``account_layout`` gives them."""
        if self.server is None:
            book = casebooks.open_casebook(self.casebook)
            return [tolls.account_layout(account) for account in tolls.accounts(book, convention, method)]
        with connected(self.server) as client:
            return client.tolls(**named_rules(convention, method))

    def decisions(self, about: str | None) -> list[dict[str, Any]]:
        """What people decided, oldest first; about one claim or incident, where named."""
        if self.server is None:
            found = history.decisions(casebooks.open_casebook(self.casebook), about)
            return [decision_layout(decision) for decision in found]
        with connected(self.server) as client:
            return client.decisions(about or "")


def named_rules(convention: str | None, method: str | None) -> dict[str, str]:
    """The rules that were named; a server goes by those in force for the others."""
    return {name: rule for name, rule in (("convention", convention), ("method", method)) if rule is not None}


def refuse_author(by: str | None) -> None:
    """Raises UsageError where somebody else is to decide on a server than the one whose token it is."""
    if by is not None:
        raise UsageError("On a server the one whose token it is decides; leave out --by.")


def entries(layouts: Iterable[dict[str, Any]]) -> tuple[DecisionEntry, ...]:
    """Decisions of what a server tells of them."""
    from tallystick.casebook import DecisionEntry

    names = {"undoes": "reverses", "undone_by": "reversed_by"}
    decisions = ({names.get(name, name): value for name, value in told.items()} for told in layouts)
    return tuple(DecisionEntry(**{**told, "targets": tuple(told["targets"])}) for told in decisions)


def _review(layout: dict[str, Any]) -> history.Review:
    """What was decided, from what a server tells of an incident."""
    return history.Review(entries(layout["decisions"]), layout["verdicts"], layout["corrections"])


def connected(server: str) -> Client:
    """The casebook behind an address: that of a site, or of a casebook's pages on it (``.../c/NAME``).

    Raises UsageError where there is no token.
    """
    from tallystick.client import Client

    token = os.environ.get(TOKEN, "").strip()
    if not token:
        raise UsageError(f"Set {TOKEN} to a token; the site's page Tokens makes one.")
    parts = urlsplit(server)
    before, mark, after = parts.path.strip("/").rpartition(f"{_BEFORE_SLUG}/")
    slug = after.split("/")[0] if mark else None
    path = before if mark else parts.path
    return Client(urlunsplit((parts.scheme, parts.netloc, path, "", "")), token, slug)
