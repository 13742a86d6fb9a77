"""What of the database goes into the custody log, as hashes, so that a change of it by other means shows.

A hash is the SHA-256, in lower-case hexadecimal, of the thing as JSON: keys sorted at every depth, no space between
tokens, characters beyond ASCII as themselves in UTF-8. The entries of the log:

- ``reading``: a document was read and stored; ``document_sha256`` is the hash of its fields (``record.Document``),
  ``claims_sha256`` that of the list of its claims (``record.Claim``) in their order, as they were read;
- ``decision``: a person decided; ``payload_sha256`` and ``reason_sha256`` are those of what it changed and why;
- ``record``: incidents or the places of claims in them are about to change to what ``record_lthash`` is the hash of
  (``casebook.sethash``, of the seals of all incidents, ``casebook.sealing``); the next ``decision`` or ``linked`` entry
  says that it was stored. Casebooks of before 2026-12 have ``record_sha256`` in its place: the hash of the list of all
  incidents and of all places of claims in them.

Readings and decisions are logged once they are stored. A kill in between leaves them unlogged, which the next ``add``,
``link`` or decision makes up for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from attrs import fields

from tallystick import record
from tallystick.casebook.decided import moment
from tallystick.casebook.models import Claim, Decision, Document, Incident, Membership
from tallystick.casebook.models.reports import ADDED_FROM
from tallystick.casebook.sethash import SetHash

_DOCUMENT = tuple(attribute.name for attribute in fields(record.Document))
INCIDENT = ("number", "event", "time", "place", "principal_of", "merged_into")
MEMBERSHIP = ("claim", "incident", "joined_by", "score", "evidence", "decided_by")
RECORD_FIELD = "record_lthash"
OLD_RECORD_FIELD = "record_sha256"


def fingerprint(plain: Any) -> str:
    """The hash of plain data, as the module tells."""
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def reading_fields(document: Document, claims: Iterable[Claim]) -> dict[str, Any]:
    """The fields of a ``reading`` entry; ``claims`` in the order of the text."""
    told = [row.data for row in claims if not row.superseded and row.ordinal < ADDED_FROM]
    return {
        "document_id": document.id,
        "sha256": document.sha256,
        "document_sha256": fingerprint({name: getattr(document, name) for name in _DOCUMENT}),
        "claims": len(told),
        "claims_sha256": fingerprint(told),
        "by": document.added_by,
        "reader": document.reader,
        "reader_version": document.reader_version,
    }


def stored_reading(alias: str, document_id: str) -> dict[str, Any]:
    """The fields of the ``reading`` entry for a stored document."""
    document = Document.objects.using(alias).get(id=document_id)
    return reading_fields(document, Claim.objects.using(alias).filter(document=document).order_by("ordinal"))


def decision_fields(row: Decision) -> dict[str, Any]:
    """The fields of a ``decision`` entry."""
    return {
        "number": row.pk,
        "kind": row.kind,
        "targets": list(row.targets),
        "payload_sha256": fingerprint(row.payload),
        "author": row.author,
        "decided_at": moment(row),
        "reason_sha256": fingerprint(row.reason),
        "reverses": row.reverses_id,
    }


def stored_decisions(alias: str, after: int = 0) -> list[dict[str, Any]]:
    """The fields of the ``decision`` entries for the decisions with numbers above ``after``, oldest first."""
    return [decision_fields(row) for row in Decision.objects.using(alias).filter(id__gt=after).order_by("id")]


def record_sha256(alias: str) -> str:
    """The hash of all incidents and of the places of all claims in them as they stand, as older casebooks logged it."""
    incidents = Incident.objects.using(alias).order_by("number").values_list(*INCIDENT)
    places = Membership.objects.using(alias).filter(ended_at__isnull=True).order_by("claim_id")
    return fingerprint([list(incidents), list(places.values_list(*MEMBERSHIP))])


NOTHING = {RECORD_FIELD: SetHash().digest, OLD_RECORD_FIELD: fingerprint([[], []])}
"""The hashes before the first ``link``."""
