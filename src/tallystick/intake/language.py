"""Which language a text is in: a count of English words first, a model only where that does not settle it."""

from __future__ import annotations

import re
from functools import cache

from tallystick.errors import IntakeError
from tallystick.vocabulary.loader import load

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE = 8_000
_SHORT = 200
"""Characters below which a text gives the model too little, so that its lead over English must be larger."""
_LEAD = {True: 60.0, False: 25.0}
"""Natural-log lead over English that refuses a (short, longer) text."""


def require_english(text: str, name: str) -> str:
    """The ISO 639-1 code of the language of ``text``.

    Raises IntakeError, naming the language, where the text is in one that this version does not read.
    """
    code = language_of(text)
    if code != "en":
        named = load("intake_languages")["names"].get(code, "another language")
        raise IntakeError(f"{name} is in {named} ({code}); this version reads English only.")
    return code


def language_of(text: str) -> str:
    """The ISO 639-1 code (639-3 where there is none) of the language; "en" where nothing speaks against it."""
    # Capitals are rare in what the model was trained on: cables in capitals would be taken for anything.
    sample = text[:_SAMPLE].lower()
    letters = _LETTER.findall(sample)
    if not letters:
        return "en"
    latin = sum(1 for letter in letters if _LATIN.match(letter)) / len(letters)
    if latin > 0.5 and _english_share(sample) >= load("intake_languages")["english_share"]:
        return "en"
    return _by_model(sample, mostly_latin=latin > 0.5)


@cache
def _english() -> frozenset[str]:
    return frozenset(load("intake_languages")["english"])


def _english_share(sample: str) -> float:
    words = [word for word in _WORD.findall(sample) if word.isascii()]
    return sum(word in _english() for word in words) / len(words) if words else 0.0


def _by_model(sample: str, *, mostly_latin: bool) -> str:
    import py3langid

    if not mostly_latin:
        sample = "".join(c for c in sample if not c.isascii() or c.isspace())
    ranked: list[tuple[str, float]] = py3langid.rank(sample)
    code, score = ranked[0]
    english = max(points for language, points in ranked if language in load("intake_languages")["read_as_english"])
    if mostly_latin and score - english < _LEAD[len(sample) < _SHORT]:
        return "en"
    return str(code)
