"""The breakdowns as files: SVG and PNG (Vega-Lite, drawn here without a network), and CSV.

Altair and vl-convert take a second to load and are loaded with the first chart.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from tallystick.publishing.csv_table import safe
from tallystick.web.atlas.sums import NOTHING, Totals
from tallystick.web.atlas.totals import Share
from tallystick.web.labels import label

if TYPE_CHECKING:
    import altair

_SERIES = ("sure", "unsure")
_COLOURS = ["#31558a", "#b5651d"]
_PNG_SCALE = 2.0
_NO_NETWORK: list[str] = []
_BY_WORDS = ("event", "grade", "confirmation")
"""Breakdowns whose rows are words of the vocabulary; those of others are data."""


def titles() -> dict[str, str]:
    """What each breakdown is called."""
    return {
        "month": _("Killed by month"),
        "event": _("Killed by kind of event"),
        "grade": _("Killed by grade"),
        "confirmation": _("Killed by confirmation"),
        "informant": _("Killed by informant"),
    }


def series_names() -> dict[str, str]:
    """What the two sums are called that are never added up."""
    return {"sure": _("confirmed or corroborated"), "unsure": _("unconfirmed")}


def as_csv(name: str, shares: tuple[Share, ...]) -> bytes:
    """RFC 4180, UTF-8; a label that a spreadsheet would run as a formula is made text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([name, *(f"{series}_{column}" for series in _SERIES for column in NOTHING)])
    for share in shares:
        sums = (getattr(share, series) for series in _SERIES)
        writer.writerow([safe(share.key), *(getattr(found, column) for found in sums for column in NOTHING)])
    return out.getvalue().encode()


def as_svg(name: str, shares: tuple[Share, ...]) -> bytes:
    """The chart as SVG."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(_specification(name, shares), allowed_base_urls=_NO_NETWORK)
    return drawn.encode()


def as_png(name: str, shares: tuple[Share, ...]) -> bytes:
    """The chart as PNG, twice as large as on the page."""
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_png(
        _specification(name, shares), scale=_PNG_SCALE, allowed_base_urls=_NO_NETWORK
    )
    return drawn


FORMS: dict[str, tuple[str, Callable[[str, tuple[Share, ...]], bytes]]] = {
    "svg": ("image/svg+xml", as_svg),
    "png": ("image/png", as_png),
    "csv": ("text/csv; charset=utf-8", as_csv),
}
"""The media type of each form and what makes it."""


def _specification(name: str, shares: tuple[Share, ...]) -> str:
    specification: str = json.dumps(_chart(name, shares).to_dict())
    return specification


def _chart(name: str, shares: tuple[Share, ...]) -> altair.LayerChart:
    """A line from low to high and a mark at the best, for each row and each of the two sums."""
    import altair

    base, upward = altair.Chart({"values": _values(name, shares)}), name == "month"
    along, kind = ("y", altair.Y) if upward else ("x", altair.X)
    rows = {"y": altair.Y("label:N", sort=None, title=None), "yOffset": "series:N"}
    across: dict[str, Any] = {"x": altair.X("label:T", title=None)} if upward else rows
    span: dict[str, Any] = {along: kind("low:Q", title=_("killed")), f"{along}2": "high:Q"}
    point: dict[str, Any] = {along: kind("best:Q", title=_("killed"))}
    colours = altair.Scale(range=_COLOURS)
    colour, shape = altair.Color("series:N", title=None, scale=colours), altair.Shape("series:N", title=None)
    stroke = altair.Stroke("series:N", scale=colours, legend=None)
    lines = base.mark_rule(strokeWidth=3, opacity=0.6).encode(stroke=stroke, **across, **span)
    points = base.mark_point(filled=True, size=50, opacity=1).encode(color=colour, shape=shape, **across, **point)
    layers: altair.LayerChart = (
        altair.layer(lines, points).properties(title=titles()[name], width=640).configure_view(stroke=None)
    )
    return layers


def _values(name: str, shares: tuple[Share, ...]) -> list[dict[str, Any]]:
    names = series_names()
    return [
        {
            "label": _label(name, share),
            "series": names[series],
            "low": found.low,
            "best": found.best,
            "high": found.high,
        }
        for share in shares
        for series in _SERIES
        if (found := _of(share, series)).incidents
    ]


def _label(name: str, share: Share) -> str:
    return label(share.key) if name in _BY_WORDS else share.label


def _of(share: Share, series: str) -> Totals:
    found: Totals = getattr(share, series)
    return found
