"""The tables of a casebook.

Documents and claims are kept as they were read. What people decide is appended to ``Decision`` and never changed; what
the record then says is worked out from both. Rows that end (a membership) keep their time of ending.
"""

from __future__ import annotations

from tallystick.casebook.models.decisions import Decision
from tallystick.casebook.models.digests import ClaimDigest, IncidentDigest, IncidentVoice
from tallystick.casebook.models.incidents import Incident, Membership
from tallystick.casebook.models.neighbourhood import Filing, Likeness, Telling
from tallystick.casebook.models.reports import Claim, Document

__all__ = [
    "Claim",
    "ClaimDigest",
    "Decision",
    "Document",
    "Filing",
    "Incident",
    "IncidentDigest",
    "IncidentVoice",
    "Likeness",
    "Membership",
    "Telling",
]
