"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

CasebookOption = Annotated[
    Path | None,
    typer.Option(
        "--casebook",
        envvar="TALLYSTICK_CASEBOOK",
        help="Folder of the casebook; without it, it is looked for here and in the folders above.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON that a program can read.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why: it is kept with the decision.")]
AuthorOption = Annotated[
    str | None, typer.Option("--by", envvar="TALLYSTICK_USER", help="Who decides; without it, the system's user name.")
]
AdderOption = Annotated[
    str | None, typer.Option("--by", envvar="TALLYSTICK_USER", help="Who adds; without it, the system's user name.")
]
PublishedOption = Annotated[
    str | None, typer.Option("--published", help="Publication date (YYYY-MM-DD); goes before what the file says.")
]
PublisherOption = Annotated[str | None, typer.Option("--publisher", help="The outlet; goes before what the file says.")]
ConventionOption = Annotated[
    str, typer.Option("--convention", help="Counting convention: literal, acled, ucdp, ibc or airwars.")
]
ConventionInForceOption = Annotated[
    str | None,
    typer.Option(
        "--convention",
        help="Counting convention: literal, acled, ucdp, ibc or airwars; without it, the one in force in the casebook.",
    ),
]
MethodOption = Annotated[
    str | None,
    typer.Option(
        "--method",
        help="How ranges are made: reconciled, conservative, informative, representative, airwars, ibc, ucdp, acled; "
        "without it, as in force in the casebook.",
    ),
]
ReaderOption = Annotated[
    str,
    typer.Option(
        "--reader",
        help="Who reads: rules, embedded (a small network beside the rules), or llm (asks the endpoint you configure).",
    ),
]
