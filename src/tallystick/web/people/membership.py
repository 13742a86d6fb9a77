"""What role a person has where."""

from __future__ import annotations

from django.contrib.auth.models import User

from tallystick.web.people.models import Membership


def role_in(user: User, casebook: str) -> str | None:
    """The person's role in the casebook with that id; None where the person is no member, or no longer active."""
    if not user.is_active:
        return None
    return Membership.objects.filter(user=user, casebook=casebook).values_list("role", flat=True).first()


def casebooks_of(user: User) -> dict[str, str]:
    """The person's role in each casebook, by its id."""
    return dict(Membership.objects.filter(user=user).values_list("casebook", "role"))


def set_role(user: User, casebook: str, role: str | None) -> None:
    """Gives the person a role in the casebook, or, with None, takes it away."""
    if role is None:
        Membership.objects.filter(user=user, casebook=casebook).delete()
    else:
        Membership.objects.update_or_create(user=user, casebook=casebook, defaults={"role": role})
