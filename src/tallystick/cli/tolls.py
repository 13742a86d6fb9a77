"""``tolls``: running totals beside the incidents, and the share of each that incidents explain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import typer
from rich.console import Console
from rich.markup import escape

from tallystick.assessing.tolls import Explained, NotCounted, Toll
from tallystick.cli.options import CasebookOption, ConventionInForceOption, JsonOption, MethodOption
from tallystick.cli.terminal import clean, console, counted, wrapped, write_json
from tallystick.commands import casebooks
from tallystick.commands.tolls import (
    Account,
    Spanning,
    account_layout,
    accounts,
    figures_words,
    informant,
    number_words,
    share_words,
)

LISTED = 12
"""Incidents that a line names before it only counts them."""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("tolls")(tolls)


def tolls(
    as_json: JsonOption = False,
    convention: ConventionInForceOption = None,
    method: MethodOption = None,
    casebook: CasebookOption = None,
) -> None:
    """List the tolls (running totals over days, a campaign or a war) and the share of each that incidents explain.

    \b
    Example:

    tallystick tolls
    """
    found = accounts(casebooks.open_casebook(casebook), convention, method)
    if as_json:
        for account in found:
            write_json(account_layout(account))
        return
    out = console()
    for account in found:
        print_account(out, account)
    out.print(f"{counted(len(found), 'toll')}. A toll is no incident and enters no range.")


def print_account(out: Console, account: Account) -> None:
    """Print one toll: its days, place, words and informant, and for each figure the incidents that explain it."""
    for line in _head(account.toll):
        wrapped(out, line)
    if account.toll.unknown:
        wrapped(out, f"  {account.toll.unknown}")
    else:
        for figure in account.figures:
            for line in _figure(figure):
                wrapped(out, line)
    out.print()


def print_spanning(out: Console, found: Sequence[Spanning]) -> None:
    """Print the tolls that span an incident; nothing where there is none."""
    if found:
        out.print("\n[bold]Tolls that span it, which enter none of its ranges[/bold]")
    for one in found:
        perhaps = f"; perhaps: {one.how.reason}" if one.how.reason else ""
        wrapped(out, f"  {escape(clean(f'{_title(one.toll)}: {figures_words(one.toll)}{perhaps}'))}")
        for line in _claims(one.toll, "      "):
            wrapped(out, line)


def _title(found: Toll) -> str:
    days = f"{found.days[0]} to {found.days[1]}" if found.days else "days not told"
    place = found.place.name if found.place else "place not told"
    return f"{found.incident.id}  {days}, {place}"


def _head(found: Toll) -> Iterator[str]:
    yield f"[bold]{escape(clean(_title(found)))}[/bold]"
    yield from _claims(found, "  ")


def _claims(found: Toll, indent: str) -> Iterator[str]:
    for claim in found.claims:
        yield f"{indent}{escape(clean(f'“{claim.text.exact}” ({informant(claim, found)}; {claim.id})'))}"


def _figure(figure: Explained) -> Iterator[str]:
    bound = "; the toll sets no upper bound, so the share may be smaller" if figure.open_above else ""
    ends = f"{figure.low}" if figure.low == figure.best else f"{figure.low} to {figure.best}"
    told = f"{counted(len(figure.parts), 'incident')} within it explain{'s' * (len(figure.parts) == 1)} {ends}"
    yield f"  {number_words(figure.toll)}: {told}, {share_words(figure)}{bound}"
    if figure.parts:
        numbers = [f"{p.incident} {p.low}" + (f"–{p.best}" if p.best != p.low else "") for p in figure.parts]
        yield f"    counted: {_some(numbers)}"
    for reason, names in groupby(sorted(figure.not_counted, key=_reason), key=lambda n: n.reason):
        yield f"    not counted: {_some([n.incident for n in names])}: {escape(clean(reason))}"


def _some(names: Sequence[str]) -> str:
    """The first of many; ``--json`` gives all."""
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return ", ".join(names[:LISTED]) + more


def _reason(one: NotCounted) -> tuple[str, str]:
    return one.reason, one.incident
