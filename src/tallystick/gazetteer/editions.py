"""Which gazetteer, in which version: what a resolution keeps so that it can be traced."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen


@frozen
class Edition:
    """What a gazetteer file says of itself; ``sha256`` is that of the file that it was made from."""

    name: str
    version: str
    source: str
    licence: str
    sha256: str = ""
    added: str = ""
    """UTC time (ISO 8601) at which it was added; empty for the shipped one."""
    places: int = 0

    @property
    def label(self) -> str:
        """Name and version in one word: "syria@2026-11-26"."""
        return f"{self.name}@{self.version}"

    @classmethod
    def of(cls, about: Mapping[str, str], stem: str) -> Edition:
        """The edition of a file whose table ``about`` says so; ``stem`` names one that does not name itself."""
        return cls(
            name=about.get("name", stem),
            version=about.get("version", "0"),
            source=about["source"],
            licence=about["licence"],
            sha256=about.get("sha256", ""),
            added=about.get("added", ""),
            places=int(about.get("places", 0)),
        )
