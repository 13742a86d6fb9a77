"""The readers that a benchmark measures, and articles as they read them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from tallystick.intake import open_bytes
from tallystick.record import Document

NAMES = ("rules", "embedded")


def add_option(parser: argparse.ArgumentParser, default: Sequence[str] = NAMES) -> None:
    """Adds ``--reader``, which may be given more than once; ``default`` are measured where it is not given."""
    parser.add_argument(
        "--reader", action="append", choices=NAMES, help=f"may be given twice; default: {', '.join(default)}"
    )
    parser.set_defaults(default_readers=tuple(default))


def chosen(options: argparse.Namespace) -> list[str]:
    """The names of the readers asked for, each once."""
    return list(dict.fromkeys(options.reader or options.default_readers))


def opened(text: str, number: str, *, published: str | None = None, title: str | None = None) -> Document:
    """A text as the command line opens it from the file NUMBER.txt."""
    return open_bytes(text.encode(), f"{number}.txt", published=published, title=title)[0].document


def coded(article: dict[str, Any]) -> Document:
    """A coded article as the command line opens it."""
    known = article["document"]
    return opened(article["text"], known["id"], published=known.get("published"), title=known.get("title"))
