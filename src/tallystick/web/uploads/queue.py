"""The queue of items: handed in, taken by a worker for a while, finished, cancelled, tried again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from attrs import frozen
from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone

from tallystick.web.uploads.models import CANCELLED, DONE, FAILED, OPEN, READING, WAITING, Batch, Item

LEASE = timedelta(minutes=10)
MOST_ATTEMPTS = 3


@frozen
class Handed:
    """Something handed in: bytes that wait in the spool, or an address."""

    name: str
    spool: str = ""
    url: str = ""


@frozen
class Progress:
    """How far a batch is."""

    total: int
    finished: int
    failed: int
    cancelled: int
    claims: int

    @property
    def open(self) -> bool:
        """True while something of it is still to be read."""
        return self.finished < self.total


def hand_in(batch: Batch, handed: Iterable[Handed]) -> None:
    """Adds items to a batch; what is to be linked again is noted with it."""
    with transaction.atomic():
        Item.objects.bulk_create([Item(batch=batch, name=h.name, spool=h.spool, url=h.url) for h in handed])
        Batch.objects.filter(id=batch.pk).update(linked=False)


def take(casebooks: Iterable[str]) -> Item | None:
    """The next item of ``casebooks`` to be read, now in hand; None where there is none.

    One that was in hand when its worker died comes again once its lease is over.
    """
    now = timezone.now()
    free = Q(state=WAITING) | Q(state=READING, leased_until__lt=now)
    while True:
        item = (
            Item.objects.select_related("batch")
            .filter(free, batch__casebook__in=list(casebooks))
            .order_by("id")
            .first()
        )
        if item is None:
            return None
        mine = Item.objects.filter(free, id=item.pk)
        if mine.update(state=READING, leased_until=now + LEASE, attempts=item.attempts + 1):
            item.refresh_from_db()
            return item


def finish(item: Item, state: str, sentence: str = "", claims: int = 0, documents: Iterable[str] = ()) -> bool:
    """Notes what became of an item in hand; False where it was cancelled meanwhile."""
    told = {"state": state, "sentence": sentence, "claims": claims, "documents": list(documents), "leased_until": None}
    if state not in (WAITING, FAILED):
        told["spool"] = ""
    return bool(Item.objects.filter(id=item.pk, state=READING).update(**told))


def give_back(item: Item) -> None:
    """Lets an item in hand wait again, since the worker is asked to stop."""
    Item.objects.filter(id=item.pk, state=READING).update(state=WAITING, leased_until=None, attempts=item.attempts - 1)


def cancel(batch: Batch) -> int:
    """Takes what still waits out of the queue; what is in hand is read to its end."""
    return Item.objects.filter(batch=batch, state=WAITING).update(state=CANCELLED, sentence="")


def retry(batch: Batch) -> int:
    """Puts what failed or was cancelled back into the queue; how many that are."""
    with transaction.atomic():
        Batch.objects.filter(id=batch.pk).update(linked=False)
        again = Item.objects.filter(batch=batch, state__in=(FAILED, CANCELLED))
        return again.update(state=WAITING, sentence="", attempts=0, leased_until=None)


def to_link(casebooks: Iterable[str]) -> Batch | None:
    """A batch whose items are all read and not yet brought to incidents."""
    still = Item.objects.filter(state__in=OPEN).values("batch")
    rows = Batch.objects.filter(linked=False, casebook__in=list(casebooks)).exclude(id__in=still)
    return rows.order_by("id").first()


def progress(batch: Batch) -> Progress:
    """How far ``batch`` is."""
    told = batch.items.aggregate(
        total=Count("id"),
        waiting=Count("id", filter=Q(state__in=OPEN)),
        failed=Count("id", filter=Q(state=FAILED)),
        cancelled=Count("id", filter=Q(state=CANCELLED)),
        claims=Sum("claims", default=0),
    )
    finished = told["total"] - told["waiting"]
    return Progress(told["total"], finished, told["failed"], told["cancelled"], told["claims"])


def spooled(casebook: str) -> frozenset[str]:
    """Names of the spool's files that items of a casebook wait for."""
    rows = Item.objects.filter(batch__casebook=casebook).exclude(state=DONE).exclude(spool="")
    return frozenset(rows.values_list("spool", flat=True))
