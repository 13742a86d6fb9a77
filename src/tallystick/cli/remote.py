"""``add``, ``link``, ``verify`` and ``publish`` on a casebook that a site serves."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tallystick.cli.desks import connected, named_rules
from tallystick.commands.linking import Linked
from tallystick.commands.publishing import Choices, written
from tallystick.commands.reading import ReadOptions, expand
from tallystick.commands.verifying import Verified
from tallystick.errors import UsageError
from tallystick.serialising import from_plain

_AT_ONCE = 20
_SECONDS = 1.0
Advance = Callable[[int, int], object]


def hand_in(server: str, paths: Sequence[str], options: ReadOptions, advance: Advance) -> list[dict[str, Any]]:
    """Hands files in and waits until the site has read them and brought them to incidents; how each part of them went.

    ``advance`` is told how many are read, and of how many. Who does not want to wait may stop: the site reads on.

    Raises UsageError for standard input and addresses, ServerError where the site refuses a file.
    """
    files = [Path(name) for name in expand(paths) if not _refuse(name)]
    with connected(server) as client:
        told = {"publisher": options.publisher or "", "published": options.published or ""}
        parts = [files[start : start + _AT_ONCE] for start in range(0, len(files), _AT_ONCE)]
        uploads = [client.add(part, **told)["upload"] for part in parts]
        while True:
            found = [client.upload(number) for number in uploads]
            advance(sum(one["finished"] for one in found), len(files))
            if all(one["linked"] for one in found):
                return found
            time.sleep(_SECONDS)


def _refuse(name: str) -> bool:
    if name == "-" or "://" in name:
        raise UsageError(f"{name} cannot be handed in to a server from here; name files, or use the site's own page.")
    return False


def link(server: str) -> tuple[Linked, int]:
    """Brings the claims of a served casebook to incidents: what that did, and how many tolls there are then."""
    with connected(server) as client:
        told = client.link()
        return from_plain(told["linked"], Linked), told["tolls"]


def verify(server: str, head: str | None) -> Verified:
    """What a check of everything in a served casebook found; the server checks, and tells at the end."""
    with connected(server) as client:
        return from_plain(client.verify(head or ""), Verified)


def export(server: str, form: str, output: Path | None, choices: Choices) -> None:
    """Writes what a site exports to a file that is whole or not there, or to standard output."""
    with connected(server) as client:
        data = client.export(form, choices.profile, **named_rules(choices.convention, choices.method))
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        written(output, data)
