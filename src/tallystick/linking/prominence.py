"""Which of the things that a report tells it is about: the one that headline and lead speak of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from math import log

from tallystick.linking.telling import RECENT, bounded
from tallystick.linking.wording import content_words
from tallystick.record import Claim, Report
from tallystick.vocabulary.events import is_harm
from tallystick.vocabulary.loader import load

UNREAL = {"planned", "threatened", "predicted"}
OPENING = 400
"""Characters after the headline that tell what a report is about."""
_DIGITS = re.compile(r"\d+")
_COUNTED = ("killed", "injured", "casualties")


def principal(report: Report, groups: Sequence[Sequence[Claim]]) -> int | None:
    """Index of the group that the report is about; None where all are tolls."""
    weigh = load("linking_weights")["prominence"]
    ranked = [
        (sum(weigh[sign] * value for sign, value in signs(report, group).items()), -n)
        for n, group in enumerate(groups)
        if group[0].event not in load("linking")["alone"]
    ]
    return -max(ranked)[1] if ranked else None


def signs(report: Report, group: Sequence[Claim]) -> dict[str, float]:
    """What speaks for the report being about the group, each from 0 to 1 but for ``size``."""
    title, text = report.document.title or "", report.document.text
    heading, start = content_words(title), min(c.text.start for c in group)
    words = _words(c.text.exact for c in group)
    generic = load("linking")["generic"]
    return {
        "headline": len(heading & words) / len(heading) if heading else 0.0,
        "headline-trigger": float(bool(heading & _words(c.trigger.exact for c in group if c.trigger))),
        "headline-number": float(not _numbers(title).isdisjoint(_values(group))),
        "lead": 1.0 - start / max(len(text), 1),
        "opening": float(any(len(title) <= c.text.start <= len(title) + OPENING for c in group)),
        "real": float(group[0].status not in UNREAL),
        "harm": float(any(is_harm(c.event) for c in group)),
        "means": float(any(is_harm(c.event) and c.event not in generic for c in group)),
        "counted": float(any(f.measure in _COUNTED and f.value for c in group for f in c.figures)),
        "recent": float(_recent(report, group)),
        "size": log(len(group)),
    }


def _words(texts: Iterable[str]) -> set[str]:
    return content_words(" ".join(texts))


def _numbers(title: str) -> set[int]:
    return {int(digits) for digits in _DIGITS.findall(title)}


def _values(group: Sequence[Claim]) -> Collection[int]:
    return {f.value for c in group for f in c.figures if f.value}


def _recent(report: Report, group: Sequence[Claim]) -> bool:
    """Whether it happened shortly before the report, where its words date it."""
    if not report.document.anchor:
        return True
    day = date.fromisoformat(report.document.anchor)
    spans = [span for c in group if (span := bounded(c.time))]
    return not spans or any(abs(day - span[1]) <= RECENT for span in spans)
