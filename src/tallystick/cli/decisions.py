"""What people decide: accept, reject, correct, merge, split, move, grade, undo. Each is kept with author and reason."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from tallystick.cli.desks import Desk, ServerOption
from tallystick.cli.options import AuthorOption, CasebookOption, JsonOption, ReasonOption
from tallystick.cli.terminal import console, table, tell, write_json
from tallystick.commands.deciding import Decided
from tallystick.commands.layouts import decided_layout

ClaimArgument = Annotated[str, typer.Argument(help="Id of the claim, as `show` prints it.")]
HEADINGS = ("no.", "kind", "of", "by", "at", "reason", "undone")
IncidentArgument = Annotated[str, typer.Argument(help="Id of the incident, as `incidents` prints it.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command in (accept, reject, correct, merge, split, move, grade, undo):
        app.command(command.__name__, no_args_is_help=True)(command)
    app.command("decisions")(decisions)


def accept(
    claim: ClaimArgument,
    reason: ReasonOption,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Accept a claim as it was read.

    \b
    Example:

    tallystick accept 3f2a9c01d4e5.c02 --reason "checked against the statement"
    """
    done(Desk(casebook, server, by).decide("accept", claim, reason=reason), as_json)


def reject(
    claim: ClaimArgument,
    reason: ReasonOption,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Reject a claim: it stays in the casebook and counts nowhere.

    \b
    Example:

    tallystick reject 3f2a9c01d4e5.c02 --reason "a drill, not an attack"
    """
    done(Desk(casebook, server, by).decide("reject", claim, reason=reason), as_json)


def correct(
    claim: ClaimArgument,
    reason: ReasonOption,
    slot: Annotated[
        list[str], typer.Option("--set", help="SLOT=VALUE, the value as JSON or plain words; may be repeated.")
    ],
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Correct slots of a claim; what was read is kept beside the correction.

    \b
    Examples:

    tallystick correct 3f2a9c01d4e5.c02 --set event=shelling --reason "the text says mortars"

    tallystick correct 3f2a9c01d4e5.c02 --set killed=12 --set time=2016-12-12 --reason "twelve, on Monday"
    """
    changes = _assignments(slot)
    done(Desk(casebook, server, by).decide("correct", claim, changes, reason=reason), as_json)


def merge(
    incident: IncidentArgument,
    other: Annotated[
        str, typer.Argument(help="Id of the incident that goes into the first and points to it from now on.")
    ],
    reason: ReasonOption,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Merge two incidents that are one.

    \b
    Example:

    tallystick merge I0003 I0017 --reason "one strike, two spellings of the village"
    """
    done(Desk(casebook, server, by).decide("merge", incident, other, reason=reason), as_json)


def split(
    incident: IncidentArgument,
    claims: Annotated[list[str], typer.Argument(help="Ids of the claims that are another incident.")],
    reason: ReasonOption,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Split claims off into a new incident.

    \b
    Example:

    tallystick split I0003 3f2a9c01d4e5.c02 --reason "the second strike, on the mourners"
    """
    done(Desk(casebook, server, by).decide("split", incident, claims, reason=reason), as_json)


def move(
    claim: ClaimArgument,
    incident: IncidentArgument,
    reason: ReasonOption,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Move a claim to another incident.

    \b
    Example:

    tallystick move 3f2a9c01d4e5.c02 I0017 --reason "told of the other market"
    """
    done(Desk(casebook, server, by).decide("move", claim, incident, reason=reason), as_json)


def grade(
    incident: IncidentArgument,
    value: Annotated[str, typer.Argument(metavar="GRADE", help="The grade that you give.")],
    reason: ReasonOption,
    basis: Annotated[
        str | None,
        typer.Option(
            "--basis", help="What it rests on beyond the reports: admission, or documents that you have seen."
        ),
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option(
            "--document", help="Primary evidence that you have seen, with --basis documents; may be repeated."
        ),
    ] = None,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Grade an incident yourself: confirmed, fair, weak, contested, discounted or no-civilian-harm.

    The machine's grade stays visible beside yours. On the basis of an admission the case is admitted, on that of
    documents it is verified; the reports alone never verify it.

    \b
    Examples:

    tallystick grade I0003 confirmed --basis admission --reason "the ministry admitted the strike"

    tallystick grade I0003 fair --basis documents --document "morgue register, 12 to 14 May" --reason "names agree"
    """
    desk, rests_on = Desk(casebook, server, by), {"basis": basis, "documents": document or ()}
    done(desk.decide("grade", incident, value, reason=reason, **rests_on), as_json)


def undo(
    decision: Annotated[int, typer.Argument(help="Number of the decision, as it was printed.")],
    reason: ReasonOption,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a decision back by a new one; both are kept.

    \b
    Example:

    tallystick undo 7 --reason "the two markets are different after all"
    """
    done(Desk(casebook, server, by).decide("undo", decision, reason=reason), as_json)


def _assignment(text: str) -> tuple[str, Any]:
    slot, sign, value = text.partition("=")
    if not sign:
        raise typer.BadParameter(f"{text!r} is not SLOT=VALUE, such as event=shelling")
    try:
        return slot, json.loads(value)
    except ValueError:
        return slot, value


def decisions(
    about: Annotated[str | None, typer.Argument(metavar="ID", help="Only those about this claim or incident.")] = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what people decided, oldest first: number, kind, of what, by whom, when, why, and what was undone.

    \b
    Examples:

    tallystick decisions

    tallystick decisions I0003 --json
    """
    found = Desk(casebook, server).decisions(about)
    if as_json:
        for decision in found:
            write_json(decision)
    elif found:
        console().print(table(None, HEADINGS, map(_row, found), ("no.",)))
    else:
        tell("No decisions yet.")


def _row(told: dict[str, Any]) -> tuple[str | int, ...]:
    undone = f"by {told['undone_by']}" if told["undone_by"] else ""
    kind = f"{told['kind']} {told['undoes']}" if told["undoes"] else told["kind"]
    return told["number"], kind, " ".join(told["targets"]), told["author"], told["at"], told["reason"], undone


def _assignments(texts: Sequence[str]) -> dict[str, Any]:
    changes = dict(map(_assignment, texts))
    if len(changes) < len(texts):
        raise typer.BadParameter("a slot is set twice; give each slot once")
    return changes


def done(taken: Decided | dict[str, Any], as_json: bool) -> None:
    """Print what a decision did."""
    told = taken if isinstance(taken, dict) else decided_layout(taken)
    if as_json:
        write_json(told)
    else:
        tell(told["done"])
