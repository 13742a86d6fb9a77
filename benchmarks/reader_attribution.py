"""Who said what, by the trained reader: PolNeAR through shared/score/attribution.py, beside the rules.

The network gives runs of pieces. ``as read`` are their characters; ``fitted`` joins what a few characters part and
follows PolNeAR's own way with the ends, as its train part has it: quotation marks belong to what they enclose, a full
stop or a comma after it does not, a source keeps the comma that closes an apposition. Choose with --part train.

    python benchmarks/reader_attribution.py [--reader embedded] [--part train --first 100] [--json]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable
from itertools import islice
from typing import Any

import readers
from attribution import polnear
from shared import SHARED, scorer
from tallystick.commands.pipeline import gazetteer
from tallystick.reading.embedded.attributing import attributions
from tallystick.reading.embedded.encoder import shipped
from tallystick.reading.embedded.pieces import cut
from tallystick.reading.embedded.signals import signals, survey
from tallystick.record import Document

FOLDER = SHARED / "data" / "polnear"
OPENING = '"“'
Range = tuple[int, int]
Roles = dict[str, list[Range]]
Fit = Callable[[str, Roles], Roles]
GAP = 40
"""Characters that may lie between two parts of a role which are one; chosen on the train part."""
_CLOSING = re.compile(r"[.,?!]?[\"”]")


def as_read(text: str, roles: Roles) -> Roles:
    """The roles of one attribution as they are."""
    return roles


def fitted(text: str, roles: Roles) -> Roles:
    """The roles of one attribution as PolNeAR would cut them."""
    return {role: [_ended(text, role, span) for span in _joined(roles, role)] for role in roles}


def _joined(roles: Roles, role: str) -> list[Range]:
    """The spans of ``role``, those in one that only a little parts in which no other role lies."""
    others = [span for name, spans in roles.items() if name != role for span in spans]
    made: list[Range] = []
    for start, end in sorted(roles[role]):
        first, last = made[-1] if made else (0, -GAP - 1)
        if start - last <= GAP and not any(a < start and last < b for a, b in others):
            made[-1] = (first, max(last, end))
        else:
            made.append((start, end))
    return made


def _ended(text: str, role: str, span: Range) -> Range:
    """The span with the ends that PolNeAR gives such a one."""
    start, end = _stripped(text, role, *span)
    if role == "content":
        start -= start > 0 and text[start - 1] in OPENING
        if _open(text[start:end]) and (closing := _CLOSING.match(text, end)):
            end = closing.end()
    return start, end


def _stripped(text: str, role: str, start: int, end: int) -> Range:
    """Without blanks, and without the stop or the comma at the end."""
    while end - start > 1 and (text[end - 1].isspace() or (text[end - 1] in ".,;" and _parted(text, role, start, end))):
        end -= 1
    while end - start > 1 and (text[start].isspace() or text[start] in ",;."):
        start += 1
    return start, end


def _parted(text: str, role: str, start: int, end: int) -> bool:
    """Whether the mark at the end parts the span from what follows: not that of "Mr." nor that of an apposition."""
    if role == "source":
        return text[end - 1] == "," and "," not in text[start : end - 1]
    return role == "content" and not _open(text[start:end]) and not re.search(r"\b[A-Z][a-z]?\.$", text[start:end])


def _open(words: str) -> bool:
    """True where a quotation begins and does not end."""
    if "“" in words or "”" in words:
        return words.count("“") > words.count("”")
    return words.count('"') % 2 == 1


def found(text: str) -> list[Roles]:
    """The attributions that the shipped network finds in ``text``, widened to whole words."""
    scene = survey(Document("benchmark", text), gazetteer())
    pieces = cut(scene.work.sentences)
    return [
        {
            role: [_whole_words(text, int(pieces.starts[a]), int(pieces.ends[b - 1])) for a, b in ranges]
            for role, ranges in (("source", said.source), ("cue", [said.cue]), ("content", said.content))
        }
        for said in attributions(shipped(), pieces, signals(scene, pieces))
    ]


def _whole_words(text: str, start: int, end: int) -> Range:
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def tables(part: str, first: int | None, fits: dict[str, Fit]) -> dict[str, Any]:
    """The scorer's table of the network's attributions for each way with the ends."""
    score = scorer("attribution")
    gold = dict(islice(score.read(FOLDER / f"{part}.jsonl", True).items(), first))
    plain = {number: found(text) for number, (text, _) in gold.items()}
    made: dict[str, Any] = {}
    for name, fit in fits.items():
        own = {number: (None, [fit(gold[number][0], roles) for roles in said]) for number, said in plain.items()}
        made[name] = score.report(score.score(gold, own))
    return made


def main() -> None:
    """Reads, scores, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    readers.add_option(parser)
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--first", type=int, help="read so many documents only")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result: dict[str, Any] = {}
    if "rules" in (names := readers.chosen(options)):
        result["rules"] = polnear(FOLDER / f"{options.part}.jsonl", scorer("attribution"), options.first)
    if "embedded" in names:
        made = tables(options.part, options.first, {"as read": as_read, "fitted": fitted})
        result |= {f"embedded, {name}": rows for name, rows in made.items()}
    if options.json:
        json.dump(result, sys.stdout, indent=1)
        return
    for name, rows in result.items():
        print(f"{name:20} {'P':>7} {'R':>7} {'F1':>7} {'gold':>6}")
        for measure, row in rows.items():
            print(f"{measure:20} {row['p']:7.3f} {row['r']:7.3f} {row['f1']:7.3f} {row['gold']:6d}")


if __name__ == "__main__":
    main()
