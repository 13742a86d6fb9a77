"""A person's own account: name, password, second step, sessions."""

from __future__ import annotations

import django_otp
from attrs import frozen
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tallystick.web.people import access, second_factor
from tallystick.web.people.forms import CodeForm, NameForm
from tallystick.web.people.membership import casebooks_of
from tallystick.web.people.sessions import end_sessions, sessions_of
from tallystick.web.roles import may
from tallystick.web.shelf import shelf


class OwnRequest(HttpRequest):
    """A request by somebody who is signed in."""

    user: User


@frozen
class Seat:
    """A casebook of the person's and their role there."""

    title: str
    slug: str
    role: str

    @property
    def has_tokens(self) -> bool:
        """True where the role may make tokens for programs."""
        return may(self.role, "read")


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def account(request: OwnRequest) -> HttpResponse:
    """The person's own account; its form changes the name that others see."""
    form = NameForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your name is changed."))
        return redirect("account")
    return _show(request, form, _password_form(request))


@never_cache
@login_required
@require_POST
def password(request: OwnRequest) -> HttpResponse:
    """Changes the password, or sets the first one; every other session ends."""
    form = _password_form(request, request.POST)
    if not form.is_valid():
        return _show(request, NameForm(instance=request.user), form, status=400)
    form.save()
    update_session_auth_hash(request, request.user)
    end_sessions(request.user, but=request.session.session_key)
    access.note(request, access.Act.ACCOUNT, request.user, _("changed the password"))
    messages.success(request, _("Your password is changed, and you are signed out everywhere else."))
    return redirect("account")


@login_required
@require_POST
def sessions(request: OwnRequest) -> HttpResponse:
    """Signs the person out everywhere else."""
    ended = end_sessions(request.user, but=request.session.session_key)
    said = ngettext("You are signed out in %(n)d other browser.", "You are signed out in %(n)d other browsers.", ended)
    messages.success(request, said % {"n": ended})
    return redirect("account")


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def second(request: OwnRequest) -> HttpResponse:
    """Sets the second step up: a picture for the app, and a code of it to show that it works."""
    if second_factor.has_second_step(request.user):
        return _show_second(request, CodeForm())
    device = second_factor.beginning(request.user)
    form = CodeForm(request.POST or None)
    if form.is_valid() and second_factor.confirm(device, form.cleaned_data["code"]):
        django_otp.login(request, device)
        end_sessions(request.user, but=request.session.session_key)
        access.note(request, access.Act.ACCOUNT, request.user, _("set up a second step"))
        return _show_second(request, CodeForm(), fresh=second_factor.new_codes(request.user))
    if form.is_bound:
        form.add_error("code", _("This code does not hold, or came too soon after a wrong one; wait and try again."))
    shown = {"form": form, "secret": second_factor.secret(device)}
    return render(request, "people/second-begin.html", shown, status=400 if form.is_bound else 200)


@never_cache
@login_required
@require_POST
def codes(request: OwnRequest) -> HttpResponse:
    """Fresh recovery codes, for a code."""
    form = _passed(request)
    if form.errors:
        return _show_second(request, form, status=400)
    access.note(request, access.Act.ACCOUNT, request.user, _("made new recovery codes"))
    return _show_second(request, CodeForm(), fresh=second_factor.new_codes(request.user))


@never_cache
@login_required
@require_POST
def remove(request: OwnRequest) -> HttpResponse:
    """Gives the second step up, for a code."""
    form = _passed(request)
    if form.errors:
        return _show_second(request, form, status=400)
    second_factor.remove(request.user)
    access.note(request, access.Act.ACCOUNT, request.user, _("gave the second step up"))
    messages.success(request, _("You sign in by password alone from now on."))
    return redirect("account")


def _passed(request: OwnRequest) -> CodeForm:
    form = CodeForm(request.POST)
    if form.is_valid() and second_factor.passes(request.user, form.cleaned_data["code"]) is None:
        form.add_error("code", _("This code does not hold, or came too soon after a wrong one; wait and try again."))
    return form


def _password_form(request: OwnRequest, data: object = None) -> SetPasswordForm[User]:
    kind = PasswordChangeForm if request.user.has_usable_password() else SetPasswordForm
    form = kind(request.user, data)
    for field in form.fields.values():
        # The page has several forms; none of them takes the focus.
        field.widget.attrs.pop("autofocus", None)
    return form


def _show(request: OwnRequest, name: NameForm, secret: SetPasswordForm[User], status: int = 200) -> HttpResponse:
    roles = casebooks_of(request.user)
    shown = {
        "name_form": name,
        "password_form": secret,
        "seats": [Seat(s.title, s.slug, roles[s.id]) for s in shelf().values() if s.id in roles],
        "second_step": second_factor.has_second_step(request.user),
        "codes_left": second_factor.codes_left(request.user),
        "elsewhere": len(sessions_of(request.user, but=request.session.session_key)),
    }
    return render(request, "people/account.html", shown, status=status)


def _show_second(
    request: OwnRequest, form: CodeForm, fresh: list[str] | None = None, status: int = 200
) -> HttpResponse:
    shown = {"form": form, "fresh": fresh, "codes_left": second_factor.codes_left(request.user)}
    return render(request, "people/second.html", shown, status=status)
