"""Writes ``us_counties.tsv``, the second-order divisions of the United States with their middles, for ``build.py``.

    python training/gazetteer/us_counties.py

From the outlines of the Census Bureau (TIGER/Line, 2009; a work of the federal government, named as its source) as the
package bokeh-sampledata carries them, which this script needs and the build does not.
"""

from __future__ import annotations

import csv
from pathlib import Path

from bokeh_sampledata.us_counties import records

TABLE = Path(__file__).with_name("us_counties.tsv")
OUTLYING = frozenset({"PR", "VI", "GU", "AS", "MP"})


def main() -> None:
    """Writes the table, ordered by the census code of the division."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter="\t", lineterminator="\n")
        lines.writerow(("state", "name", "latitude", "longitude"))
        for record in records():
            if record["state"] not in OUTLYING:
                middle = record["geometry"].representative_point()
                name = record["detailed_name"].rpartition(",")[0] or record["name"]
                lines.writerow((record["state"], name, f"{middle.y:.2f}", f"{middle.x:.2f}"))


if __name__ == "__main__":
    main()
