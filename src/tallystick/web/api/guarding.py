"""Who may call what: each operation names its act; a token may do what both its scopes and its person's role allow."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from ninja import Path
from ninja.errors import HttpError
from ninja.security import HttpBearer

from tallystick.web.api import tokens
from tallystick.web.api.models import Token
from tallystick.web.pages import PageRequest
from tallystick.web.people.membership import role_in
from tallystick.web.people.safety import lacks_second_step
from tallystick.web.roles import may
from tallystick.web.shelf import shelf


class TokenAuth(HttpBearer):
    """``Authorization: Bearer tally_...``."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """The token; None refuses the call."""
        found = tokens.find(token)
        if found is not None:
            request.user = found.user
        return found


class CallRequest(PageRequest):
    """A call that was let in; what makes a page's data takes it for a request of that page."""

    auth: Any


Named = Annotated[str, Path(max_length=100, description="The casebook's name on this site.")]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Operation = Callable[..., Any]
_acts: dict[str, str] = {}


def acts() -> dict[str, str]:
    """The act of each operation, by the operation's name."""
    return dict(_acts)


def takes(act: str) -> Callable[[Operation], Operation]:
    """Lets an operation on a casebook be called by those who may do ``act`` there.

    A casebook that is none of the caller's is not there (404); an act beyond role or scopes is forbidden (403).
    """

    def guard(operation: Operation) -> Operation:
        _acts[operation.__name__] = act

        @wraps(operation)
        def guarded(request: CallRequest, casebook: str, **words: Any) -> Any:
            _admit(request, casebook, act)
            return operation(request, casebook=casebook, **words)

        # The interface's description reads annotations where the wrapper stands; they are names of the operation's.
        guarded.__signature__ = inspect.signature(operation, eval_str=True)  # type: ignore[attr-defined]
        return guarded

    return guard


def require(request: CallRequest, act: str) -> None:
    """Refuses a call that goes on to something that takes ``act`` too, beyond the caller's role or scopes."""
    scopes = request.auth.acts if isinstance(request.auth, Token) else None
    if not may(request.role, act) or (scopes is not None and act not in scopes):
        raise HttpError(403, f"This takes the act {act!r}, which your role or your token does not allow.")


def _admit(request: CallRequest, casebook: str, act: str) -> None:
    token = request.auth if isinstance(request.auth, Token) else None
    shelved = shelf().get(casebook)
    role = role_in(request.user, shelved.id) if shelved is not None and isinstance(request.user, User) else None
    if shelved is None or role is None or (token is not None and token.casebook != shelved.id):
        raise HttpError(404, "There is no such casebook, or none that you may see.")
    request.shelved, request.book, request.role = shelved, shelved.book, role
    require(request, act)
    if token is None and lacks_second_step(request.user, shelved.id):
        raise HttpError(403, "This casebook asks for a second factor; sign in with a code, or use a token.")
