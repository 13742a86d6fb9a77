"""Django's own commands on a site: ``python -m tallystick.web.manage check --deploy``.

The site is the one of the environment (as for a server's processes), or that of the nearest casebook from the current
folder upward as it is served with ``--https``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from tallystick.errors import TallystickError
from tallystick.web.serving import folders
from tallystick.web.settings import configure
from tallystick.web.site import VARIABLE, Site


def main(arguments: Sequence[str]) -> None:
    """Runs one command; leaves with its status."""
    try:
        site = Site.of_environment() if VARIABLE in os.environ else Site(folders([]), secure=True).with_key()
    except TallystickError as error:
        sys.exit(f"manage: {error}")
    configure(site)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage", *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
