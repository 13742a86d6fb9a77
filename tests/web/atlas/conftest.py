"""A casebook with incidents that a test makes up: only their digests, which is all that maps and totals read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from browsing import browser, page

__all__ = ["browser", "page"]

if TYPE_CHECKING:
    from tallystick.casebook.models import IncidentDigest
    from tallystick.commands.casebooks import Book

Add = Callable[..., "IncidentDigest"]


@pytest.fixture
def add(book: Book) -> Add:
    """Adds a digest with some fields to the casebook, which holds no other; ``informants`` names its informants."""
    from tallystick.casebook import tallying
    from tallystick.casebook.incidents import next_number
    from tallystick.casebook.models import Incident, IncidentDigest, IncidentVoice, Tally, VoiceTally

    alias = book.casebook.alias
    for model in (IncidentVoice, IncidentDigest, Tally, VoiceTally):
        model.objects.using(alias).all().delete()

    def made(informants: tuple[str, ...] = (), **fields: Any) -> IncidentDigest:
        event = fields.get("event", "airstrike")
        incident = Incident.objects.using(alias).create(number=next_number(alias), event=event)
        usual = {"stale": False, "harm": True, "event": event, "grade": "fair", "confirmation": "corroborated"}
        digest = IncidentDigest.objects.using(alias).create(incident=incident, **usual | fields)
        voices = [IncidentVoice(digest=digest, kind="informant", name=name) for name in informants]
        IncidentVoice.objects.using(alias).bulk_create(voices)
        tallying.change(alias, (), [digest], (), voices)
        return digest

    return made


@pytest.fixture
def alias(book: Book) -> str:
    """The casebook's database."""
    return book.casebook.alias
