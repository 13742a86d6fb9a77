"""The measures: what a figure counts."""

from __future__ import annotations

from tallystick.errors import VocabularyError
from tallystick.vocabulary.loader import load


def measures() -> dict[str, str]:
    """Ids and labels of the measures, in the order in which tables list them."""
    return dict(load("measures"))


def measure_label(measure: str) -> str:
    """The label of a measure. Raises VocabularyError for an id that is not one."""
    try:
        return measures()[measure]
    except KeyError:
        raise VocabularyError(f"There is no measure {measure!r}; choose one of {', '.join(measures())}.") from None
