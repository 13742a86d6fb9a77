"""``tallystick publish``: the record in the formats of the field."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from tallystick.cli import remote
from tallystick.cli.desks import ServerOption
from tallystick.cli.options import CasebookOption, ConventionInForceOption, MethodOption
from tallystick.cli.terminal import counted, say
from tallystick.commands import casebooks, publishing


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("publish", no_args_is_help=True)(publish)


def publish(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="csv or geojson.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; without it, standard output.")
    ] = None,
    profile: Annotated[
        Literal["public", "full"],
        typer.Option(
            help="public leaves out quoted words, names of persons and exact points; full is for those who may."
        ),
    ] = "public",
    convention: ConventionInForceOption = None,
    method: MethodOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
) -> None:
    """Write the incidents in a format of the field, each with its confirmation level; redacted by default.

    \b
    Examples:

    tallystick publish csv --output ../record.csv

    tallystick publish geojson > record.geojson
    """
    choices = publishing.Choices(profile, convention, method)
    if server is not None:
        remote.export(server, form, output, choices)
        return
    count = publishing.publish(casebooks.open_casebook(casebook), form, output, choices)
    say(f"{counted(count, 'incident')} written{f' to {output}' if output else ''}.")
