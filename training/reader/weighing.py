"""How much each cue of an event says that a text tells of a conflict: writes ``relevance.tsv``.

The logarithm of how much oftener a cue stands in a text of a conflict (the coded articles; those of MUC-4 that have a
template) than in one of a peaceful genre (EWT, GUM), for their length; smoothed by half a text and by 0.7. A cue that
no peaceful text has weighs at least as much as one that no text has. Takes a few seconds.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus import articles, opened, peaceful

from tallystick.reading.embedded.relevance import UNKNOWN
from tallystick.reading.events.cues import find_triggers
from tallystick.reading.sentences import split
from tallystick.record import Document

from settings import SHARED  # isort: skip


def weigh(path: Path) -> None:
    """Counts, weighs, writes to ``path``."""
    told, told_size = counted(document for source in (map(opened, articles()), reports()) for document in source)
    untold, untold_size = counted(map(opened, peaceful(every=1)))
    weights = {
        cue: max(
            math.log((told[cue] + 0.5) / told_size) - math.log((untold[cue] + 0.7) / untold_size),
            -math.inf if cue in untold else UNKNOWN,
        )
        for cue in sorted({*told, *untold})
    }
    rows = "".join(f"{cue}\t{weight:.2f}\n" for cue, weight in weights.items())
    path.write_text(rows, encoding="utf-8")


def reports() -> Iterator[Document]:
    """The texts of MUC-4's training part that have a template."""
    with (SHARED / "data" / "muc4" / "role_train.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["templates"]:
                yield Document(row["id"], row["text"])


def counted(texts: Iterable[Document]) -> tuple[Counter[str], int]:
    """In how many texts each cue stands, and the characters of all."""
    found, size = Counter[str](), 0
    for document in texts:
        found.update({trigger.words for sentence in split(document) for trigger in find_triggers(sentence)})
        size += len(document.text)
    return found, size
