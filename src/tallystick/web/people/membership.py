"""What role a person has where, and the rule that each casebook keeps an administrator."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tallystick.errors import UsageError
from tallystick.web.people.models import Membership
from tallystick.web.roles import roles

ADMINISTRATOR = "administrator"


def role_in(user: User, casebook: str) -> str | None:
    """The person's role in the casebook with that id; None where the person is no member, or no longer active."""
    if not user.is_active:
        return None
    there = Membership.objects.filter(user=user, casebook=casebook, active=True)
    return there.values_list("role", flat=True).first()


def casebooks_of(user: User) -> dict[str, str]:
    """The person's role in each casebook, by its id."""
    return dict(Membership.objects.filter(user=user, active=True).values_list("casebook", "role"))


def set_role(user: User, casebook: str, role: str | None) -> None:
    """Gives the person a role in the casebook, or, with None, takes it away."""
    if role is None:
        Membership.objects.filter(user=user, casebook=casebook).delete()
    else:
        Membership.objects.update_or_create(user=user, casebook=casebook, defaults={"role": role, "active": True})


def members(casebook: str) -> QuerySet[Membership]:
    """The members of a casebook with their persons, also those shut out, by name."""
    return Membership.objects.filter(casebook=casebook).select_related("user").order_by("user__username")


def administrators(casebook: str) -> QuerySet[Membership]:
    """Those who administer a casebook now."""
    return Membership.objects.filter(casebook=casebook, role=ADMINISTRATOR, active=True, user__is_active=True)


def change_role(casebook: str, person: int, role: str) -> Membership:
    """Gives a member another role.

    Raises UsageError for an unknown role, and where the last administrator would be lost; DoesNotExist for no member.
    """
    if role not in roles():
        raise UsageError(_("There is no role of that name; choose one of the list."))
    with _keeping_an_administrator(casebook):
        membership = Membership.objects.select_related("user").get(casebook=casebook, user=person)
        membership.role = role
        membership.save(update_fields=["role"])
        return membership


def admit(casebook: str, person: int, active: bool) -> Membership:
    """Shuts a member out of the casebook, or lets them in again.

    Raises UsageError where the last administrator would be lost; DoesNotExist for no member.
    """
    with _keeping_an_administrator(casebook):
        membership = Membership.objects.select_related("user").get(casebook=casebook, user=person)
        membership.active = active
        membership.save(update_fields=["active"])
        return membership


def commands_all_of(administrator: User, person: User) -> bool:
    """True where ``administrator`` administers every casebook that ``person`` is a member of.

    Nobody else may hand out a new password for the person: it would open the other casebooks too.
    """
    mine = {casebook for casebook, role in casebooks_of(administrator).items() if role == ADMINISTRATOR}
    return mine.issuperset(Membership.objects.filter(user=person).values_list("casebook", flat=True))


@contextmanager
def _keeping_an_administrator(casebook: str) -> Iterator[None]:
    """What is changed within the block is taken back where no administrator is left; one change at a time."""
    with transaction.atomic():
        list(Membership.objects.select_for_update().filter(casebook=casebook, role=ADMINISTRATOR))
        yield
        if not administrators(casebook).exists():
            raise UsageError(_("The last administrator of a casebook cannot be removed; make somebody else one first."))
