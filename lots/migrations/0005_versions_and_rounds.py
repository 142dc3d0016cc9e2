"""Versions of what is asked of suppliers, and when a lot can be applied for."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lots", "0004_termination_returns_headroom"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AdmissionRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=100)),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("cancelled_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Clause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("heading", models.CharField(max_length=200)),
                ("text", models.TextField()),
            ],
            options={
                "ordering": ["version", "number"],
            },
        ),
        migrations.CreateModel(
            name="LotInRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("window", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
            ],
            options={
                "verbose_name_plural": "lots in rounds",
            },
        ),
        migrations.CreateModel(
            name="LotRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "opening",
                    models.CharField(
                        choices=[("continuous", "Open continuously"), ("rounds", "Open in rounds")],
                        max_length=20,
                    ),
                ),
                ("effective_from", models.DateField()),
                ("reason", models.TextField(blank=True)),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
            options={
                "ordering": ["lot", "effective_from", "id"],
            },
        ),
        migrations.CreateModel(
            name="LotVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("criteria", "Selection criteria"),
                            ("specification", "Specification"),
                            ("standards", "Minimum service standards"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("effective_from", models.DateField()),
                ("transition_until", models.DateField(null=True)),
                ("reason", models.TextField(blank=True, help_text="What has changed and why")),
                ("put_in_force_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["lot", "kind", "number"],
            },
        ),
        migrations.CreateModel(
            name="VersionDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("criteria", "Selection criteria"),
                            ("specification", "Specification"),
                            ("standards", "Minimum service standards"),
                        ],
                        max_length=20,
                    ),
                ),
                ("rows", models.JSONField(default=list)),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="selectioncriterion",
            name="least_points",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="selectioncriterion",
            name="most_points",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="admissionround",
            name="planned_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="lotinround",
            name="lot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="places", to="lots.lot"
            ),
        ),
        migrations.AddField(
            model_name="lotinround",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="places",
                to="lots.admissionround",
            ),
        ),
        migrations.AddField(
            model_name="admissionround",
            name="lots",
            field=models.ManyToManyField(
                related_name="rounds", through="lots.LotInRound", to="lots.lot"
            ),
        ),
        migrations.AddField(
            model_name="lotrule",
            name="lot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="rules", to="lots.lot"
            ),
        ),
        migrations.AddField(
            model_name="lotrule",
            name="recorded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="lotversion",
            name="lot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="lots.lot"
            ),
        ),
        migrations.AddField(
            model_name="lotversion",
            name="put_in_force_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="clause",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clauses",
                to="lots.lotversion",
            ),
        ),
        migrations.AddField(
            model_name="selectioncriterion",
            name="version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="criteria",
                to="lots.lotversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="selectioncriterion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("least_points", None), ("most_points", None)),
                    models.Q(
                        ("least_points__lte", models.F("most_points")), ("most_points__gt", 0)
                    ),
                    _connector="OR",
                ),
                name="points_are_a_scale",
            ),
        ),
        migrations.AddField(
            model_name="versiondraft",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="versiondraft",
            name="lot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="lots.lot"
            ),
        ),
        migrations.AddConstraint(
            model_name="lotinround",
            constraint=models.UniqueConstraint(
                fields=("round", "lot"), name="a_lot_once_in_a_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="lotinround",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("lot", "="), ("window", "&&")], name="one_round_of_a_lot_at_a_time"
            ),
        ),
        migrations.AddIndex(
            model_name="admissionround",
            index=models.Index(fields=["-opens_at", "-id"], name="round_newest"),
        ),
        migrations.AddConstraint(
            model_name="admissionround",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                name="round_closes_after_it_opens",
            ),
        ),
        migrations.AddIndex(
            model_name="lotrule",
            index=models.Index(fields=["lot", "-effective_from", "-id"], name="lot_rule_in_force"),
        ),
        migrations.AddIndex(
            model_name="lotversion",
            index=models.Index(
                fields=["lot", "kind", "-effective_from", "-number"], name="version_in_force"
            ),
        ),
        migrations.AddConstraint(
            model_name="lotversion",
            constraint=models.UniqueConstraint(
                fields=("lot", "kind", "number"), name="one_version_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="lotversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("transition_until", None),
                    models.Q(
                        ("kind", "criteria"), ("transition_until__gte", models.F("effective_from"))
                    ),
                    _connector="OR",
                ),
                name="transition_follows_the_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="clause",
            constraint=models.UniqueConstraint(
                fields=("version", "number"), name="one_clause_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="versiondraft",
            constraint=models.UniqueConstraint(
                fields=("lot", "kind"), name="one_draft_version_per_kind"
            ),
        ),
    ]
