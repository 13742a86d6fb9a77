"""The methods that make a range of what independent informants said.

Sources: the proposal of the project's methodology (`reconciled`); the three aggregations of the R package eventreport
(`conservative`, `informative`, `representative`), each on one figure for each independent informant; the min to max of
Airwars and of Iraq Body Count; the coding rules of UCDP and ACLED. None of them averages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from attrs import frozen

from tallystick.assessing.coded import acled, ucdp
from tallystick.assessing.ends import (
    Ends,
    at_one_figure,
    because,
    bottom,
    end_of,
    highest_claim,
    left_out,
    no_end,
    one_each,
    passed_over,
    spelled,
)
from tallystick.assessing.standing import Voice, apart
from tallystick.errors import VocabularyError
from tallystick.record import Informant, RangeEnd
from tallystick.vocabulary.grades import reason


@frozen
class Method:
    """How ranges are made of voices.

    ``every_claim`` where numbers that an informant later replaced count as well, ``lowest_stands`` where the low is the
    lowest claim, which what others tell of a part does not raise.
    """

    make: Callable[[Sequence[Voice]], Ends]
    every_claim: bool = False
    lowest_stands: bool = False


def method(name: str) -> Method:
    """The method called ``name``.

    Raises VocabularyError where there is none.
    """
    try:
        return METHODS[name]
    except KeyError:
        raise VocabularyError(
            f"There is no method {name!r} for ranges; the methods are: {', '.join(METHODS)}."
        ) from None


def reconciled(voices: Sequence[Voice]) -> Ends:
    """Low supported by two informants, high as the highest claim, best by primary evidence, majority, or the low."""
    low, provisional = _supported_low(voices)
    best = _latest_primary(voices, low) or _majority(voices, low) or _at_low(voices, low)
    below = tuple(f for v in voices if _below(v, low) for f in left_out(v, "below-low"))
    return Ends(low, best, highest_claim(voices), provisional, below)


def conservative(voices: Sequence[Voice]) -> Ends:
    """The smallest low, best and high of one figure for each independent informant."""
    ones = one_each(voices, min)
    least = [at_one_figure(v, min) for v in ones]
    low, best, high = (_extreme(least, key, min, "smallest") for key in ("low", "best", "high"))
    return Ends(low, best, high, len(ones) == 1, passed_over(voices, ones))


def informative(voices: Sequence[Voice]) -> Ends:
    """The largest low, best and high of one figure for each independent informant."""
    ones = one_each(voices, max)
    most = [at_one_figure(v, max) for v in ones]
    low, best = (_extreme(most, key, max, "largest") for key in ("low", "best"))
    return Ends(low, best, highest_claim(most), len(ones) == 1, passed_over(voices, ones))


def representative(voices: Sequence[Voice]) -> Ends:
    """The low, best and high that most independent informants give; ties by evidence, then by certainty."""
    ones = one_each(voices)
    low, best, high = (_modal(ones, key) for key in ("low", "best", "high"))
    return Ends(low, best, high, len(ones) == 1, passed_over(voices, ones))


def airwars(voices: Sequence[Voice]) -> Ends:
    """The smallest and the largest number that any informant gives; no best.

    A vague word ("several bodies") sets the low only where nobody gives a number.
    """
    known = [v for v in voices if not v.floor]
    firm = [v for v in known if not v.vague] or known
    numbered = [(n, v) for v in firm if (n := bottom(v)) is not None]
    low = end_of(min((n for n, _ in numbered), default=None), numbered, "smallest", "no-low")
    best = RangeEnd(None, (), "not-estimated", reason("reconciliation", "not-estimated"))
    alone = tuple(f for v in voices if v.floor for f in left_out(v, "further-alone"))
    return Ends(low, best, highest_claim(voices), len({v.cluster for v in voices}) == 1, alone)


METHODS: dict[str, Method] = {
    "reconciled": Method(reconciled),
    "conservative": Method(conservative, lowest_stands=True),
    "informative": Method(informative),
    "representative": Method(representative),
    "airwars": Method(airwars, every_claim=True, lowest_stands=True),
    "ibc": Method(airwars, every_claim=True, lowest_stands=True),
    "ucdp": Method(ucdp, lowest_stands=True),
    "acled": Method(acled, lowest_stands=True),
}


def _supported_low(voices: Sequence[Voice]) -> tuple[RangeEnd, bool]:
    """The highest low that two informants support; whether it rests on one alone.

    Who says no more than that people died ("several bodies") is no witness of how many, where others count them.
    """
    supporting = [v for v in voices if v.confirmed and not v.possible] or list(voices)
    supporting = [v for v in supporting if not v.uncounted] or supporting
    by_cluster = _low_of_each(supporting)
    lows = sorted(by_cluster.values(), reverse=True)
    if not lows:
        return no_end("no-low"), True
    value = lows[min(1, len(lows) - 1)]
    backing = [v for v in supporting if v.low is not None and v.low >= value and by_cluster[v.cluster] >= value]
    if len(lows) == 1:
        return _low_of_one(supporting), True
    same = all(v.low == value for v in backing) and not any(v.open_above for v in backing)
    together = _by_cluster(backing)
    names = f"{spelled(len(together))} independent informants ({apart(together)})"
    return because(value, backing, "agreed" if same else "second-highest", names), False


def _low_of_one(voices: Sequence[Voice]) -> RangeEnd:
    """The low of those who may be one informant: the least that any of them gives, since they may be several."""
    known = [v for v in voices if v.low is not None]
    counting = [v for v in known if not v.floor] or known
    lows = {v.low for v in counting if v.low is not None}
    rule = "only-one" if len(lows) == 1 else "least-of-one"
    return because(min(lows), counting, rule, apart(_by_cluster(counting)))


def _by_cluster(voices: Sequence[Voice]) -> list[list[Informant]]:
    """The informants of the voices, those together that may be one."""
    found: dict[int, list[Informant]] = defaultdict(list)
    for v in voices:
        found[v.cluster].append(v.informant)
    return list(found.values())


def _low_of_each(voices: Sequence[Voice]) -> dict[int, int]:
    """The lower bound of each cluster: its surest informant's; one that may be the same does not raise it."""
    found = {}
    for cluster in dict.fromkeys(v.cluster for v in voices):
        lows = [(v.doubtful, v.low) for v in voices if v.cluster == cluster and v.low is not None]
        sure = [low for doubtful, low in lows if not doubtful]
        if lows:
            found[cluster] = max(sure) if sure else min(low for _, low in lows)
    return found


def _latest_primary(voices: Sequence[Voice], low: RangeEnd) -> RangeEnd | None:
    known = [v for v in _fitting(voices, low) if v.primary and v.confirmed]
    if not known:
        return None
    latest = [v for v in known if v.day == max(v.day for v in known)]
    support = Counter(v.best for v in _fitting(voices, low))
    value = min((v.best for v in latest if v.best is not None), key=lambda n: (-support[n], n))
    return because(value, [v for v in latest if v.best == value], "latest-primary")


def _majority(voices: Sequence[Voice], low: RangeEnd) -> RangeEnd | None:
    fitting = _fitting(voices, low)
    support: dict[int, set[int]] = defaultdict(set)
    for v in fitting:
        if v.best is not None:
            support[v.best].add(v.cluster)
    most = max((len(clusters) for clusters in support.values()), default=0)
    modes = [n for n, clusters in support.items() if len(clusters) == most]
    others_count_parts = any(v.least for v in voices) and len({v.cluster for v in fitting}) == 1
    if len(modes) != 1 or (most < 2 and low.value is not None and not others_count_parts):
        return None
    backing = [v for v in fitting if v.best == modes[0]]
    return because(modes[0], backing, "mode" if most > 1 else "only-number")


def _at_low(voices: Sequence[Voice], low: RangeEnd) -> RangeEnd:
    numbers = [(v.best, v) for v in voices if v.best is not None]
    if not numbers:
        return no_end("no-best")
    if low.value is None:
        return end_of(min(n for n, _ in numbers), numbers, "smallest", "no-best")
    if low.rule == "least-of-one" and (standing := one_each(_fitting(voices, low))):
        return because(standing[0].best or 0, standing, "stands-for-one")
    return RangeEnd(low.value, low.claims, "at-low", reason("reconciliation", "at-low", value=low.value))


def _fitting(voices: Sequence[Voice], low: RangeEnd) -> list[Voice]:
    """The voices whose figure may be the best: of those who count the whole, where one is not below the low.

    Who cites another with a number of its own adds none to those that are given.
    """
    asserted = [v for v in voices if not v.possible] or voices
    cited = {v.cluster for v in asserted if not v.borrowed}
    own = [v for v in asserted if not (v.borrowed and v.cluster in cited)]
    fit = [v for v in own if v.best is not None and (low.value is None or v.best >= low.value) and not v.floor]
    return [v for v in fit if not v.least] or fit


def _below(voice: Voice, low: RangeEnd) -> bool:
    return (
        low.value is not None
        and voice.top is not None
        and voice.top < low.value
        and not voice.open_above
        and not voice.floor
    )


def _extreme(voices: Sequence[Voice], key: str, choose: Callable[[Iterable[int]], int], rule: str) -> RangeEnd:
    numbers = [(n, v) for v in voices if (n := getattr(v, key)) is not None]
    if not numbers:
        return no_end(f"no-{key}")
    return end_of(choose([n for n, _ in numbers]), numbers, rule, f"no-{key}")


def _modal(voices: Sequence[Voice], key: str) -> RangeEnd:
    support: dict[int, list[Voice]] = defaultdict(list)
    for v in voices:
        if (number := getattr(v, key)) is not None:
            support[number].append(v)
    if not support:
        return no_end(f"no-{key}")
    ranked = sorted(((_standing(backing), n) for n, backing in support.items()), reverse=True)
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return no_end("indeterminate")
    value = ranked[0][1]
    tied = len(ranked) > 1 and ranked[0][0][0] == ranked[1][0][0]
    rule = "tie-by-evidence" if tied else "mode" if len(support[value]) > 1 else "only-number"
    return because(value, support[value], rule)


def _standing(backing: list[Voice]) -> tuple[int, int, int]:
    return (len(backing), sum(v.primary for v in backing), sum(v.confirmed for v in backing))
