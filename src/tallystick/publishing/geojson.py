"""GeoJSON (RFC 7946): a feature for each incident; without coordinates its geometry is null."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

from tallystick.publishing.rows import row
from tallystick.publishing.settings import Settings
from tallystick.record import CaseFile


class GeoJson:
    """A FeatureCollection with the coverage note as a member beside the features."""

    name = "geojson"
    suffix = ".geojson"
    media_type = "application/geo+json"

    def write(self, cases: Iterable[CaseFile], out: IO[bytes], settings: Settings) -> int:
        """Write the collection feature by feature."""
        head = {"type": "FeatureCollection", "coverage_note": settings.coverage_note, "generator": settings.version}
        out.write((json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [').encode())
        count = 0
        for case in cases:
            separator = ",\n" if count else "\n"
            out.write((separator + json.dumps(_feature(case, settings), ensure_ascii=False)).encode())
            count += 1
        out.write(b"\n]}\n")
        return count


def _feature(case: CaseFile, settings: Settings) -> dict[str, Any]:
    properties = row(case, settings)
    latitude, longitude = properties.pop("latitude"), properties.pop("longitude")
    del properties["coverage_note"]
    geometry = None if latitude is None else {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "id": case.incident.id, "geometry": geometry, "properties": properties}
