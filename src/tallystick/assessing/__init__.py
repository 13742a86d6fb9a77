"""Incidents to assessments: independent informants, ranges with their reasons, grades, rival accounts.

assess(incident, reports, convention="literal", method="reconciled") -> Assessment
explain(incident, assessment, reports) -> dict: every number down to the words that it stands on
beside(incident, assessment, reports) -> Beside: agreement on each range, other scales, rival accounts
lessons(report, registry) -> the aliases of informants that a report's own wording teaches
informants(claims, reports, fact) -> Independence: who witnesses that it happened, the count, or who did it
"""

from tallystick.assessing.assess import assess
from tallystick.assessing.beside import Beside, beside
from tallystick.assessing.explain import explain
from tallystick.assessing.independence import Fact, Independence, informants
from tallystick.assessing.learning import lessons
from tallystick.assessing.methods import METHODS
from tallystick.assessing.spread import Spread

__all__ = [
    "METHODS",
    "Beside",
    "Fact",
    "Independence",
    "Spread",
    "assess",
    "beside",
    "explain",
    "informants",
    "lessons",
]
