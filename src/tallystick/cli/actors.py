"""``tallystick actors``: who is blamed, and which of their names mean one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.markup import escape

from tallystick.cli.decisions import done
from tallystick.cli.desks import ServerOption, entries
from tallystick.cli.informants import history
from tallystick.cli.naming_desks import ActorDesk
from tallystick.cli.options import AuthorOption, CasebookOption, JsonOption, ReasonOption
from tallystick.cli.terminal import clean, console, counted, table, write_json

ActorArgument = Annotated[str, typer.Argument(metavar="ACTOR", help="Its id or one of its names.")]
COLUMNS = ("id", "name", "incidents", "other names")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(no_args_is_help=True, help="Who is blamed: which names mean one, and what it is called.")
    group.command("list")(list_all)
    for command in (show, merge, change, undo):
        group.command(command.__name__, no_args_is_help=True)(command)
    app.add_typer(group, name="actors")


def list_all(
    words: Annotated[str | None, typer.Argument(help="Only those with these words in one of their names.")] = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List who is blamed, in how many incidents, as informants say.

    \b
    Example:

    tallystick actors list forces
    """
    found = ActorDesk(casebook, server).listed(words)
    if as_json:
        for row in found:
            write_json(row)
    else:
        console().print(table(None, COLUMNS, map(_row, found), ("incidents",)))


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["id"], row["name"], row["incidents"], ", ".join(name["name"] for name in row["names"][1:])


def show(
    actor: ActorArgument,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show an actor: its names and who gave them, in how many incidents it is blamed, and what was decided.

    \b
    Example:

    tallystick actors show "Syrian government"
    """
    found = ActorDesk(casebook, server).shown(actor)
    if as_json:
        write_json(found)
        return
    for line in _told(found):
        console().print(escape(clean(line)), soft_wrap=True)


def _told(found: dict[str, Any]) -> Iterator[str]:
    yield f"{found['name']} ({found['id']}): blamed in {counted(found['incidents'], 'incident')}"
    for name in found["names"][1:]:
        yield f"  also “{name['name']}”" + (f", by {name['by']}" if name["by"] is not None else "")
    yield from history(entries(found["decisions"]))


def merge(
    actor: ActorArgument,
    other: Annotated[str, typer.Argument(help="The same as the first: its names mean the first from now on.")],
    reason: ReasonOption,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Merge two actors that are one: what one is blamed for, the other is.

    \b
    Example:

    tallystick actors merge "Syrian government" "government forces" --reason "no other government is meant here"
    """
    done(ActorDesk(casebook, server, by).decide("merge", actor, other, reason=reason), as_json)


def change(
    actor: ActorArgument,
    reason: ReasonOption,
    name: Annotated[str, typer.Option("--name", help="Its usual name; the old one stays beside it.")],
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give an actor another name.

    \b
    Example:

    tallystick actors change "Syrian government" --name "Government of Syria" --reason "as our reports call it"
    """
    done(ActorDesk(casebook, server, by).decide("change", actor, name, reason=reason), as_json)


def undo(
    decision: Annotated[int, typer.Argument(help="Number of the decision, as it was printed.")],
    reason: ReasonOption,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a decision about an actor back by a new one; both are kept.

    \b
    Example:

    tallystick actors undo 7 --reason "two groups of one name"
    """
    done(ActorDesk(casebook, server, by).decide("undo", decision, reason=reason), as_json)
