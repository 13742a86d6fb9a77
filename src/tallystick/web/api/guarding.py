"""Who may call what: each operation names its act; a token may do what both its scopes and its person's role allow."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from attrs import frozen
from django.contrib.auth.models import User
from django.http import HttpRequest
from ninja import Path
from ninja.errors import HttpError
from ninja.security import HttpBearer

from tallystick.commands.casebooks import Book
from tallystick.web.api import tokens
from tallystick.web.api.models import Token
from tallystick.web.people.membership import role_in
from tallystick.web.people.safety import lacks_second_step
from tallystick.web.roles import may
from tallystick.web.shelf import Shelved, shelf


class TokenAuth(HttpBearer):
    """``Authorization: Bearer tally_...``."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """The token; None refuses the call."""
        found = tokens.find(token)
        if found is not None:
            request.user = found.user
        return found


@frozen
class Caller:
    """Who calls, and on which casebook."""

    user: User
    shelved: Shelved

    @property
    def book(self) -> Book:
        """The casebook."""
        return self.shelved.book

    @property
    def name(self) -> str:
        """The author of what is decided."""
        return self.user.get_username()


class CallRequest(HttpRequest):
    """A call that was let in."""

    caller: Caller
    auth: Any


Named = Annotated[str, Path(max_length=100, description="The casebook's name on this site.")]
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
            request.caller = _admit(request, casebook, act)
            return operation(request, casebook=casebook, **words)

        # The interface's description reads annotations where the wrapper stands; they are names of the operation's.
        guarded.__signature__ = inspect.signature(operation, eval_str=True)  # type: ignore[attr-defined]
        return guarded

    return guard


def _admit(request: CallRequest, casebook: str, act: str) -> Caller:
    token = request.auth if isinstance(request.auth, Token) else None
    shelved = shelf().get(casebook)
    role = role_in(request.user, shelved.id) if shelved is not None and isinstance(request.user, User) else None
    if shelved is None or role is None or (token is not None and token.casebook != shelved.id):
        raise HttpError(404, "There is no such casebook, or none that you may see.")
    if not may(role, act) or (token is not None and act not in token.acts):
        raise HttpError(403, f"This takes the act {act!r}, which your role or your token does not allow.")
    assert isinstance(request.user, User)
    if token is None and lacks_second_step(request.user, shelved.id):
        raise HttpError(403, "This casebook asks for a second factor; sign in with a code, or use a token.")
    return Caller(request.user, shelved)
