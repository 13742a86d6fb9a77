"""What happens when somebody takes an invitation up."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest

from tallystick.web.people import access, links
from tallystick.web.people.forms import JoinForm
from tallystick.web.people.membership import role_in, set_role
from tallystick.web.people.models import Link
from tallystick.web.roles import roles


def join(request: HttpRequest, link: Link, known: User | None, form: JoinForm) -> User | None:
    """The person who joined, ``known`` or made by ``form``; None where the invitation was used up meanwhile.

    Nobody loses a role by an invitation: who has a higher one keeps it.
    """
    with transaction.atomic():
        if not links.use(link):
            return None
        person = known or form.save()
        Link.objects.filter(pk=link.pk).update(person=person)
        order = list(roles())
        had = role_in(person, link.casebook)
        if had is None or order.index(had) < order.index(link.role):
            set_role(person, link.casebook, link.role)
        access.note(request, access.Act.PEOPLE, person, f"joined as {link.role}", link.casebook)
    return person
