"""A telling: the claims of one report that tell of one incident, with what they say of it taken together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any

from attrs import evolve, field, frozen

from tallystick.linking.rarity import mass
from tallystick.linking.wording import (
    Wording,
    attacked,
    content_words,
    hours,
    kinds,
    one_quarter,
    quarters,
    says,
    victims,
)
from tallystick.record import Claim, Document, Place, Report, Span, When
from tallystick.serialising import from_plain, to_plain
from tallystick.vocabulary.edtf import interval
from tallystick.vocabulary.events import is_harm
from tallystick.vocabulary.loader import load

REPORT_WINDOW = timedelta(days=1)
"""An undated claim is taken to tell of the day of its report and the one before: news is about yesterday."""
RECENT = timedelta(days=10)
"""What a report tells as news lies no further back."""
OPENING = 40
"""Characters around a claim in which the day that its sentence names may stand ("On 5 March, officials said, ...")."""

_FACTS = ("id", "document", "event", "dated", "dating", "further", "principal", "incident")
_SETS = ("events", "weapons", "actors", "victims", "hours", "attacked")
SHARED = ("sites", "quarters", "hours", "by_measure", "victims", "weapons", "actors")
"""What says something of two tellings only where both tell of it."""
_DERIVED = ("sites", "quarters", "quarter", "aftermath")
"""What is worked out of the rest and kept with it, for it takes longer than all else to find; as is ``mass``."""


@frozen(slots=False)
class Telling:
    """What one report says of one incident: all that linking needs to know, so that the report itself need not be read.

    ``id`` is that of its first claim, ``days`` the interval in which it happened, ``dated`` whether the report itself
    says so (otherwise it is the report's own window), ``dating`` how the words of its claims name that day: as a
    ``date``, as a ``weekday``, or neither. ``counts`` are the numbers told as (measure, group, value).
    ``further`` marks one told as another than what the report told before ("another strike").
    ``hours`` are parts of the day, ``attacked`` mourners where its words say that they were.
    ``incident`` is the incident in which a person placed its claims. Times and places have no spans: their offsets
    would be those of this report alone.
    """

    id: str
    document: str
    claims: tuple[str, ...]
    event: str
    events: frozenset[str]
    days: tuple[date, date] | None
    dated: bool
    dating: str = ""
    times: tuple[When, ...] = ()
    places: tuple[Place, ...] = ()
    counts: frozenset[tuple[str, str, int]] = frozenset()
    weapons: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    words: frozenset[str] = field(default=frozenset(), repr=False)
    victims: frozenset[str] = frozenset()
    hours: frozenset[str] = frozenset()
    attacked: frozenset[str] = frozenset()
    further: bool = False
    principal: bool = False
    incident: str | None = None

    @cached_property
    def mass(self) -> float:
        """How much its words say (``rarity.mass``)."""
        return mass(self.words)

    @cached_property
    def by_measure(self) -> dict[str, frozenset[int]]:
        """The numbers told of each measure."""
        found: dict[str, set[int]] = {}
        for measure, _, value in self.counts:
            found.setdefault(measure, set()).add(value)
        return {measure: frozenset(values) for measure, values in found.items()}

    @cached_property
    def whereabouts(self) -> tuple[Place, ...]:
        """The places that say where it was: those in a known division, where there are such, else all."""
        return tuple(p for p in self.places if p.country and p.admin1) or self.places

    @cached_property
    def sites(self) -> frozenset[str]:
        """The kinds of site that the names of its places speak of: ``bakery``, ``health``, ``funeral``."""
        return kinds("sites", [place.name for place in self.places])

    @cached_property
    def quarters(self) -> frozenset[str]:
        """The words of its places' names that say more than the town."""
        return quarters(self.places)

    @cached_property
    def unlocated(self) -> frozenset[str]:
        """The words of names that no gazetteer knows, each the whole name of a place: they are compared as places."""
        return frozenset(place.name.lower() for place in self.places if place.country is None)

    @cached_property
    def quarter(self) -> frozenset[str]:
        """The one quarter of a town that its places name as such; nothing where they name several."""
        return one_quarter(self.places)

    @cached_property
    def aftermath(self) -> frozenset[str]:
        """Mourners or rescuers, where it was they who were attacked."""
        return self.attacked | kinds("aftermath", [*self.victims, *(place.name for place in self.places)])

    @cached_property
    def tells(self) -> int:
        """Of which of ``SHARED`` it tells: a bit for each, that of the first the lowest."""
        return sum([1 << place for place, name in enumerate(SHARED) if getattr(self, name)])

    @property
    def alone(self) -> bool:
        """True for what spans many incidents (a toll) and is never joined to one."""
        return self.event in load("linking")["alone"]

    def plain(self) -> dict[str, Any]:
        """The telling as plain data that JSON can carry, without what it does not say.

        It is short, since a new report has hundreds of tellings read: its words are one text.
        """
        told = {
            **{name: getattr(self, name) for name in _FACTS},
            **{name: sorted(getattr(self, name)) for name in ("counts", *_SETS)},
            "claims": list(self.claims),
            "words": " ".join(sorted(self.words)),
            "days": [day.isoformat() for day in self.days or ()],
            "times": [_told(to_plain(time)) for time in self.times],
            "places": [_told(to_plain(place)) for place in self.places],
            "derived": {"mass": self.mass, **{n: sorted(some) for n in _DERIVED if (some := getattr(self, n))}},
        }
        return _told(told)

    @classmethod
    def of_plain(cls, data: dict[str, Any]) -> Telling:
        """The telling that ``plain`` turned into ``data``, in this version or an earlier one."""
        told: dict[str, Any] = {name: data[name] for name in _FACTS if name in data}
        told |= {name: frozenset(data[name]) for name in _SETS if name in data}
        words = data.get("words", "")
        made = cls(
            **{"dated": False, "events": frozenset(), **told},
            claims=tuple(data["claims"]),
            words=frozenset(words.split() if isinstance(words, str) else words),
            days=_days(data.get("days")),
            times=tuple(_made(When, time) for time in data.get("times", ())),
            places=tuple(_made(Place, place) for place in data.get("places", ())),
            counts=frozenset(map(tuple, data.get("counts", ()))),
        )
        if derived := data.get("derived"):
            vars(made).update(mass=derived["mass"], **{name: frozenset(derived.get(name, ())) for name in _DERIVED})
        return made


def _told(data: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty, which is what is taken where nothing is told."""
    return {name: value for name, value in data.items() if value or (value == 0 and value is not False)}


def _made(kind: Any, data: dict[str, Any]) -> Any:
    """What ``_told`` made of something of that kind; what is flat is made once: many tell of one day and one place."""
    try:
        return _flat(kind, tuple(data.items()))
    except TypeError:
        return from_plain(data, kind)


@lru_cache(10_000)
def _flat(kind: Any, told: tuple[tuple[str, Any], ...]) -> Any:
    return kind(**dict(told))


def _days(data: Sequence[str] | None) -> tuple[date, date] | None:
    return (date.fromisoformat(data[0]), date.fromisoformat(data[1])) if data else None


def build(
    report: Report,
    claims: Sequence[Claim],
    principal: bool,
    incident: str | None = None,
    wording: Wording | None = None,
) -> Telling:
    """The telling made of ``claims`` of ``report``; ``incident`` is where a person placed them."""
    words = (wording or Wording(report)).words(claims, principal)
    return evolve(outline(report, claims), words=words, principal=principal, incident=incident)


def outline(report: Report, claims: Sequence[Claim]) -> Telling:
    """The same without its words: enough to compare claims of one report."""
    days, dated = when(report.document, claims)
    return Telling(
        id=claims[0].id,
        document=report.document.id,
        claims=tuple(c.id for c in claims),
        event=_event(claims),
        events=frozenset(c.event for c in claims),
        days=days,
        dated=dated,
        dating=dating(claims, days) if dated else "",
        times=tuple(evolve(c.time, text=None) for c in claims if c.time),
        places=tuple(dict.fromkeys(evolve(c.place, text=None) for c in claims if c.place)),
        counts=frozenset(_counts(claims)),
        weapons=frozenset(w.type for c in claims for w in c.weapons),
        actors=frozenset(w for c in claims for p in c.perpetrators for w in content_words(p.name)),
        victims=victims(claims),
        hours=hours(c.text.exact for c in claims),
        attacked=attacked(c.text.exact for c in claims if c.event in load("linking")["violent"]),
        further=any(tells_another(c) for c in claims),
    )


def tells_another(claim: Claim) -> bool:
    """Whether it tells of a further incident ("another 3 died in ...") and not more of the same ("many more")."""
    counted = [f for f in claim.figures if f.modality == "asserted" and f.value is not None]
    return any(f.scope == "additional" for f in counted) or bool(counted and says("further", claim.text.exact))


def _event(claims: Sequence[Claim]) -> str:
    """The most telling event type: the first that is harm and says the means, else the first harm, else the first."""
    generic = set(load("linking")["generic"])
    harm = [c.event for c in claims if is_harm(c.event)]
    return next((e for e in harm if e not in generic), next(iter(harm), claims[0].event))


def when(document: Document, claims: Sequence[Claim]) -> tuple[tuple[date, date] | None, bool]:
    """The interval that most of the claims give, one of the report's own time first; and whether a claim gave it.

    Undated claims are taken to tell of the day of the report and the one before.
    """
    day = date.fromisoformat(document.anchor) if document.anchor else None
    told = [span for span in (bounded(c.time) for c in claims) if span]
    recent = [span for span in told if day and _recent(span, day)]
    if recent or told:
        return Counter(recent or told).most_common(1)[0][0], True
    return ((day - REPORT_WINDOW, day) if day else None), False


def dating(claims: Sequence[Claim], days: tuple[date, date] | None) -> str:
    """How the claims themselves name that one day: as a ``date``, as a ``weekday``, or neither (an empty string).

    A time that stands in another sentence than its claim was lent to it, and says less.
    """
    if days is None or days[0] != days[1]:
        return ""
    own = [t.text for c in claims if (t := c.time) and t.text and _beside(t.text, c.text) and bounded(t) == days]
    return next((kind for kind in ("date", "weekday") if any(says(f"{kind}_told", words.exact) for words in own)), "")


def _beside(time: Span, clause: Span) -> bool:
    return clause.start - OPENING <= time.start and time.end <= clause.end + OPENING


def _recent(span: tuple[date, date], day: date) -> bool:
    return span[1] - span[0] <= RECENT and -REPORT_WINDOW <= day - span[1] <= RECENT


def bounded(time: When | None) -> tuple[date, date] | None:
    """The interval of ``time``, where it has both ends."""
    if time is None:
        return None
    start, end = interval(time.edtf)
    return (start, end) if start and end else None


def _counts(claims: Sequence[Claim]) -> Iterator[tuple[str, str, int]]:
    for claim in claims:
        for figure in claim.figures:
            if figure.value is not None:
                yield figure.measure, (figure.group or "").lower(), figure.value
