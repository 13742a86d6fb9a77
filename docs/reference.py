"""Writes docs/reference.md from the program itself: ``python docs/reference.py``; with ``--check`` it only compares."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from tallystick.cli.app import program

PAGE = Path(__file__).with_name("reference.md")


def page() -> str:
    """The whole reference as Markdown."""
    root: Any = typer.main.get_command(program())
    context = root.context_class(root, info_name="tallystick")
    lines = ["# Reference", "", "Every command and option, as `--help` prints them."]
    lines += ["Exit status: 0 done, 1 found problems, 2 wrong usage.", ""]
    for name in root.list_commands(context):
        command = root.get_command(context, name)
        if command is not None and not command.hidden:
            lines += section(name, command, context)
    return "\n".join(lines).rstrip() + "\n"


def section(name: str, command: Any, parent: Any) -> Iterator[str]:
    """The part about one command."""
    context = command.context_class(command, info_name=name, parent=parent)
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


def described(parameter: Any, context: Any) -> str | None:
    """The table row of one argument or option; None for a hidden one."""
    name, meaning = parameter.metavar or parameter.name.upper(), getattr(parameter, "help", None) or ""
    if parameter.param_type_name == "option":
        record = parameter.get_help_record(context)
        if record is None:
            return None
        name, meaning = record
    return f"| `{' '.join(name.split())}` | {' '.join(meaning.split())} |".replace("<bool>", "").replace("  ", " ")


def main() -> None:
    """Write the page, or say that it is out of date."""
    if "--check" in sys.argv:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
            sys.exit("docs/reference.md is not what the program says; run: python docs/reference.py")
        return
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
