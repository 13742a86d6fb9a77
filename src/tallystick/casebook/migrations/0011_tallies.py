"""Sums of digests kept beside them; claims found by their number in the index of words."""

from functools import partial
from itertools import chain
from typing import Any, ClassVar

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tallystick.casebook import tallying
from tallystick.casebook.batching import batches
from tallystick.casebook.indexing import number_claims

_KEY = 510
_SUMS = ("incidents", "low", "best", "high", "open")
_GAPS = ("unlocated", "country_only", "uncounted", "unreviewed")
_FACTS = ("first_day", "last_day", "grade", "latitude", "longitude")
_DRAWN = ("precision", "killed_low", "killed_best", "killed_high", "incident")
CLAIMS = {
    "claim_to_review": ["verdict", "harm", "confidence", "claim", *_FACTS, "words"],
    "claim_by_event": ["event", "harm", "verdict", "confidence", "claim", "first_day", "last_day"],
}
INCIDENTS = {"digest_where": ["harm", "latitude", "longitude", *_DRAWN]}
_AT_ONCE = 5000


def number(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    number_claims(schema_editor.connection.alias, partial(apps.get_model, "casebook"))


def tally(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    alias, model = schema_editor.connection.alias, partial(apps.get_model, "casebook")
    for rows in batches(model("IncidentDigest").objects.using(alias).order_by("pk").iterator(), _AT_ONCE):
        voices = model("IncidentVoice").objects.using(alias)
        first, last = rows[0].pk, rows[-1].pk
        tallying.change(alias, (), rows, (), voices.filter(digest__gte=first, digest__lte=last).iterator(), model)


def _text(length: int) -> Any:
    return models.CharField(max_length=length)


def _numbers(*names: str) -> list[tuple[str, Any]]:
    return [(name, models.BigIntegerField()) for name in names]


def _again(model: str, name: str, fields: list[str]) -> list[Any]:
    """An index under the same name that holds more."""
    return [migrations.RemoveIndex(model, name), migrations.AddIndex(model, models.Index(fields=fields, name=name))]


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("casebook", "0010_faster_lists"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("key", models.CharField(max_length=_KEY, primary_key=True, serialize=False)),
                ("month", _text(7)),
                ("event", _text(64)),
                ("grade", _text(32)),
                ("confirmation", _text(32)),
                *_numbers(*_SUMS, *_GAPS),
            ],
        ),
        migrations.CreateModel(
            name="VoiceTally",
            fields=[
                ("key", models.CharField(max_length=_KEY, primary_key=True, serialize=False)),
                ("name", _text(255)),
                ("confirmation", _text(32)),
                *_numbers(*_SUMS),
            ],
        ),
        migrations.AddField("bookkeeping", "digests", models.BigIntegerField(default=0)),
        migrations.AddField("incidentdigest", "turn", models.BigIntegerField(default=0)),
        migrations.AddField("claimdigest", "words", models.BigIntegerField(null=True)),
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.AddIndex("claimdigest", models.Index(fields=["words"], name="claim_words")),
        migrations.RunPython(tally, migrations.RunPython.noop),
        *chain.from_iterable(_again("claimdigest", name, fields) for name, fields in CLAIMS.items()),
        *chain.from_iterable(_again("incidentdigest", name, fields) for name, fields in INCIDENTS.items()),
        migrations.AddIndex(
            "incidentdigest", models.Index(fields=["harm", "last_day", "first_day"], name="digest_last_day")
        ),
    ]
