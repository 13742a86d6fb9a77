"""What a casebook asks of those who enter it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tallystick.web.people.models import SafetyRules


def safety_of(casebook: str) -> SafetyRules:
    """The rules of a casebook; those of a new one where nobody has set any."""
    return SafetyRules.objects.filter(casebook=casebook).first() or SafetyRules(casebook=casebook)


def lacks_second_step(user: User, casebook: str) -> bool:
    """True where the casebook asks for a code at sign-in and the person came in without one."""
    verified = getattr(user, "is_verified", None)
    return safety_of(casebook).two_factor and not (verified is not None and verified())


def second_step_first(request: HttpRequest) -> HttpResponse:
    """Leads somebody who came in without a code to where they set one up; who has one signs in anew."""
    messages.warning(request, _("This casebook asks for a second factor: a code at each sign-in."))
    return redirect("second-factor")
