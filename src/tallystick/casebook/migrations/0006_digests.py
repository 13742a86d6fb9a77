"""What lists, maps and totals show of each incident and claim."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("casebook", "0005_informants"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="IncidentDigest",
            fields=[
                (
                    "incident",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="digest",
                        serialize=False,
                        to="casebook.incident",
                    ),
                ),
                ("stale", models.BooleanField(default=True)),
                ("event", models.CharField(default="", max_length=64)),
                ("harm", models.BooleanField(default=False)),
                ("first_day", models.DateField(null=True)),
                ("last_day", models.DateField(null=True)),
                ("edtf", models.CharField(default="", max_length=64)),
                ("place", models.CharField(default="", max_length=255)),
                ("country", models.CharField(default="", max_length=2)),
                ("admin1", models.CharField(default="", max_length=255)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("precision", models.PositiveSmallIntegerField(null=True)),
                ("grade", models.CharField(default="", max_length=32)),
                ("overridden", models.BooleanField(default=False)),
                ("confirmation", models.CharField(default="", max_length=32)),
                ("killed_low", models.BigIntegerField(null=True)),
                ("killed_best", models.BigIntegerField(null=True)),
                ("killed_high", models.BigIntegerField(null=True)),
                ("injured_low", models.BigIntegerField(null=True)),
                ("injured_best", models.BigIntegerField(null=True)),
                ("injured_high", models.BigIntegerField(null=True)),
                ("informants_low", models.PositiveIntegerField(default=0)),
                ("informants_high", models.PositiveIntegerField(default=0)),
                ("confidence", models.FloatField(default=0.0)),
                ("claims", models.PositiveIntegerField(default=0)),
                ("unreviewed", models.PositiveIntegerField(default=0)),
                ("reports", models.PositiveIntegerField(default=0)),
                ("signatures", models.PositiveSmallIntegerField(default=0)),
                ("public", models.BooleanField(default=False)),
                ("reviewer", models.TextField(default="")),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("stale", True)), fields=["stale"], name="stale_digests"),
                    models.Index(fields=["harm", "first_day", "incident"], name="digest_day"),
                    models.Index(fields=["harm", "grade", "first_day"], name="digest_grade"),
                    models.Index(fields=["harm", "event", "first_day"], name="digest_event"),
                    models.Index(fields=["harm", "unreviewed", "first_day"], name="digest_unreviewed"),
                    models.Index(fields=["public", "first_day"], name="digest_public"),
                    models.Index(fields=["latitude", "longitude"], name="digest_where"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimDigest",
            fields=[
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="digest",
                        serialize=False,
                        to="casebook.claim",
                    ),
                ),
                ("event", models.CharField(max_length=64)),
                ("harm", models.BooleanField()),
                ("verdict", models.CharField(default="", max_length=16)),
                ("corrected", models.BooleanField(default=False)),
                ("confidence", models.FloatField()),
                ("outlet", models.CharField(default="", max_length=255)),
                ("informant", models.CharField(default="", max_length=255)),
                ("reviewer", models.TextField(default="")),
                (
                    "incident",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casebook.incident"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["verdict", "harm", "confidence", "claim"], name="claim_queue"),
                    models.Index(fields=["outlet", "verdict"], name="claim_outlet"),
                    models.Index(fields=["informant", "verdict"], name="claim_informant"),
                    models.Index(fields=["event", "verdict"], name="claim_event"),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncidentVoice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=16)),
                ("name", models.CharField(max_length=255)),
                (
                    "digest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="voices", to="casebook.incidentdigest"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "name", "digest"], name="voice_name")],
            },
        ),
    ]
