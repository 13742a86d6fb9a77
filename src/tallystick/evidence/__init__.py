"""What was seen, kept so that it can be shown to be unchanged: a write-once store and a chained custody log."""

from tallystick.evidence.capture import Capture, Receipt, who
from tallystick.evidence.chain import Entry, LogHead
from tallystick.evidence.findings import Problem
from tallystick.evidence.store import EvidenceStore
from tallystick.evidence.verification import Verification

__all__ = ["Capture", "Entry", "EvidenceStore", "LogHead", "Problem", "Receipt", "Verification", "who"]
