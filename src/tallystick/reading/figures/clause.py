"""A clause as it is attached: its tokens, mentions and cues, and what an attachment is."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from tallystick.reading.figures.cues import Cue
from tallystick.reading.figures.lexicon import ADVERBS, BE, HAVE, PREPOSITIONS, RELATIVES
from tallystick.reading.figures.mentions import Mention
from tallystick.reading.figures.tokens import Token

REACH = 40
"""How many words off a cue is looked for; it also keeps the work linear in the length of the text."""
BEFORE_DEATH = frozenset({"detained", "abducted", "casualties"})
"""What may be told of people who were killed in the end."""
_FREE = ADVERBS | RELATIVES | BE | HAVE
_SINGLE_MEASURES = frozenset({"killed", "injured", "abducted", "detained", "casualties", "missing", "evacuated"})
_NEAR = {
    ("bare", "left"): 3,
    ("bare", "right"): 4,
    ("unknown", "left"): 3,
    ("unknown", "right"): 12,
    ("single", "left"): 1,
    ("single", "right"): 9,
}
"""How far off a cue may stand for the weaker kinds of mention."""


@frozen
class Attachment:
    """A mention's measure, the cue that gives it, and how far off that stands (``cost``: 0 is next to it).

    ``side`` is ``left`` (the cue takes the mention as its object), ``right`` (as its subject), ``part`` (a part told
    after its whole's cue), ``toll`` (a total) or ``own`` (the phrase itself names the measure). ``shared`` is true
    where the cue is that of the mention before; ``strict`` is false where more than "and" stands between those two.
    """

    measure: str
    cost: int
    side: str
    cue: Cue | None = None
    shared: bool = False
    strict: bool = True


class Clause:
    """Tokens, mentions and cues of a clause, with where each stands."""

    def __init__(self, tokens: Sequence[Token], mentions: Sequence[Mention], cues: Sequence[Cue]) -> None:
        self.tokens = tokens
        self.mentions = mentions
        self.cues = cues
        self.cue_at = {k: c for c in cues for k in range(c.start, c.end)}
        self.mention_at = {k: n for n, m in enumerate(mentions) for k in range(m.start, m.end)}


def step(word: str) -> int:
    """What a word between a mention and its cue costs: auxiliaries and adverbs nothing, a preposition most."""
    if word in _FREE:
        return 0
    return 3 if word in PREPOSITIONS else 1


def if_fit(mention: Mention, attachment: Attachment) -> Attachment | None:
    """The attachment where the mention is one that the cue takes at that distance.

    A number without a noun, a noun that is not known to name people and a single person must stand near their cue; a
    word of many uses ("left") takes only counted people.
    """
    cue = attachment.cue
    if cue is not None and cue.weak and (mention.head != "person" or mention.kind == "single"):
        return None
    if mention.kind == "single" and attachment.measure not in _SINGLE_MEASURES:
        return None
    kind = mention.kind if mention.kind == "single" else mention.head
    return attachment if attachment.cost <= _NEAR.get((kind, attachment.side), REACH) else None
