"""How far commands have read the custody log, so that each reads only what came since; and what is not yet in it."""

from __future__ import annotations

from collections.abc import Collection

from attrs import frozen

from tallystick.casebook.batching import batches
from tallystick.casebook.errors import reading, writing
from tallystick.casebook.logged import Kept
from tallystick.casebook.models import Bookkeeping, Document, Unlogged
from tallystick.casebook.selecting import only, plain
from tallystick.casebook.updating import delete_some
from tallystick.serialising import from_plain, to_plain


@frozen
class Bookmark:
    """The bookmark of one casebook. It can be lost: the log is then read from its beginning."""

    alias: str

    def kept(self) -> Kept | None:
        """What the log amounted to as far as it was read; None where it was not yet."""
        with reading():
            told = plain(*only(self.alias, Bookkeeping, ["log"]))
        return None if told is None else from_plain(told, Kept)

    def keep(self, now: Kept) -> None:
        """Notes how far the log was read."""
        with writing(self.alias):
            Bookkeeping.objects.using(self.alias).update(log=to_plain(now))

    def unlogged(self) -> list[str]:
        """Ids of the documents whose readings were stored, and are not known to be in the log."""
        with reading():
            return list(Unlogged.objects.using(self.alias).order_by("document").values_list("document", flat=True))

    def found(self, documents: Collection[str]) -> None:
        """Notes that the readings of ``documents`` are in the log."""
        with writing(self.alias):
            delete_some(self.alias, Unlogged, "document", documents)

    def found_alone(self, documents: Collection[str]) -> None:
        """Notes that the readings of ``documents``, and no others, are in the log."""
        with writing(self.alias):
            stored = set(Document.objects.using(self.alias).values_list("id", flat=True))
            Unlogged.objects.using(self.alias).all().delete()
            for batch in batches(sorted(stored - set(documents))):
                Unlogged.objects.using(self.alias).bulk_create(Unlogged(document_id=name) for name in batch)
