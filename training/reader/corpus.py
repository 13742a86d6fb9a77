"""The coded articles: loading, and in which part of a cross-validation each is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from zlib import crc32

from settings import FILES, SHARED

from tallystick.intake import open_bytes
from tallystick.record import Document

Article = dict[str, Any]
PEACEFUL = ("answers", "email", "reviews", "GUM_voyage", "GUM_academic", "GUM_bio", "GUM_interview")
_LEAST, _MOST = 350, 4000
"""Characters of such a text: shorter ones are left out, longer ones cut."""


def articles() -> Iterator[Article]:
    """All coded articles for training."""
    for name in FILES:
        with (SHARED / "claims-train" / name).open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def attributions(part: str = "train") -> Iterator[Article]:
    """The articles of PolNeAR with their coded attributions; ``part`` is train or dev."""
    with (SHARED / "data" / "polnear" / f"{part}.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            known = {key: row[key] for key in ("id", "publisher", "published", "title")}
            yield {"document": known, "text": row["text"], "claims": [], "attributions": row["attributions"]}


def peaceful(every: int = 3) -> Iterator[Article]:
    """Texts of genres that do not tell of conflicts (EWT, GUM), one of ``every``, as articles without claims."""
    for name in ("ewt-train.conllu", "gum-train.conllu"):
        lines = (SHARED / "data" / "syntax" / name).read_text(encoding="utf-8").splitlines()
        for number, text in _documents(lines):
            if number.startswith(PEACEFUL) and len(text) >= _LEAST and crc32(number.encode()) % every == 0:
                known = {"id": number, "publisher": None, "published": "2017-03-01", "title": None}
                yield {"document": known, "text": text[:_MOST], "claims": []}


def _documents(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Id and text of each document of a CoNLL-U file."""
    number, sentences = "", list[str]()
    for line in [*lines, "# newdoc id = "]:
        if line.startswith("# newdoc id = "):
            if sentences:
                yield number, " ".join(sentences)
            number, sentences = line.removeprefix("# newdoc id = "), []
        elif line.startswith("# text = "):
            sentences.append(line.removeprefix("# text = "))


def gold() -> Iterator[Article]:
    """The open gold: for measuring only."""
    for path in sorted((SHARED / "gold").glob("*.json")):
        coded = json.loads(path.read_text(encoding="utf-8"))
        yield {**coded, "text": path.with_suffix(".txt").read_text(encoding="utf-8")}


def fold_of(number: str, folds: int) -> int:
    """The part, of ``folds``, that the article of this id belongs to."""
    return crc32(number.encode()) % folds


def opened(article: Article) -> Document:
    """The article as the command line opens it."""
    known = article["document"]
    found = open_bytes(article["text"].encode(), f"{known['id']}.txt", published=known["published"])
    return found[0].document
