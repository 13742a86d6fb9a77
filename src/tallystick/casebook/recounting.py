"""Compares the decisions and the incidents of the database with the custody log."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.casebook.custody import record_sha256, stored_decisions
from tallystick.casebook.logged import Logged
from tallystick.casebook.results import Findings

_RESTORE = "restore the casebook from a copy"


def check_decisions(alias: str, logged: Logged, findings: Findings) -> None:
    """Every decision against its entry of the log."""
    stored = {fields["number"]: fields for fields in stored_decisions(alias)}
    for number, fields in stored.items():
        if number not in logged.decisions:
            findings.note(
                f"decision {number}",
                f"Decision {number} ({fields['kind']}, by {fields['author']}) is not yet in the custody log; the next "
                f"decision, link or add logs it.",
            )
        elif changed := [name for name in fields if fields[name] != logged.decisions[number].get(name)]:
            which = ", ".join(_words(changed))
            findings.problem(
                "changed-decision", f"decision {number}", f"Decision {number} was changed ({which}); {_RESTORE}."
            )
    for number in sorted(logged.decisions.keys() - stored.keys()):
        kind = logged.decisions[number].get("kind")
        findings.problem(
            "removed-decision", f"decision {number}", f"Decision {number} ({kind}) was removed; {_RESTORE}."
        )
    for number in logged.twice:
        findings.problem(
            "changed-decision", f"decision {number}", f"Decision {number} was logged twice, and not alike; {_RESTORE}."
        )


def _words(names: list[str]) -> Iterator[str]:
    for name in names:
        yield {"payload_sha256": "what it changed", "reason_sha256": "its reason", "decided_at": "its time"}.get(
            name, f"its {name}"
        )


def check_record(alias: str, logged: Logged, findings: Findings) -> None:
    """Incidents and the places of claims against what the last link or decision left."""
    if logged.record is None:
        return
    now = record_sha256(alias)
    if now == logged.record:
        return
    if not logged.confirmed and now == logged.before:
        findings.note("record", "The last link or decision was interrupted before it was stored; take it again.")
        return
    findings.problem(
        "changed-record",
        "record",
        f"The incidents, or which claims stand in them, are not what the last link or decision left; {_RESTORE}.",
    )
