"""The program ``tallystick``."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from tallystick import __version__
from tallystick.cli import casebooks, decisions, listing, publishing, reading
from tallystick.cli.terminal import say
from tallystick.errors import TallystickError

app = typer.Typer(
    name="tallystick",
    help="Reports of a conflict into a record of harm in which every number explains itself.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tallystick {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reports of a conflict into a record of harm in which every number explains itself."""


for module in (reading, casebooks, listing, decisions, publishing):
    module.register(app)


def main() -> None:
    """Run the program; status 0 done, 1 found problems, 2 wrong usage."""
    try:
        app()
    except TallystickError as error:
        say(f"tallystick: {error}")
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        say("tallystick: interrupted; what was done is kept, and the same command goes on from there.")
        sys.exit(130)
