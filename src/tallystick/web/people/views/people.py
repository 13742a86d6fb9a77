"""The people of a casebook: roles, who may enter, links; by its administrators."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tallystick.web.labels import label
from tallystick.web.pages import PageRequest
from tallystick.web.people import access, links, membership, second_factor
from tallystick.web.people.forms import InviteForm
from tallystick.web.people.models import Link, Membership
from tallystick.web.people.sessions import end_sessions
from tallystick.web.roles import acts, may, roles


@frozen
class Member:
    """A line of the list of people."""

    membership: Membership
    second_step: bool
    mine_to_reset: bool
    """True where the administrator may hand out a new password for the person."""


@frozen
class Fresh:
    """A link that was just made, shown once."""

    address: str
    sentence: str


@frozen
class RoleLine:
    """A role and what it may do."""

    name: str
    acts: tuple[str, ...]


def people(request: PageRequest) -> HttpResponse:
    """The list of people and of open invitations."""
    return _show(request, InviteForm())


def invite(request: PageRequest) -> HttpResponse:
    """Makes an invitation; its link is shown once."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=400)
    chosen = form.cleaned_data
    token = links.invitation(request.shelved.id, chosen["role"], chosen["note"], chosen["days"], request.user)
    _note(request, f"invited {chosen['note'] or 'somebody'} as {chosen['role']}")
    sentence = _("Send this link to the person whom you invite; it works once and is not shown again.")
    return _show(request, InviteForm(), Fresh(_address(request, "invitation", token), sentence))


def revoke(request: PageRequest, link: int) -> HttpResponse:
    """Takes an invitation back."""
    if not links.revoke(request.shelved.id, link):
        raise Http404
    _note(request, "took an invitation back")
    messages.success(request, _("The invitation is taken back."))
    return _back(request)


def role(request: PageRequest, person: int) -> HttpResponse:
    """Gives a member another role."""
    chosen = request.POST.get("role", "")
    changed = _of_member(lambda: membership.change_role(request.shelved.id, person, chosen))
    _note(request, f"made {changed.user.get_username()} {chosen}")
    messages.success(
        request, _("%(name)s is %(role)s now.") % {"name": changed.user.get_username(), "role": label(chosen)}
    )
    return _back(request)


def admission(request: PageRequest, person: int) -> HttpResponse:
    """Shuts a member out, or lets them in again."""
    active = request.POST.get("active") == "yes"
    changed = _of_member(lambda: membership.admit(request.shelved.id, person, active))
    name = changed.user.get_username()
    _note(request, f"let {name} in again" if active else f"shut {name} out")
    said = _("%(name)s may enter again.") if active else _("%(name)s can no longer enter this casebook.")
    messages.success(request, said % {"name": name})
    return _back(request)


def reset_link(request: PageRequest, person: int) -> HttpResponse:
    """Makes a link by which a member chooses a new password; it is shown once."""
    member = _mine_to_reset(request, person)
    token = links.reset(member, request.shelved.id, request.user)
    _note(request, f"made a link for a new password of {member.get_username()}")
    sentence = _("Give this link to %(name)s, and to nobody else; it works once, within a day, and is not shown again.")
    fresh = Fresh(_address(request, "reset", token), sentence % {"name": member.get_username()})
    return _show(request, InviteForm(), fresh)


def remove_second(request: PageRequest, person: int) -> HttpResponse:
    """Takes away the second step of a member who lost the means for it; their sessions end."""
    member = _mine_to_reset(request, person)
    second_factor.remove(member)
    end_sessions(member)
    _note(request, f"removed the second step of {member.get_username()}")
    messages.success(request, _("%(name)s signs in by password alone now.") % {"name": member.get_username()})
    return _back(request)


def _show(request: PageRequest, form: InviteForm, fresh: Fresh | None = None, status: int = 200) -> HttpResponse:
    rows = list(membership.members(request.shelved.id))
    with_step = second_factor.having(row.user for row in rows)
    shown = {
        "members": [
            Member(row, row.user_id in with_step, membership.commands_all_of(request.user, row.user)) for row in rows
        ],
        "invitations": links.open_links(Link.Kind.INVITATION)
        .filter(casebook=request.shelved.id)
        .select_related("made_by")
        .order_by("-made_at"),
        "roles": [RoleLine(name, tuple(acts()[act] for act in allowed(name))) for name in roles()],
        "form": form,
        "fresh": fresh,
    }
    return render(request, "people/people.html", shown, status=status)


def allowed(role: str) -> list[str]:
    """The acts of a role in the order of the table."""
    return [act for act in acts() if act in roles()[role]]


def _mine_to_reset(request: PageRequest, person: int) -> User:
    """The member; raises Http404 for none, PermissionDenied where the person is a member elsewhere too."""
    member = User.objects.filter(pk=person, memberships__casebook=request.shelved.id).first()
    if member is None:
        raise Http404
    if not membership.commands_all_of(request.user, member):
        raise PermissionDenied
    return member


def _of_member(change: Callable[[], Membership]) -> Membership:
    try:
        return change()
    except Membership.DoesNotExist:
        raise Http404 from None


def _note(request: PageRequest, what: str) -> None:
    access.note(request, access.Act.PEOPLE, request.user, what, request.shelved.id)


def _back(request: PageRequest) -> HttpResponse:
    """To the list, or to the start for an administrator who gave the role up."""
    role_now = membership.role_in(request.user, request.shelved.id)
    if not may(role_now, "administer"):
        return redirect("home")
    return redirect("people", casebook=request.shelved.slug)


def _address(request: PageRequest, route: str, token: str) -> str:
    return request.build_absolute_uri(reverse(route, args=[token]))
