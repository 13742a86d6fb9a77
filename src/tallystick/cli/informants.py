"""Prints informants and outlets, and the names that reports propose for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.markup import escape

from tallystick.cli.terminal import clean, console, counted, say, table, tell, write_json
from tallystick.commands.informants import Shown, informant_layout, proposal_layout, shown_layout
from tallystick.vocabulary.informants import Informant
from tallystick.vocabulary.scales import label

if TYPE_CHECKING:
    from tallystick.casebook import DecisionEntry
    from tallystick.casebook.registry.proposals import Proposal

COLUMNS = ("id", "name", "role", "kind", "side", "reliability", "names")
PROPOSED = ("alias", "of", "reports", "words", "document", "rivals")


def print_informants(found: Sequence[Informant], as_json: bool) -> None:
    """Print informants, one a line."""
    if as_json:
        for informant in found:
            write_json(informant_layout(informant))
    else:
        console().print(table(None, COLUMNS, map(_row, found)))


def print_informant(found: Shown, as_json: bool) -> None:
    """Print one informant with all that was decided about it."""
    if as_json:
        write_json(shown_layout(found))
        return
    for line in (*_told(found.informant), *_history(found)):
        indent = line[: len(line) - len(line.lstrip())]
        console().print(indent + escape(clean(line)), soft_wrap=True)


def _row(informant: Informant) -> tuple[str, ...]:
    letter = informant.reliability.letter if informant.reliability else ""
    names = ", ".join(informant.names()[1:4])
    return informant.id, informant.name, informant.role, informant.kind or "", informant.side or "", letter, names


def print_proposals(found: list[Proposal], as_json: bool) -> None:
    """Print the names that reports propose, each with the words of the first that does."""
    if as_json:
        for proposal in found:
            write_json(proposal_layout(proposal))
    elif found:
        console().print(table(None, PROPOSED, map(_proposed, found), ("reports",)))
        say(f"{counted(len(found), 'name')} to decide about: `tallystick sources alias INFORMANT NAME`, or --reject.")
    else:
        tell("The reports propose no further names.")


def _proposed(proposal: Proposal) -> tuple[Any, ...]:
    first = proposal.words[0]
    reports = len({words.document for words in proposal.words})
    return (
        proposal.alias,
        proposal.informant or proposal.name,
        reports,
        " ".join(first.text.exact.split()),
        f"{first.document} {first.text.start}-{first.text.end}",
        ", ".join(proposal.rivals),
    )


def _told(informant: Informant) -> Iterator[str]:
    yield f"{informant.name} ({informant.id}): {informant.role}, {informant.kind or 'kind unknown'}"
    for title, value in (("of", informant.organisation), ("speaks for", informant.side), ("notes", informant.notes)):
        if value:
            yield f"  {title}: {value}"
    if informant.interest:
        yield f"  relation to the parties: {informant.interest}"
    if rated := informant.reliability:
        yield f"  reliability {rated.letter} ({label('reliability', rated.letter)}), by {rated.by}: {rated.reason}"
    for name in informant.names()[1:]:
        speaks = " (speaks for it)" if name in informant.people else ""
        yield f"  also “{name}”{speaks}, by {informant.giver(name)}"


def history(decisions: Iterable[DecisionEntry]) -> Iterator[str]:
    """A line for each decision about an informant, an actor or a place."""
    for decision in decisions:
        undone = f" (undone by {decision.reversed_by})" if decision.reversed_by else ""
        yield f"  {decision.number} {decision.kind}: {decision.reason}; {decision.author}, {decision.at}{undone}"


def _history(found: Shown) -> Iterator[str]:
    yield from history(found.decisions)
    for proposal in found.proposals:
        first = proposal.words[0]
        where = f"{first.document}, characters {first.text.start} to {first.text.end}"
        yield f"  {proposal.state}: “{proposal.alias}”, by “{' '.join(first.text.exact.split())}” ({where})"
