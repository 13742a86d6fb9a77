"""Why the claims of an incident stand together: each report's account, and the evidence that joined it to another."""

from __future__ import annotations

from attrs import frozen

from tallystick.record import Evidence, Membership
from tallystick.web.incidents.opened import Opened, Ref

_SAME_REPORT = "same-report"


@frozen
class Link:
    """Claims of one report that joined those of another, or that a person placed here (``by``)."""

    refs: tuple[Ref, ...]
    to: Ref | None
    evidence: tuple[Evidence, ...]
    by: str | None


def links(opened: Opened) -> tuple[Link, ...]:
    """The accounts that joined the incident, in the order in which they did; its founder's own joined nothing."""
    accounts: dict[str, list[Membership]] = {}
    for member in opened.case.incident.members:
        first = member.claim if member.decided_by or not _within(member) else member.joined_by
        accounts.setdefault(first or member.claim, []).append(member)
    return tuple(_link(opened, members) for members in accounts.values() if _joined(members[0]))


def _within(member: Membership) -> bool:
    return any(piece.feature == _SAME_REPORT for piece in member.evidence)


def _joined(member: Membership) -> bool:
    return member.decided_by is not None or (member.joined_by is not None and not _within(member))


def _link(opened: Opened, members: list[Membership]) -> Link:
    first = members[0]
    to = next(iter(opened.refs([first.joined_by] if first.joined_by else [])), None)
    refs = tuple(opened.refs(member.claim for member in members))
    return Link(refs, to, first.evidence, first.decided_by)
