"""Reports and monitoring."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mdps.core.cases.fields
import mdps.core.one_of


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contracts", "0001_initial"),
        ("core", "0001_initial"),
        ("core", "__first__"),
        ("lots", "0001_initial"),
        ("suppliers", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
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
                            ("annual_cabinet", "Annual report to Cabinet"),
                            ("monitoring", "Six-monthly monitoring report"),
                            ("panel_activity", "Panel activity report"),
                        ],
                        max_length=20,
                    ),
                ),
                ("period_start", models.DateField()),
                ("period_end", models.DateField(help_text="The first day after the period")),
                ("as_at", models.DateTimeField()),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "state",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("queued", "Waiting to be made"),
                            ("running", "Being made"),
                            ("draft", "Draft"),
                            ("reviewed", "Reviewed"),
                            ("signed_off", "Signed off"),
                            ("published", "Published"),
                            ("superseded", "Superseded"),
                            ("failed", "Could not be made"),
                            ("cancelled", "Stopped"),
                        ],
                        default="queued",
                        max_length=12,
                    ),
                ),
                ("figures", models.JSONField(null=True)),
                ("figures_sha256", models.CharField(blank=True, max_length=64)),
                ("requested_at", models.DateTimeField()),
                (
                    "correction",
                    models.CharField(
                        blank=True,
                        help_text="What a version after a published one puts right",
                        max_length=500,
                    ),
                ),
                ("sent_back_why", models.CharField(blank=True, max_length=500)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("signed_off_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "token",
                    models.UUIDField(help_text="Held by the worker that may finish it", null=True),
                ),
                (
                    "heartbeat_at",
                    models.DateTimeField(
                        help_text="Last sign of life of its worker, or of its message while it waits",
                        null=True,
                    ),
                ),
                ("step", models.CharField(blank=True, max_length=100)),
                ("steps_done", models.PositiveSmallIntegerField(default=0)),
                ("steps_all", models.PositiveSmallIntegerField(default=0)),
                ("error", models.CharField(blank=True, max_length=300)),
                (
                    "file",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.privatefile",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signed_off_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-requested_at", "-id"], name="report_newest"),
                    models.Index(fields=["kind", "state", "-period_end"], name="report_by_kind"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "period_start", "period_end", "version"),
                        name="one_report_a_version",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["queued", "running"])),
                        fields=("kind", "period_start", "period_end"),
                        name="one_report_being_made",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("kind", "period_start", "period_end"),
                        name="one_published_report",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period_end__gt", models.F("period_start"))),
                        name="report_period_runs_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["reviewed", "signed_off"]), _negated=True),
                            models.Q(
                                ("reviewed_at__isnull", False), ("reviewed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="reviewed_report_has_a_reviewer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "signed_off"), _negated=True),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="signed_off_report_has_a_signer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["queued", "running", "failed", "cancelled"]),
                            models.Q(("figures__isnull", False), ("file__isnull", False)),
                            _connector="OR",
                        ),
                        name="made_report_has_figures_and_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("figures__isnull", True), ("figures_sha256", "")),
                            models.Q(
                                ("figures__isnull", False),
                                ("figures_sha256__regex", "^[0-9a-f]{64}$"),
                            ),
                            _connector="OR",
                        ),
                        name="report_figures_have_their_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            models.Q(
                                ("published_at__isnull", False), ("published_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="published_report_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="report_versions_begin_with_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commentary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commentaries",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "commentaries",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="commentary_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonitoringRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period_start", models.DateField(unique=True)),
                ("period_end", models.DateField(help_text="The first day after the period")),
                ("opened_on", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-period_end", "-id"], name="monitoring_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opened_on__gte", models.F("period_end")),
                            ("period_end__gt", models.F("period_start")),
                        ),
                        name="monitored_period_is_over",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("opened_on"))),
                        name="returns_are_due_after_the_opening",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MonitoringReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("open", "To be completed"),
                            ("submitted", "Submitted"),
                            ("returned", "Returned with questions"),
                            ("accepted", "Accepted"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("figures", models.JSONField()),
                (
                    "answers_words",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, db_column="answers", help_text="As JSON"
                    ),
                ),
                ("submitted_on", models.DateField(null=True)),
                ("accepted_on", models.DateField(null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case_key",
                    mdps.core.cases.fields.CaseKeyField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.casekey",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.privatefile",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="monitoring_returns",
                        to="suppliers.supplier",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="reporting.monitoringround",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "round", "id"], name="return_by_state")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "supplier"), name="one_return_per_round_and_supplier"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"),
                            models.Q(
                                ("submitted_by__isnull", False), ("submitted_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="submitted_return_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True),
                            models.Q(
                                ("accepted_by__isnull", False), ("accepted_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="accepted_return_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_on", None),
                            models.Q(
                                ("accepted_on__gte", models.F("submitted_on")),
                                ("submitted_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="accepted_after_it_was_submitted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MonitoringAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", mdps.core.cases.fields.EncryptedTextField(case="of_return")),
                ("due_on", models.DateField()),
                ("set_on", models.DateField()),
                ("done_on", models.DateField(null=True)),
                (
                    "outcome",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="of_return", help_text="What was done"
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "of_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="reporting.monitoringreturn",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["due_on", "id"], name="action_by_day"),
                    models.Index(
                        fields=["owner", "done_on", "due_on", "id"], name="action_by_owner"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True),
                            ("due_on__gte", models.F("set_on")),
                        ),
                        name="action_says_what_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_by", None), ("done_on", None), ("outcome", "")),
                            models.Q(
                                ("done_by__isnull", False),
                                ("done_on__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="done_action_says_what_was_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PackageRating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "delivered",
                    models.PositiveSmallIntegerField(verbose_name="delivered what was agreed"),
                ),
                ("punctual", models.PositiveSmallIntegerField(verbose_name="kept to times")),
                ("contact", models.PositiveSmallIntegerField(verbose_name="kept in touch")),
                ("outcome", models.PositiveSmallIntegerField(verbose_name="made a difference")),
                (
                    "remark",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="contract.line.request", max_length=300
                    ),
                ),
                ("rated_on", models.DateField()),
                (
                    "contract",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="package_rating",
                        to="contracts.calloffcontract",
                    ),
                ),
                (
                    "rated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["rated_on", "id"], name="package_rating_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contact__range", (1, 4)),
                            ("delivered__range", (1, 4)),
                            ("outcome__range", (1, 4)),
                            ("punctual__range", (1, 4)),
                        ),
                        name="marks_are_from_1_to_4",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelHistory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("financial_year", models.CharField(max_length=7)),
                ("requested", models.DecimalField(decimal_places=2, max_digits=12)),
                ("approved", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="history",
                        to="lots.requestcategory",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "panel history",
                "ordering": ["financial_year", "category__position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("financial_year", "category"), name="one_line_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approved__gte", 0), ("requested__gte", 0)),
                        name="history_is_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("financial_year__regex", "^\\d{4}-\\d{2}$")),
                        name="history_is_of_a_financial_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", mdps.core.cases.fields.EncryptedTextField(case="of_return")),
                ("asked_on", models.DateField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "of_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="reporting.monitoringreturn",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="question_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplierRating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "grade",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("good", "Good"),
                            ("approaching", "Approaching target"),
                            ("improve", "Requires improvement"),
                            ("inadequate", "Inadequate"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reasons", mdps.core.cases.fields.EncryptedTextField(case="of_return")),
                ("rated_on", models.DateField()),
                (
                    "of_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="reporting.monitoringreturn",
                    ),
                ),
                (
                    "rated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True),
                        name="rating_has_reasons",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExemptAnnex",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="exempt_annex",
                        serialize=False,
                        to="reporting.report",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.privatefile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublicForm",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="public_form",
                        serialize=False,
                        to="reporting.report",
                    ),
                ),
                ("figures", models.JSONField()),
                ("figures_sha256", models.CharField(max_length=64)),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.privatefile",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("figures_sha256__regex", "^[0-9a-f]{64}$")),
                        name="public_form_has_its_hash",
                    )
                ],
            },
        ),
    ]
