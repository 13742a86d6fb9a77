"""An incident's claims with the reports that tell them, in one fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from attrs import field, frozen

from tallystick.assessing.hearing import heard
from tallystick.assessing.names import report_name
from tallystick.errors import TallystickError
from tallystick.record import Claim, Document, Incident, Report
from tallystick.vocabulary.edtf import interval
from tallystick.vocabulary.events import is_harm
from tallystick.vocabulary.informants import Registry, shipped

_UNDATED = "~"
_TOLL = "toll"


@frozen
class Told:
    """A claim, its attribution without links that name nobody, and the document that tells it.

    ``known`` are the informants by which it is judged who speaks.
    """

    claim: Claim
    document: Document
    known: Registry = field(factory=shipped, eq=False, repr=False)

    @property
    def day(self) -> str | None:
        """The day of the report (ISO 8601): its dateline where it has one, else its publication."""
        return self.document.anchor or self.document.published

    @cached_property
    def order(self) -> tuple[str, str, int, str]:
        """Earliest first; undated reports last, then by document and place in the text."""
        return (self.day or _UNDATED, self.document.id, self.claim.text.start, self.claim.id)

    def may_be_of_the_day_of(self, other: Told) -> bool:
        """False where both claims say on which days the event was, and no day is in both."""
        one, two = self._event_days, other._event_days
        return not (one and two) or (one[0] <= two[1] and two[0] <= one[1])

    @cached_property
    def _event_days(self) -> tuple[date, date] | None:
        time = self.claim.time
        first, last = interval(time.edtf) if time and time.kind == "event" else (None, None)
        return (first, last) if first and last else None

    @property
    def label(self) -> str:
        """How its report is called where sentences speak of it."""
        return report_name(self.document)

    @property
    def own_voice(self) -> bool:
        """True where the report says it without naming a source who could know."""
        return not self.claim.attribution


def gather(incident: Incident, reports: Iterable[Report], known: Registry | None = None) -> tuple[Told, ...]:
    """The incident's claims in order, each with its document; claims of other incidents are passed over.

    Raises TallystickError where no report holds one of them, or where the incident has no claims.
    """
    wanted = set(incident.claims)
    if not wanted:
        raise TallystickError(
            f"The incident {incident.id} has no claims; only an incident with claims can be assessed."
        )
    found = {told.claim.id: told for told in _all(reports, known) if told.claim.id in wanted}
    if missing := sorted(wanted - found.keys()):
        raise TallystickError(
            f"None of the reports given holds the claims {', '.join(missing[:5])} of the incident {incident.id}; "
            "give every report that tells it."
        )
    return in_order(found.values())


def of_the_incident(incident: Incident, told: tuple[Told, ...]) -> tuple[Told, ...]:
    """The claims that can witness an incident: a total over a longer time is no witness of one."""
    if not is_harm(incident.event):
        return told
    return tuple(t for t in told if t.claim.event != _TOLL) or told


def tell(claims: Sequence[Claim], reports: Iterable[Report], known: Registry | None = None) -> tuple[Told, ...]:
    """The given claims in order, each with its document.

    Raises TallystickError where no report holds one of them.
    """
    found = {told.claim.id: told for told in _all(reports, known)}
    if missing := sorted({c.id for c in claims} - found.keys()):
        raise TallystickError(
            f"None of the reports given holds the claims {', '.join(missing[:5])}; give their reports."
        )
    return in_order(found[claim] for claim in {c.id for c in claims})


def in_order(told: Iterable[Told]) -> tuple[Told, ...]:
    """Claims sorted by the day of their report and their place in it."""
    return tuple(sorted(told, key=lambda t: t.order))


def _all(reports: Iterable[Report], known: Registry | None) -> Iterable[Told]:
    who = known or shipped()
    return (Told(claim, report.document, who) for report in reports for claim in heard(report, who))
