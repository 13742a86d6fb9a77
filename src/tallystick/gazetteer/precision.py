"""How exactly the words of a report place an event, on UCDP's scale (where_prec)."""

from __future__ import annotations

from tallystick.gazetteer.candidates import Candidate, Kind
from tallystick.gazetteer.phrases import Segment

EXACT, NEAR, SECOND_ORDER, FIRST_ORDER, FUZZY, COUNTRY, SEA = range(1, 8)

_OF_KIND: dict[Kind, int] = {
    "country": COUNTRY,
    "admin1": FIRST_ORDER,
    "admin2": SECOND_ORDER,
    "admin3": SECOND_ORDER,
    "city": EXACT,
    "neighbourhood": EXACT,
    "airport": EXACT,
    "region": FUZZY,
    "water": FUZZY,
    "sea": SEA,
}


def where_precision(place: Candidate, segment: Segment, beside: bool = False) -> int:
    """UCDP where_prec for ``segment``, resolved to ``place``, and never finer than the words.

    ``beside`` says that the event's own place is a town or village, unknown to the gazetteer, by or in this one.
    """
    level = _OF_KIND[place.kind]
    if segment.kind == "admin1":
        level = max(level, FIRST_ORDER)
    elif segment.kind == "admin2" and place.kind == "city":
        level = SECOND_ORDER
    if segment.border or (segment.directed and place.kind == "country"):
        return FUZZY if place.kind in {"country", "admin1", "region"} else NEAR
    if level == EXACT and segment.far:
        return FUZZY
    return NEAR if level == EXACT and (segment.near or beside) else level
