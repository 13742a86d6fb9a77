"""``init``, ``add``, ``link`` and ``verify``: a casebook from nothing to a record that can be checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tallystick.cli.options import (
    AuthorOption,
    CasebookOption,
    JsonOption,
    PublishedOption,
    PublisherOption,
    ReaderOption,
)
from tallystick.cli.reading import finish
from tallystick.cli.terminal import console, progress, say, write_json
from tallystick.commands import adding, casebooks, linking, verifying
from tallystick.commands.pipeline import pipeline
from tallystick.commands.reading import ReadOptions

HeadOption = Annotated[
    str | None,
    typer.Option("--head", help="A head of the log that was noted elsewhere (LENGTH:HASH), to check against."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("init")(init)
    app.command("add")(add)
    app.command("link")(link)
    app.command("verify")(verify)


def init(folder: Annotated[Path, typer.Argument(help="Folder of the new casebook.")] = Path()) -> None:
    """Make a new casebook: a folder with a database, the preserved files and the custody log.

    \b
    Example:

    tallystick init syria && cd syria
    """
    made = casebooks.create(folder)
    say(f"A new casebook is in {made.folder}. Next: tallystick add FILES")


def add(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files and folders: text, HTML, PDF, RSS/Atom, mail.")
    ] = None,
    manifest: Annotated[
        Path | None, typer.Option("--manifest", help="JSON Lines: path or text, id, published, publisher, title, url.")
    ] = None,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    by: AuthorOption = None,
    reader: ReaderOption = "rules",
    casebook: CasebookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Preserve, read and store reports. Safe to interrupt and to repeat: what is there already is not added twice.

    It ends with the head of the custody log (length and hash). Note it elsewhere: `tallystick verify --head` checks it.

    \b
    Examples:

    tallystick add ../reports/

    tallystick add --manifest corpus.jsonl
    """
    if not paths and not manifest:
        raise typer.BadParameter("name files or folders to add, or a --manifest")
    book = casebooks.open_casebook(casebook)
    job = adding.plan(paths or [], manifest, ReadOptions(published, publisher))
    with progress() as bar:
        task = bar.add_task("Adding", total=len(job))
        line = pipeline(reader)
        done = adding.add(book, job, line, by=casebooks.author(by), advance=lambda: bar.advance(task))
    if as_json:
        write_json(done)
    else:
        console().print(
            f"{done.new} reports added with {done.claims} claims, {done.known} were there already, "
            f"{len(done.skipped)} skipped.\nCustody log: {done.head}"
        )
    finish(list(done.skipped))


def link(casebook: CasebookOption = None, as_json: JsonOption = False) -> None:
    """Bring the claims together into incidents. Incidents that exist keep their ids and claims.

    \b
    Example:

    tallystick link
    """
    done = linking.link(casebooks.open_casebook(casebook))
    if as_json:
        write_json(done)
        return
    console().print(
        f"{done.placed} claims placed: {done.new} new incidents, {done.changed} with further claims; "
        f"{done.incidents} incidents of harm and {done.context} of context in all."
    )


def verify(head: HeadOption = None, casebook: CasebookOption = None, as_json: JsonOption = False) -> None:
    """Check every preserved byte, every entry of the custody log and every stored quotation. Status 1 if one differs.

    \b
    Examples:

    tallystick verify

    tallystick verify --head 12:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
    """
    found = verifying.verify(casebooks.open_casebook(casebook), head)
    if as_json:
        write_json(found)
    else:
        for note in found.notes:
            console().print(f"note: {note}", markup=False, soft_wrap=True)
        for problem in found.problems:
            console().print(f"PROBLEM: {problem}", markup=False, soft_wrap=True)
        console().print(found.summary, markup=False, soft_wrap=True)
    if found.problems:
        raise typer.Exit(1)
