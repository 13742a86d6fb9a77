"""Coming in and going out: by password, by a one-time link, with a second step; joining; a new password."""

from __future__ import annotations

import time
from typing import Any

import django_otp
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tallystick.web.people import access, joining, links, second_factor
from tallystick.web.people.forms import CodeForm, JoinForm
from tallystick.web.people.models import Link
from tallystick.web.people.sessions import end_sessions
from tallystick.web.shelf import shelf

BACKEND = "django.contrib.auth.backends.ModelBackend"
PENDING = "second-step"
PENDING_SECONDS = 300
"""How long after the password the code may come."""


class SignIn(LoginView):
    """Name and password; who set up a second step is asked for its code next."""

    template_name = "people/sign-in.html"

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """The password is right."""
        return proceed(self.request, form.get_user(), self.get_success_url())


@method_decorator(never_cache, name="dispatch")
class SignOut(LogoutView):
    """Ends the session, and has the browser forget the pages that it kept."""

    next_page = "sign-in"

    def post(self, request: HttpRequest, *args: Any, **words: Any) -> Any:
        """Signed out."""
        answer = super().post(request, *args, **words)
        answer["Clear-Site-Data"] = '"cache"'
        return answer


def proceed(request: HttpRequest, person: User, to: str) -> HttpResponse:
    """Signs ``person`` in and goes ``to`` a page of the site, or asks for the code first."""
    if second_factor.has_second_step(person):
        return ask_for_code(request, person, to)
    login(request, person, backend=BACKEND)
    return redirect(to)


def ask_for_code(request: HttpRequest, person: User, to: str) -> HttpResponse:
    """Leads to the page that asks ``person`` for a code, for the next five minutes."""
    request.session.cycle_key()
    request.session[PENDING] = {"person": person.pk, "until": time.time() + PENDING_SECONDS, "to": to}
    return redirect("second-step")


@never_cache
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Asks for a code of the app, or a recovery code."""
    pending = request.session.get(PENDING, {})
    person = User.objects.filter(pk=pending.get("person"), is_active=True).first()
    if person is None or pending["until"] < time.time():
        request.session.pop(PENDING, None)
        messages.warning(request, _("That took too long; sign in again."))
        return redirect("sign-in")
    form = CodeForm(request.POST or None)
    if form.is_valid() and (device := second_factor.passes(person, form.cleaned_data["code"])):
        return _verified(request, person, device, str(pending["to"]))
    if form.is_bound:
        access.note(request, access.Act.FAILED, person)
        form.add_error("code", _("This code does not hold, or came too soon after a wrong one; wait and try again."))
    return render(request, "people/second-step.html", {"form": form}, status=400 if form.is_bound else 200)


def _verified(request: HttpRequest, person: User, device: Any, to: str) -> HttpResponse:
    request.session.pop(PENDING)
    login(request, person, backend=BACKEND)
    django_otp.login(request, device)
    if second_factor.is_recovery(device):
        left = second_factor.codes_left(person)
        said = ngettext("%(left)d recovery code is left.", "%(left)d recovery codes are left.", left)
        messages.warning(request, said % {"left": left})
    return redirect(to)


@never_cache
@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Lets the person in whom ``tallystick serve`` printed the link for."""
    link = links.find(Link.Kind.ENTRY, token)
    if link is None or link.person is None or not link.person.is_active or not links.use(link):
        return _gone(request, _("This link was used or is too old; start `tallystick serve` again for a new one."))
    return proceed(request, link.person, resolve_url("home"))


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """An invited person joins: somebody new chooses a name and a password, somebody known only agrees."""
    link = links.find(Link.Kind.INVITATION, token)
    shelved = next((s for s in shelf().values() if link is not None and s.id == link.casebook), None)
    if link is None or shelved is None:
        return _gone(request, _("This invitation was used, taken back or is too old; ask for a new one."))
    known = request.user if request.user.is_authenticated else None
    form = JoinForm(User(), request.POST if request.method == "POST" and known is None else None)
    if request.method == "POST" and (known is not None or form.is_valid()):
        person = joining.join(request, link, known, form)
        if person is not None:
            return redirect("home") if known else proceed(request, person, resolve_url("home"))
        return _gone(request, _("This invitation was used, taken back or is too old; ask for a new one."))
    shown = {"form": form, "link": link, "to": shelved.title}
    return render(request, "people/invitation.html", shown, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest, token: str) -> HttpResponse:
    """A person chooses a new password; all their sessions end, and they sign in with it."""
    link = links.find(Link.Kind.RESET, token)
    if link is None or link.person is None or not link.person.is_active:
        return _gone(request, _("This link was used, replaced or is too old; ask an administrator for a new one."))
    form = SetPasswordForm(link.person, request.POST or None)
    if form.is_valid() and links.use(link):
        form.save()
        end_sessions(link.person)
        access.note(request, access.Act.ACCOUNT, link.person, _("chose a new password by a link"))
        messages.success(request, _("The new password holds; sign in with it."))
        return redirect("sign-in")
    shown = {"form": form, "name": link.person.get_username()}
    return render(request, "people/reset.html", shown, status=400 if form.errors else 200)


def _gone(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "tallystick/problem.html", {"sentence": sentence, "status": 410}, status=410)
