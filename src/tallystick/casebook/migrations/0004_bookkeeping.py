"""What spares commands a look at the whole casebook, and its filling for casebooks that are there already."""

from collections import Counter
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tallystick.casebook.batching import batches
from tallystick.casebook.custody import fingerprint
from tallystick.casebook.sethash import SetHash

_INCIDENT = ("number", "event", "time", "place", "principal_of", "merged_into")
_MEMBERSHIP = ("claim", "incident", "joined_by", "score", "evidence", "decided_by")


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Looks up the names of all decisions, seals all incidents and keeps the hash of all seals."""
    alias = schema_editor.connection.alias
    rejected = _decisions(apps, alias)
    record, events = SetHash(), Counter[str]()
    rows = apps.get_model("casebook", "Incident").objects.using(alias)
    for batch in batches(list(rows.order_by("number").values_list(*_INCIDENT))):
        places = _places(apps, alias, [facts[0] for facts in batch])
        for facts in batch:
            held = places.get(facts[0], [])
            seal = fingerprint([list(facts), sorted((list(p) for p in held), key=lambda p: str(p[0]))])
            rows.filter(number=facts[0]).update(seal=seal)
            record = record.plus(seal)
            events.update([facts[1]] if any(place[0] not in rejected for place in held) else [])
    kept = apps.get_model("casebook", "Bookkeeping").objects.using(alias)
    kept.create(id=1, record=record.stored(), events=dict(sorted(events.items())))


def _decisions(apps: StateApps, alias: str) -> set[str]:
    """Looks up the names of all decisions; the ids of the claims that are rejected."""
    targets, verdicts = apps.get_model("casebook", "DecisionTarget"), dict[str, str]()
    rows = apps.get_model("casebook", "Decision").objects.using(alias).order_by("id")
    undone = set(rows.filter(reverses__isnull=False).values_list("reverses", flat=True))
    for row in rows.iterator():
        moved = row.payload.get("moved", {}) if row.kind in ("merge", "split", "move") else {}
        kept = row.payload.get("kept", ()) if moved else ()
        names = {*row.targets, *moved, *(home for home in moved.values() if home is not None), *kept}
        targets.objects.using(alias).bulk_create(targets(target=name, decision=row.pk) for name in sorted(names))
        if row.kind in ("accept", "reject") and row.pk not in undone:
            verdicts |= dict.fromkeys(row.targets, row.kind)
    return {claim for claim, verdict in verdicts.items() if verdict == "reject"}


def _places(apps: StateApps, alias: str, numbers: list[int]) -> dict[int, list[tuple[Any, ...]]]:
    rows = apps.get_model("casebook", "Membership").objects.using(alias)
    held: dict[int, list[tuple[Any, ...]]] = {}
    for place in rows.filter(incident__in=numbers, ended_at__isnull=True).values_list(*_MEMBERSHIP):
        held.setdefault(place[1], []).append(place)
    return held


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("casebook", "0003_neighbourhoods"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="incident",
            name="seal",
            field=models.CharField(default="", max_length=64),
        ),
        migrations.CreateModel(
            name="Bookkeeping",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("record", models.BinaryField(default=b"")),
                ("events", models.JSONField(default=dict)),
                ("log", models.JSONField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="DecisionTarget",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("target", models.CharField(max_length=255)),
                ("decision", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["target", "decision"], name="decisions_about")],
            },
        ),
        migrations.CreateModel(
            name="Unlogged",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="casebook.document",
                    ),
                ),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
