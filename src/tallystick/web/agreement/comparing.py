"""Two codings side by side: agreement for each slot, and where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attrs import frozen

from tallystick.vocabulary.edtf import interval as days
from tallystick.web.agreement.alpha import Agreement, Metric, Value, agreement, interval, nominal, ratio
from tallystick.web.agreement.coding import KEEP, REJECT, VERDICT, Codes, Slot, slots

_METRICS: dict[str, Metric] = {"nominal": nominal, "interval": interval, "ratio": ratio}
_ADDED = re.compile(r"(\d+)-(\d+)")


class Pair(NamedTuple):
    """One claim as each of the two coders coded it; None where one did not see a claim there."""

    document: str
    claim: str
    first: dict[str, str] | None
    second: dict[str, str] | None


@frozen
class SlotAgreement:
    """How far the coders agree on a slot."""

    slot: Slot
    found: Agreement


@frozen
class Difference:
    """Where the coders differ: the claim, the slot, and what each gave."""

    document: str
    claim: str
    slot: Slot
    first: str
    second: str


def paired(document: str, first: Codes, second: Codes) -> Iterator[Pair]:
    """The claims of a report, those of the reader by id, added ones where their words overlap."""
    theirs = {key: key for key in second}
    for key in first:
        if _ADDED.fullmatch(key) and key not in theirs:
            match = next((other for other in second if _overlap(key, other) and other not in first), None)
            theirs.pop(match or "", None)
            yield Pair(document, key, first[key], second[match] if match else None)
        else:
            theirs.pop(key, None)
            yield Pair(document, key, first[key], second.get(key))
    yield from (Pair(document, key, None, second[key]) for key in theirs)


def _overlap(one: str, other: str) -> bool:
    a, b = _ADDED.fullmatch(one), _ADDED.fullmatch(other)
    return bool(a and b and int(a[1]) < int(b[2]) and int(b[1]) < int(a[2]))


def agreements(pairs: Sequence[Pair]) -> list[SlotAgreement]:
    """Agreement for each slot; slots of a claim count where both coders keep it, the verdict always."""
    return [SlotAgreement(slot, agreement(_units(pairs, slot), _METRICS[slot.metric])) for slot in slots()]


def _units(pairs: Iterable[Pair], slot: Slot) -> Iterator[tuple[Value | None, Value | None]]:
    for pair in pairs:
        if slot.name == VERDICT or _both_keep(pair):
            yield _value(pair.first, slot), _value(pair.second, slot)


def _both_keep(pair: Pair) -> bool:
    return all(coded is not None and coded[VERDICT] == KEEP for coded in (pair.first, pair.second))


def _value(coded: dict[str, str] | None, slot: Slot) -> Value | None:
    """What a coder gave, as the metric takes it. Names agree without regard to case; an empty field is a value of its
    own where the slot is nominal ("nobody is named"), and missing where it is a number or a day.
    """
    if coded is None:
        return REJECT if slot.name == VERDICT else None
    text = coded[slot.name]
    if slot.metric == "nominal":
        return " ".join(text.casefold().split())
    if not text:
        return None
    return float(text) if slot.metric == "ratio" else days(text)[0]


def differences(pairs: Iterable[Pair]) -> Iterator[Difference]:
    """What the coders do not agree on, in the order of the reports and the form."""
    for pair in pairs:
        wanted = slots() if _both_keep(pair) else [slot for slot in slots() if slot.name == VERDICT]
        for slot in wanted:
            if _value(pair.first, slot) != _value(pair.second, slot):
                yield Difference(pair.document, pair.claim, slot, _shown(pair.first, slot), _shown(pair.second, slot))


def _shown(coded: dict[str, str] | None, slot: Slot) -> str:
    if coded is None:
        return REJECT if slot.name == VERDICT else ""
    return coded[slot.name]
