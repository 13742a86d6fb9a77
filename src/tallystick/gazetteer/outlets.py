"""What an outlet's name and address tell of where its reports are from."""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from tallystick.gazetteer.names import normalise
from tallystick.record import Document
from tallystick.vocabulary.loader import load

_ADDRESS = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[:/].*)?", re.IGNORECASE | re.DOTALL)
_LETTERS = re.compile(r"[^a-z]+")
_SHORTEST = 4


@frozen
class Outlet:
    """``names`` are the outlet's name and address without spaces, ``country`` the ISO code of its address."""

    names: tuple[str, ...] = ()
    country: str | None = None

    @classmethod
    def of(cls, document: Document) -> Outlet:
        """The outlet that ``document`` names, by its publisher or, where it came from the web, its address."""
        hosts = [host for told in (document.publisher, document.path) if told and (host := _host(told))]
        names = [normalise(document.publisher or ""), *hosts]
        country = next((code for host in hosts if (code := _country(host))), None)
        return cls(tuple(_LETTERS.sub("", name.casefold()) for name in names if name), country)

    def bears(self, name: str) -> bool:
        """True where the outlet's name has that of the place in it ("parisbeacon")."""
        squeezed = normalise(name).replace(" ", "") if self.names else ""
        return len(squeezed) >= _SHORTEST and any(squeezed in own for own in self.names)


def _host(told: str) -> str | None:
    match = _ADDRESS.fullmatch(told.strip())
    return match[1].casefold().removeprefix("www.") if match else None


def _country(host: str) -> str | None:
    ending = host.rpartition(".")[2]
    return _countries().get(ending, ending.upper()) if len(ending) == 2 and ending not in _anyones() else None


@cache
def _countries() -> dict[str, str]:
    return dict(load("place_outlets")["countries"])


@cache
def _anyones() -> frozenset[str]:
    return frozenset(load("place_outlets")["anyones"])
