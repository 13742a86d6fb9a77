"""What reports tell of it: some at once, some late, some vaguely, some wrongly, and many in another's words.

The shares below are set so that what a reader sees of an incident differs between reports about as much as it does in
the Syria news corpus: a third of the claims give no day, a fifth no town, and counts agree in half of the pairs.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import accumulate

from attrs import evolve, frozen

from synthetic.war import FREQUENCIES, WORDS, Happening, coined
from tallystick.record import Claim, Document, Figure, Party, Place, Report, Span, Weapon, When

COPIES = 0.12
"""Share of tellings that keep another's words."""
_NAMED = 0.55
"""Share of tellings that name the weapon, and that say who did it."""
_OTHERS = 0.15
"""Share of those that blame the other side."""
_REGISTER = FREQUENCIES.read_text(encoding="utf-8").splitlines()[1:]
_FILLERS = [line.split("\t")[0] for line in _REGISTER]
_OFTEN = list(accumulate(int(line.split("\t")[1]) for line in _REGISTER))


@frozen
class Density:
    """How much there is of what happened."""

    claims: tuple[float, ...]
    """How often a report makes one, two, three ... claims of its incident, as shares."""
    round_ups: float
    """Share of reports that also tell of other incidents of the day."""
    outlets: float
    """How many report an incident after the first, as a factor."""


NEWS = Density((60, 28, 12), 0.12, 1.0)
"""1.8 claims in a report and 2.5 reports of an incident, as in the Syria news corpus."""
ARCHIVE = Density((7, 12, 16, 20, 18, 14, 9, 4), 0.25, 0.81)
"""5 claims in a report and 10 of an incident, as in an archive of reports by those who document violations."""


@frozen
class Told:
    """A report, and the incident that each of its claims tells of."""

    report: Report
    truth: dict[str, str]


def reports(
    happenings: Iterable[Happening], claims: int, rng: random.Random, density: Density = NEWS
) -> Iterator[Told]:
    """Reports of ``happenings`` in the order of their incidents, until they hold ``claims`` claims."""
    number = made = 0
    recent: list[Happening] = []
    for happening in happenings:
        wording: list[str] = []
        recent = [h for h in recent[-30:] if h.day == happening.day and h.place.country == happening.place.country]
        for _ in range(_outlets(happening, rng, density)):
            round_up = rng.random() < density.round_ups
            beside = rng.sample(recent, min(len(recent), rng.randint(1, 4))) if round_up else []
            told = _report(f"s{number:07d}", [happening, *beside], wording, rng, density)
            number, made = number + 1, made + len(told.truth)
            yield told
            if made >= claims:
                return
        recent.append(happening)


def _outlets(happening: Happening, rng: random.Random, density: Density) -> int:
    """How many report it: the more, the more were killed."""
    mean = density.outlets * (0.6 + 0.9 * (happening.killed + 1) ** 0.35)
    return 1 + min(int(rng.expovariate(1 / mean)), 40)


def _report(name: str, happenings: list[Happening], wording: list[str], rng: random.Random, density: Density) -> Told:
    first, pieces, truth = happenings[0], list[Claim](), dict[str, str]()
    published = first.day + timedelta(days=rng.choices((0, 1, 2, 4), (50, 40, 7, 3))[0])
    title = f"{first.means} {first.site} {_bare(first.place)} {first.killed or ''}"
    text = f"{title}\n\n"
    for n, happening in enumerate(happenings):
        seen = _seen(happening, published, rng)
        for part in range(_parts(rng, density) if n == 0 else 1):
            sentence = _sentence(happening, seen, wording if n == 0 else [], rng)
            claim = _claim(f"{name}.c{len(pieces) + 1:02d}", seen, happening, text, sentence, part, rng)
            pieces.append(claim)
            truth[claim.id] = happening.name
            text += f"{sentence}.\n\n"
    document = Document(name, text, title=title, published=published.isoformat(), anchor=published.isoformat())
    return Told(Report(document, tuple(pieces)), truth)


def _parts(rng: random.Random, density: Density) -> int:
    """How many claims a report makes of its incident."""
    return rng.choices(range(1, len(density.claims) + 1), density.claims)[0]


@frozen
class _Seen:
    """How one outlet has it."""

    event: str
    place: Place | None
    time: When | None
    killed: int | None
    injured: int | None


def _seen(happening: Happening, published: date, rng: random.Random) -> _Seen:
    event = happening.means if rng.random() < 0.75 else rng.choice(WORDS["called"][happening.means])
    return _Seen(
        event,
        _place(happening.place, rng),
        _time(happening.day, published, rng),
        _count(happening.killed, rng),
        _count(happening.injured, rng),
    )


def _place(place: Place, rng: random.Random) -> Place | None:
    chance = rng.random()
    if chance < 0.70:
        return place
    if chance < 0.77:
        near = evolve(place, latitude=(place.latitude or 0) + rng.uniform(-0.06, 0.06), name=f"{place.name} outskirts")
        return evolve(near, gazetteer_id=f"{place.gazetteer_id}:{near.latitude:.3f}")
    if chance < 0.90:
        division = f"{place.country}:{place.admin1}"
        return evolve(place, name=place.admin1, gazetteer_id=division, precision=4)
    if chance < 0.94:
        return Place(place.country or "", country=place.country, gazetteer_id=place.country, precision=6)
    return None


def _time(day: date, published: date, rng: random.Random) -> When | None:
    chance = rng.random()
    if chance < 0.62:
        return When(day.isoformat(), precision=1)
    if chance < 0.65:
        return When((day + timedelta(days=rng.choice((-1, 1)))).isoformat(), precision=1)
    if chance < 0.68:
        return When(f"{(day - timedelta(days=3)).isoformat()}/{(day + timedelta(days=3)).isoformat()}", precision=3)
    return None if (published - day).days <= 1 else When(day.isoformat(), precision=1)


def _count(truth: int, rng: random.Random) -> int | None:
    if truth == 0 or rng.random() < 0.2:
        return None
    return truth if rng.random() < 0.6 else max(1, round(truth * rng.uniform(0.6, 1.6)))


def _sentence(happening: Happening, seen: _Seen, wording: list[str], rng: random.Random) -> str:
    if wording and rng.random() < COPIES:
        kept = [word for word in rng.choice(wording).split() if rng.random() < 0.9]
        return " ".join([*kept, *_fillers(rng, 2)])
    own = rng.sample(happening.details, rng.randint(0, 3))
    place = _bare(seen.place).split() if seen.place else []
    said = [*_fillers(rng, 12), happening.site, *own, *place, coined(rng)]
    rng.shuffle(said)
    wording.append(" ".join(said))
    return wording[-1]


def _claim(
    name: str, seen: _Seen, happening: Happening, before: str, sentence: str, part: int, rng: random.Random
) -> Claim:
    span = Span(len(before), len(before) + len(sentence), sentence)
    told = {"killed": seen.killed, "injured": seen.injured} if part == 0 else {}
    return Claim(
        name,
        seen.event,
        span,
        place=seen.place,
        time=seen.time,
        figures=tuple(Figure(m, "exact", span, value=n) for m, n in told.items() if n is not None),
        weapons=(Weapon(happening.weapon),) if happening.weapon and rng.random() < _NAMED else (),
        perpetrators=(Party(happening.by[rng.random() < _OTHERS]),) if rng.random() < _NAMED else (),
    )


def _fillers(rng: random.Random, number: int) -> list[str]:
    """Words of the register of war news, as common as they are there."""
    return rng.choices(_FILLERS, cum_weights=_OFTEN, k=number)


def _bare(place: Place) -> str:
    """Its name without the kind of place that the list adds."""
    return place.name.rsplit(" ", 1)[0]
