"""Writes docs/reference.md from the program itself: ``python docs/reference.py``; with ``--check`` it only compares."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import typer

from tallystick.cli.app import app

PAGE = Path(__file__).with_name("reference.md")


def page() -> str:
    """The whole reference as Markdown."""
    root = typer.main.get_command(app)
    context = click.Context(root, info_name="tallystick")
    assert isinstance(root, click.Group)
    lines = ["# Reference", "", "Every command and option, as `--help` prints them. Exit status: 0 done, 1 found problems,"]
    lines += ["2 wrong usage.", ""]
    for name in root.list_commands(context):
        command = root.get_command(context, name)
        if command is not None and not command.hidden:
            lines += section(name, command, context)
    return "\n".join(lines).rstrip() + "\n"


def section(name: str, command: click.Command, parent: click.Context) -> Iterator[str]:
    """The part about one command."""
    context = click.Context(command, info_name=name, parent=parent)
    yield from (f"## tallystick {name}", "", *prose(command.help or ""), "")
    yield from ("```", command.get_usage(context).replace("Usage: ", ""), "```", "")
    rows = [row for parameter in command.params if (row := described(parameter, context))]
    if rows:
        yield from ("| argument or option | meaning |", "|---|---|", *rows, "")


def prose(text: str) -> Iterator[str]:
    """The help text, with its examples as code."""
    for block in text.replace("\b\n", "").split("\n\n"):
        code = [line for line in block.split("\n") if line.strip().startswith("tallystick ")]
        if code:
            yield from ("```", *(line.strip() for line in code), "```", "")
        else:
            yield from (*(line.strip() for line in block.split("\n")), "")


def described(parameter: click.Parameter, context: click.Context) -> str | None:
    """The table row of one argument or option."""
    if isinstance(parameter, click.Option):
        record = parameter.get_help_record(context)
        return f"| `{record[0]}` | {record[1]} |".replace("\n", " ") if record else None
    help_text = getattr(parameter, "help", None) or ""
    return f"| `{parameter.make_metavar(context)}` | {help_text} |"


def main() -> None:
    """Write the page, or say that it is out of date."""
    if "--check" in sys.argv:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
            sys.exit("docs/reference.md is not what the program says; run: python docs/reference.py")
        return
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
