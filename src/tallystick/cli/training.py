"""``train``: what people decided teaches the embedded reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallystick.cli.options import JsonOption
from tallystick.cli.terminal import console, counted, counting, progress, table, tell, write_json
from tallystick.commands import casebooks
from tallystick.errors import UsageError

if TYPE_CHECKING:
    from tallystick.commands.training import Outcome
    from tallystick.reading.embedded.review import Part

FromOption = Annotated[
    Path | None,
    typer.Option(
        "--from",
        envvar="TALLYSTICK_CASEBOOK",
        help="Folder of the casebook; without it, it is looked for here and in the folders above.",
    ),
]
UseOption = Annotated[bool, typer.Option("--use", help="Put the result in use for this casebook if it is better.")]
ResetOption = Annotated[bool, typer.Option("--reset", help="Go back to the shipped reader.")]
TrainerOption = Annotated[
    str | None, typer.Option("--by", envvar="TALLYSTICK_USER", help="Who trains; without it, the system's user name.")
]
COLUMNS = ("held back", "of", "before", "after", "loss before", "loss after")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("train")(train)


def train(
    casebook: FromOption = None,
    use: UseOption = False,
    reset: ResetOption = False,
    by: TrainerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Teach the embedded reader what people accepted, rejected and corrected in a casebook. Offline, on one core.

    A quarter of the reviewed reports is held back to see whether the reader got better. Only with --use, and only if it
    did, `add --reader embedded` reads with the result from then on, in this casebook alone. Claims that are there stay.
    Status 1 where --use was given and it got no better.

    \b
    Examples:

    tallystick train --from syria

    tallystick train --from syria --use

    tallystick train --from syria --reset
    """
    if use and reset:
        raise UsageError("Give --use to put what is learned in use, or --reset to go back to the shipped reader.")
    # The network takes a fifth of a second to load, which no other command must pay for.
    from tallystick.commands import training

    book = casebooks.open_casebook(casebook)
    if reset:
        _print_reset(training.reset(book, by=casebooks.author(by)), as_json)
        return
    with progress() as bar:
        done = training.train(book, *training.shipped_model(), use=use, by=casebooks.author(by), progress=counting(bar))
    if as_json:
        write_json(training.outcome_layout(done))
    else:
        _print(done)
    if use and not done.used:
        raise typer.Exit(1)


def _print_reset(changed: bool, as_json: bool) -> None:
    if as_json:
        write_json({"reset": changed})
    elif changed:
        tell("The shipped reader is in use again; claims that were read meanwhile stay as they are.")
    else:
        tell("The shipped reader is in use; there was nothing to reset.")


def _print(done: Outcome) -> None:
    learned, held = done.trial.learned, done.trial.held
    tell(f"Learned from {_part(learned)}. Held back: {_part(held)}.")
    console().print(table(None, COLUMNS, _rows(done), right=COLUMNS[1:]))
    judged = ", ".join(done.trial.strengths) or "nothing"
    tell(f"Refitted: {judged}. The reader in use before: {done.before}.")
    tell(_verdict(done))


def _part(part: Part) -> str:
    kept = f"{part.accepted} accepted or corrected, {part.rejected} rejected"
    return f"{counted(part.accepted + part.rejected, 'claim')} of {counted(part.reports, 'report')} ({kept})"


def _rows(done: Outcome) -> Iterator[tuple[object, ...]]:
    for score in done.trial.scores:
        losses = ("" if loss is None else f"{loss:.3f}" for loss in (score.loss_before, score.loss_after))
        yield score.name, score.of, score.before, score.after, *losses


def _verdict(done: Outcome) -> str:
    if done.used:
        return f"Better: {done.version} is in use in this casebook for what is added with --reader embedded."
    if done.trial.improved:
        return f"Better: to read with {done.version} in this casebook, run the same with --use."
    return f"No better: nothing was changed, and {done.before} stays in use."
