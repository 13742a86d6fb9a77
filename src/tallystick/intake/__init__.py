"""Bytes to Document: text, HTML, PDF, feeds and mail; language, title, publisher, dates and furniture.

    open_path(path) -> Opened        the reports of a file: a list of Intake, and the parts that could not be read
    open_bytes(data, name) -> Opened
    discover(paths) -> Iterator[Path]
    read_manifest(path) -> Iterator[ManifestEntry | ManifestProblem]
    to_original(document, start, end) -> (start, end) | None

Whatever cannot be read raises ``tallystick.errors.IntakeError``. Nothing here uses the network.
"""

from tallystick.intake.alignment import to_original
from tallystick.intake.extracted import Intake
from tallystick.intake.formats import passed_over
from tallystick.intake.identity import iso_day
from tallystick.intake.manifest import ManifestEntry, ManifestProblem, read_manifest
from tallystick.intake.opening import LARGEST_FILE, Opened, discover, open_bytes, open_path

__all__ = [
    "LARGEST_FILE",
    "Intake",
    "ManifestEntry",
    "ManifestProblem",
    "Opened",
    "discover",
    "iso_day",
    "open_bytes",
    "open_path",
    "passed_over",
    "read_manifest",
    "to_original",
]
