"""What a count phrase means in numbers, by named convention; the rules are rows of ``data/count_phrases.yaml``.

A figure keeps what the words say (bound, value, upper, word, phrase); low, best and high are derived here and nowhere
else. A missing number (None) is open or unknown, never zero.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Protocol

from attrs import frozen

from tallystick.errors import VocabularyError
from tallystick.vocabulary.loader import load

_EXPRESSION = re.compile(r"(n|u|low|best|high)(?:([+-])(\d+))?")
Cell = int | str | None


class CountPhrase(Protocol):
    """What the rules need of a figure (``tallystick.record.Figure`` has it)."""

    @property
    def measure(self) -> str:
        """What is counted."""
        ...

    @property
    def bound(self) -> str:
        """The bound of the coding guide."""
        ...

    @property
    def value(self) -> int | None:
        """The number told."""
        ...

    @property
    def upper(self) -> int | None:
        """The upper number of a range."""
        ...

    @property
    def word(self) -> str | None:
        """The vague word."""
        ...

    @property
    def phrase(self) -> str | None:
        """The qualifier as worded, in lower case."""
        ...

    @property
    def modality(self) -> str:
        """``asserted`` or ``possible``."""
        ...


@frozen
class Estimate:
    """Low, best and high of a figure; ``row`` is the id of the rule that gave them. None is open or unknown."""

    low: int | None
    best: int | None
    high: int | None
    row: str
    note: str | None = None


@frozen
class PhraseRow:
    """One row of the table: which figures it takes, their numbers by convention, and the reason for each choice."""

    id: str
    phrases: tuple[str, ...]
    match: Mapping[str, Sequence[Any]]
    numbers: Mapping[str, tuple[Cell, Cell, Cell]]
    wraps: bool = False
    note: str | None = None
    reason: str | None = None

    def takes(self, figure: CountPhrase) -> bool:
        """True where the figure's words are those of this row."""
        phrase = f" {figure.phrase or ''} "
        tests = {
            "measures": lambda allowed: figure.measure in allowed,
            "modalities": lambda allowed: figure.modality in allowed,
            "bounds": lambda allowed: figure.bound in allowed,
            "values": lambda allowed: figure.value in allowed,
            "words": lambda allowed: figure.word in allowed,
            "phrases": lambda allowed: phrase.strip() in allowed,
            "phrases_with": lambda allowed: any(f" {words} " in phrase for words in allowed),
        }
        return all(tests[key](allowed) for key, allowed in self.match.items())


def conventions() -> dict[str, str]:
    """The names of the conventions with one sentence on each."""
    return dict(load("count_phrases")["conventions"])


@cache
def phrase_rows() -> tuple[PhraseRow, ...]:
    """The rows of the table in the order in which they are tried."""
    return tuple(_row(entry) for entry in load("count_phrases")["rows"])


def _row(entry: Mapping[str, Any]) -> PhraseRow:
    numbers = {name: (entry[name][0], entry[name][1], entry[name][2]) for name in conventions()}
    return PhraseRow(
        id=entry["id"],
        phrases=tuple(entry["phrases"]),
        match=entry["match"],
        numbers=numbers,
        wraps=entry.get("wraps", False),
        note=entry.get("note"),
        reason=entry.get("reason"),
    )


def estimate(figure: CountPhrase, convention: str) -> Estimate:
    """Low, best and high of ``figure`` under ``convention`` (literal, acled, ucdp, ibc, airwars).

    Raises VocabularyError for a convention that is not in the table.
    """
    if convention not in conventions():
        raise VocabularyError(f"There is no convention {convention!r}; choose one of {', '.join(conventions())}.")
    return _estimate(figure, convention, [row for row in phrase_rows() if row.takes(figure)])


def _estimate(figure: CountPhrase, convention: str, rows: Sequence[PhraseRow]) -> Estimate:
    row = rows[0]
    inner = _estimate(figure, convention, rows[1:]) if row.wraps else Estimate(None, None, None, row.id)
    names = {"n": figure.value, "u": figure.upper, "low": inner.low, "best": inner.best, "high": inner.high}
    low, best, high = (_evaluate(cell, names) for cell in row.numbers[convention])
    return Estimate(low, best, high, row.id, row.note)


def _evaluate(cell: Cell, names: Mapping[str, int | None]) -> int | None:
    if cell is None or isinstance(cell, int):
        return cell
    match = _EXPRESSION.fullmatch(cell)
    if match is None:
        raise VocabularyError(f"The phrase table holds {cell!r}; write a number, null, or n or u with +1 or -1.")
    name, sign, step = match.groups()
    base = names[name]
    if base is None or step is None:
        return base
    return max(0, base + int(step) if sign == "+" else base - int(step))


def together(estimates: Sequence[Estimate]) -> Estimate:
    """The sum of counts of different people ("12 dead, 5 feared dead"); a sum with an open end is open."""

    def total(ends: Sequence[int | None]) -> int | None:
        known = [end for end in ends if end is not None]
        return sum(known) if len(known) == len(ends) else None

    return Estimate(
        total([e.low for e in estimates]),
        total([e.best for e in estimates]),
        total([e.high for e in estimates]),
        "together",
    )


def phrase_table() -> str:
    """The phrase table with every convention as Markdown, as docs/methodology-figures.md prints it."""
    names = list(conventions())
    lines = [f"| words | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for row in phrase_rows():
        cells = [" / ".join("–" if cell is None else str(cell) for cell in row.numbers[name]) for name in names]
        lines.append(f"| {'; '.join(row.phrases)} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def choices() -> str:
    """The reason for each choice that the standards leave open, as Markdown, one line a row of the table."""
    rows = [(row, " ".join(filter(None, (row.reason, row.note)))) for row in phrase_rows()]
    return "".join(f"- **{row.id}** ({row.phrases[0]}): {text.strip()}\n" for row, text in rows if text)
