"""The scheme, its lots, and what each asks for and buys."""

from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import mdps.core.one_of


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("core", "__first__"),
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
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-opens_at", "-id"], name="round_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="round_closes_after_it_opens",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Scheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                ("operational_from", models.DateField()),
                ("initial_term_ends", models.DateField()),
                ("extension_ends", models.DateField(blank=True, null=True)),
                ("statutory_end", models.DateField()),
                ("cap", models.DecimalField(decimal_places=2, max_digits=12)),
                ("cabinet_threshold", models.DecimalField(decimal_places=2, max_digits=12)),
                ("planned_per_year", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "termination_returns_headroom",
                    models.BooleanField(
                        default=True,
                        help_text="Whether what an early end leaves undelivered leaves the cap",
                    ),
                ),
                (
                    "committed",
                    models.DecimalField(
                        db_default=Decimal("0.00"), decimal_places=2, editable=False, max_digits=12
                    ),
                ),
                (
                    "extension_decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.decisionrecord",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("committed__gte", 0), ("committed__lte", models.F("cap"))
                        ),
                        name="mdps_cap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("extension_decision", None), ("extension_ends", None)),
                            models.Q(
                                ("extension_decision__isnull", False),
                                ("extension_ends__gt", models.F("initial_term_ends")),
                                ("extension_ends__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="scheme_extension_has_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("initial_term_ends__lte", models.F("statutory_end")),
                            ("operational_from__lte", models.F("initial_term_ends")),
                        ),
                        name="scheme_term_runs_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cabinet_threshold__gte", 0),
                            ("cap__gte", 0),
                            ("planned_per_year__gte", 0),
                        ),
                        name="scheme_amounts_are_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(unique=True)),
                ("name", models.CharField(max_length=100)),
                ("description", models.TextField()),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lots",
                        to="lots.scheme",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
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
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="lots.lot",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="lots.admissionround",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "lots in rounds",
                "constraints": [
                    models.UniqueConstraint(fields=("round", "lot"), name="a_lot_once_in_a_round"),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("lot", "="), ("window", "&&")],
                        name="one_round_of_a_lot_at_a_time",
                    ),
                ],
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
                    mdps.core.one_of.OneOfField(
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
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="lots.lot",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["lot", "effective_from", "id"],
                "indexes": [
                    models.Index(fields=["lot", "-effective_from", "-id"], name="lot_rule_in_force")
                ],
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
                    mdps.core.one_of.OneOfField(
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
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="lots.lot",
                    ),
                ),
                (
                    "put_in_force_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["lot", "kind", "number"],
                "indexes": [
                    models.Index(
                        fields=["lot", "kind", "-effective_from", "-number"],
                        name="version_in_force",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lot", "kind", "number"), name="one_version_per_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("transition_until", None),
                            models.Q(
                                ("kind", "criteria"),
                                ("transition_until__gte", models.F("effective_from")),
                            ),
                            _connector="OR",
                        ),
                        name="transition_follows_the_version",
                    ),
                ],
            },
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clauses",
                        to="lots.lotversion",
                    ),
                ),
            ],
            options={
                "ordering": ["version", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "number"), name="one_clause_per_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True)),
                ("short_name", models.CharField(max_length=40, unique=True)),
                ("position", models.PositiveSmallIntegerField(unique=True)),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="categories",
                        to="lots.lot",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "request categories",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="SelectionCriterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=200)),
                ("guidance", models.TextField(blank=True)),
                ("most_points", models.PositiveSmallIntegerField(null=True)),
                ("least_points", models.PositiveSmallIntegerField(null=True)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="lots.lotversion",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "selection criteria",
                "ordering": ["version", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "number"), name="one_criterion_per_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("least_points", None), ("most_points", None)),
                            models.Q(
                                ("least_points__isnull", False),
                                ("least_points__lte", models.F("most_points")),
                                ("most_points__gt", 0),
                                ("most_points__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="points_are_a_scale",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True)),
                (
                    "unit",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("assessment", "assessment"),
                            ("test", "test"),
                            ("session", "session"),
                            ("hour", "hour"),
                            ("visit", "visit"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="lots.requestcategory",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="lots.lot",
                    ),
                ),
            ],
            options={
                "ordering": ["category__position", "name"],
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
                    mdps.core.one_of.OneOfField(
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
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="lots.lot",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lot", "kind"), name="one_draft_version_per_kind"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="admissionround",
            name="lots",
            field=models.ManyToManyField(
                related_name="rounds", through="lots.LotInRound", to="lots.lot"
            ),
        ),
    ]
