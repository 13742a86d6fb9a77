"""``tallystick gazetteer``: places of a country, a city or of one's own beside the shipped gazetteer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tallystick.cli.options import JsonOption
from tallystick.cli.terminal import console, counted, say, table, tell, write_json
from tallystick.commands import gazetteers

FileArgument = Annotated[
    Path,
    typer.Argument(
        help="GeoNames dump (.txt, .zip), Who's On First table (.tsv), or GeoJSON of quarters or of COD divisions; "
        "also gzipped."
    ),
]
NameOption = Annotated[
    str | None, typer.Option("--name", help="What it is called from now on; without it, by the name of the file.")
]
VersionOption = Annotated[
    str | None, typer.Option("--version", help="Its version or date; without it, the first digits of the file's hash.")
]
CountryOption = Annotated[
    str | None, typer.Option("--country", help="Two letters (SY), for GeoJSON that does not tell its country.")
]
PositionOption = Annotated[
    int | None, typer.Option("--position", help="1 is believed first, which is also where a new one goes.")
]
CasebookOption = Annotated[
    Path | None, typer.Option("--casebook", help="Keep it in the folder of this casebook, for its reports alone.")
]
FolderOption = Annotated[
    Path | None,
    typer.Option("--folder", help="Keep it in this folder; TALLYSTICK_GAZETTEERS names the one that is used."),
]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=200, help="At most so many places.")]
COLUMNS = ("name", "version", "places", "added", "source", "licence", "folder")
FOUND = ("name", "kind", "country", "where", "latitude", "longitude", "like", "id", "gazetteer")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(no_args_is_help=True, help="Gazetteers beside the shipped one: add, list, remove, find.")
    group.command("add", no_args_is_help=True)(add)
    group.command("list")(list_all)
    group.command("remove", no_args_is_help=True)(remove)
    group.command("find", no_args_is_help=True)(find)
    app.add_typer(group, name="gazetteer")


def add(
    file: FileArgument,
    name: NameOption = None,
    version: VersionOption = None,
    country: CountryOption = None,
    position: PositionOption = None,
    casebook: CasebookOption = None,
    folder: FolderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add the places of a file. They are believed before those of earlier files and of the shipped gazetteer.

    A gazetteer of the same name is replaced. Nothing is fetched: the file must be here.

    \b
    Examples:

    tallystick gazetteer add SY.zip --name syria --version 2026-11

    tallystick gazetteer add neighbourhoods.geojson --country SY --casebook aleppo
    """
    added = gazetteers.library(casebook, folder).add(
        file, name=name, version=version, country=country, position=position
    )
    if as_json:
        write_json(added)
    else:
        tell(f"{added.name} {added.version} was added with {counted(added.places, 'place')}.")


def list_all(as_json: JsonOption = False) -> None:
    """List the gazetteers that are in use here, the one that is believed first in front.

    \b
    Example:

    tallystick gazetteer list
    """
    listed = gazetteers.listed()
    if as_json:
        for entry in listed:
            write_json({"edition": entry.edition, "folder": str(entry.folder) if entry.folder else None})
        return
    rows = (
        (e.name, e.version, e.places, e.added[:10], e.source, e.licence, folder or "(shipped)")
        for e, folder in ((entry.edition, entry.folder) for entry in listed)
    )
    console().print(table(None, COLUMNS, rows, right=("places",)))


def remove(
    name: Annotated[str, typer.Argument(help="Its name, as `gazetteer list` gives it.")],
    casebook: CasebookOption = None,
    folder: FolderOption = None,
) -> None:
    """Take a gazetteer away. What it already placed in a casebook stays as it is.

    \b
    Example:

    tallystick gazetteer remove syria
    """
    gazetteers.library(casebook, folder).remove(name)
    say(f"{name} was removed.")


def find(
    name: Annotated[str, typer.Argument(help="A name of a place, in any spelling or script.")],
    limit: LimitOption = 10,
    as_json: JsonOption = False,
) -> None:
    """Show what a name may mean: places of that name first, then places whose names sound like it.

    Status 1 where nothing is found.

    \b
    Example:

    tallystick gazetteer find Hassake
    """
    found = gazetteers.find(name, limit)
    if as_json:
        for entry in found:
            write_json(entry)
    elif found:
        console().print(table(None, FOUND, map(_row, found), right=("latitude", "longitude", "like")))
    if not found:
        say(f"No gazetteer in use knows a place like {name}; add one with `tallystick gazetteer add`.")
        raise typer.Exit(1)


def _row(found: gazetteers.Found) -> tuple[object, ...]:
    place = found.place
    around = [c.name for c in reversed(found.divisions)] or [p for p in (place.admin2, place.admin1) if p]
    where = ", ".join(part for part in around if part != place.name)
    point = f"{place.latitude:.4f}", f"{place.longitude:.4f}"
    like = f"{found.likeness:.2f}"
    return place.name, place.kind, place.country, where, *point, like, place.id, place.gazetteer
