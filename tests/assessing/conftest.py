"""Invented reports with claims whose offsets are true."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from attrs import evolve

from tallystick.assessing import Fact, Independence, assess, informants
from tallystick.record import (
    Assessment,
    Claim,
    Document,
    Figure,
    Incident,
    Membership,
    Party,
    Place,
    Range,
    Report,
    Source,
    Span,
)


class Desk:
    """Builds reports in which each claim is a sentence of the text."""

    @staticmethod
    def figure(value: int | None, words: str | None = None, *, measure: str = "killed", **fields: Any) -> Figure:
        """A figure; ``words`` is where it stands in the claim's sentence."""
        return Figure(measure, fields.pop("bound", "exact"), Span(-1, -1, words or ""), value=value, **fields)

    def report(
        self,
        name: str,
        *claims: dict[str, Any],
        publisher: str | None = None,
        day: str | None = "2031-03-02",
        head: str = "",
        foot: str = "",
        title: str | None = None,
    ) -> Report:
        """A report of the given claims in order; each claim is made by ``claim``."""
        text, made = head, []
        for number, fields in enumerate(claims):
            made.append(self._claim(f"{name}.{number + 1}", len(text), **fields))
            text += fields["words"] + ". "
        document = Document(name, text + foot, f"{name}.txt", title, publisher or f"Outlet {name}", day)
        return Report(document, tuple(made))

    @staticmethod
    def claim(words: str, *figures: Figure, by: Sequence[str | Source] = (), **fields: Any) -> dict[str, Any]:
        """What a report tells: its sentence, its figures, and the chain of those who said it, outermost first."""
        return {"words": words, "figures": figures, "by": by, **fields}

    def incident(self, *reports: Report, event: str = "airstrike", country: str | None = None) -> Incident:
        """All claims of the reports as one incident."""
        members = tuple(Membership(c.id, None) for r in reports for c in r.claims)
        return Incident("I-1", event, members, place=Place("Marsh Town", country=country))

    def assess(self, *reports: Report, event: str = "airstrike", country: str | None = None, **how: Any) -> Assessment:
        """The assessment of all claims of the reports as one incident."""
        return assess(self.incident(*reports, event=event, country=country), reports, **how)

    def two(self, first: Figure, second: Figure, **how: Any) -> Assessment:
        """The assessment of two independent informants who give one figure each."""
        return self.assess(
            self.report("a", self.claim("the monitor counts them", first, by=["Marsh Rights Monitor"])),
            self.report("b", self.claim("the league counts them", second, by=["Harbour Rescue League"])),
            **how,
        )

    @staticmethod
    def count(*reports: Report, fact: Fact = "event") -> Independence:
        """The independent informants of one fact by all claims of the reports."""
        return informants([c for r in reports for c in r.claims], reports, fact)

    @staticmethod
    def rules(found: Independence) -> set[str]:
        """The rules by which claims were folded."""
        return {folded.rule for informant in found.informants for folded in informant.folded}

    @staticmethod
    def range(assessment: Assessment, group: str = "all", measure: str = "killed") -> Range:
        """The range of one measure and population."""
        return next(r for r in assessment.figures if (r.measure, r.group) == (measure, group))

    def ends(self, assessment: Assessment, group: str = "all", measure: str = "killed") -> tuple[int | None, ...]:
        """Low, best and high of one measure and population."""
        found = self.range(assessment, group, measure)
        return found.low.value, found.best.value, found.high.value

    @staticmethod
    def _claim(id_: str, start: int, words: str, figures: Sequence[Figure], by: Sequence[Any], **fields: Any) -> Claim:
        def span(part: str) -> Span:
            at = words.index(part)
            return Span(start + at, start + at + len(part), part)

        return Claim(
            id_,
            fields.pop("event", "airstrike"),
            span(words),
            attribution=tuple(s if isinstance(s, Source) else Source(s) for s in by),
            perpetrators=tuple(Party(p, span(p) if p in words else None) for p in fields.pop("blames", ())),
            victims=tuple(Party(v) for v in fields.pop("victims", ())),
            figures=tuple(_placed(f, span(f.text.exact or words)) for f in figures),
            **fields,
        )


def _placed(figure: Figure, span: Span) -> Figure:
    return evolve(figure, text=span)


@pytest.fixture(scope="session")
def desk() -> Desk:
    """Builds reports and assesses them."""
    return Desk()
