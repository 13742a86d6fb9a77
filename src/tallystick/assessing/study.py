"""What both the assessment of an incident and its explanation look at: claims, informants, accounts of who did it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from tallystick.assessing.belligerents import Account, accounts, home_countries
from tallystick.assessing.independence import Independence, happened, of_told
from tallystick.assessing.material import Told, gather, of_the_incident
from tallystick.record import Incident, Informant, Report
from tallystick.vocabulary.informants import Registry, shipped


@frozen
class Study:
    """An incident's claims in order, those that can witness it, the informants of each fact, and who is blamed.

    ``told`` holds every claim, ``witnesses`` those that are no total over a longer time; ``accounts`` says whom each
    claim that it happened blames.
    """

    incident: Incident
    told: tuple[Told, ...]
    witnesses: tuple[Told, ...]
    event: Independence
    count: Independence
    accounts: tuple[Account, ...]
    homes: dict[str, str]
    """The country in which each report is known to speak, by the document's id."""
    known: Registry
    """The informants by which it was judged who speaks."""

    @property
    def asserted(self) -> list[Told]:
        """The claims that say that it happened."""
        return [t for t in self.witnesses if happened(t.claim)]

    def behind(self, told: Sequence[Told]) -> list[Informant]:
        """The informants of some claims that say that it happened, each once, in order."""
        positions = sorted({self.event.of[t.claim.id] for t in told})
        return [self.event.informants[n] for n in positions]


def study(incident: Incident, reports: Sequence[Report], registry: Registry | None = None) -> Study:
    """The claims of an incident with their informants by ``registry`` (what ships) and whom they blame.

    Raises TallystickError where a claim has no report or the incident has no claims.
    """
    known = registry or shipped()
    told = gather(incident, reports, known)
    witnesses = of_the_incident(incident, told)
    homes = home_countries(incident, reports)
    blamed = accounts([t for t in witnesses if happened(t.claim)], homes)
    event, count = of_told(witnesses, "event"), of_told(witnesses, "count")
    return Study(incident, told, witnesses, event, count, blamed, homes, known)
