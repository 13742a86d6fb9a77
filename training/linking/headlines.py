"""What tells which of the things in a report it is about: learned from what the linking gold says of its articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import numpy as np
from attrs import frozen
from fitting import Array, ranking

from tallystick.linking.findings import compatible
from tallystick.linking.prominence import signs
from tallystick.linking.telling import Telling, outline
from tallystick.linking.wording import content_words
from tallystick.record import Claim, Report
from tallystick.vocabulary.edtf import interval

RIDGE = 2.0
_DAY = timedelta(days=1)
_TIED = 0.25


@frozen
class Choice:
    """An article's groups of claims: their signs (groups x signs), and a mark at those that fit the gold best."""

    document: str
    rows: Array
    right: Array


def choice(report: Report, groups: Sequence[Sequence[Claim]], gold: Mapping[str, Any]) -> Choice | None:
    """The choice that an article poses; None where nothing that was read fits what the gold says of it."""
    fits = [_fit(outline(report, group), gold) for group in groups]
    if not fits or max(fits) <= 0:
        return None
    found = [signs(report, group) for group in groups]
    rows = np.array([[row[name] for name in sorted(row)] for row in found])
    return Choice(report.document.id, rows, np.array([float(fit >= max(fits) - _TIED) for fit in fits]))


def fit(choices: Iterable[Choice], prior: Mapping[str, float]) -> dict[str, float]:
    """The weights of the signs."""
    names = sorted(prior)
    learned = ranking([(c.rows, c.right) for c in choices], np.array([prior[n] for n in names]), RIDGE)
    return {name: round(float(weight), 1) for name, weight in zip(names, learned, strict=True)}


def _fit(told: Telling, gold: Mapping[str, Any]) -> float:
    """How well a group fits: of the day (else 0), the same means, the number of killed, the words of the place."""
    start, end = interval(gold["incident_date"])
    of_the_day = bool(told.days and start and end and told.days[0] <= end + _DAY and told.days[1] >= start - _DAY)
    means = 2.0 if gold["event"] in told.events else float(any(compatible(gold["event"], e) for e in told.events))
    if not of_the_day or not means:
        return 0.0
    killed = (gold["killed"] or {}).get("value")
    place, words = content_words(gold["incident_place"]), content_words(" ".join(p.name for p in told.places))
    return means + 1 + 2 * (killed in told.by_measure.get("killed", ())) + 1.5 * len(place & words) / max(1, len(place))
