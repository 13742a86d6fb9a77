"""What is in force in a casebook: title, convention, method, grades, and what it asks of those who enter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tallystick.commands import rules
from tallystick.commands.methodology import methodology
from tallystick.publishing import COVERAGE_NOTE
from tallystick.vocabulary.conventions import conventions
from tallystick.vocabulary.grades import confirmation_of, grades, methods
from tallystick.web.pages import PageRequest
from tallystick.web.people import access
from tallystick.web.people.forms import RulesForm
from tallystick.web.people.models import SafetyRules
from tallystick.web.people.safety import safety_of
from tallystick.web.people.second_factor import has_second_step


def settings(request: PageRequest) -> HttpResponse:
    """Shows what is in force, and changes it."""
    form = _form(request)
    if form.is_bound and form.is_valid() and not locks_out(request, form):
        put_in_force(request, form)
        messages.success(request, _("The settings are kept."))
        return redirect("settings", casebook=request.shelved.slug)
    shown = {
        "form": form,
        "conventions": conventions(),
        "methods": methods(),
        "grades": [(name, meaning, confirmation_of(name)) for name, meaning in grades().items()],
        "methodology": methodology(),
        "identity": request.book.casebook.identity,
        "coverage_note": COVERAGE_NOTE,
    }
    return render(request, "people/settings.html", shown, status=400 if form.errors else 200)


def _form(request: PageRequest) -> RulesForm:
    known = {"conventions": conventions(), "methods": methods()}
    return RulesForm(request.POST, **known) if request.method == "POST" else RulesForm(initial=now(request), **known)


def now(request: PageRequest) -> dict[str, Any]:
    """The settings in force, by the names of the form's fields."""
    counted, safety = rules.in_force(request.book), safety_of(request.shelved.id)
    return {
        "title": counted.title,
        "convention": counted.convention,
        "method": counted.method,
        "two_factor": safety.two_factor,
        "keep_days": safety.keep_days,
    }


def locks_out(request: PageRequest, form: RulesForm) -> bool:
    """True, told on the form, where the administrator would shut themselves out."""
    if form.cleaned_data["two_factor"] and not has_second_step(request.user):
        form.add_error("two_factor", _("Set up your own second factor first, on the page of your account."))
        return True
    return False


def put_in_force(request: PageRequest, form: RulesForm) -> None:
    """Keeps the settings of a valid form, and notes each that changed in the access log."""
    given, casebook = form.cleaned_data, request.shelved.id
    wanted = rules.Rules(given["title"].strip(), given["convention"], given["method"])
    changed = rules.change(request.book, wanted)
    before = safety_of(casebook)
    safety = SafetyRules(casebook=casebook, two_factor=given["two_factor"], keep_days=given["keep_days"])
    for name in ("two_factor", "keep_days"):
        old, new = getattr(before, name), getattr(safety, name)
        if old != new:
            changed.append(f"{name}: {old} → {new}")
    safety.save()
    for change in changed:
        access.note(request, access.Act.SETTINGS, request.user, change, casebook)
    access.forget_old()
