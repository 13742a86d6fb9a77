"""The record in the formats of the field: one module for each, found through entry points, the built-in ones too."""

from tallystick.publishing.registry import formats, publisher
from tallystick.publishing.settings import COVERAGE_NOTE, Publisher, Settings

__all__ = ["COVERAGE_NOTE", "Publisher", "Settings", "formats", "publisher"]
