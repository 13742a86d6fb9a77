"""Place names to coordinates and administrative divisions."""

from tallystick.gazetteer.candidates import Candidate
from tallystick.gazetteer.editions import Edition
from tallystick.gazetteer.gazetteer import Gazetteer
from tallystick.gazetteer.home import Home
from tallystick.gazetteer.library import Library, user_folder
from tallystick.gazetteer.names import normalise
from tallystick.gazetteer.packs import build_pack

__all__ = ["Candidate", "Edition", "Gazetteer", "Home", "Library", "build_pack", "normalise", "user_folder"]
