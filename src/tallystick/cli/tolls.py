"""``tolls``: running totals beside the incidents, and the share of each that incidents explain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape

from tallystick.assessing.tolls import Explained, NotCounted, Part
from tallystick.cli.desks import Desk, ServerOption
from tallystick.cli.options import CasebookOption, ConventionInForceOption, JsonOption, MethodOption
from tallystick.cli.terminal import clean, console, counted, wrapped, write_json
from tallystick.commands.layouts import figure_words
from tallystick.commands.tolls import number_words, share_words
from tallystick.record import Figure, Range, RangeEnd
from tallystick.serialising import from_plain

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
    server: ServerOption = None,
) -> None:
    """List the tolls (running totals over days, a campaign or a war) and the share of each that incidents explain.

    \b
    Example:

    tallystick tolls
    """
    found = Desk(casebook, server).tolls(convention, method)
    if as_json:
        for account in found:
            write_json(account)
        return
    out = console()
    for account in found:
        print_account(out, account)
    out.print(f"{counted(len(found), 'toll')}. A toll is no incident and enters no range.")


def print_account(out: Console, account: Mapping[str, Any]) -> None:
    """Print one toll as ``account_layout`` tells it: its days, place, words and informant, and what explains it."""
    for line in _head(account):
        wrapped(out, line)
    if account["unknown"]:
        wrapped(out, f"  {account['unknown']}")
    else:
        for figure in account["figures"]:
            for line in _figure(_explained(figure)):
                wrapped(out, line)
    out.print()


def print_spanning(out: Console, found: Sequence[Mapping[str, Any]]) -> None:
    """Print the tolls that span an incident, each as ``spanning_layout`` tells it; nothing where there is none."""
    if found:
        out.print("\n[bold]Tolls that span it, which enter none of its ranges[/bold]")
    for told in found:
        perhaps = f"; perhaps: {told['reason']}" if told["reason"] else ""
        wrapped(out, f"  {escape(clean(f'{_title(told)}: {_figures(told)}{perhaps}'))}")
        for line in _claims(told, "      "):
            wrapped(out, line)


def _figures(told: Mapping[str, Any]) -> str:
    figures = (from_plain(claim["figures"], tuple[Figure, ...]) for claim in told["claims"])
    return "; ".join(dict.fromkeys(figure_words(figure) for some in figures for figure in some))


def _title(told: Mapping[str, Any]) -> str:
    days = " to ".join(told["days"]) if told["days"] else "days not told"
    place = told["place"]["name"] if told["place"] else "place not told"
    return f"{told['id']}  {days}, {place}"


def _head(told: Mapping[str, Any]) -> Iterator[str]:
    yield f"[bold]{escape(clean(_title(told)))}[/bold]"
    yield from _claims(told, "  ")


def _claims(told: Mapping[str, Any], indent: str) -> Iterator[str]:
    for claim in told["claims"]:
        said = f"“{claim['text']['exact']}” ({claim['informant']}; {claim['id']})"
        yield f"{indent}{escape(clean(said))}"


def _explained(figure: Mapping[str, Any]) -> Explained:
    """The figure of a layout, with what explains it."""
    low, best, high = (RangeEnd(figure[name], (), "", "") for name in ("low", "best", "high"))
    parts = from_plain(figure["incidents"], tuple[Part, ...])
    not_counted = from_plain(figure["not_counted"], tuple[NotCounted, ...])
    return Explained(Range(figure["measure"], figure["group"], low, best, high, ""), parts, not_counted)


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
