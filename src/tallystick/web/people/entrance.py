"""The first start: on a laptop, the system's user enters by a link and needs no password."""

from __future__ import annotations

import getpass
import re

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse

from tallystick.web.people import links
from tallystick.web.people.membership import ADMINISTRATOR, administrators, set_role
from tallystick.web.people.models import Membership
from tallystick.web.shelf import shelf

_NOT_IN_NAMES = re.compile(r"[^\w.@+-]")


def settle() -> str | None:
    """Sees to it that each casebook has an administrator; the path of an entry link for one who has no password.

    Where the site has no people, the system's user becomes its administrator. A casebook that came later is given the
    site's first administrator.
    """
    with transaction.atomic():
        owner = _owner()
        for shelved in shelf().values():
            if not administrators(shelved.id).exists():
                set_role(owner, shelved.id, ADMINISTRATOR)
    return None if owner.has_usable_password() else reverse("enter", args=[links.entry(owner)])


def _owner() -> User:
    first = (
        Membership.objects.filter(role=ADMINISTRATOR, active=True, user__is_active=True)
        .select_related("user")
        .order_by("id")
        .first()
    )
    if first is not None:
        return first.user
    return User.objects.filter(username=_system_user()).first() or User.objects.create_user(_system_user())


def _system_user() -> str:
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = ""
    return _NOT_IN_NAMES.sub("-", name)[:150] or ADMINISTRATOR
