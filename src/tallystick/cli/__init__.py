"""The command line: parses, calls ``tallystick.commands`` and prints."""

from __future__ import annotations

import gc

gc.set_threshold(100_000, 20, 20)
# What starts up is many small objects that live on; looking them through as often as usual takes a tenth of the start.
