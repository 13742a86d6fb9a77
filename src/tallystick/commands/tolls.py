"""Tolls: running totals that stand beside the incidents, with the share of each that incidents explain."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from attrs import frozen

from tallystick.assessing.tolls import TOLL, Explained, Lies, Toll, explained, lies, toll
from tallystick.commands.casebooks import Book
from tallystick.commands.cases import Selection, case_files
from tallystick.commands.layouts import document_layout, ends_words, figure_words
from tallystick.record import CaseFile, Claim, Incident, Place, Range
from tallystick.serialising import to_plain
from tallystick.vocabulary.events import is_harm
from tallystick.vocabulary.populations import population_words


@frozen
class Account:
    """A toll and, for each of its figures, what the incidents within its time and place explain."""

    toll: Toll
    figures: tuple[Explained, ...]


@frozen
class Spanning:
    """A toll that spans an incident, or may."""

    toll: Toll
    how: Lies


def number(book: Book) -> int:
    """How many tolls stand beside the incidents."""
    return book.casebook.events()[TOLL]


def accounts(book: Book, convention: str | None = None, method: str | None = None) -> list[Account]:
    """All tolls, the one that begins first at the front; those of unknown days last.

    Raises UsageError for an unknown convention or method.
    """
    cases = list(case_files(book, Selection(everything=True), convention, method))
    harm = [case for case in cases if is_harm(case.incident.event)]
    found = [_account(case, harm) for case in cases if case.incident.event == TOLL]
    return sorted(found, key=lambda a: (a.toll.days is None, a.toll.days or (), a.toll.incident.id))


def _account(case: CaseFile, harm: Iterable[CaseFile]) -> Account:
    found = toll(case.incident, case.reports)
    return Account(found, explained(found, case.assessment.figures, harm))


def beside(book: Book, case: CaseFile, convention: str, method: str) -> Account | list[Spanning]:
    """What ``show`` says of tolls: the account of the toll that ``case`` is, else the tolls that span its incident."""
    if case.incident.event != TOLL:
        return spanning(book, case.incident)
    return _account(case, case_files(book, Selection(), convention, method))


def spanning(book: Book, incident: Incident, among: Collection[str] | None = None) -> list[Spanning]:
    """The tolls that span ``incident`` or may, in the order of their ids; none where it is no incident of harm.

    ``among``: of these tolls alone.
    """
    from tallystick.casebook.incidents import of_event

    if not is_harm(incident.event):
        return []
    told = of_event(book.casebook.alias, TOLL) if among is None else among
    standing = [i for i in book.casebook.incidents(told) if i.event == TOLL]
    reports = list(book.casebook.reports_of([claim for i in standing for claim in i.claims]))
    found = [toll(i, reports) for i in standing]
    return [Spanning(t, how) for t in found if (how := lies(t, incident))]


def informant(claim: Claim, found: Toll) -> str:
    """The chain of those who tell the toll, outermost first; the report's outlet where it names nobody."""
    if claim.attribution:
        return " < ".join(link.source for link in claim.attribution)
    document = next(r.document for r in found.reports if any(c.id == claim.id for c in r.claims))
    return document.publisher or "the report itself"


def figures_words(found: Toll) -> str:
    """The figures of the toll as a person says them."""
    return "; ".join(dict.fromkeys(figure_words(f) for c in found.claims for f in c.figures))


def share_words(figure: Explained) -> str:
    """The share that incidents explain: "35–40%"; "unknown" where the toll counts nobody."""
    if figure.share is None:
        return "unknown"
    low, high = (f"{share:.0%}" if share >= 0.01 or not share else f"{share:.2%}" for share in figure.share)
    return low if low == high else f"{low[:-1]}–{high}"


def number_words(found: Range) -> str:
    """A toll's figure: low–best–high, its measure, and its population where that is not all people."""
    who = "" if found.group == "all" else f" ({population_words(found.group)})"
    return f"{found.measure}{who} {ends_words(found)}"


def account_layout(account: Account) -> dict[str, Any]:
    """What ``tolls --json`` prints for one toll."""
    return {
        **_toll_layout(account.toll),
        "unknown": account.toll.unknown,
        "figures": [_figure_layout(figure) for figure in account.figures],
    }


def beside_layout(found: Account | list[Spanning]) -> dict[str, Any]:
    """What ``show --json`` says of tolls: ``toll`` for one that is shown, ``tolls`` for those that span an incident."""
    if isinstance(found, Account):
        return {"toll": account_layout(found)}
    return {"tolls": [spanning_layout(one) for one in found]}


def spanning_layout(found: Spanning) -> dict[str, Any]:
    """What ``show --json`` prints for a toll that spans the incident, or may (``within`` false, with the reason)."""
    return {**_toll_layout(found.toll), "within": found.how.within, "rule": found.how.rule, "reason": found.how.reason}


def _toll_layout(found: Toll) -> dict[str, Any]:
    return {
        "id": found.incident.id,
        "days": [day.isoformat() for day in found.days] if found.days else None,
        "place": _place_layout(found.place),
        "claims": [
            {
                "id": c.id,
                "text": to_plain(c.text),
                "informant": informant(c, found),
                "figures": to_plain(c.figures),
            }
            for c in found.claims
        ],
        "reports": [document_layout(report.document) for report in found.reports],
    }


def _place_layout(place: Place | None) -> dict[str, Any] | None:
    return {"name": place.name, "country": place.country, "admin1": place.admin1} if place else None


def _figure_layout(figure: Explained) -> dict[str, Any]:
    ends = {name: getattr(figure.toll, name).value for name in ("low", "best", "high")}
    return {
        "measure": figure.toll.measure,
        "group": figure.toll.group,
        **ends,
        "explained": {"low": figure.low, "best": figure.best},
        "share": {"low": figure.share[0], "high": figure.share[1]} if figure.share else None,
        "open_above": figure.open_above,
        "incidents": to_plain(figure.parts),
        "not_counted": to_plain(figure.not_counted),
    }
