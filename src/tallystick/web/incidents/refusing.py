"""Why a form about an incident was not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from tallystick.casebook import DecisionEntry


@frozen
class Refusal:
    """What others decided meanwhile, or a sentence that says what is wrong; neither where nothing was refused."""

    meanwhile: tuple[DecisionEntry, ...] = ()
    sentence: str = ""

    def __bool__(self) -> bool:
        """True where something was refused."""
        return bool(self.meanwhile or self.sentence)


NONE = Refusal()
