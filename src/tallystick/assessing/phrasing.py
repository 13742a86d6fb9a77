"""Lists of words of the grades' vocabulary as patterns."""

from __future__ import annotations

import re
from functools import cache

from tallystick.vocabulary.grades import terms


@cache
def phrase(key: str) -> re.Pattern[str]:
    """Any of the words of a list; one that ends in a star stands for all that begin so."""
    words = (re.escape(w.rstrip("*")) + ("" if w.endswith("*") else r"\b") for w in terms("grades", key))
    return re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)
