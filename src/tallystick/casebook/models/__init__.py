"""The tables of a casebook.

Documents and claims are kept as they were read. What people decide is appended to ``Decision`` and never changed; what
the record then says is worked out from both. Rows that end (a membership) keep their time of ending.
"""

from __future__ import annotations

from tallystick.casebook.models.bookkeeping import Bookkeeping, DecisionTarget, Unlogged
from tallystick.casebook.models.decisions import Decision
from tallystick.casebook.models.digests import ClaimDigest, IncidentDigest, IncidentVoice
from tallystick.casebook.models.incidents import Incident, Membership
from tallystick.casebook.models.informants import Lesson, Taught
from tallystick.casebook.models.neighbourhood import Filing, Telling
from tallystick.casebook.models.reports import Claim, Document
from tallystick.casebook.models.searching import ClaimWords, DocumentWords
from tallystick.casebook.models.tallies import Tally, VoiceTally

__all__ = [
    "Bookkeeping",
    "Claim",
    "ClaimDigest",
    "ClaimWords",
    "Decision",
    "DecisionTarget",
    "Document",
    "DocumentWords",
    "Filing",
    "Incident",
    "IncidentDigest",
    "IncidentVoice",
    "Lesson",
    "Membership",
    "Tally",
    "Taught",
    "Telling",
    "Unlogged",
    "VoiceTally",
]
