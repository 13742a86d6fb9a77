"""Makes the outlines of the countries that the site's maps are drawn on.

The source is Natural Earth's 1:50m countries (public domain, naturalearthdata.com, version 4.1), as the npm package
``world-atlas`` carries it in TopoJSON: ``npm pack world-atlas@2``, and unpack it. Borders are thinned to what a screen
shows (Douglas-Peucker on the shared arcs, so that neighbours keep one border); names and all else are dropped.

Usage: python training/outlines/build.py PACKAGE/countries-50m.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[2] / "src/tallystick/web/atlas/static/atlas/outlines.json"
TOLERANCE_DEGREES = 0.02
"""A point is left out where the border passes it more closely: two kilometres, a pixel at zoom 6."""

Point = tuple[int, int]


def build(source: dict[str, Any]) -> dict[str, Any]:
    """The countries of ``source`` (TopoJSON, quantised) with thinned arcs and nothing but their shapes."""
    scale = source["transform"]["scale"]
    arcs = [_steps(_thinned(_points(arc), TOLERANCE_DEGREES / min(scale))) for arc in source["arcs"]]
    shapes = [{"type": g["type"], "arcs": g["arcs"]} for g in source["objects"]["countries"]["geometries"]]
    countries = {"type": "GeometryCollection", "geometries": shapes}
    return {"type": "Topology", "transform": source["transform"], "objects": {"countries": countries}, "arcs": arcs}


def _points(arc: list[list[int]]) -> list[Point]:
    """The arc's points; TopoJSON gives each as the step from the one before."""
    points, x, y = [], 0, 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def _steps(points: list[Point]) -> list[Point]:
    before = [(0, 0), *points]
    return [(x - px, y - py) for (px, py), (x, y) in zip(before, points, strict=False)]


def _thinned(points: list[Point], tolerance: float) -> list[Point]:
    """Douglas-Peucker: the ends, and every point that is farther than ``tolerance`` from what is kept beside it."""
    keep, spans = {0, len(points) - 1}, [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        found = max(range(first + 1, last), key=lambda i: _off(points[i], points[first], points[last]), default=None)
        if found is not None and _off(points[found], points[first], points[last]) > tolerance:
            keep.add(found)
            spans += [(first, found), (found, last)]
    return [points[i] for i in sorted(keep)]


def _off(point: Point, start: Point, end: Point) -> float:
    """How far ``point`` lies from the line between ``start`` and ``end``."""
    (px, py), (sx, sy), (ex, ey) = point, start, end
    dx, dy = ex - sx, ey - sy
    length: float = (dx * dx + dy * dy) ** 0.5
    if not length:
        return float(((px - sx) ** 2 + (py - sy) ** 2) ** 0.5)
    return abs(dx * (sy - py) - dy * (sx - px)) / length


if __name__ == "__main__":
    TARGET.write_text(json.dumps(build(json.loads(Path(sys.argv[1]).read_text())), separators=(",", ":")))
