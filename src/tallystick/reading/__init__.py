"""From a document to its claims, by rules: ``read`` is the door, ``STAGES`` the steps that it takes."""

from tallystick.reading.assembly.reader import read
from tallystick.reading.assembly.stages import STAGES
from tallystick.reading.assembly.workings import Workings

__all__ = ["STAGES", "Workings", "read"]
