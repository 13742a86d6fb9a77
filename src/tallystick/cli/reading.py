"""``tallystick read``: claims from files or standard input; keeps nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from tallystick.cli.options import ConventionOption, JsonOption, PublishedOption, PublisherOption, ReaderOption
from tallystick.cli.terminal import clean, console, counted, say, table, write_json
from tallystick.commands.layouts import figure_words, read_layout
from tallystick.commands.reading import ReadOptions, Skipped, read_paths
from tallystick.commands.writing import write_reports
from tallystick.record import Claim, Report

FilesArgument = Annotated[
    list[str], typer.Argument(help="Text, HTML, PDF, RSS/Atom or mail files; - for standard input.")
]
OutOption = Annotated[Path | None, typer.Option("--out", help="Write one JSON file for each report into this folder.")]
WithTextOption = Annotated[bool, typer.Option("--with-text", help="Add the text that the offsets count in.")]
TitleOption = Annotated[str | None, typer.Option("--title", help="Headline; goes before what the file says.")]
COLUMNS = ("event", "how many", "who", "where", "when", "source", "certainty", "words")
WIDE = 130
"""Characters of a terminal from which on claims are a table."""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("read", no_args_is_help=True)(read)


def read(
    files: FilesArgument,
    as_json: JsonOption = False,
    out: OutOption = None,
    with_text: WithTextOption = False,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    title: TitleOption = None,
    convention: ConventionOption = "literal",
    reader: ReaderOption = "rules",
) -> None:
    """Read claims from reports and print them: who says what happened, to whom, how many, where and when.

    Nothing is kept. Without --json it prints a table; with it one JSON object for one report, JSON Lines for several.

    \b
    Examples:

    tallystick read report.txt --published 2016-12-13

    tallystick read report.html --json
    """
    results = list(read_paths(files, ReadOptions(published, publisher, title, convention, reader)))
    reports = [r for r in results if isinstance(r, Report)]
    if out is not None:
        say(f"{write_reports(reports, out, with_text)} reports were written to {out}.")
    elif as_json:
        _print_json(reports, with_text)
    else:
        for report in reports:
            _print_table(report)
    finish([r for r in results if isinstance(r, Skipped)])


def finish(skipped: list[Skipped]) -> None:
    """Say what was skipped and why, and leave with status 1 if anything was."""
    for problem in skipped:
        say(f"tallystick: {problem.reason}")
    if len(skipped) > 1:
        say(f"{len(skipped)} files were skipped, for the reasons above.")
    if skipped:
        raise typer.Exit(1)


def _print_json(reports: list[Report], with_text: bool) -> None:
    if len(reports) == 1:
        typer.echo(json.dumps(read_layout(reports[0], with_text), ensure_ascii=False, indent=1))
        return
    for report in reports:
        write_json(read_layout(report, with_text))


def _print_table(report: Report) -> None:
    document = report.document
    origin = f" (from the {document.published_from})" if document.published_from else ""
    head = [document.title or document.path or document.id]
    head += [f"{document.publisher or 'unknown outlet'}, {document.published or 'undated'}{origin}"]
    out = console()
    if out.width >= WIDE:
        out.print(table(escape("\n".join(map(clean, head))), COLUMNS, (_row(claim) for claim in report.claims)))
    else:
        out.print("\n".join(map(clean, head)), markup=False)
        for claim in report.claims:
            _print_block(out, claim)
    out.print(f"{counted(len(report.claims), 'claim')}\n" if report.claims else "No claim was found.\n")
    for warning in document.warnings:
        say(f"Note: {warning}")


def _print_block(out: Console, claim: Claim) -> None:
    """One claim on lines of its own, for terminals too narrow for the table."""
    event, *told, certainty, words = (clean(cell or "") for cell in _row(claim))
    out.print(f"\n[bold]{event}[/bold]  {escape('; '.join(cell for cell in (*told, certainty) if cell))}")
    out.print(f"  “{words}”", markup=False)


def _row(claim: Claim) -> tuple[str | None, ...]:
    event = claim.event if claim.status == "occurred" else f"{claim.event} ({claim.status})"
    who = " ► ".join(p.name for p in (*claim.perpetrators[:1], *claim.victims[:1]))
    source = " < ".join(s.source for s in claim.attribution)
    return (
        event,
        "; ".join(figure_words(f) for f in claim.figures),
        who,
        claim.place.name if claim.place else None,
        claim.time.edtf if claim.time else None,
        source or "(the report)",
        claim.certainty,
        claim.text.exact,
    )
