"""``init``, ``add``, ``link`` and ``verify``: a casebook from nothing to a record that can be checked."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from tallystick.cli import remote
from tallystick.cli.desks import ServerOption
from tallystick.cli.options import (
    AdderOption,
    CasebookOption,
    JsonOption,
    PublishedOption,
    PublisherOption,
    ReaderOption,
)
from tallystick.cli.reading import finish
from tallystick.cli.terminal import counted, counting, progress, say, tell, write_json
from tallystick.commands import adding, casebooks, linking, tolls, transferring, verifying
from tallystick.commands.pipeline import READER, pipeline
from tallystick.commands.reading import ReadOptions

HeadOption = Annotated[
    str | None,
    typer.Option("--head", help="A head of the log that was noted elsewhere (LENGTH:HASH), to check against."),
]
PathsArgument = Annotated[list[str] | None, typer.Argument(help="Files and folders: text, HTML, PDF, RSS/Atom, mail.")]
ManifestOption = Annotated[
    Path | None, typer.Option("--manifest", help="JSON Lines: path or text, id, published, publisher, title, url.")
]
CountryOption = Annotated[
    list[str] | None,
    typer.Option("--country", help="ISO code of a country that it is about (SY); its places go first. Repeatable."),
]
DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database",
        help="postgresql://USER@HOST:PORT/NAME, an empty database; without it, a file in the folder.",
    ),
]
AnywhereOption = Annotated[
    bool, typer.Option("--anywhere", help="Files that the manifest names may lie outside of its folder.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("init")(init)
    app.command("add")(add)
    app.command("link")(link)
    app.command("verify")(verify)
    app.command("transfer", no_args_is_help=True)(transfer)


def init(
    folder: Annotated[Path, typer.Argument(help="Folder of the new casebook.")] = Path(),
    country: CountryOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a new casebook: a folder with a database, the preserved files and the custody log.

    A password is not kept in the casebook: PostgreSQL's own ~/.pgpass or PGPASSWORD holds it.

    \b
    Examples:

    tallystick init syria --country SY && cd syria

    tallystick init syria --database postgresql://amal@db.example.org/syria
    """
    made = casebooks.create(folder, country or (), database).casebook
    if advice := casebooks.advice(database):
        say(advice)
    where = made.folder.resolve()
    if as_json:
        write_json({"casebook": made.identity.id, "folder": str(where), "created": made.identity.created})
    else:
        say(f"A new casebook is in {where}. Next: tallystick add FILES")


def add(
    paths: PathsArgument = None,
    manifest: ManifestOption = None,
    anywhere: AnywhereOption = False,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    by: AdderOption = None,
    reader: ReaderOption = READER,
    casebook: CasebookOption = None,
    server: ServerOption = None,
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
    if server is not None:
        _hand_in(server, paths or [], manifest, ReadOptions(published, publisher), as_json)
        return
    job = adding.plan(paths or [], manifest, ReadOptions(published, publisher), anywhere=anywhere)
    book = casebooks.open_casebook(casebook)
    line = pipeline(reader, casebook=book.folder)
    with progress() as bar:
        task = bar.add_task("Adding", total=len(job))
        done = adding.add(book, job, line, by=casebooks.author(by), advance=lambda: bar.advance(task))
    _print_added(done, as_json)
    finish(list(done.skipped))


def _hand_in(server: str, paths: list[str], manifest: Path | None, options: ReadOptions, as_json: bool) -> None:
    if manifest is not None:
        raise typer.BadParameter("a manifest is added on the machine of the casebook; name files")
    with progress() as bar:
        found = remote.hand_in(server, paths, options, partial(counting(bar), "Reading"))
    if as_json:
        for one in found:
            write_json(one)
        return
    told = {name: sum(one[name] for one in found) for name in ("read", "claims", "failed")}
    reports, claims = counted(told["read"], "report"), counted(told["claims"], "claim")
    tell(f"{reports} read with {claims}, {told['failed']} failed.")
    if told["failed"]:
        raise typer.Exit(1)


def _print_added(done: adding.Added, as_json: bool) -> None:
    if as_json:
        write_json(done)
        return
    tell(
        f"{counted(done.new, 'report')} added with {counted(done.claims, 'claim')}, {done.known} there already, "
        f"{len(done.skipped)} skipped."
    )
    tell(f"Custody log: {done.head}")


def link(casebook: CasebookOption = None, server: ServerOption = None, as_json: JsonOption = False) -> None:
    """Bring the claims together into incidents. Incidents that exist keep their ids.

    \b
    Example:

    tallystick link
    """
    done, beside = _linked(casebook) if server is None else remote.link(server)
    if as_json:
        write_json(done)
        return
    new, harm, toll = counted(done.new, "new incident"), counted(done.incidents, "incident"), counted(beside, "toll")
    tell(
        f"{counted(done.placed, 'claim')} placed: {new}, {done.changed} with further claims; "
        f"{harm} of harm, {done.context - beside} of context and {toll} in all."
    )


def _linked(casebook: Path | None) -> tuple[linking.Linked, int]:
    book = casebooks.open_casebook(casebook)
    return linking.link(book), tolls.number(book)


def verify(
    head: HeadOption = None, casebook: CasebookOption = None, server: ServerOption = None, as_json: JsonOption = False
) -> None:
    """Check every preserved byte, log entry, report, quotation, decision and incident. Status 1 if one differs.

    Writes nothing, and works on media that cannot be written.

    \b
    Examples:

    tallystick verify

    tallystick verify --head 12:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
    """
    with progress() as bar:
        if server is None:
            found = verifying.verify(casebooks.open_casebook(casebook), head, counting(bar))
        else:
            found = remote.verify(server, head)
    if as_json:
        write_json(found)
    else:
        lines = [*(f"note: {note}" for note in found.notes), *(f"PROBLEM: {problem}" for problem in found.problems)]
        for line in (*lines, *found.summary.splitlines()):
            tell(line)
    if found.problems:
        raise typer.Exit(1)


def transfer(
    database: Annotated[
        str, typer.Argument(help="postgresql://USER@HOST:PORT/NAME, a file's name, or sqlite:///PATH; an empty one.")
    ],
    casebook: CasebookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Move a casebook to another database, such as a team's PostgreSQL; the preserved files stay where they are.

    All is copied, compared and verified first. Stopped at any time, the casebook stays where it was. The old database
    is left as it is, and takes no further change.

    \b
    Examples:

    tallystick transfer postgresql://amal@db.example.org/syria

    tallystick transfer laptop.sqlite3
    """
    book = casebooks.open_casebook(casebook)
    with progress() as bar:
        done = transferring.transfer(book, database, counting(bar))
    if advice := casebooks.advice(database):
        say(advice)
    if as_json:
        write_json(done)
    else:
        tell(f"{done.rows} rows of {done.tables} tables went to {done.now}, and all is as it was.")
        tell(f"{done.before} is no longer used; remove it when you have a copy of the new one.")
