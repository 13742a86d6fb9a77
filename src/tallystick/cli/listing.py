"""``incidents`` and ``show``: the record as tables, and one number explained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import typer
from rich.console import Console

from tallystick.assessing.tolls import TOLL
from tallystick.cli.explaining import print_case
from tallystick.cli.options import CasebookOption, ConventionOption, JsonOption, MethodOption
from tallystick.cli.terminal import clean, console, counted, table, write_json
from tallystick.cli.tolls import print_account, print_spanning
from tallystick.commands import casebooks, cases, history, tolls
from tallystick.commands.layouts import incident_layout, range_words, shown_layout
from tallystick.errors import UsageError
from tallystick.record import CaseFile, Incident

HEADINGS = ("id", "date", "place", "event", "killed", "injured", "sources", "grade", "reports", "confirmation")
RIGHT = ("killed", "injured", "sources", "reports")
NARROW = ((135, "confirmation"), (122, "reports"))
"""Columns that are left out of a terminal with fewer characters than the number before them."""
LIST = 110
"""Characters of a terminal below which incidents are a list of lines."""


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
    convention: ConventionOption = "literal",
    method: MethodOption = "reconciled",
    casebook: CasebookOption = None,
) -> None:
    """List the incidents: date, place, event, killed low–best–high, injured, independent sources, grade.

    \b
    Examples:

    tallystick incidents

    tallystick incidents --sort killed --event airstrike
    """
    if event == TOLL:
        raise UsageError("A toll is no incident; list the tolls with: tallystick tolls")
    book = casebooks.open_casebook(casebook)
    wanted = cases.Selection(everything=everything, event=event)
    found = [c for c in cases.case_files(book, wanted, convention, method) if c.incident.event != TOLL]
    found.sort(key=_by_killed if sort == "killed" else _by_date)
    if as_json:
        for case in found:
            write_json(incident_layout(case))
        return
    _print_found(found, narrowed=event is not None)
    if beside := tolls.number(book):
        console().print(f"{_stand(beside)} beside them; see: tallystick tolls")


def show(
    incident: Annotated[str, typer.Argument(metavar="ID", help="Id of the incident.")],
    as_json: JsonOption = False,
    convention: ConventionOption = "literal",
    method: MethodOption = "reconciled",
    casebook: CasebookOption = None,
) -> None:
    """Explain an incident's numbers: each claim, its words, its informant, who copied whom, and the rule of each end.

    \b
    Example:

    tallystick show I0003
    """
    book = casebooks.open_casebook(casebook)
    case = cases.case_file(book, incident, convention, method)
    review, beside = history.review(book, incident), tolls.beside(book, case, convention, method)
    if as_json:
        write_json({**shown_layout(case, convention, review), **tolls.beside_layout(beside)})
        return
    print_case(case, review)
    _print_beside(beside)


def _print_beside(beside: tolls.Account | list[tolls.Spanning]) -> None:
    if isinstance(beside, list):
        print_spanning(console(), beside)
    else:
        print_account(console(), beside)


def _stand(number: int) -> str:
    return f"{counted(number, 'toll')} {'stands' if number == 1 else 'stand'}"


def _print_found(found: Sequence[CaseFile], narrowed: bool) -> None:
    out = console()
    if out.width < LIST:
        for case in found:
            _print_lines(out, case)
    else:
        left_out = {name for width, name in NARROW if out.width < width}
        shown = [n for n, name in enumerate(HEADINGS) if name not in left_out]
        rows = ([_row(case)[n] for n in shown] for case in found)
        out.print(table(None, [HEADINGS[n] for n in shown], rows, RIGHT))
    if found:
        out.print(f"\n{counted(len(found), 'incident')}. See one explained: tallystick show ID")
    else:
        out.print(
            "No incident of that event type."
            if narrowed
            else "No incidents yet; run: tallystick add FILES, then tallystick link"
        )


def _print_lines(out: Console, case: CaseFile) -> None:
    """One incident on two lines, for terminals too narrow for the table."""
    cells = dict(zip(HEADINGS, (str(cell or "") for cell in _row(case)), strict=True))
    out.print(clean(f"{cells['id']} {cells['date']} {cells['place']}: {cells['event']}"), markup=False)
    told = [f"{name} {cells[name]}" for name in HEADINGS[4:] if cells[name]]
    out.print(f"      {clean('; '.join(told))}", markup=False)


def _row(case: CaseFile) -> tuple[str | int | None, ...]:
    incident, assessment = case.incident, case.assessment
    low, high = assessment.informants_low, assessment.informants_high
    return (
        incident.id,
        when_words(incident),
        place_words(incident),
        incident.event,
        range_words(assessment, "killed"),
        range_words(assessment, "injured"),
        str(low) if low == high else f"{low}–{high}",
        assessment.grade,
        len(case.reports),
        assessment.confirmation,
    )


def when_words(incident: Incident) -> str:
    """The time as EDTF; "about DAY" where only the day of the report gives it."""
    edtf = incident.time.edtf if incident.time else ""
    return f"about {edtf.rpartition('/')[2].rstrip('~')}" if edtf.endswith("~") else edtf


def place_words(incident: Incident) -> str:
    """The place with its first-order division, where that says more."""
    place = incident.place
    if place is None:
        return ""
    return f"{place.name} ({place.admin1})" if place.admin1 and place.admin1 not in place.name else place.name


def _by_date(case: CaseFile) -> tuple[str, str]:
    return (case.incident.time.edtf if case.incident.time else "9", case.incident.id)


def _by_killed(case: CaseFile) -> tuple[int, str]:
    lows = [r.low.value or 0 for r in case.assessment.figures if r.measure == "killed" and r.group == "all"]
    return (-max(lows, default=0), case.incident.id)
