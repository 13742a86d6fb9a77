"""The door of the reader."""

from __future__ import annotations

from tallystick.reading.assembly.stages import STAGES
from tallystick.reading.assembly.workings import Workings
from tallystick.record import Claim, Document, PlaceNames


def read(document: Document, places: PlaceNames | None = None) -> tuple[Claim, ...]:
    """The claims of ``document``, in the order of the text.

    ``places`` says which words are known place names; without it places are found by their wording alone. Places of
    the claims have no coordinates yet. English only.
    """
    work = Workings(document, places)
    for _, stage in STAGES:
        stage(work)
    return work.claims
