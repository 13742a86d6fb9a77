"""``incidents`` and ``show``: the record as tables, and one number explained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

import typer
from rich.console import Console

from tallystick.assessing.tolls import TOLL
from tallystick.cli.desks import Desk, ServerOption
from tallystick.cli.explaining import print_case
from tallystick.cli.options import CasebookOption, ConventionInForceOption, JsonOption, MethodOption
from tallystick.cli.terminal import clean, console, counted, table, write_json
from tallystick.cli.tolls import print_account, print_spanning
from tallystick.commands import cases
from tallystick.commands.layouts import range_words
from tallystick.errors import UsageError

HEADINGS = ("id", "date", "place", "event", "killed", "injured", "sources", "grade", "reports", "confirmation")
RIGHT = ("killed", "injured", "sources", "reports")
NARROW = ((135, "confirmation"), (122, "reports"))
"""Columns that are left out of a terminal with fewer characters than the number before them."""
LIST = 110
"""Characters of a terminal below which incidents are a list of lines."""
Told = dict[str, Any]
"""An incident as ``incident_layout`` gives it."""


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("incidents")(incidents)
    app.command("show", no_args_is_help=True)(show)


def incidents(
    as_json: JsonOption = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Also context: territory, talks, deals, aid, protest.")
    ] = False,
    event: Annotated[str | None, typer.Option(help="Only this event type.")] = None,
    sort: Annotated[Literal["date", "killed"], typer.Option(help="Order of the list.")] = "date",
    convention: ConventionInForceOption = None,
    method: MethodOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
) -> None:
    """List the incidents: date, place, event, killed low–best–high, injured, independent sources, grade.

    \b
    Examples:

    tallystick incidents

    tallystick incidents --sort killed --event airstrike
    """
    if event == TOLL:
        raise UsageError("A toll is no incident; list the tolls with: tallystick tolls")
    wanted = cases.Selection(everything=everything, event=event)
    told, beside = Desk(casebook, server).incidents(wanted, convention, method)
    found = sorted((one for one in told if one["event"] != TOLL), key=_by_killed if sort == "killed" else _by_date)
    if as_json:
        for one in found:
            write_json(one)
        return
    _print_found(found, narrowed=event is not None)
    if beside:
        console().print(f"{_stand(beside)} beside them; see: tallystick tolls")


def show(
    incident: Annotated[str, typer.Argument(metavar="ID", help="Id of the incident.")],
    as_json: JsonOption = False,
    convention: ConventionInForceOption = None,
    method: MethodOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
) -> None:
    """Explain an incident's numbers: each claim, its words, its informant, who copied whom, and the rule of each end.

    \b
    Example:

    tallystick show I0003
    """
    shown = Desk(casebook, server).shown(incident, convention, method)
    if as_json:
        write_json(shown.layout)
        return
    print_case(shown.case, shown.review)
    if "toll" in shown.layout:
        print_account(console(), shown.layout["toll"])
    else:
        print_spanning(console(), shown.layout["tolls"])


def _stand(number: int) -> str:
    return f"{counted(number, 'toll')} {'stands' if number == 1 else 'stand'}"


def _print_found(found: Sequence[Told], narrowed: bool) -> None:
    out = console()
    if out.width < LIST:
        for told in found:
            _print_lines(out, told)
    else:
        left_out = {name for width, name in NARROW if out.width < width}
        shown = [n for n, name in enumerate(HEADINGS) if name not in left_out]
        rows = ([_row(told)[n] for n in shown] for told in found)
        out.print(table(None, [HEADINGS[n] for n in shown], rows, RIGHT))
    if found:
        out.print(f"\n{counted(len(found), 'incident')}. See one explained: tallystick show ID")
    else:
        out.print(
            "No incident of that event type."
            if narrowed
            else "No incidents yet; run: tallystick add FILES, then tallystick link"
        )


def _print_lines(out: Console, told: Told) -> None:
    """One incident on two lines, for terminals too narrow for the table."""
    cells = dict(zip(HEADINGS, (str(cell or "") for cell in _row(told)), strict=True))
    out.print(clean(f"{cells['id']} {cells['date']} {cells['place']}: {cells['event']}"), markup=False)
    counted_ = [f"{name} {cells[name]}" for name in HEADINGS[4:] if cells[name]]
    out.print(f"      {clean('; '.join(counted_))}", markup=False)


def _row(told: Told) -> tuple[str | int | None, ...]:
    low, high = told["informants"]["low"], told["informants"]["high"]
    return (
        told["id"],
        when_words(told),
        place_words(told),
        told["event"],
        _range_words(told, "killed"),
        _range_words(told, "injured"),
        str(low) if low == high else f"{low}–{high}",
        told["grade"],
        len(told["reports"]),
        told["confirmation"],
    )


def when_words(told: Told) -> str:
    """The time as EDTF; "about DAY" where only the day of the report gives it."""
    edtf: str = told["time"]["edtf"] if told["time"] else ""
    return f"about {edtf.rpartition('/')[2].rstrip('~')}" if edtf.endswith("~") else edtf


def place_words(told: Told) -> str:
    """The place with its first-order division, where that says more."""
    place = told["place"]
    if place is None:
        return ""
    name, admin1 = place["name"], place["admin1"]
    return f"{name} ({admin1})" if admin1 and admin1 not in name else name


def _range_words(told: Told, measure: str) -> str:
    found = _range(told, measure)
    return range_words(found["low"], found["best"], found["high"]) if found else ""


def _range(told: Told, measure: str) -> Told | None:
    return next((r for r in told["figures"] if r["measure"] == measure and r["group"] == "all"), None)


def _by_date(told: Told) -> tuple[str, str]:
    return (told["time"]["edtf"] if told["time"] else "9", told["id"])


def _by_killed(told: Told) -> tuple[int, str]:
    found = _range(told, "killed")
    return (-(found["low"] or 0) if found else 0, told["id"])
