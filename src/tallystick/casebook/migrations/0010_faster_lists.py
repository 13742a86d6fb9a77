"""Lists of claims narrowed down by their incidents, and of reports, in the time of one page."""

from typing import Any, ClassVar

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import OuterRef, Subquery

from tallystick.casebook.models.reports import Start

FACTS = ["first_day", "last_day", "grade", "latitude", "longitude"]
OF_INCIDENT = ("first_day", "last_day", "place", "admin1", "latitude", "longitude", "grade")
_JUDGED = ["harm", "verdict", "confidence", "claim"]
CLAIMS = {
    "claim_to_review": ["verdict", "harm", "confidence", "claim", *FACTS],
    "claim_sure": ["harm", "confidence", "claim", *FACTS],
    **{f"claim_by_{column}": [column, *_JUDGED] for column in ("outlet", "informant", "event", "reviewer")},
    "claim_by_incident": ["incident", "harm", "verdict"],
}
INCIDENTS = {
    "digest_left": "unreviewed",
    "digest_killed": "killed_best",
    "digest_informants": "informants_low",
    "digest_sure": "confidence",
}
OLD = ("claim_queue", "claim_outlet", "claim_informant", "claim_event")


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The facts of incidents on the digests of their claims."""
    alias = schema_editor.connection.alias
    incidents = apps.get_model("casebook", "IncidentDigest").objects.using(alias)
    of_it = incidents.filter(incident=OuterRef("incident"))
    claims = apps.get_model("casebook", "ClaimDigest").objects.using(alias).filter(incident__in=incidents.values("pk"))
    claims.update(**{fact: Subquery(of_it.values(fact)[:1]) for fact in OF_INCIDENT})


def _text(length: int) -> Any:
    return models.CharField(default="", max_length=length)


def _index(model: str, name: str, fields: list[str]) -> Any:
    return migrations.AddIndex(model, models.Index(fields=fields, name=name))


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("casebook", "0009_linking_anew"),
    ]

    operations: ClassVar = [
        *(migrations.RemoveIndex("claimdigest", name) for name in OLD),
        migrations.RemoveIndex("incidentdigest", "digest_unreviewed"),
        migrations.AddField("claimdigest", "first_day", models.DateField(null=True)),
        migrations.AddField("claimdigest", "last_day", models.DateField(null=True)),
        migrations.AddField("claimdigest", "place", _text(255)),
        migrations.AddField("claimdigest", "admin1", _text(255)),
        migrations.AddField("claimdigest", "latitude", models.FloatField(null=True)),
        migrations.AddField("claimdigest", "longitude", models.FloatField(null=True)),
        migrations.AddField("claimdigest", "grade", _text(32)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(_index("claimdigest", name, fields) for name, fields in CLAIMS.items()),
        migrations.AddIndex(
            "claimdigest",
            models.Index(
                condition=models.Q(("corrected", True)), fields=["confidence", "claim"], name="claim_corrected"
            ),
        ),
        *(_index("incidentdigest", name, ["harm", column, "incident"]) for name, column in INCIDENTS.items()),
        _index("document", "documents_by_day", ["-published", "id"]),
        _index("document", "documents_by_language", ["language", "-published", "id"]),
        migrations.AddIndex(
            "document",
            models.Index(Start("publisher"), models.F("published").desc(), models.F("id"), name="documents_by_outlet"),
        ),
    ]
