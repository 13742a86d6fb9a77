"""Place names to coordinates and administrative divisions."""

from tallystick.gazetteer.candidates import Candidate
from tallystick.gazetteer.gazetteer import Gazetteer
from tallystick.gazetteer.names import normalise
from tallystick.gazetteer.packs import build_pack

__all__ = ["Candidate", "Gazetteer", "build_pack", "normalise"]
