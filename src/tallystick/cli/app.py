"""The program ``tallystick``."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from types import FrameType
from typing import Annotated

import typer

from tallystick import __version__
from tallystick.cli.terminal import say
from tallystick.errors import TallystickError, UsageError

HELP = "Reports of a conflict into a record of harm in which every number explains itself."
COMMANDS = {
    "reading": ("read",),
    "casebooks": ("init", "add", "link", "verify", "transfer"),
    "listing": ("incidents", "show"),
    "tolls": ("tolls",),
    "decisions": ("accept", "reject", "correct", "merge", "split", "move", "grade", "undo", "decisions"),
    "sources": ("sources",),
    "actors": ("actors",),
    "places": ("places",),
    "publishing": ("publish",),
    "gazetteers": ("gazetteer",),
    "training": ("train",),
    "serving": ("serve",),
}
"""The commands of each module of this room, in the order of the help."""

ONLY_HERE = {
    "read": "it reads files of this machine, without a casebook; leave out --server",
    "init": "it makes a casebook on this machine; run it where the site runs",
    "transfer": "it moves a casebook's database; run it on the machine that holds the casebook's folder",
    "gazetteer": "it changes files beside a casebook; run it on the machine that holds the casebook's folder",
    "train": "it learns beside a casebook; run it on the machine that holds the casebook's folder",
    "serve": "it is the server; run it on the machine that holds the casebook's folder",
}
"""The commands that cannot work on a casebook on a server, and why."""


def program(wanted: str | None = None) -> typer.Typer:
    """The program with all commands, or with the module of the command ``wanted`` alone, so that it starts sooner."""
    app = typer.Typer(
        name="tallystick",
        help=HELP,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    rooms = [room for room, commands in COMMANDS.items() if wanted in commands] or list(COMMANDS)
    for room in rooms:
        import_module(f"tallystick.cli.{room}").register(app)
    return app


def _refuse_server(words: Sequence[str]) -> None:
    """Raises UsageError where a command is asked to work on a server and cannot."""
    why = ONLY_HERE.get(words[0]) if words else None
    if why is not None and any(word == "--server" or word.startswith("--server=") for word in words):
        raise UsageError(f"`tallystick {words[0]}` cannot work on a server: {why}.")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tallystick {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reports of a conflict into a record of harm in which every number explains itself."""


_SOON = 0.01
"""Seconds until a stop that fell is raised again."""


class _Stopped(BaseException):
    """A signal asked the program to end; no exception of the system's, which typer would swallow."""

    def __init__(self, number: int) -> None:
        self.number = number


def _stop(number: int, _: FrameType | None) -> None:
    for known in (signal.SIGINT, signal.SIGTERM):
        signal.signal(known, signal.SIG_DFL)
    raise _Stopped(number)


def _heard_again(unheard: sys.UnraisableHookArgs) -> None:
    """Raises a stop anew that came while Python ran a callback of its own (of a weak reference), which lets it fall."""
    stopped = unheard.exc_value
    if not isinstance(stopped, _Stopped):
        sys.__unraisablehook__(unheard)
        return
    signal.signal(signal.SIGALRM, lambda _, frame: _stop(stopped.number, frame))
    signal.setitimer(signal.ITIMER_REAL, _SOON)


def main() -> None:
    """Run the program; status 0 done, 1 found problems, 2 wrong usage, 128 + its number where a signal ended it."""
    for known in (signal.SIGINT, signal.SIGTERM):
        signal.signal(known, _stop)
    sys.unraisablehook = _heard_again
    try:
        try:
            _refuse_server(sys.argv[1:])
            program(sys.argv[1] if len(sys.argv) > 1 else None)()
        finally:
            sys.stdout.flush()
    except UsageError as error:
        _leave(2, f"tallystick: {error}")
    except TallystickError as error:
        _leave(1, f"tallystick: {error}")
    except BrokenPipeError:
        _leave(1)
    except OSError as error:
        _leave(1, f"tallystick: {error.filename or 'the output'} cannot be used: {error.strerror or error}.")
    except _Stopped as stopped:
        sentence = "tallystick: interrupted; what was done is kept, and the same command goes on from there."
        _leave(128 + stopped.number, sentence)


def _leave(status: int, sentence: str | None = None) -> None:
    """End with ``status``; what is left of an output that cannot be written is let go."""
    with suppress(OSError):
        if sentence is not None:
            say(sentence)
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(status)
