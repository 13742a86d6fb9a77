"""Who may call what: each operation names its act; a token may do what both its scopes and its person's role allow.

That is decided with the sign-in, before anything of the call but its address is looked at: who may not call an
operation learns nothing of what it takes.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, cast

from django.contrib.auth.models import User
from django.http import HttpRequest
from ninja import Path
from ninja import security as ninja_security
from ninja.errors import HttpError
from ninja.operation import Operation as Endpoint
from ninja.security import HttpBearer
from ninja.security.base import AuthBase
from ninja.utils import contribute_operation_callback

from tallystick.web.api import tokens
from tallystick.web.api.models import Token
from tallystick.web.pages import PageRequest
from tallystick.web.people.membership import role_in
from tallystick.web.people.safety import lacks_second_step
from tallystick.web.roles import may
from tallystick.web.shelf import shelf


class CallRequest(PageRequest):
    """A call that was let in to do ``act``; what makes a page's data takes it for a request of that page."""

    auth: Any
    act: str


class TokenAuth(HttpBearer):
    """``Authorization: Bearer tally_...``, of somebody who may do ``act`` in the casebook of the address."""

    def __init__(self, act: str | None = None) -> None:
        super().__init__()
        self._act = act

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """The token; None refuses the call."""
        found = tokens.find(token)
        if found is not None:
            request.user = found.user
            _admit(request, found, self._act)
        return found


class SessionAuth(ninja_security.SessionAuth):
    """The session of somebody who signed in on the site and may do ``act`` in the casebook of the address."""

    def __init__(self, act: str | None = None) -> None:
        super().__init__(csrf=True)
        self._act = act

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        """The person; None refuses the call."""
        found: User | None = super().authenticate(request, key)
        if found is not None:
            _admit(request, found, self._act)
        return found


def sign_in(act: str | None = None) -> list[AuthBase]:
    """The ways to sign in for an operation that takes ``act``; None for one that is of no casebook."""
    return [TokenAuth(act), SessionAuth(act)]


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
            if getattr(request, "act", None) != act:
                raise HttpError(403, "The caller was not let in to this.")
            return operation(request, casebook=casebook, **words)

        def admitting(endpoint: Endpoint) -> None:
            endpoint.auth_param = endpoint.auth_callbacks = sign_in(act)

        contribute_operation_callback(guarded, admitting)
        # The interface's description reads annotations where the wrapper stands; they are names of the operation's.
        guarded.__signature__ = inspect.signature(operation, eval_str=True)  # type: ignore[attr-defined]
        return guarded

    return guard


def require(request: CallRequest, act: str) -> None:
    """Refuses a call that goes on to something that takes ``act`` too, beyond the caller's role or scopes."""
    _require(request.role, request.auth, act)


def _require(role: str, auth: Token | User, act: str) -> None:
    scopes = auth.acts if isinstance(auth, Token) else None
    if not may(role, act) or (scopes is not None and act not in scopes):
        raise HttpError(403, f"This takes the act {act!r}, which your role or your token does not allow.")


def _admit(request: HttpRequest, auth: Token | User, act: str | None) -> None:
    """Puts the casebook of the address and the caller's role there on the request, which may do ``act``."""
    if act is None or not isinstance(request.user, User) or request.resolver_match is None:
        return
    token = auth if isinstance(auth, Token) else None
    shelved = shelf().get(request.resolver_match.kwargs["casebook"])
    role = role_in(request.user, shelved.id) if shelved is not None else None
    if shelved is None or role is None or (token is not None and token.casebook != shelved.id):
        raise HttpError(404, "There is no such casebook, or none that you may see.")
    _require(role, auth, act)
    if token is None and lacks_second_step(request.user, shelved.id):
        raise HttpError(403, "This casebook asks for a second factor; sign in with a code, or use a token.")
    call = cast(CallRequest, request)
    call.shelved, call.book, call.role, call.act = shelved, shelved.book, role, act
