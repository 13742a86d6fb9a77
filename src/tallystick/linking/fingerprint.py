"""By what linking compares: a casebook that was linked by something else is linked anew."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from importlib.resources import files

from tallystick.vocabulary.loader import load

_VERSION = 2
"""To be raised where tellings hold, or linking compares, something else by the same vocabulary."""
_VOCABULARY = ("event_types", "linking", "linking_weights")


@cache
def fingerprint() -> str:
    """The SHA-256 of the vocabulary and the word frequencies by which tellings are made and compared, as hex digits."""
    told = json.dumps([_VERSION, *map(load, _VOCABULARY)], sort_keys=True, default=str)
    words = (files("tallystick.linking") / "data" / "word_frequencies.tsv").read_bytes()
    return sha256(told.encode() + b"\0" + words).hexdigest()
