"""The coding rules of the two event data sets: UCDP's judged best with low and high, and ACLED's one number.

Sources: the codebooks of UCDP GED (best is the most reliable and usually the more conservative figure, low and high the
lowest and the highest estimate; best may be 0 where only a source that is not trusted enough reports a death) and of
ACLED (conflicting or vague numbers: the lowest one, until a better one appears). Neither averages.
"""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.assessing.ends import Ends, because, bottom, end_of, left_out, no_end
from tallystick.assessing.standing import Voice
from tallystick.record import RangeEnd


def ucdp(voices: Sequence[Voice]) -> Ends:
    """Best: the lowest number of the most reliable informants; low and high: the lowest and the highest number.

    What is unconfirmed or only possible counts in the high only; where there is nothing else, low and best are 0. A
    vague word sets the low only where nobody gives a number.
    """
    known = [v for v in voices if not v.floor]
    trusted = [v for v in known if _is_trusted(v)]
    high = _coded_high(known)
    alone = tuple(f for v in voices if v.floor for f in left_out(v, "further-alone"))
    if known and not trusted:
        nothing = because(0, known, "not-trusted")
        return Ends(nothing, nothing, high, True, alone)
    firm = [v for v in trusted if not v.vague] or trusted
    numbered = [(n, v) for v in firm if (n := bottom(v)) is not None]
    low = end_of(min((n for n, _ in numbered), default=None), numbered, "smallest", "no-low")
    return Ends(low, _most_reliable(trusted), high, len({v.cluster for v in trusted}) == 1, alone)


def acled(voices: Sequence[Voice]) -> Ends:
    """One number: the lowest that is told; numbers go before vague words, plain statements before unconfirmed ones."""
    known = [v for v in voices if not v.floor]
    standard = max(map(_precision, known), default=None)
    better = [v for v in known if _precision(v) == standard]
    numbered = [(n, v) for v in better if (n := bottom(v)) is not None]
    numbered = numbered or [(n, v) for v in better if (n := v.top) is not None]
    one = end_of(min((n for n, _ in numbered), default=None), numbered, "lowest-until-better", "no-low")
    alone = [f for v in voices if v.floor for f in left_out(v, "further-alone")]
    gone = [f for v in known if v not in better for f in left_out(v, "better-known")]
    return Ends(one, one, one, len({v.cluster for v in better}) == 1, (*alone, *gone))


def _is_trusted(voice: Voice) -> bool:
    return voice.confirmed and not voice.possible


def _precision(voice: Voice) -> tuple[bool, bool]:
    return (_is_trusted(voice), not voice.vague)


def _most_reliable(trusted: Sequence[Voice]) -> RangeEnd:
    numbered = [(n, v) for v in trusted if (n := v.best if v.best is not None else v.low) is not None]
    if not numbered:
        return no_end("no-best")
    most = max(_reliability(v) for _, v in numbered)
    first = [(n, v) for n, v in numbered if _reliability(v) == most]
    return end_of(min(n for n, _ in first), first, "most-reliable", "no-best")


def _reliability(voice: Voice) -> tuple[bool, bool, bool, bool, bool]:
    """A word of its own before a figure from elsewhere, then no party, a number and no vague word, evidence, a name."""
    return (
        not voice.borrowed,
        not voice.informant.party,
        not voice.vague,
        voice.primary,
        not voice.informant.anonymous,
    )


def _coded_high(voices: Sequence[Voice]) -> RangeEnd:
    tops = [(n, v) for v in voices if (n := v.top) is not None]
    highest = max((n for n, _ in tops), default=None)
    closed = any(n == highest and not v.open_above for n, v in tops)
    return end_of(highest, tops, "largest" if closed else "coded-high", "no-high")
