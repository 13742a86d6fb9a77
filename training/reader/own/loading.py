"""The project's own coded texts, in the layout of the other training articles.

``from own.loading import own_articles`` works in scripts that are run as ``python training/reader/run.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from own.coding import Article, coded

TEXTS = Path(__file__).resolve().parent / "texts"
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Every scalar is a string, so that dates and numbers stay as they were written."""


def own_articles(folder: Path = TEXTS) -> Iterator[Article]:
    """Every text of ``folder``, coded: ``{"document", "text", "claims"}``.

    Raises CodingError where one cannot be built.
    """
    return map(coded, own_sources(folder))


def own_sources(folder: Path = TEXTS) -> Iterator[dict[str, Any]]:
    """Every text of ``folder`` as it was authored, file by file."""
    for path in sorted(folder.glob("*.yaml")):
        yield from yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
