"""The reliability diagram: for each tenth of confidence, how often a coder agrees."""

from __future__ import annotations

from collections.abc import Iterator

Bins = list[tuple[float, float, int]]
_SIDE, _GAP, _ACROSS = 150, 50, 4
_STYLE = "font-family: sans-serif; font-size: 11px"


def diagram(slots: dict[str, Bins]) -> str:
    """An SVG with a square for each slot: confidence to the right, share that a coder agrees with upwards.

    A point's area grows with how many fillers it stands for; on the diagonal confidence is what it says.
    """
    rows = -(-len(slots) // _ACROSS)
    step = _SIDE + _GAP
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_ACROSS * step} {rows * step}" style="{_STYLE}">'
    parts = [head, '<rect width="100%" height="100%" fill="white"/>']
    for number, (slot, bins) in enumerate(slots.items()):
        x, y = (number % _ACROSS) * step + _GAP / 2, (number // _ACROSS) * step + _GAP / 2
        parts += [f'<g transform="translate({x},{y})">', *_square(slot, bins), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def _square(slot: str, bins: Bins) -> Iterator[str]:
    yield f'<text x="0" y="-6">{slot} ({sum(count for _, _, count in bins)})</text>'
    yield f'<rect width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#888"/>'
    yield f'<line x1="0" y1="{_SIDE}" x2="{_SIDE}" y2="0" stroke="#bbb" stroke-dasharray="4"/>'
    most = max(count for _, _, count in bins)
    at = [(_SIDE * sure, _SIDE * (1 - right), 2 + 6 * (count / most) ** 0.5) for sure, right, count in bins]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in at)
    yield f'<polyline points="{line}" fill="none" stroke="#1f5f8b"/>'
    for x, y, size in at:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="#1f5f8b" fill-opacity="0.6"/>'
    for label, spot in (("0", 0), ("1", _SIDE)):
        yield f'<text x="{spot}" y="{_SIDE + 14}" text-anchor="middle">{label}</text>'
