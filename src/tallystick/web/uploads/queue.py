"""The queue of items: handed in, taken by a worker for a while, finished, cancelled, tried again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from attrs import frozen
from django.db import transaction
from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from tallystick.web.uploads.models import CANCELLED, DONE, FAILED, KNOWN, OPEN, READING, WAITING, Batch, Item

LEASE = timedelta(minutes=10)
MOST_ATTEMPTS = 3
_GIVEN_UP = (
    f"Reading it ended the program that reads {MOST_ATTEMPTS} times; hand it in in another form, or leave it out."
)


@frozen
class Handed:
    """Something handed in: bytes that wait in the spool, an address, or what was refused with a sentence."""

    name: str
    spool: str = ""
    url: str = ""
    refused: str = ""


@frozen
class Progress:
    """How far a batch is: of ``total`` items so many are ``finished``, that is read, failed, or left out."""

    total: int
    finished: int
    failed: int
    cancelled: int
    claims: int

    @property
    def open(self) -> bool:
        """True while something of it is still to be read."""
        return self.finished < self.total

    @property
    def read(self) -> int:
        """How many were read."""
        return self.finished - self.failed - self.cancelled


def hand_in(batch: Batch, handed: Iterable[Handed]) -> None:
    """Adds items to a batch; what is to be linked again is noted with it."""
    with transaction.atomic():
        Item.objects.bulk_create(_item(batch, one) for one in handed)
        _unlink(batch)


def _unlink(batch: Batch) -> None:
    Batch.objects.filter(id=batch.pk).update(linked=False, version=F("version") + 1)


def _item(batch: Batch, handed: Handed) -> Item:
    told = {"state": FAILED, "sentence": handed.refused} if handed.refused else {}
    return Item(batch=batch, name=handed.name, spool=handed.spool, url=handed.url, **told)


def take(casebooks: Iterable[str]) -> Item | None:
    """The next item of ``casebooks`` to be read, now in hand; None where there is none.

    One that was in hand when its worker died comes again once its lease is over, but not for ever: it may be what
    the worker dies of.
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
        if item.attempts >= MOST_ATTEMPTS:
            mine.update(state=FAILED, sentence=_GIVEN_UP, leased_until=None)
        elif mine.update(state=READING, leased_until=now + LEASE, attempts=item.attempts + 1):
            item.refresh_from_db()
            return item


def finish(item: Item, state: str, sentence: str = "", claims: int = 0, documents: Iterable[str] = ()) -> bool:
    """Notes what became of an item in hand; False where it was left out meanwhile, and is not in the casebook."""
    told = {"state": state, "sentence": sentence, "claims": claims, "documents": list(documents), "leased_until": None}
    if state not in (WAITING, FAILED):
        told["spool"] = ""
    mine = Item.objects.filter(id=item.pk)
    return bool((mine if state in (DONE, KNOWN) else mine.filter(state=READING)).update(**told))


def give_back(item: Item) -> None:
    """Lets an item in hand wait again, since the worker is asked to stop."""
    Item.objects.filter(id=item.pk, state=READING).update(state=WAITING, leased_until=None, attempts=item.attempts - 1)


def cancel(batch: Batch) -> int:
    """Takes what is not read yet out of the queue; what is in hand and comes to its end is read all the same."""
    left = {"state": CANCELLED, "sentence": "", "leased_until": None}
    return Item.objects.filter(batch=batch, state__in=OPEN).update(**left)


def retry(batch: Batch) -> int:
    """Puts what failed or was cancelled back into the queue; how many that are."""
    with transaction.atomic():
        _unlink(batch)
        again = Item.objects.filter(batch=batch, state__in=(FAILED, CANCELLED))
        return again.update(state=WAITING, sentence="", attempts=0, leased_until=None)


def to_link(casebooks: Iterable[str]) -> Batch | None:
    """A batch whose items are all read and not yet brought to incidents."""
    still = Item.objects.filter(state__in=OPEN).values("batch")
    rows = Batch.objects.filter(linked=False, casebook__in=list(casebooks)).exclude(id__in=still)
    return rows.order_by("id").first()


def linked(batch: Batch) -> bool:
    """Notes that the claims of ``batch``, as ``to_link`` gave it, are at incidents; False where more came meanwhile."""
    return bool(Batch.objects.filter(id=batch.pk, version=batch.version).update(linked=True))


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
