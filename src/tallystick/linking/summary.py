"""What an incident is, when and where, out of its tellings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from tallystick.linking.telling import Telling, bounded
from tallystick.record import Place, When
from tallystick.vocabulary.edtf import precision
from tallystick.vocabulary.loader import load


@frozen
class Summary:
    """Event type, time and place of an incident."""

    event: str
    time: When | None
    place: Place | None


def summarise(tellings: Sequence[Telling]) -> Summary:
    """The type that most tellings give (means before outcome), the finest date and the finest place that most give.

    A toll that a person placed there says something only where nothing else stands.
    """
    bearing = [t for t in tellings if not t.alone] or tellings
    return Summary(_event(bearing), _time(bearing), _place([p for t in bearing for p in t.places]))


def _event(tellings: Sequence[Telling]) -> str:
    """The type that most tell; where that does not say the means, the means that at least half as many tell."""
    generic = set(load("linking")["generic"])
    votes = Counter(t.event for t in tellings)
    most = max(votes, key=lambda e: (votes[e], e not in generic, e))
    if most not in generic:
        return most
    means = [e for e in votes if e not in generic and 2 * votes[e] >= votes[most]]
    return max(means, key=lambda e: (votes[e], e), default=most)


def _time(tellings: Sequence[Telling]) -> When | None:
    told = [(time, span) for t in tellings for time in t.times if (span := bounded(time))]
    if not told:
        return _about_the_report(tellings)
    votes = Counter(time.edtf for time, _ in told)
    chosen = min(told, key=lambda t: ((t[1][1] - t[1][0]).days, -votes[t[0].edtf], t[0].edtf))
    return chosen[0]


def _about_the_report(tellings: Sequence[Telling]) -> When | None:
    """Nothing dates it but the first report: about that day or the one before, and marked as approximate."""
    days = min((t.days for t in tellings if t.days), default=None)
    if days is None:
        return None
    edtf = f"{days[0].isoformat()}~/{days[1].isoformat()}~"
    return When(edtf, precision=precision(edtf))


def _place(places: Sequence[Place]) -> Place | None:
    if not places:
        return None
    votes = Counter(p.gazetteer_id or p.name for p in places)
    return min(places, key=lambda p: (p.precision or 9, -votes[p.gazetteer_id or p.name], p.name))
