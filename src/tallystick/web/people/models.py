"""People of the site: their roles, the one-time links that let them in, and what the access log keeps of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

YEAR = 365
"""Days for which the access log is kept unless a casebook says otherwise."""


class Membership(models.Model):
    """A person's role in one casebook."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    casebook = models.CharField(max_length=36)
    """The casebook's permanent id."""
    role = models.CharField(max_length=16)
    """One of ``roles.ROLES``."""
    active = models.BooleanField(default=True)
    """False where an administrator shut the person out; the role is kept for when they come back."""

    class Meta:
        """One role in each casebook."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "casebook"], name="one_role")]


class Link(models.Model):
    """A link that lets somebody do one thing once; only the hash of its token is kept."""

    class Kind(models.TextChoices):
        """What the link lets its holder do."""

        ENTRY = "entry", _("enter without a password")
        INVITATION = "invitation", _("join a casebook")
        RESET = "reset", _("choose a new password")

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the token."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """Null for the site itself."""
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    """Whom it lets in, or who used it; null for an invitation that is open."""
    casebook = models.CharField(max_length=36, default="")
    role = models.CharField(max_length=16, default="")
    note = models.CharField(max_length=120, default="")
    """For whom an invitation is meant, in the administrator's words."""
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Listed by casebook, the latest first."""

        indexes: ClassVar = [models.Index(fields=["casebook", "kind", "-made_at"], name="link_casebook")]


class AccessEntry(models.Model):
    """Who came in or failed to, who saw or took away what, and who changed whose rights."""

    class Act(models.TextChoices):
        """What was done."""

        SIGNED_IN = "signed-in", _("signed in")
        SIGNED_OUT = "signed-out", _("signed out")
        FAILED = "failed", _("failed to sign in")
        LOCKED = "locked", _("was locked out")
        OPENED = "opened", _("opened")
        DOWNLOADED = "downloaded", _("downloaded")
        PEOPLE = "people", _("changed people")
        SETTINGS = "settings", _("changed settings")
        ACCOUNT = "account", _("changed the account")

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150, default="")
    """Sign-in name at that time; empty where nobody has the name that was typed, which may be a password."""
    act = models.CharField(max_length=16, choices=Act.choices)
    casebook = models.CharField(max_length=36, default="")
    """Empty for what concerns the whole site."""
    what = models.CharField(max_length=255, default="")
    """The page that was opened, or one sentence on what was changed."""
    address = models.CharField(max_length=45, default="")
    """The network address that it came from."""

    class Meta:
        """Read from the latest backwards, by casebook or by person."""

        indexes: ClassVar = [
            models.Index(fields=["casebook", "-id"], name="access_casebook"),
            models.Index(fields=["person", "-id"], name="access_person"),
            models.Index(fields=["at"], name="access_at"),
        ]


class SafetyRules(models.Model):
    """What a casebook asks of those who enter it, and how long it remembers that they did."""

    casebook = models.CharField(primary_key=True, max_length=36)
    two_factor = models.BooleanField(default=False)
    """True where only people who signed in with a code may enter."""
    keep_days = models.PositiveIntegerField(default=YEAR)
    """Days for which the access log is kept."""
