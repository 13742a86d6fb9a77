"""``tallystick places``: which names mean one place, and where those lie that no gazetteer knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.markup import escape

from tallystick.cli.decisions import done
from tallystick.cli.desks import ServerOption, entries
from tallystick.cli.informants import history
from tallystick.cli.naming_desks import PlaceDesk, point_of
from tallystick.cli.options import AuthorOption, CasebookOption, JsonOption, ReasonOption
from tallystick.cli.terminal import clean, console, counted, table, write_json
from tallystick.errors import UsageError

PlaceArgument = Annotated[
    str, typer.Argument(metavar="PLACE", help="Its id, or its name where no other place of the casebook has it.")
]
COLUMNS = ("place", "division", "country", "precision", "incidents", "first", "last", "id")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(no_args_is_help=True, help="Places of incidents: which are one, where they lie, their names.")
    group.command("list")(list_all)
    for command in (show, merge, put, change, undo):
        group.command("set" if command is put else command.__name__, no_args_is_help=True)(command)
    app.add_typer(group, name="places")


def list_all(
    words: Annotated[str | None, typer.Argument(help="Only those with these words in the name or division.")] = None,
    unplaced: Annotated[
        bool, typer.Option("--unplaced", help="Only those of which nobody knows where they lie.")
    ] = False,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the places of incidents of harm, those of most incidents first.

    \b
    Examples:

    tallystick places list aleppo

    tallystick places list --unplaced
    """
    found = PlaceDesk(casebook, server).listed(words, unplaced)
    if as_json:
        for row in found:
            write_json(row)
    else:
        console().print(table(None, COLUMNS, map(_row, found), ("precision", "incidents")))


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    told = ("name", "admin1", "country", "precision", "incidents", "first", "last", "id")
    return tuple("" if row[name] is None else row[name] for name in told)


def show(
    place: PlaceArgument,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a place: what is the same, where it lies and who said so, and what was decided.

    \b
    Example:

    tallystick places show Marea
    """
    found = PlaceDesk(casebook, server).shown(place)
    if as_json:
        write_json(found)
        return
    for line in _told(found):
        console().print(escape(clean(line)), soft_wrap=True)


def _told(found: dict[str, Any]) -> Iterator[str]:
    at = found["at"]
    yield f"{found['name']} ({found['id']}): {counted(found['incidents'], 'incident')} of harm"
    if at is None:
        yield "  nobody knows where it lies: `tallystick places set`"
    else:
        who = "a person says" if found["given"] else at["gazetteer"] or "the gazetteer says"
        yield f"  at {at['latitude']:g}, {at['longitude']:g}, precision {at['precision']}, as {who}"
    for spot in found["same"]:
        yield f"  the same: {spot}"
    yield from history(entries(found["decisions"]))


def merge(
    place: PlaceArgument,
    other: Annotated[str, typer.Argument(help="The same place: called as the first, and where the first lies.")],
    reason: ReasonOption,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Merge two names or rows of one place.

    \b
    Example:

    tallystick places merge "Marea (Aleppo, SY)" "Mare'" --reason "another spelling"
    """
    done(PlaceDesk(casebook, server, by).decide("merge", place, other, reason=reason), as_json)


def put(
    place: PlaceArgument,
    reason: ReasonOption,
    entry: Annotated[
        str | None,
        typer.Option("--entry", help="Id of an entry of the gazetteers, as `tallystick gazetteer find` has."),
    ] = None,
    named: Annotated[
        str | None, typer.Option("--named", help="The name under which to look for the entry; without it, PLACE.")
    ] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="LATITUDE,LONGITUDE", help="A point in degrees.")] = None,
    precision: Annotated[
        int, typer.Option("--precision", help="Of the point: 1 the place itself ... 4 its province, 6 its country.")
    ] = 1,
    name: Annotated[
        str | None, typer.Option("--name", help="What it is to be called, with --at; the public record shows it.")
    ] = None,
    country: Annotated[str | None, typer.Option("--country", help="Two letters (SY), with --at.")] = None,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say where a place lies: an entry of a gazetteer, or a point with how exactly it is known.

    \b
    Examples:

    tallystick places set "Mare'" --named Marea --entry geonames:168466 --reason "another spelling"

    tallystick places set "the Reed Farms" --at 36.48,37.19 --precision 2 --reason "seen on the ground"
    """
    desk = PlaceDesk(casebook, server, by)
    if (entry is None) == (at is None):
        raise UsageError("Say where the place lies by --entry or by --at, one of the two.")
    if entry is not None:
        done(desk.put_at_entry(place, entry, named, reason=reason), as_json)
        return
    latitude, longitude = point_of(at or "")
    point = {"latitude": latitude, "longitude": longitude, "precision": precision, "name": name, "country": country}
    done(desk.put_at_point(place, point, reason=reason), as_json)


def change(
    place: PlaceArgument,
    reason: ReasonOption,
    name: Annotated[str, typer.Option("--name", help="What it is to be called; the public record shows it.")],
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give a place another name.

    \b
    Example:

    tallystick places change Marea --name "Mare'" --reason "as the town council writes it"
    """
    done(PlaceDesk(casebook, server, by).decide("change", place, name, reason=reason), as_json)


def undo(
    decision: Annotated[int, typer.Argument(help="Number of the decision, as it was printed.")],
    reason: ReasonOption,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a decision about a place back by a new one; both are kept.

    \b
    Example:

    tallystick places undo 7 --reason "two villages of one name"
    """
    done(PlaceDesk(casebook, server, by).decide("undo", decision, reason=reason), as_json)
