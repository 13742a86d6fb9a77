"""Whether a party takes harm upon itself: in doubt it does not, since an admission decides the grade."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.assessing.belligerents import Belligerent
from tallystick.assessing.identity import identify
from tallystick.assessing.material import Told
from tallystick.assessing.phrasing import phrase
from tallystick.assessing.status import side_of
from tallystick.assessing.victims import names_civilians_harmed, names_people_harmed

_LEAD_IN = 200
"""How far before a claim, in characters, the source that introduces it may stand."""


def admitted_by(told: Told, blamed: Sequence[Belligerent]) -> str | None:
    """Name of the party that says of itself that it harmed people; None where the claim is no plain admission.

    A plain admission is told as having happened and without doubt, names nobody else as the one who did it, names
    people harmed who are not fighters, and nothing takes it back. It uses words of admission, or says of the party's
    own act that it harmed civilians.
    """
    claim = told.claim
    plain = claim.status == "occurred" and claim.certainty == "stated" and not told.own_voice
    if not plain or not names_people_harmed(told):
        return None
    who = identify(told, {told.document.id: told.document.id})
    side = side_of(who, told.known.actors) if who.kind != "media" else None
    if side is None or any(party.id != side.id for party in blamed):
        return None
    words = "admission_words" if blamed else "responsibility_words"
    said = _said(told)
    plainly = bool(blamed) and names_civilians_harmed(told) and not phrase("admission_blockers").search(said)
    return who.name if plainly or _says(words, said) else None


def takes_responsibility(told: Told) -> bool:
    """True where the speaker takes the act upon itself in so many words, whoever was harmed."""
    return not told.own_voice and _says("responsibility_words", _said(told))


def _says(words: str, said: str) -> bool:
    return bool(phrase(words).search(said)) and not phrase("admission_blockers").search(said)


def _said(told: Told) -> str:
    """The claim's words with its cue, and what stands between its source and the claim."""
    claim, link = told.claim, told.claim.informant
    start = claim.text.start
    if link and link.text and start - _LEAD_IN <= link.text.start < start:
        start = link.text.start
    saying = f"{link.source} {link.cue or ''}" if link else ""
    return f"{saying} {told.document.text[start : claim.text.end]}"
