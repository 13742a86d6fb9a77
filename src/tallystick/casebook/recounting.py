"""Compares the decisions and the incidents of the database with the custody log."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.casebook.custody import OLD_RECORD_FIELD, record_sha256, stored_decisions
from tallystick.casebook.decided import targets_of
from tallystick.casebook.logged import Logged
from tallystick.casebook.models import Decision, DecisionTarget
from tallystick.casebook.results import Findings
from tallystick.casebook.sealing import recounted, whole

_RESTORE = "restore the casebook from a copy"


def check_decisions(alias: str, logged: Logged, findings: Findings) -> None:
    """Every decision against its entry of the log."""
    stored = {fields["number"]: fields for fields in stored_decisions(alias)}
    for number, fields in stored.items():
        if number not in logged.told:
            findings.note(
                f"decision {number}",
                f"Decision {number} ({fields['kind']}, by {fields['author']}) is not yet in the custody log; the next "
                f"decision, link or add logs it.",
            )
        elif changed := [name for name in fields if fields[name] != logged.told[number].get(name)]:
            which = ", ".join(_words(changed))
            findings.problem(
                "changed-decision", f"decision {number}", f"Decision {number} was changed ({which}); {_RESTORE}."
            )
    for number in sorted(logged.told.keys() - stored.keys()):
        kind = logged.told[number].get("kind")
        findings.problem(
            "removed-decision", f"decision {number}", f"Decision {number} ({kind}) was removed; {_RESTORE}."
        )
    for number in logged.twice:
        findings.problem(
            "changed-decision", f"decision {number}", f"Decision {number} was logged twice, and not alike; {_RESTORE}."
        )


def check_targets(alias: str, findings: Findings) -> None:
    """Every decision is found under the names of all that it speaks of."""
    found: dict[int, set[str]] = {}
    for target, number in DecisionTarget.objects.using(alias).values_list("target", "decision").iterator():
        found.setdefault(number, set()).add(target)
    for row in Decision.objects.using(alias).order_by("id").iterator():
        if found.get(row.pk, set()) != targets_of(row):
            findings.problem(
                "changed-decision",
                f"decision {row.pk}",
                f"Decision {row.pk} is not looked up under the names of what it speaks of; {_RESTORE}.",
            )


def _words(names: list[str]) -> Iterator[str]:
    for name in names:
        yield {"payload_sha256": "what it changed", "reason_sha256": "its reason", "decided_at": "its time"}.get(
            name, f"its {name}"
        )


def check_record(alias: str, logged: Logged, findings: Findings) -> None:
    """Incidents and the places of claims against what the last link or decision left, and what is kept of them."""
    if logged.record is None:
        return
    found = recounted(alias)
    now = record_sha256(alias) if logged.form == OLD_RECORD_FIELD else found.record.digest
    if now != logged.record and (logged.confirmed or now != logged.before):
        findings.problem(
            "changed-record",
            "record",
            f"The incidents, or which claims stand in them, are not what the last link or decision left; {_RESTORE}.",
        )
    elif found != whole(alias):
        findings.problem(
            "changed-record",
            "record",
            f"What is kept of the incidents as a whole (hash, number of each type) is not theirs; {_RESTORE}.",
        )
    elif now != logged.record:
        findings.note("record", "The last link or decision was interrupted before it was stored; take it again.")
