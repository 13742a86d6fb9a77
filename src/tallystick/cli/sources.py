"""``tallystick sources``: informants and outlets, the names that they go by, whose side they are on, how reliable."""

from __future__ import annotations

from typing import Annotated

import typer

from tallystick.cli.decisions import done
from tallystick.cli.desks import ServerOption
from tallystick.cli.informants import print_informant, print_informants, print_proposals
from tallystick.cli.options import AuthorOption, CasebookOption, JsonOption, ReasonOption
from tallystick.cli.source_desk import SourceDesk
from tallystick.cli.terminal import say

InformantArgument = Annotated[str, typer.Argument(metavar="INFORMANT", help="Its id or one of its names.")]
KindOption = Annotated[
    str | None, typer.Option("--kind", help="Kind of source: monitor, medical, media, government ...")
]
OrganisationOption = Annotated[str | None, typer.Option("--organisation", help="The body that it belongs to.")]
NotesOption = Annotated[str | None, typer.Option("--notes", help="What else is to be known of it.")]
SideOption = Annotated[str | None, typer.Option("--side", help="The party to the conflict that it speaks for.")]
InterestOption = Annotated[
    str | None, typer.Option("--interest", help="Its relation to the parties in a few words; empty takes it away.")
]
OutletOption = Annotated[bool, typer.Option("--outlet", help="An outlet, which hands on what informants know.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(no_args_is_help=True, help="Informants and outlets: names, sides, reliability.")
    group.command("list")(list_all)
    for command in (show, add, change, alias, merge, rate, side, undo):
        group.command(command.__name__, no_args_is_help=True)(command)
    app.add_typer(group, name="sources")


def list_all(
    words: Annotated[str | None, typer.Argument(help="Only those with these words in one of their names.")] = None,
    outlets: Annotated[bool, typer.Option("--outlets", help="Only outlets.")] = False,
    decided: Annotated[bool, typer.Option("--decided", help="Only those about which this casebook decided.")] = False,
    proposed: Annotated[
        bool, typer.Option("--proposed", help="The names that the reports teach and that wait for a decision.")
    ] = False,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List informants and outlets, or the further names that the reports' own words propose for them.

    \b
    Examples:

    tallystick sources list observatory

    tallystick sources list --proposed
    """
    desk = SourceDesk(casebook, server)
    if proposed:
        print_proposals(desk.proposals(), as_json)
        return
    print_informants(desk.listed("outlet" if outlets else None, words, decided), as_json)
    for name, ids in desk.conflicts():
        say(f"“{name}” is a name of {' and of '.join(ids)}: it stands for neither until one of them loses it.")


def show(
    informant: InformantArgument,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show an informant: who it is, its names and who gave them, what was decided, and what the reports propose.

    \b
    Example:

    tallystick sources show SOHR
    """
    print_informant(SourceDesk(casebook, server).shown(informant), as_json)


def add(
    name: Annotated[str, typer.Argument(help="Its usual name.")],
    reason: ReasonOption,
    alias: Annotated[list[str] | None, typer.Option("--alias", help="Another name; may be repeated.")] = None,
    person: Annotated[list[str] | None, typer.Option("--person", help="Who speaks for it; may be repeated.")] = None,
    kind: KindOption = None,
    outlet: OutletOption = False,
    organisation: OrganisationOption = None,
    side: SideOption = None,
    interest: InterestOption = None,
    notes: NotesOption = None,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add an informant or an outlet.

    \b
    Example:

    tallystick sources add "Marsh Rights Monitor" --alias MRM --kind monitor --reason "quoted by three outlets"
    """
    fields = {"name": name, "kind": kind, "role": "outlet" if outlet else "informant", "organisation": organisation}
    fields |= {"side": side, "interest": interest, "notes": notes}
    desk = SourceDesk(casebook, server, by)
    done(desk.decide("add", fields, aliases=alias or (), people=person or (), reason=reason), as_json)


def change(
    informant: InformantArgument,
    reason: ReasonOption,
    name: Annotated[str | None, typer.Option("--name", help="Its usual name; the old one stays beside it.")] = None,
    kind: KindOption = None,
    role: Annotated[str | None, typer.Option("--role", help="informant or outlet.")] = None,
    organisation: OrganisationOption = None,
    notes: NotesOption = None,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Change name, kind, role, organisation or notes of an informant.

    \b
    Example:

    tallystick sources change marsh-rights-monitor --kind activist --reason "it is run by campaigners"
    """
    given = {"name": name, "kind": kind, "role": role, "organisation": organisation, "notes": notes}
    changes = {field: value for field, value in given.items() if value is not None}
    done(SourceDesk(casebook, server, by).decide("change", informant, changes, reason=reason), as_json)


def alias(
    informant: InformantArgument,
    other: Annotated[str, typer.Argument(metavar="NAME", help="The further name.")],
    reason: ReasonOption,
    reject: Annotated[bool, typer.Option("--reject", help="It is no name of this informant.")] = False,
    person: Annotated[bool, typer.Option("--person", help="It is the name of somebody who speaks for it.")] = False,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Confirm or add a further name of an informant, or reject one that was proposed or that it has.

    \b
    Examples:

    tallystick sources alias SOHR "the monitor" --reason "so all three reports call it"

    tallystick sources alias SOHR "the Observatory" --reject --reason "here it is the weather station"
    """
    desk = SourceDesk(casebook, server, by)
    done(desk.decide("alias", informant, other, reject=reject, person=person, reason=reason), as_json)


def merge(
    informant: InformantArgument,
    other: Annotated[str, typer.Argument(help="Goes into the first, and its id leads there from now on.")],
    reason: ReasonOption,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Merge two informants that are one.

    \b
    Example:

    tallystick sources merge sohr observatory-homs --reason "its office in Homs"
    """
    done(SourceDesk(casebook, server, by).decide("merge", informant, other, reason=reason), as_json)


def rate(
    informant: InformantArgument,
    letter: Annotated[str, typer.Argument(help="A (completely reliable) to F (cannot be judged), or none.")],
    reason: ReasonOption,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Judge how reliable an informant is, as a letter of the Admiralty code.

    \b
    Example:

    tallystick sources rate SOHR B --reason "right in 41 of the 44 cases that we checked"
    """
    given = None if letter == "none" else letter
    done(SourceDesk(casebook, server, by).decide("rate", informant, given, reason=reason), as_json)


def side(
    informant: InformantArgument,
    party: Annotated[str, typer.Argument(help="Id of the party to the conflict, or none.")],
    reason: ReasonOption,
    interest: InterestOption = None,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say which party to the conflict an informant speaks for, and how it stands to the parties.

    \b
    Example:

    tallystick sources side SANA syrian-government --reason "the state's news agency"
    """
    of = None if party == "none" else party
    done(SourceDesk(casebook, server, by).decide("side", informant, of, interest, reason=reason), as_json)


def undo(
    decision: Annotated[int, typer.Argument(help="Number of the decision, as it was printed.")],
    reason: ReasonOption,
    by: AuthorOption = None,
    casebook: CasebookOption = None,
    server: ServerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a decision about an informant back by a new one; both are kept.

    \b
    Example:

    tallystick sources undo 7 --reason "two monitors of one name"
    """
    done(SourceDesk(casebook, server, by).decide("undo", decision, reason=reason), as_json)
