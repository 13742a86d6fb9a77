"""People's roles, one-time links, the access log, and what casebooks ask of those who enter."""

from typing import ClassVar

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="SafetyRules",
            fields=[
                ("casebook", models.CharField(max_length=36, primary_key=True, serialize=False)),
                ("two_factor", models.BooleanField(default=False)),
                ("keep_days", models.PositiveIntegerField(default=365)),
            ],
        ),
        migrations.CreateModel(
            name="AccessEntry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("name", models.CharField(default="", max_length=150)),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("signed-in", "signed in"),
                            ("signed-out", "signed out"),
                            ("failed", "failed to sign in"),
                            ("locked", "was locked out"),
                            ("opened", "opened"),
                            ("downloaded", "downloaded"),
                            ("people", "changed people"),
                            ("settings", "changed settings"),
                            ("account", "changed the account"),
                        ],
                        max_length=16,
                    ),
                ),
                ("casebook", models.CharField(default="", max_length=36)),
                ("what", models.CharField(default="", max_length=255)),
                ("address", models.CharField(default="", max_length=45)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["casebook", "-id"], name="access_casebook"),
                    models.Index(fields=["person", "-id"], name="access_person"),
                    models.Index(fields=["at"], name="access_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("entry", "enter without a password"),
                            ("invitation", "join a casebook"),
                            ("reset", "choose a new password"),
                        ],
                        max_length=16,
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
                ("casebook", models.CharField(default="", max_length=36)),
                ("role", models.CharField(default="", max_length=16)),
                ("note", models.CharField(default="", max_length=120)),
                ("used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["casebook", "kind", "-made_at"], name="link_casebook")],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("casebook", models.CharField(max_length=36)),
                ("role", models.CharField(max_length=16)),
                ("active", models.BooleanField(default=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "casebook"), name="one_role")],
            },
        ),
    ]
