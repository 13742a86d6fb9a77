"""What many incidents amount to: how many, and how many were killed, low, best and high.

A sum needs a number of each: where an incident has no best, its low is added to the best, and where its high is open,
its best or low to the high; ``open`` counts the incidents whose high is open, so that the sum is shown as "at least".
"""

from __future__ import annotations

from typing import Any, Self

from attrs import frozen
from django.db.models import Count, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

NOTHING: dict[str, int] = {"incidents": 0, "low": 0, "best": 0, "high": 0, "open": 0}


@frozen
class Totals:
    """Incidents, and the killed in them."""

    incidents: int = 0
    low: int = 0
    best: int = 0
    high: int = 0
    open: int = 0

    def __add__(self, other: Totals) -> Totals:
        """Both together."""
        return Totals(*(getattr(self, name) + getattr(other, name) for name in NOTHING))

    @classmethod
    def of(cls, row: dict[str, Any]) -> Self:
        """From a row of the database that ``killed`` was asked of."""
        return cls(**{name: row[name] or 0 for name in NOTHING})

    @property
    def words(self) -> str:
        """Low–best–high, one number where they are the same; a plus where a high is open."""
        ends = (self.low,) if self.low == self.high else (self.low, self.best, self.high)
        return "–".join(map(grouped, ends)) + ("+" if self.open else "")

    @property
    def short(self) -> str:
        """Low–high for the small room of a map: thousands as "12k"."""
        return "–".join(map(_short, sorted({self.low, self.high}))) + ("+" if self.open else "")


def grouped(number: int) -> str:
    """A number with its thousands apart, as ISO 80000 writes it in every language."""
    return f"{number:,}".replace(",", "\u202f")


def _short(number: int) -> str:
    return str(number) if number < 10_000 else f"{number // 1000}k"


def summed(groups: QuerySet[Any, Any], prefix: str = "") -> list[dict[str, Any]]:
    """The rows of a query over digests, or over what leads to them by ``prefix``, grouped and with their sums."""
    return list(groups.annotate(**killed(prefix)))


def added(groups: QuerySet[Any, Any], *columns: str) -> list[dict[str, Any]]:
    """The rows of a query over tallies, grouped and with their sums: those that ``Totals.of`` reads, or ``columns``."""
    names = columns or tuple(NOTHING)
    found = groups.annotate(**{f"all_{name}": Sum(name) for name in names})
    return [{name.removeprefix("all_"): value for name, value in row.items()} for row in found]


def killed(prefix: str = "") -> dict[str, Any]:
    """The aggregates of a query over digests (``prefix`` leads to them) that ``Totals.of`` reads."""
    low, best, high = (f"{prefix}killed_{end}" for end in ("low", "best", "high"))
    counted = Q(**{f"{low}__isnull": False}) | Q(**{f"{best}__isnull": False})
    return {
        "incidents": Count(f"{prefix}pk"),
        "low": Sum(Coalesce(low, Value(0))),
        "best": Sum(Coalesce(best, low, Value(0))),
        "high": Sum(Coalesce(high, best, low, Value(0))),
        "open": Count(f"{prefix}pk", filter=counted & Q(**{f"{high}__isnull": True})),
    }
