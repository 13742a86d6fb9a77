"""Who may take a decision back: those who may take one of its kind."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from tallystick.web.pages import PageRequest
from tallystick.web.roles import act_of, may


def require_undo(request: PageRequest, number: int) -> None:
    """Lets those pass who may undo the decision of that number.

    Raises PermissionDenied where the role does not go that far, CasebookError where there is no such decision.
    """
    if not may(request.role, act_of(request.book.casebook.decision(number).kind)):
        raise PermissionDenied
