"""Formats by name, from the entry points of the group ``tallystick.publishers``."""

from __future__ import annotations

from importlib.metadata import entry_points

from tallystick.errors import UsageError
from tallystick.publishing.settings import Publisher

GROUP = "tallystick.publishers"


def formats() -> tuple[str, ...]:
    """Names of the installed formats in alphabetical order."""
    return tuple(sorted(point.name for point in entry_points(group=GROUP)))


def publisher(name: str) -> Publisher:
    """The format called ``name``.

    Raises UsageError naming the installed ones where there is none.
    """
    for point in entry_points(group=GROUP, name=name):
        made: Publisher = point.load()()
        return made
    raise UsageError(f"There is no format named {name!r}; the installed ones are {', '.join(formats())}.")
