"""The words around a clause in its sentence."""

from __future__ import annotations

_LEAD = 60
_TAIL = 90


def around(clause: str, frame: str) -> tuple[str, str]:
    """The words of ``frame`` just before and just after ``clause``; empty where the frame does not hold it."""
    at = frame.find(clause)
    if at < 0:
        return "", ""
    end = at + len(clause)
    return frame[max(0, at - _LEAD) : at].rstrip(" \n\"“'‘"), frame[end : end + _TAIL]
