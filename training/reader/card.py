"""Writes the tables of docs/model-card.md from a run's figures; the words around them stay as they are."""

from __future__ import annotations

import re
from typing import Any

from settings import DATA, ROOT

CARD = ROOT / "docs" / "model-card.md"
_BLOCK = re.compile(r"(<!-- figures -->\n).*?(<!-- /figures -->)", re.DOTALL)


def write_card(figures: dict[str, Any]) -> None:
    """Puts the figures between the two marks of the card."""
    text = CARD.read_text(encoding="utf-8")
    CARD.write_text(_BLOCK.sub(lambda m: m[1] + "\n".join(_lines(figures)) + "\n" + m[2], text), encoding="utf-8")


def _lines(figures: dict[str, Any]) -> list[str]:
    lines = []
    for part, tables in figures["tables"].items():
        lines += ["", f"F1, {part} (claims: precision / recall / F1):", "", "| slot | " + " | ".join(tables) + " |"]
        lines.append("|---|" + "---|" * len(tables))
        for slot in tables["rules"]:
            cells = [_cell(slot, table[slot]) for table in tables.values()]
            lines.append(f"| {slot} | " + " | ".join(cells) + " |")
    errors = ", ".join(f"{part} {error:.3f}" for part, error in figures["calibration error"].items())
    lines += ["", f"Expected calibration error of the claims' confidence: {errors}."]
    size = sum((DATA / name).stat().st_size for name in ("lower.onnx", "upper.onnx")) / 1e6
    return [*lines, "", f"Size of the weights: {size:.1f} MB.", ""]


def _cell(slot: str, row: dict[str, float]) -> str:
    return f"{row['p']:.2f} / {row['r']:.2f} / {row['f1']:.2f}" if slot == "claims" else f"{row['f1']:.2f}"
