"""Invented places in the layouts of those who publish real ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HEADER = "id\tname\tplacetype\tlat\tlon\tgeonames\tparent\tpopulation\tnames\n"
WHOSONFIRST = HEADER + (
    "1\tSyria\tcountry\t35\t38\t\t-1\t\teng:SY|eng:Syria\n"
    "2\tTestan (Tistan)\tregion\t35.2\t37\t\t1\t1000\teng:Testan Governorate|ara:تستان\n"
    "4\tQarzin\tlocality\t35.26\t36.61\t\t2\t\teng:Qarzin|fra:Carzine\n"
)


def geonames_line(number: int, name: str, code: str, others: str, admin2: str = "", people: int = 0) -> str:
    """A line of a GeoNames dump."""
    cells = [str(number), name, name, others, "35.0", "37.0", code[:1], code, "SY", "", "09", admin2, "", ""]
    return "\t".join([*cells, str(people), "", "", "Asia/Damascus", "2020-01-01"]) + "\n"


GEONAMES = (
    geonames_line(10, "Testan Governorate", "ADM1", "Testan,تستان")
    + geonames_line(11, "Middle District", "ADM2", "", "0901")
    + geonames_line(12, "Qarzin", "PPL", "Karzin,QRZ,qarzyn,Карзин", "0901", 700)
    + geonames_line(13, "Dry Well", "WLL", "")
)


def area(properties: dict[str, Any], west: float, south: float, size: float) -> dict[str, Any]:
    """A square with properties in GeoJSON."""
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def subdistrict(number: int, west: float, **more: Any) -> dict[str, Any]:
    """A third-order division as OCHA's datasets give them, one degree wide."""
    own = {"ADM3_EN": f"Nahiya {number}", "ADM3_AR": "ناحية", "ADM3_PCODE": f"SY99010{number}"}
    above = {"ADM2_EN": "Middle Mantiqa", "ADM2_PCODE": "SY9901", "ADM1_EN": "Testan", "ADM1_PCODE": "SY99"}
    return area({**own, **above, "ADM0_EN": "Syria", "ADM0_PCODE": "SY", **more}, west, 34.0, 1.0)


def collection(*features: dict[str, Any]) -> str:
    """A GeoJSON file."""
    return json.dumps({"type": "FeatureCollection", "features": list(features)}, ensure_ascii=False)


TEXTS = {
    "places.tsv": WHOSONFIRST,
    "XA.txt": GEONAMES,
    "cod.geojson": collection(subdistrict(1, 40.0), subdistrict(2, 41.0)),
    "quarters.geojson": collection(
        area({"Id": 1, "NAME": "Bab Qwxzy", "NAME_A": "باب قوزي"}, 37.1, 36.2, 0.01),
        area({"Id": 2, "NAME": "Tall Vwrtin", "NAME_A": None}, 37.15, 36.2, 0.01),
        area({"Id": 3, "NAME": None}, 37.2, 36.2, 0.01),
    ),
}


@pytest.fixture
def source(tmp_path: Path) -> Callable[[str], Path]:
    """Writes one of the invented files: places.tsv, XA.txt, cod.geojson or quarters.geojson."""

    def write(name: str) -> Path:
        path = tmp_path / name
        path.write_text(TEXTS[name], encoding="utf-8")
        return path

    return write
