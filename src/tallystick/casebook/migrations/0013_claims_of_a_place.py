"""Claims, corrections and digests are found by the name of a place."""

from typing import ClassVar

from django.db import migrations, models

from tallystick.casebook.models.placenames import PlaceName


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("casebook", "0012_linking_by_new_words"),
    ]

    operations: ClassVar = [
        migrations.AddIndex("claim", models.Index(PlaceName("data"), name="claims_by_place")),
        migrations.AddIndex(
            "decision", models.Index(models.F("kind"), PlaceName("payload"), name="decisions_by_place")
        ),
        migrations.AddIndex("incidentdigest", models.Index(fields=["place", "admin1", "country"], name="digest_place")),
    ]
