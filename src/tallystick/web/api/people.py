"""Operations of administrators: who is a member and in what role, invitations, settings, the access log. No secrets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from django.contrib.auth.models import User
from django.utils import timezone
from ninja import Router, Schema
from ninja.errors import HttpError
from ninja.responses import Status
from pydantic import Field

from tallystick.commands.methodology import methodology
from tallystick.errors import UsageError
from tallystick.vocabulary.conventions import conventions
from tallystick.vocabulary.grades import methods
from tallystick.web.api.guarding import CallRequest, Named, Number, takes
from tallystick.web.api.schemas import After, Limit, Page, Word, gives, page, place_in
from tallystick.web.people import access, links, membership, second_factor
from tallystick.web.people.forms import CENTURY, RulesForm
from tallystick.web.people.models import AccessEntry, Link, Membership
from tallystick.web.people.views import rules
from tallystick.web.roles import roles

router = Router(tags=["people"])
Day = Annotated[date | None, Field(ge=date(1900, 1, 1), le=date(2900, 1, 1))]
_PLAIN, _LIST = gives(dict[str, Any]), gives(list[dict[str, Any]])


class Role(Schema):
    """A role of the casebook."""

    role: Annotated[str, Field(max_length=16)]


class Admission(Schema):
    """Whether a member may enter."""

    active: bool


class Invitation(Schema):
    """Whom to invite. The caller makes the secret of the link; the site is told its hash alone, as it keeps it.

    The link is ``/invitation/SECRET`` on the site, and works once.
    """

    role: Annotated[str, Field(max_length=16)]
    note: Annotated[str, Field(max_length=120, pattern="^[^\x00]*$", description="For whom.")] = ""
    days: Literal[1, 3, 7, 30] = 7
    digest: Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of 32 or more random characters.")]


class Settings(Schema):
    """What is to be in force; what is left out stays as it is."""

    title: Annotated[str, Field(max_length=80, pattern="^[^\x00]*$")] = ""
    convention: Annotated[str, Field(max_length=40)] = ""
    method: Annotated[str, Field(max_length=40)] = ""
    two_factor: bool = False
    keep_days: Annotated[int, Field(ge=1, le=CENTURY)] = 365


@router.get("/people", response=_LIST, operation_id="list_people")
@takes("administer")
def list_people(request: CallRequest, casebook: Named) -> Any:
    """The members, also those shut out, by name; whether each has a second factor, and nothing of what it is."""
    rows = list(membership.members(request.shelved.id))
    with_step = second_factor.having(row.user for row in rows)
    return [{**_member(row), "second_factor": row.user_id in with_step} for row in rows]


def _member(row: Membership) -> dict[str, Any]:
    user: User = row.user
    facts = {"person": user.pk, "name": user.get_username(), "full_name": user.first_name}
    return {**facts, "role": row.role, "active": row.active and user.is_active}


@router.post("/people/{person}/role", response=_PLAIN, operation_id="change_role")
@takes("administer")
def change_role(request: CallRequest, casebook: Named, person: Number, told: Role) -> Any:
    """Give a member another role."""
    row = _of_member(lambda: membership.change_role(request.shelved.id, person, told.role))
    _note(request, f"made {row.user.get_username()} {told.role}")
    return _member(row)


@router.post("/people/{person}/admission", response=_PLAIN, operation_id="admit_person")
@takes("administer")
def admit_person(request: CallRequest, casebook: Named, person: Number, told: Admission) -> Any:
    """Shut a member out, or let them in again."""
    row = _of_member(lambda: membership.admit(request.shelved.id, person, told.active))
    name = row.user.get_username()
    _note(request, f"let {name} in again" if told.active else f"shut {name} out")
    return _member(row)


@router.get("/invitations", response=_LIST, operation_id="list_invitations")
@takes("administer")
def list_invitations(request: CallRequest, casebook: Named) -> Any:
    """The invitations that can still be taken up, the latest first."""
    rows = links.open_links(Link.Kind.INVITATION).filter(casebook=request.shelved.id).select_related("made_by")
    return [_invitation(row) for row in rows.order_by("-made_at", "-id")]


@router.post("/invitations", response=gives(dict[str, Any], 201), operation_id="invite")
@takes("administer")
def invite(request: CallRequest, casebook: Named, told: Invitation) -> Any:
    """Invite somebody; the caller, who made the secret, hands the link over."""
    if told.role not in roles():
        raise UsageError(f"There is no role {told.role!r}; choose one of {', '.join(roles())}.")
    facts = {"casebook": request.shelved.id, "role": told.role, "note": told.note, "made_by": request.user}
    until = timezone.now() + timedelta(days=told.days)
    named = {"kind": Link.Kind.INVITATION, "expires_at": until, **facts}
    row, made = Link.objects.get_or_create(digest=told.digest, defaults=named)
    if not made:
        raise UsageError("A link of this hash was made before; make another secret.")
    _note(request, f"invited {told.note or 'somebody'} as {told.role}")
    return Status(201, _invitation(row))


@router.post("/invitations/{invitation}/revoke", response=_PLAIN, operation_id="revoke_invitation")
@takes("administer")
def revoke_invitation(request: CallRequest, casebook: Named, invitation: Number) -> Any:
    """Take an invitation back."""
    if not links.revoke(request.shelved.id, invitation):
        raise HttpError(404, f"There is no open invitation {invitation}.")
    _note(request, "took an invitation back")
    return _invitation(Link.objects.select_related("made_by").get(pk=invitation))


def _invitation(row: Link) -> dict[str, Any]:
    return {
        "invitation": row.pk,
        "role": row.role,
        "note": row.note,
        "made_by": row.made_by.get_username() if row.made_by else None,
        "made_at": row.made_at.isoformat(timespec="seconds"),
        "expires_at": row.expires_at.isoformat(timespec="seconds"),
        "revoked": row.revoked_at is not None,
    }


@router.get("/settings", response=_PLAIN, operation_id="get_settings")
@takes("administer")
def get_settings(request: CallRequest, casebook: Named) -> Any:
    """What is in force: title, convention, method, second factor, days of the access log; and the methodology."""
    return {**rules.now(request), "methodology": str(methodology())}


@router.post("/settings", response=_PLAIN, operation_id="change_settings")
@takes("administer")
def change_settings(request: CallRequest, casebook: Named, told: Settings) -> Any:
    """Put other settings in force."""
    wanted = {**rules.now(request), **told.model_dump(exclude_unset=True)}
    form = RulesForm(wanted, conventions=conventions(), methods=methods())
    if not form.is_valid() or rules.locks_out(request, form):
        raise UsageError(_sentence(form.errors))
    rules.put_in_force(request, form)
    return {**rules.now(request), "methodology": str(methodology())}


def _sentence(errors: Mapping[str, Any]) -> str:
    return " ".join(f"{name}: {' '.join(map(str, told))}" for name, told in errors.items())


@router.get("/access", response=gives(Page), operation_id="list_access")
@takes("administer")
def list_access(
    request: CallRequest,
    casebook: Named,
    after: After = "",
    limit: Limit = 50,
    name: Word = "",
    act: Literal["", *AccessEntry.Act.values] = "",  # type: ignore[valid-type]
    since: Day = None,
    until: Day = None,
) -> Any:
    """The access log, the latest first: who came in, who saw and took away what, who changed whose rights."""
    entries = access.Filter(name, act, since, until).chosen(access.entries_for(request.shelved.id))
    rows = list(entries.filter(pk__lt=_before(after))[:limit])
    told = [
        {"at": row.at.isoformat(timespec="seconds"), "person": row.name, "act": row.act, "what": row.what}
        | {"address": row.address}
        for row in rows
    ]
    return page(told, [row.pk for row in rows], limit)


def _before(after: str) -> int:
    if not after:
        return 2**63 - 1
    return place_in(after)


def _of_member(change: Callable[[], Membership]) -> Membership:
    try:
        return change()
    except Membership.DoesNotExist:
        raise HttpError(404, "There is no such member.") from None


def _note(request: CallRequest, what: str) -> None:
    access.note(request, access.Act.PEOPLE, request.user, what, request.shelved.id)
