"""Who says that whom did it: the rival accounts side by side."""

from __future__ import annotations

from attrs import frozen
from django.utils.translation import gettext

from tallystick.vocabulary.loader import load
from tallystick.web.incidents.opened import Opened, Ref


@frozen
class Blamed:
    """A side that is blamed: how many independent informants blame it, and whether another account rules it out."""

    side: str
    informants: tuple[str, ...]
    low: int
    high: int
    rival: bool
    refs: tuple[Ref, ...]


@frozen
class Stance:
    """What one informant says of one side, and for whom it speaks."""

    informant: str
    speaks_for: str | None
    says: str
    refs: tuple[Ref, ...]


@frozen
class Accounts:
    """The blame, and every stance behind it; parties in their own cause, each with its sentence."""

    blamed: tuple[Blamed, ...]
    stances: tuple[Stance, ...]
    interests: tuple[tuple[str, tuple[Ref, ...]], ...]


def accounts(opened: Opened) -> Accounts:
    """The accounts of the incident, never merged to one."""
    told = opened.explained["accounts"]
    counts = {support["perpetrator"]: (support["low"], support["high"]) for support in told["support"]}
    blamed = tuple(
        Blamed(
            blame.perpetrator,
            blame.informants,
            *counts.get(blame.perpetrator, (len(blame.informants), len(blame.informants))),
            blame.perpetrator in told["rivals"],
            tuple(opened.refs(blame.claims)),
        )
        for blame in opened.case.assessment.blame
    )
    stances = tuple(
        Stance(s["informant"], s["side"], _says(s["says"], s["perpetrator"]), tuple(opened.refs(s["claims"])))
        for s in told["stances"]
    )
    interests = tuple((i["reason"], tuple(opened.refs(i["claims"]))) for i in told["interests"])
    return Accounts(blamed, stances, interests)


def _says(stance: str, side: str | None) -> str:
    """What an account says of a side, in the language in force: "blames NATO"."""
    return gettext(load("interests")["stances"][stance]).format(side=gettext(side) if side else "")
