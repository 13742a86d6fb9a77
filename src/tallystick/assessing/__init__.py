"""Incidents to assessments: independent informants, ranges with their reasons, grades, rival accounts.

assess(incident, reports, convention="literal", method="reconciled") -> Assessment
explain(incident, assessment, reports) -> dict: every number down to the words that it stands on
informants(claims, reports, fact) -> Independence: who witnesses that it happened, the count, or who did it
"""

from tallystick.assessing.assess import assess
from tallystick.assessing.explain import explain
from tallystick.assessing.independence import Fact, Independence, informants
from tallystick.assessing.methods import METHODS

__all__ = ["METHODS", "Fact", "Independence", "assess", "explain", "informants"]
