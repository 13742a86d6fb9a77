"""What settings of linking are worth on articles and on a made-up war: one figure for each thing asked of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import headlines
import made_up
import numpy as np
from attrs import frozen
from fitting import Array
from folds import FOLDS, Compared, Gold, compared, homes

from linking import STORIES, grouping, overlap, predicted
from partitions import agreement
from tallystick.linking import Telling, tellings
from tallystick.linking.incidents import incident
from tallystick.linking.within import together
from tallystick.record import Incident, Report
from tallystick.vocabulary.loader import load

METHODS = ("reconciled", "airwars")
Told = dict[str, int]
"""The number of killed that each article of an incident tells."""


class Settings(NamedTuple):
    """What each piece of evidence weighs, from where on a pair is joined, and what any counts against at most."""

    weights: dict[str, float]
    threshold: float
    against: float

    def gains(self, corpus: Compared, features: Sequence[str]) -> Array:
        """How far the evidence of each pair is above the threshold."""
        gains: Array = corpus.rows @ np.array([*(self.weights[name] for name in features), -self.threshold])
        return gains


@frozen(slots=False)
class Corpus:
    """The articles, and what each tells, where what it is about was learned without its fold."""

    reports: dict[str, Report]
    gold: Gold
    prior: Mapping[str, Any]

    @cached_property
    def stories(self) -> dict[str, dict[str, Any]]:
        """What the gold says of each article that tells an incident."""
        rows = json.loads(STORIES.read_text(encoding="utf-8"))
        return {row["unit_id"]: row for row in rows if row["incident"] != "none"}

    @cached_property
    def counted(self) -> dict[str, Told]:
        """The incidents of which two articles and more tell a number of killed, as ``score/ranges.py`` takes them."""
        found: dict[str, Told] = defaultdict(dict)
        for name, row in self.stories.items():
            value = (row.get("killed") or {}).get("value")
            if value is not None and not row.get("killed_scope"):
                found[row["incident"]][name] = value
        return {identity: told for identity, told in found.items() if len(told) > 1}

    @cached_property
    def choices(self) -> list[headlines.Choice]:
        """What there is to choose from as to what each article is about."""
        load("linking_weights").update(within_report=self.prior["within_report"])
        of = [(self.reports[name], self.stories[name]) for name in self.gold.incidents]
        return [c for report, story in of if (c := headlines.choice(report, together(report), story))]

    def prominence(self, *left_out: int) -> dict[str, float]:
        """What makes a report be about something, learned without some folds."""
        kept = [choice for choice in self.choices if self.gold.fold(choice.document) not in left_out]
        return headlines.fit(kept, self.prior["prominence"])

    @cached_property
    def told(self) -> dict[str, Telling]:
        """The tellings of all articles by their ids."""
        return {telling.id: telling for telling in sorted(self._tellings(), key=lambda t: t.id)}

    def _tellings(self) -> Iterator[Telling]:
        by_fold = [self.prominence(fold) for fold in range(FOLDS)]
        for name, report in self.reports.items():
            load("linking_weights").update(prominence=by_fold[self.gold.fold(name)])
            yield from tellings(report)


class Trials:
    """The pairs of the articles and of the war, and what settings are worth on them."""

    def __init__(self, corpus: Corpus, features: Sequence[str]) -> None:
        self.corpus, self.features = corpus, features
        self.news = compared(corpus.told, features)
        self.by_claim = {c.id: report for report in corpus.reports.values() for c in report.claims}
        self.about = {t.document: t.id for t in corpus.told.values() if t.principal}
        told, self.truth = made_up.told()
        self.war = compared(told, features)
        self.killed: dict[tuple[str, ...], dict[str, dict[str, int | None]]] = {}

    def on_war(self, settings: Settings) -> float:
        """CoNLL over the claims of the war."""
        stand = homes(self.war, settings.gains(self.war, self.features), settings.against)
        return agreement(self.truth, {c: stand[t.id] for t in self.war.told.values() for c in t.claims})["CoNLL"]

    def on_news(self, gains: Array, against: float) -> dict[str, float]:
        """CoNLL, how ranges hold what was told, and dates right."""
        return _Linked(self, homes(self.news, gains, against)).figures()

    def worth(self, settings: Settings) -> dict[str, float]:
        """All figures of some settings."""
        return {
            **self.on_news(settings.gains(self.news, self.features), settings.against),
            "war": self.on_war(settings),
        }

    def worths(self, settings: Settings, left_out: int | None = None) -> list[dict[str, float]]:
        """All figures of some settings without each fold in turn, and never with the fold ``left_out``."""
        linked = _Linked(self, homes(self.news, settings.gains(self.news, self.features), settings.against))
        war = self.on_war(settings)
        return [{**linked.figures(fold, left_out), "war": war} for fold in range(FOLDS) if fold != left_out]


class _Linked:
    """The articles as some settings link them."""

    def __init__(self, trials: Trials, stand: Mapping[str, str]) -> None:
        self.trials = trials
        self.principal = {document: stand[name] for document, name in trials.about.items()}
        self.members: dict[str, list[Telling]] = defaultdict(list)
        for name, home in stand.items():
            self.members[home].append(trials.corpus.told[name])
        self.made: dict[str, Incident] = {}

    def figures(self, *left_out: int | None) -> dict[str, float]:
        """CoNLL, how ranges hold what was told, and dates right, over the incidents outside some folds."""
        gold = self.trials.corpus.gold
        kept = {d: i for d, i in gold.incidents.items() if gold.fold(d) not in left_out}
        return {"CoNLL": grouping(self.principal, kept)["CoNLL"], **self.held(kept), "date": self.dated(kept)}

    def killed(self, home: str) -> dict[str, dict[str, int | None]]:
        """The range of killed by each method: made once for the same tellings, whatever brought them together."""
        of = tuple(sorted(t.id for t in self.members[home]))
        if of not in self.trials.killed:
            made = {m: predicted(self.incident(home), self.trials.by_claim, m)["killed"] for m in METHODS}
            self.trials.killed[of] = made
        return self.trials.killed[of]

    def incident(self, home: str) -> Incident:
        if home not in self.made:
            self.made[home] = incident("I1", sorted(self.members[home], key=lambda t: t.id), [])
        return self.made[home]

    def held(self, kept: Mapping[str, str]) -> dict[str, float]:
        """The share of the told numbers within the ranges by each method, and of incidents whose best was told."""
        inside, numbers, best, asked = dict.fromkeys(METHODS, 0), 0, 0, set(kept.values())
        counted = [told for identity, told in self.trials.corpus.counted.items() if identity in asked]
        for told in counted:
            killed = self.killed(self._home(told))
            numbers += len(told)
            for method in METHODS:
                inside[method] += _within(killed[method], list(told.values()))
            best += killed["reconciled"].get("best") in told.values()
        return {**{m: inside[m] / numbers for m in METHODS}, "best": best / len(counted)}

    def _home(self, told: Told) -> str:
        found = [self.principal[document] for document in told if document in self.principal]
        return max(dict.fromkeys(found), key=found.count)

    def dated(self, kept: Mapping[str, str]) -> float:
        """The share of the articles whose incident is on the gold's date."""
        rows = [(name, row) for name, row in self.trials.corpus.stories.items() if name in kept]
        at = [(self.principal.get(name), row["incident_date"]) for name, row in rows]
        return sum(overlap(self.incident(home), told) for home, told in at if home) / len(rows)


def _within(killed: Mapping[str, int | None], values: Sequence[int]) -> int:
    low, high = killed.get("low"), killed.get("high")
    least = min(values) if low is None else low
    most = max([*values, least]) if high is None else high
    return sum(least <= value <= most for value in values)
