"""How linking grows: 10 thousand, 100 thousand and 1 million claims of a made-up war with the density of a real one.

    python benchmarks/linking_scale.py [--claims 10000 100000 1000000] [--adds 60] [--seed 1] [--json] [--keep FOLDER]
    python benchmarks/linking_scale.py --again FOLDER

For each size, in a process of its own: the time from reports with their claims to incidents in one bulk run; its
quality against what the generator knows (B-cubed, CoNLL over claims); in a casebook that holds all of them, with a
custody log as long as it would be, the time that one more report takes (``add`` of a report that was read already, and
``link``), that a decision takes (accept, reject, a correction, a merge and its undoing), that one about a place takes
(where it lies, and its undoing), and that the case file of one incident takes (median, nine tenths, all); and the peak
of memory of the bulk run and of all. Times are of the processor, so that what else runs on the machine does not count,
and by the clock, which also waits for the disk. A plain loop is timed before each report, so that machines can be
compared, and the hours of one. The exponent is that of time over claims between the smallest and the largest size.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import pickle
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count
from math import log
from pathlib import Path
from typing import Any

from attrs import frozen

from partitions import quality
from synthetic.costing import costs, say, timed
from synthetic.filling import fill
from synthetic.telling import Told, reports
from synthetic.war import REAL, events, war
from tallystick.commands import casebooks
from tallystick.linking import Joint, LinkResult, Pairs, Settled, Telling, clustered, pairs, regroup, tellings
from tallystick.record import Report


@frozen
class Linked:
    """Everything linked at once: how many pairs there were, how incidents came together, the seconds of each part."""

    tellings: dict[str, Telling]
    pairs: int
    joints: Iterable[Joint]
    result: LinkResult
    seconds: dict[str, float]


def bulk(told: Iterable[Told]) -> Linked:
    """Links everything at once."""
    seconds, started, everything = {"tellings": 0.0}, time.process_time(), dict[str, Telling]()
    for one in told:
        at = time.process_time()
        for telling in tellings(one.report):
            everything[telling.id] = telling
        seconds["tellings"] += time.process_time() - at
    say(f"{len(everything)} tellings after {seconds['tellings']:.0f} s of processor")
    started = time.process_time()
    found = Pairs.of(pairs(everything.values()))
    seconds["pairs"] = time.process_time() - started
    say(f"{len(found)} pairs after another {seconds['pairs']:.0f} s, {_peak()} GiB at most")
    numbers = count(1)
    came = clustered(everything, found)
    settled = Settled(tuple(came.clusters), found)
    result = regroup(settled, everything, {}, fresh=everything, next_id=lambda: f"I{next(numbers):04d}")
    seconds["incidents"] = time.process_time() - started - seconds["pairs"]
    return Linked(everything, len(found), came.joints, result, seconds)


def stream(claims: int, adds: int, seed: int, *, later: bool) -> Iterator[Told]:
    """The reports that are there, or those that come ``later``: about ``adds``, spread over the whole war.

    They are made anew at each call, so that the memory that is measured is what linking needs.
    """
    rng, step = random.Random(seed), claims // (2 * adds) if adds else 0
    for number, told in enumerate(reports(war(events(REAL), rng), claims, rng)):
        if later == (step > 0 and number % step == step // 2):
            yield told


def measure(claims: int, adds: int, seed: int, keep: Path | None = None) -> dict[str, Any]:
    """One row of the table."""
    truth: dict[str, str] = {}

    def noted() -> Iterator[Told]:
        for told in stream(claims, adds, seed, later=False):
            truth.update(told.truth)
            yield told

    gc.freeze()
    linked = bulk(noted())
    everything, result, seconds = linked.tellings, linked.result, linked.seconds
    row: dict[str, Any] = {
        "claims": len(truth),
        "reports": len({telling.document for telling in everything.values()}),
        "tellings": len(everything),
        "pairs": linked.pairs,
        "incidents": len(result.incidents),
        "true incidents": len(set(truth.values())),
        "seconds": {name: round(taken, 2) for name, taken in seconds.items()},
        "bulk seconds": round(sum(seconds.values()), 2),
        "peak GiB": _peak(),
        "quality": quality(truth, result),
    }
    say(f"bulk: {json.dumps(row)}")
    if adds:
        kept = partial(stream, claims, adds, seed, later=False)
        later = [told.report for told in stream(claims, adds, seed, later=True)]
        row |= _in_casebook(lambda: (told.report for told in kept()), linked, later, keep)
    row["peak GiB of all"] = _peak()
    return row


def _in_casebook(
    kept: Callable[[], Iterable[Report]],
    linked: Linked,
    later: list[Report],
    keep: Path | None,
) -> dict[str, Any]:
    """What one report, one decision and one case file cost in a casebook that holds ``kept``."""
    row: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        book = casebooks.create(Path(folder) / "book")
        filling = timed(lambda: fill(book, kept, linked.tellings.values(), linked.result, linked.joints))
        linked.tellings.clear()
        gc.collect()
        gc.freeze()
        row["filling seconds"] = round(filling[0], 1)
        if keep is not None:
            shutil.copytree(book.folder, keep)
            _to_add(keep).write_bytes(pickle.dumps(later))
        say(f"casebook filled after {filling[0]:.0f} s of processor, load {os.getloadavg()[0]:.1f}; now adding")
        row |= costs(book, later)
    return row


def again(kept: Path) -> dict[str, Any]:
    """What reports, decisions and case files cost in a copy of a casebook that an earlier run kept.

    Whoever first opens a custody log that was copied reads all of it once, which is told apart.
    """
    later: list[Report] = pickle.loads(_to_add(kept).read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        book = casebooks.open_casebook(shutil.copytree(kept, Path(folder) / "book"))
        anew, _ = timed(book.evidence.head)
        return {"casebook": str(kept), "seconds for the copied log": round(anew, 1), **costs(book, later)}


def _to_add(kept: Path) -> Path:
    return Path(f"{kept}.later")


def _peak() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000], help="sizes; default 10000")
    parser.add_argument("--adds", type=int, default=60, help="about how many reports are added one by one; default 60")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--keep", type=Path, help="where the casebook of one size is left as it was before the adding")
    parser.add_argument("--again", type=Path, help="only add to a copy of the casebook that --keep left there")
    arguments = parser.parse_args()
    if arguments.again:
        print(json.dumps(again(arguments.again), indent=1))
        return
    if len(arguments.claims) == 1:
        rows = [measure(arguments.claims[0], arguments.adds, arguments.seed, arguments.keep)]
    else:
        rows = [_apart(claims, arguments) for claims in arguments.claims]
    out: dict[str, Any] = {"rows": rows}
    if len(rows) > 1:
        first, last = rows[0], rows[-1]
        growth = log(last["bulk seconds"] / first["bulk seconds"]) / log(last["claims"] / first["claims"])
        out["exponent"] = round(growth, 3)
    print(json.dumps(out, indent=1) if arguments.json else text(out))


def _apart(claims: int, arguments: argparse.Namespace) -> dict[str, Any]:
    """One size in a process of its own, so that its peak of memory is its own."""
    command = [sys.executable, __file__, "--json", "--claims", str(claims)]
    command += ["--adds", str(arguments.adds), "--seed", str(arguments.seed)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    row: dict[str, Any] = json.loads(done.stdout)["rows"][0]
    return row


def text(out: dict[str, Any]) -> str:
    """The results as a table."""
    nothing = dict.fromkeys(("median", "nine tenths", "most"), float("nan"))
    lines = [f"{'claims':>9} {'bulk s':>8} {'GiB':>6} {'B-cubed':>8} {'CoNLL':>7}"]
    for row in out["rows"]:
        scored = row["quality"]
        lines.append(
            f"{row['claims']:>9} {row['bulk seconds']:>8.1f} {row['peak GiB']:>6.2f} {scored['B-cubed']:>8.3f} "
            f"{scored['CoNLL']:>7.3f}"
        )
    lines.append(f"\n{'claims':>9} {'ms by the clock':<20} {'median':>8} {'9 in 10':>8} {'most':>8} {'processor':>10}")
    for row in out["rows"]:
        for what in ("loop", "add", "decision", "place", "case file"):
            clock, processor = row.get(f"{what} ms by the clock", nothing), row.get(f"{what} ms", nothing)
            spread = " ".join(f"{clock[name]:>8.1f}" for name in ("median", "nine tenths", "most"))
            lines.append(f"{row['claims']:>9} {what:<20} {spread} {processor['median']:>10.1f}")
    if "exponent" in out:
        lines.append(f"\nbulk time grows as n^{out['exponent']}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
