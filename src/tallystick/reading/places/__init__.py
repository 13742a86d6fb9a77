"""Place expressions of a report, and which of them is the place of an event."""

from tallystick.reading.places.choosing import ReportPlaces, choose_place
from tallystick.reading.places.expressions import find_names, find_places
from tallystick.reading.places.mentions import MentionKind, PlaceMention

__all__ = ["MentionKind", "PlaceMention", "ReportPlaces", "choose_place", "find_names", "find_places"]
