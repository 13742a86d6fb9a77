"""Claims that a reader missed and a person adds: a decision of the kind ``add``, and the claim's own row.

The payload of such a decision is {"document": id, "claim": the claim}. Its row stands in the document from the ordinal
``ADDED_FROM`` on, apart from those that were read, so that the log's hash of the reading stays what it was; what it
says is vouched for by the decision, whose payload the log has the hash of. An undo lets the row stay, superseded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from tallystick import record
from tallystick.casebook.correcting import checked, corrected
from tallystick.casebook.decided import STRUCTURAL, DecisionEntry, about, entry, standing
from tallystick.casebook.errors import writing
from tallystick.casebook.incidents import live
from tallystick.casebook.indexing import index
from tallystick.casebook.models import Claim, ClaimDigest, Decision, Document
from tallystick.casebook.models.reports import ADDED_FROM
from tallystick.casebook.recording import By, write
from tallystick.casebook.results import Findings
from tallystick.errors import CasebookError
from tallystick.serialising import to_plain

ADD = "add"
READER = "person"
"""What finds such claims, beside the readers of the registry."""


def add(alias: str, document_id: str, slots: Mapping[str, Any], by: By) -> DecisionEntry:
    """Adds a claim to a document; ``slots`` are plain data as for ``correct``, with at least ``event`` and ``text``.

    Raises CasebookError for an unknown document and for slots that make no claim of it.
    """
    with writing(alias):
        document = Document.objects.using(alias).filter(id=document_id).first()
        if document is None:
            raise CasebookError(f"The casebook has no document {document_id}.")
        if not {"event", "text"} <= slots.keys():
            raise CasebookError("A claim needs an event and its words; give both event and text.")
        there = Claim.objects.using(alias).filter(document=document, ordinal__gte=ADDED_FROM).count()
        claim = _built(f"{document_id}.{READER}{there + 1}", slots, document.text)
        _row(claim, document, ADDED_FROM + there).save(using=alias)
        index(alias, [], [(claim.id, claim.text.exact)])
        payload = {"document": document_id, "claim": to_plain(claim)}
        return entry(write(alias, ADD, [claim.id], payload, by))


def _built(name: str, slots: Mapping[str, Any], text: str) -> record.Claim:
    empty = record.Claim(name, str(slots["event"]), record.Span(0, 0, ""), confidence=1.0)
    return corrected(empty, checked(empty, slots, text))


def _row(claim: record.Claim, document: Document, ordinal: int) -> Claim:
    return Claim(
        id=claim.id,
        document=document,
        ordinal=ordinal,
        event=claim.event,
        status=claim.status,
        certainty=claim.certainty,
        start=claim.text.start,
        end=claim.text.end,
        quote=claim.text.exact,
        confidence=claim.confidence,
        data=to_plain(claim),
    )


def take_out(alias: str, decision: Decision, undoing: Decision) -> None:
    """Takes an added claim out again, within the ``changing`` of the incident where it stands.

    Raises CasebookError where a later merge, split or move speaks of it.
    """
    later = about(alias, decision.targets, standing(alias, *STRUCTURAL).filter(id__gt=decision.pk))
    if later:
        raise CasebookError(f"Decision {later[-1].pk} builds on decision {decision.pk}; undo {later[-1].pk} first.")
    live(alias).filter(claim__in=decision.targets).update(ended_at=timezone.now(), ended_by=undoing)
    Claim.objects.using(alias).filter(id__in=decision.targets).update(superseded=True)
    ClaimDigest.objects.using(alias).filter(claim__in=decision.targets).delete()


def check_added(alias: str, findings: Findings) -> None:
    """Every added claim against the decision that added it; what the decision says is checked with the log."""
    decisions = Decision.objects.using(alias).filter(kind=ADD).select_related("reversed_by").order_by("id")
    told = {row.targets[0]: (row.payload["claim"], getattr(row, "reversed_by", None) is not None) for row in decisions}
    stored = Claim.objects.using(alias).filter(ordinal__gte=ADDED_FROM)
    there = {row.id: (row.data, row.superseded) for row in stored.iterator(chunk_size=1000)}
    for name in sorted(told.keys() | there.keys()):
        if told.get(name) != there.get(name):
            sentence = f"The claim {name} is not the one that a person added; restore the casebook from a copy."
            findings.problem("changed-claim", name, sentence)
