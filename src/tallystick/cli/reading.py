"""``tallystick read``: claims from files or standard input; keeps nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from tallystick.cli.options import ConventionOption, JsonOption, PublishedOption, PublisherOption, ReaderOption
from tallystick.cli.terminal import clean, console, counted, say, table, wrapped, write_json
from tallystick.commands.layouts import figure_words, read_layout
from tallystick.commands.pipeline import READER
from tallystick.commands.reading import Ground, ReadOptions, Skipped, explained, explained_layout, read_paths
from tallystick.commands.writing import write_reports
from tallystick.errors import UsageError
from tallystick.record import Claim, Report, Span

FilesArgument = Annotated[
    list[str], typer.Argument(help="Text, HTML, PDF, RSS/Atom or mail files; - for standard input.")
]
OutOption = Annotated[Path | None, typer.Option("--out", help="Write one JSON file for each report into this folder.")]
WithTextOption = Annotated[bool, typer.Option("--with-text", help="Add the text that the offsets count in.")]
ExplainOption = Annotated[
    bool, typer.Option("--explain", help="For each claim, print which words gave which slot, and how sure that is.")
]
TitleOption = Annotated[str | None, typer.Option("--title", help="Headline; goes before what the file says.")]
COLUMNS = ("event", "how many", "who", "where", "when", "source", "certainty", "words")
_MOMENTS = {"death": "died", "discovery": "found"}
"""How the table names the days that are not the event's own."""
WIDE = 130
"""Characters of a terminal from which on claims are a table."""
LONG = 100
"""Characters of a sentence that are shown before, and after, the words that gave a slot."""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("read", no_args_is_help=True)(read)


def read(
    files: FilesArgument,
    as_json: JsonOption = False,
    out: OutOption = None,
    with_text: WithTextOption = False,
    explain: ExplainOption = False,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    title: TitleOption = None,
    convention: ConventionOption = "literal",
    reader: ReaderOption = READER,
) -> None:
    """Read claims from reports and print them: who says what happened, to whom, how many, where and when.

    Nothing is kept. Without --json it prints a table; with it one JSON object for one report, JSON Lines for several.

    \b
    Examples:

    tallystick read report.txt --published 2016-12-13

    tallystick read report.html --json

    tallystick read report.txt --explain
    """
    if explain and out is not None:
        raise UsageError("--explain prints, and --out writes files; give one of them.")
    results = list(read_paths(files, ReadOptions(published, publisher, title, convention, reader)))
    reports = [r for r in results if isinstance(r, Report)]
    if out is not None:
        say(f"{write_reports(reports, out, with_text)} reports were written to {out}.")
    elif as_json:
        _print_json([(explained_layout if explain else read_layout)(report, with_text) for report in reports])
    else:
        for report in reports:
            (_print_grounds if explain else _print_table)(report)
    finish([r for r in results if isinstance(r, Skipped)])


def finish(skipped: list[Skipped]) -> None:
    """Say what was skipped and why, and leave with status 1 if anything was."""
    for problem in skipped:
        say(f"tallystick: {problem.reason}")
    if len(skipped) > 1:
        say(f"{len(skipped)} files were skipped, for the reasons above.")
    if skipped:
        raise typer.Exit(1)


def _print_json(layouts: list[dict[str, Any]]) -> None:
    if len(layouts) == 1:
        typer.echo(json.dumps(layouts[0], ensure_ascii=False, indent=1))
        return
    for layout in layouts:
        write_json(layout)


def _print_table(report: Report) -> None:
    out = console()
    if out.width >= WIDE:
        out.print(table(escape("\n".join(_head(report))), COLUMNS, (_row(claim) for claim in report.claims)))
    else:
        out.print("\n".join(_head(report)), markup=False)
        for claim in report.claims:
            _print_block(out, claim)
    _print_foot(out, report)


def _print_grounds(report: Report) -> None:
    out = console()
    out.print("\n".join(_head(report)), markup=False)
    for one in explained(report):
        claim = one.claim
        out.print()
        wrapped(out, f"[bold]{claim.event}[/bold]  confidence {claim.confidence:.2f}")
        wrapped(out, f"  “{escape(clean(claim.text.exact))}” ({claim.text.start} to {claim.text.end})")
        for ground in one.grounds:
            for line in _ground(ground):
                wrapped(out, line)
    out.print()
    _print_foot(out, report)


def _ground(ground: Ground) -> Iterator[str]:
    sure = "by rule" if ground.confidence is None else f"{ground.confidence:.2f}"
    yield f"  {ground.slot}: [bold]{escape(clean(ground.value))}[/bold]  {sure}"
    if ground.words is None:
        yield f"    {ground.why}"
        return
    yield f"    {ground.words.start} to {ground.words.end}: {escape(_marked(ground.words, ground.sentence))}"


def _marked(words: Span, sentence: Span | None) -> str:
    """The sentence with its ``words`` marked; of a long one the part around them."""
    whole = sentence or words
    before, after = whole.exact[: words.start - whole.start], whole.exact[max(0, words.end - whole.start) :]
    if len(before) > LONG:
        before = "…" + before[-LONG:].partition(" ")[2]
    if len(after) > LONG:
        after = after[:LONG].rpartition(" ")[0] + "…"
    return clean(f"{before}>>{words.exact}<<{after}")


def _head(report: Report) -> list[str]:
    document = report.document
    origin = f" (from the {document.published_from})" if document.published_from else ""
    head = [document.title or document.path or document.id]
    head += [f"{document.publisher or 'unknown outlet'}, {document.published or 'undated'}{origin}"]
    return [clean(line) for line in head]


def _print_foot(out: Console, report: Report) -> None:
    out.print(f"{counted(len(report.claims), 'claim')}\n" if report.claims else "No claim was found.\n")
    for warning in report.document.warnings:
        say(f"Note: {warning}")


def _print_block(out: Console, claim: Claim) -> None:
    """One claim on lines of its own, for terminals too narrow for the table."""
    event, *told, certainty, words = (clean(cell or "") for cell in _row(claim))
    out.print(f"\n[bold]{event}[/bold]  {escape('; '.join(cell for cell in (*told, certainty) if cell))}")
    out.print(f"  “{words}”", markup=False)


def _when(claim: Claim) -> str | None:
    """The day of the event, and those of a later death and of the finding of the dead."""
    told = [claim.time.edtf] if claim.time else []
    told += [f"{_MOMENTS[t.kind]} {t.edtf}" for t in claim.other_times if t.kind in _MOMENTS]
    return "; ".join(told) or None


def _row(claim: Claim) -> tuple[str | None, ...]:
    event = claim.event if claim.status == "occurred" else f"{claim.event} ({claim.status})"
    who = " ► ".join(p.name for p in (*claim.perpetrators[:1], *claim.victims[:1]))
    source = " < ".join(s.source for s in claim.attribution)
    return (
        event,
        "; ".join(figure_words(f) for f in claim.figures),
        who,
        claim.place.name if claim.place else None,
        _when(claim),
        source or "(the report)",
        claim.certainty,
        claim.text.exact,
    )
