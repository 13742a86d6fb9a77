"""Files of places, as others publish them, to the rows of a gazetteer file."""

from tallystick.gazetteer.formats.content import Content
from tallystick.gazetteer.formats.reading import read_places

__all__ = ["Content", "read_places"]
