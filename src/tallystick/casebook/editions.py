"""Two people at one claim or incident: who decides on an older state is told what came between, and nothing is stored.

The edition of a claim is the number of the last decision that speaks of it; that of an incident, of the last one that
speaks of it or of a claim in it. Where there is none it is 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from tallystick.casebook.decided import DecisionEntry, history
from tallystick.casebook.errors import reading, writing
from tallystick.casebook.identity import is_incident_id
from tallystick.casebook.incidents import names_of
from tallystick.errors import CasebookError


class ConflictError(CasebookError):
    """Somebody else decided meanwhile; ``meanwhile`` are the decisions since, oldest first."""

    def __init__(self, meanwhile: tuple[DecisionEntry, ...]) -> None:
        self.meanwhile = meanwhile
        last = meanwhile[-1]
        more = f" and {len(meanwhile) - 1} before it" if len(meanwhile) > 1 else ""
        super().__init__(
            f"It was changed meanwhile, last by {last.author} (decision {last.number}, {last.kind}{more}); look at it "
            f"again, then decide."
        )


def _history(alias: str, targets: Iterable[str]) -> list[DecisionEntry]:
    return history(alias, {name for target in targets for name in _names(alias, target)})


def _names(alias: str, target: str) -> set[str]:
    return names_of(alias, target) if is_incident_id(target) else {target}


def edition(alias: str, targets: Iterable[str]) -> int:
    """The edition of ``targets``: the highest of theirs.

    Raises CasebookError for an incident that is not there.
    """
    with reading():
        told = _history(alias, targets)
    return told[-1].number if told else 0


@contextmanager
def expecting(alias: str, expected: int | None, targets: Iterable[str]) -> Iterator[None]:
    """What is decided within it is stored only where ``targets`` have still the edition ``expected``, or that is None.

    Nobody else decides between the comparison and the end of the block.

    Raises ConflictError where they have a later one.
    """
    if expected is None:
        yield
        return
    with writing(alias):
        meanwhile = tuple(told for told in _history(alias, targets) if told.number > expected)
        if meanwhile:
            raise ConflictError(meanwhile)
        yield
