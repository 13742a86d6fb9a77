"""Whether a party takes harm upon itself: in doubt it does not, since an admission decides the grade."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tallystick.assessing.belligerents import Belligerent
from tallystick.assessing.identity import identify
from tallystick.assessing.material import Told
from tallystick.assessing.status import side_of
from tallystick.assessing.victims import names_people_harmed
from tallystick.vocabulary.grades import terms

_LEAD_IN = 200
"""How far before a claim, in characters, the source that introduces it may stand."""
_BESIDE = 40
"""How far a side's name may stand before the words by which it takes responsibility, in characters."""


def admitted_by(told: Told, blamed: Sequence[Belligerent]) -> str | None:
    """Name of the party that says of itself that it harmed people; None where the claim is no plain admission.

    A plain admission is told as having happened and without doubt, names nobody else as the one who did it, uses words
    of admission that nothing takes back, and names people harmed who are not fighters.
    """
    claim = told.claim
    if claim.status != "occurred" or claim.certainty != "stated" or not names_people_harmed(told):
        return None
    if told.own_voice:
        return blamed[0].label if len(blamed) == 1 and blamed[0].type and _takes_responsibility(told) else None
    who = identify(told, {told.document.id: told.document.id})
    side = side_of(who.name, who.kind) if who.kind != "media" else None
    if side is None or any(party.id != side.id for party in blamed):
        return None
    words = "admission_words" if blamed else "responsibility_words"
    return who.name if _says(words, _said(told)) else None


def _takes_responsibility(told: Told) -> bool:
    """True where the report says of the side just before the words that it took responsibility."""
    said = told.claim.text.exact
    match = _pattern("responsibility_words").search(said)
    names = [p.text for p in told.claim.perpetrators if p.text]
    if match is None or _pattern("admission_blockers").search(said):
        return False
    start = told.claim.text.start + match.start()
    return any(start - _BESIDE <= name.end <= start for name in names)


def _says(words: str, said: str) -> bool:
    return bool(_pattern(words).search(said)) and not _pattern("admission_blockers").search(said)


def _said(told: Told) -> str:
    """The claim's words with its cue, and what stands between its source and the claim."""
    claim, link = told.claim, told.claim.informant
    start = claim.text.start
    if link and link.text and start - _LEAD_IN <= link.text.start < start:
        start = link.text.start
    saying = f"{link.source} {link.cue or ''}" if link else ""
    return f"{saying} {told.document.text[start : claim.text.end]}"


@cache
def _pattern(key: str) -> re.Pattern[str]:
    """Any of the words; one that ends in a star stands for all that begin so."""
    words = (re.escape(w.rstrip("*")) + ("" if w.endswith("*") else r"\b") for w in terms("grades", key))
    return re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)
