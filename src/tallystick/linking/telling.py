"""A telling: the claims of one report that tell of one incident, with what they say of it taken together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from attrs import field, frozen

from tallystick.record import Claim, Document, Place, Report
from tallystick.vocabulary.edtf import interval
from tallystick.vocabulary.events import is_harm
from tallystick.vocabulary.loader import load

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
REPORT_WINDOW = timedelta(days=1)
"""An undated claim is taken to tell of the day of its report and the one before: news is about yesterday."""
RECENT = timedelta(days=10)
"""What a report tells as news lies no further back."""


@frozen
class Telling:
    """What one report says of one incident.

    ``days`` is the interval in which it happened, ``dated`` whether the report itself says so (otherwise it is the
    report's own window), ``counts`` the numbers told as (measure, group, value).
    """

    document: str
    claims: tuple[Claim, ...]
    events: frozenset[str]
    days: tuple[date, date] | None
    dated: bool
    places: tuple[Place, ...]
    counts: frozenset[tuple[str, str, int]]
    weapons: frozenset[str]
    words: frozenset[str] = field(repr=False)
    principal: bool = False

    @property
    def id(self) -> str:
        """Id of its first claim."""
        return self.claims[0].id

    @property
    def event(self) -> str:
        """The most telling event type: the first that is harm and says the means, else the first."""
        generic = set(load("linking")["generic"])
        told = [c.event for c in self.claims]
        return next(
            (e for e in told if is_harm(e) and e not in generic), next((e for e in told if is_harm(e)), told[0])
        )


def build(report: Report, claims: Sequence[Claim], principal: bool) -> Telling:
    """The telling made of ``claims`` of ``report``."""
    days, dated = when(report.document, claims)
    return Telling(
        document=report.document.id,
        claims=tuple(claims),
        events=frozenset(c.event for c in claims),
        days=days,
        dated=dated,
        places=tuple(c.place for c in claims if c.place),
        counts=frozenset(_counts(claims)),
        weapons=frozenset(w.type for c in claims for w in c.weapons),
        words=frozenset(_words(report.document, claims, principal)),
        principal=principal,
    )


def when(document: Document, claims: Sequence[Claim]) -> tuple[tuple[date, date] | None, bool]:
    """The interval that most of the claims give, one of the report's own time first; and whether a claim gave it.

    Undated claims are taken to tell of the day of the report and the one before.
    """
    day = date.fromisoformat(document.anchor) if document.anchor else None
    told = [span for span in (bounded(c) for c in claims) if span]
    recent = [span for span in told if day and _recent(span, day)]
    if recent or told:
        return Counter(recent or told).most_common(1)[0][0], True
    return ((day - REPORT_WINDOW, day) if day else None), False


def _recent(span: tuple[date, date], day: date) -> bool:
    return span[1] - span[0] <= RECENT and -REPORT_WINDOW <= day - span[1] <= RECENT


def bounded(claim: Claim) -> tuple[date, date] | None:
    """The claim's own interval, where it has both ends."""
    if claim.time is None:
        return None
    start, end = interval(claim.time.edtf)
    return (start, end) if start and end else None


def content_words(text: str) -> set[str]:
    """Lower-case words of three letters and more that carry meaning, and numbers."""
    return {w for w in _WORD.findall(text.lower()) if w not in _stop_words()}


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(word for line in load("linking")["stop_words"] for word in line)


def _counts(claims: Sequence[Claim]) -> Iterator[tuple[str, str, int]]:
    for claim in claims:
        for figure in claim.figures:
            if figure.value is not None:
                yield figure.measure, (figure.group or "").lower(), figure.value


def _words(document: Document, claims: Sequence[Claim], principal: bool) -> Iterator[str]:
    if principal and document.title:
        yield from content_words(document.title)
    for claim in claims:
        yield from content_words(claim.text.exact)
