"""``tallystick actors``: who is blamed, and which of their names mean one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from tallystick.cli.decisions import done
from tallystick.cli.informants import history
from tallystick.cli.options import AuthorOption, CasebookOption, JsonOption, ReasonOption
from tallystick.cli.terminal import clean, console, counted, table, write_json
from tallystick.commands import actors, casebooks, digests
from tallystick.commands.actors import Blamed, Shown, actor_layout, shown_layout
from tallystick.commands.casebooks import Book

ActorArgument = Annotated[str, typer.Argument(metavar="ACTOR", help="Its id or one of its names.")]
COLUMNS = ("id", "name", "incidents", "other names")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(no_args_is_help=True, help="Who is blamed: which names mean one, and what it is called.")
    group.command("list")(list_all)
    for command in (show, merge, change, undo):
        group.command(command.__name__, no_args_is_help=True)(command)
    app.add_typer(group, name="actors")


def _opened(casebook: Path | None) -> Book:
    book = casebooks.open_casebook(casebook)
    digests.catch_up(book)
    return book


def list_all(
    words: Annotated[str | None, typer.Argument(help="Only those with these words in one of their names.")] = None,
    casebook: CasebookOption = None,
    as_json: JsonOption = False,
) -> None:
    """List who is blamed, in how many incidents, as informants say.

    \b
    Example:

    tallystick actors list forces
    """
    found = actors.listed(_opened(casebook), words)
    if as_json:
        for row in found:
            write_json(actor_layout(row))
    else:
        console().print(table(None, COLUMNS, map(_row, found), ("incidents",)))


def _row(row: Blamed) -> tuple[Any, ...]:
    return row.actor.id, row.actor.name, row.incidents, ", ".join(row.actor.names()[1:])


def show(actor: ActorArgument, casebook: CasebookOption = None, as_json: JsonOption = False) -> None:
    """Show an actor: its names and who gave them, in how many incidents it is blamed, and what was decided.

    \b
    Example:

    tallystick actors show "Syrian government"
    """
    found = actors.shown(_opened(casebook), actor)
    if as_json:
        write_json(shown_layout(found))
        return
    for line in _told(found):
        console().print(escape(clean(line)), soft_wrap=True)


def _told(found: Shown) -> Iterator[str]:
    actor = found.actor
    yield f"{actor.name} ({actor.id}): blamed in {counted(found.incidents, 'incident')}"
    for name in actor.names()[1:]:
        yield f"  also “{name}”" + (f", by {actor.taught[name]}" if name in actor.taught else "")
    yield from history(found.decisions)


def merge(
    actor: ActorArgument,
    other: Annotated[str, typer.Argument(help="The same as the first: its names mean the first from now on.")],
    reason: ReasonOption,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Merge two actors that are one: what one is blamed for, the other is.

    \b
    Example:

    tallystick actors merge "Syrian government" "government forces" --reason "no other government is meant here"
    """
    done(actors.merge(_opened(casebook), actor, other, reason=reason, by=casebooks.author(by)), as_json)


def change(
    actor: ActorArgument,
    reason: ReasonOption,
    name: Annotated[str, typer.Option("--name", help="Its usual name; the old one stays beside it.")],
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give an actor another name.

    \b
    Example:

    tallystick actors change "Syrian government" --name "Government of Syria" --reason "as our reports call it"
    """
    done(actors.change(_opened(casebook), actor, name, reason=reason, by=casebooks.author(by)), as_json)


def undo(
    decision: Annotated[int, typer.Argument(help="Number of the decision, as it was printed.")],
    reason: ReasonOption,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a decision about an actor back by a new one; both are kept.

    \b
    Example:

    tallystick actors undo 7 --reason "two groups of one name"
    """
    done(actors.undo(_opened(casebook), decision, reason=reason, by=casebooks.author(by)), as_json)
