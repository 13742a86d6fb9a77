"""Writes the tables of docs/model-card.md from a run's figures; the words around them stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from diagram import diagram
from exporting import SHIPPED
from settings import DATA, ROOT

CARD = ROOT / "docs" / "model-card.md"
_BLOCK = re.compile(r"(<!-- figures -->\n).*?(<!-- /figures -->)", re.DOTALL)
DIAGRAM = ROOT / "docs" / "reliability.svg"


def write_card(figures: dict[str, Any]) -> None:
    """Puts the figures between the two marks of the card."""
    text = CARD.read_text(encoding="utf-8")
    DIAGRAM.write_text(diagram(figures["reliability"]), encoding="utf-8")
    CARD.write_text(_BLOCK.sub(lambda m: m[1] + "\n".join(_lines(figures)) + "\n" + m[2], text), encoding="utf-8")


def _lines(figures: dict[str, Any]) -> Iterator[str]:
    for part, tables in figures["tables"].items():
        yield from ("", f"F1, {part}, {figures['articles'][part]} articles (claims: precision / recall / F1):", "")
        yield "| slot | " + " | ".join(tables) + " |"
        yield "|---|" + "---|" * len(tables)
        for slot in tables["rules"]:
            yield f"| {slot} | " + " | ".join(_cell(slot, table[slot]) for table in tables.values()) + " |"
    yield from ("", "Expected calibration error of the confidence:", "")
    errors = figures["calibration error"]
    yield "| of | " + " | ".join(errors) + " |"
    yield "|---|" + "---|" * len(errors)
    for slot in errors["out of fold"]:
        yield f"| {slot} | " + " | ".join(f"{part.get(slot, 0.0):.3f}" for part in errors.values()) + " |"
    size = sum((DATA / name).stat().st_size for name in SHIPPED) / 1e6
    yield from (
        "",
        f"Size of the weights: {size:.1f} MB. Spans looked at closely in an article: {figures['looks']}.",
        "",
    )


def _cell(slot: str, row: dict[str, float]) -> str:
    return f"{row['p']:.2f} / {row['r']:.2f} / {row['f1']:.2f}" if slot == "claims" else f"{row['f1']:.2f}"
