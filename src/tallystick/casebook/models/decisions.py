"""What people decided: appended, never changed."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils import timezone

from tallystick.casebook.models.placenames import PlaceName
from tallystick.errors import CasebookError


class Decision(models.Model):
    """What a person decided. Append-only: a row is never changed or deleted, an ``undo`` is a row of its own.

    ``payload`` by kind: ``correct`` {slot: value}; ``grade`` {"grade", and "basis" and "documents" where given};
    ``merge``, ``split`` and ``move`` {"moved": {claim: the incident that it left, or null}, "kept": claims that stood
    there and stay, "to": incident}, and for ``merge`` also "redirected" and "principal_added"; those about informants
    are told in ``casebook.registry.kinds``.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=16)
    """accept, reject, correct, merge, split, move, grade, undo, or one of ``casebook.registry.kinds``."""
    targets = models.JSONField()
    """Ids of the claims or incidents decided about, as they were named."""
    payload = models.JSONField()
    author = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField()
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")

    class Meta:
        """Those of some kinds, and those that give a claim a place, are found without a look at the rest."""

        indexes: ClassVar = [
            models.Index(fields=["kind", "id"], name="decisions_by_kind"),
            models.Index(models.F("kind"), PlaceName("payload"), name="decisions_by_place"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Adds the decision; raises CasebookError where it is there already."""
        if not self._state.adding:
            raise CasebookError("A decision is never changed; take another one, or undo it.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raises CasebookError: decisions stay."""
        raise CasebookError("A decision is never deleted; undo it.")
