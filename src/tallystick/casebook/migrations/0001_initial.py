"""The first tables."""

from typing import ClassVar

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar = []

    operations: ClassVar = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("path", models.TextField(null=True)),
                ("title", models.TextField(null=True)),
                ("publisher", models.TextField(null=True)),
                ("published", models.CharField(max_length=32, null=True)),
                ("published_from", models.CharField(max_length=16, null=True)),
                ("anchor", models.CharField(max_length=32, null=True)),
                ("dateline", models.JSONField(null=True)),
                ("language", models.CharField(max_length=16, null=True)),
                ("media_type", models.CharField(max_length=128)),
                ("text", models.TextField()),
                ("furniture", models.JSONField()),
                ("original_map", models.JSONField(null=True)),
                ("warnings", models.JSONField()),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("added_by", models.TextField()),
                ("reader", models.CharField(max_length=64)),
                ("reader_version", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=16)),
                ("targets", models.JSONField()),
                ("payload", models.JSONField()),
                ("author", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.TextField()),
                (
                    "reverses",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="casebook.decision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("ordinal", models.PositiveIntegerField()),
                ("event", models.CharField(db_index=True, max_length=64)),
                ("status", models.CharField(max_length=16)),
                ("certainty", models.CharField(max_length=16)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("quote", models.TextField()),
                ("confidence", models.FloatField()),
                ("data", models.JSONField()),
                ("superseded", models.BooleanField(default=False)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="casebook.document"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("event", models.CharField(db_index=True, max_length=64)),
                ("time", models.JSONField(null=True)),
                ("place", models.JSONField(null=True)),
                ("principal_of", models.JSONField(default=list)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="casebook.incident",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("joined_by", models.CharField(max_length=255, null=True)),
                ("score", models.FloatField(default=1.0)),
                ("evidence", models.JSONField(default=list)),
                ("decided_by", models.TextField(null=True)),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="casebook.claim"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="began",
                        to="casebook.decision",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ended",
                        to="casebook.decision",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="casebook.incident"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded", False)), fields=("document", "ordinal"), name="claim_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("claim",), name="one_live_membership"
            ),
        ),
    ]
