"""Meetings of the panel, what it decided, and the budgets it decides on."""

import datetime
from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import mdps.core.cases.fields
import mdps.core.one_of


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("core", "__first__"),
        ("referrals", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApprovalTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("holds_from", models.DateField(unique=True)),
                ("months", models.PositiveSmallIntegerField()),
                (
                    "warn_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), size=None
                    ),
                ),
                ("review_weeks", models.PositiveSmallIntegerField()),
            ],
            options={
                "verbose_name_plural": "approval terms",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("months__gte", 1)), name="approval_lasts"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Budget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fund",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("section_17", "Section 17 budget"),
                            ("children_in_care", "Children in care discretionary budget"),
                        ],
                        max_length=20,
                    ),
                ),
                ("financial_year", models.CharField(max_length=7)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budgets",
                        to="core.team",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-financial_year", "-id"], name="budget_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fund", "financial_year", "team"),
                        name="one_budget_a_year",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", Decimal("0.00"))),
                        name="budget_is_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("financial_year__regex", "^\\d{4}-\\d{2}$")),
                        name="budget_is_of_a_financial_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetPosting",
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
                            ("reserve", "Reserved"),
                            ("release", "Given back"),
                            ("commit", "Committed"),
                            ("uncommit", "Commitment taken back"),
                            ("spend", "Spent"),
                            ("unspend", "Spending taken back"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reserved",
                    models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=12),
                ),
                (
                    "committed",
                    models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=12),
                ),
                (
                    "spent",
                    models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=12),
                ),
                ("source", models.CharField(max_length=20)),
                ("on", models.DateField()),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="panel.budget",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="referrals.requestline",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-on", "-id"], name="posting_newest"),
                    models.Index(
                        fields=["budget", "line"],
                        include=("reserved", "committed", "spent"),
                        name="posting_sums",
                    ),
                    models.Index(fields=["line", "id"], name="posting_by_line"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("committed", 0),
                                ("kind", "reserve"),
                                ("reserved__gt", 0),
                                ("spent", 0),
                            ),
                            models.Q(
                                ("committed", 0),
                                ("kind", "release"),
                                ("reserved__lt", 0),
                                ("spent", 0),
                            ),
                            models.Q(
                                ("committed__gt", 0),
                                ("kind", "commit"),
                                (
                                    "reserved",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("committed"), "*", models.Value(-1)
                                    ),
                                ),
                                ("spent", 0),
                            ),
                            models.Q(
                                ("committed__lt", 0),
                                ("kind", "uncommit"),
                                (
                                    "reserved",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("committed"), "*", models.Value(-1)
                                    ),
                                ),
                                ("spent", 0),
                            ),
                            models.Q(
                                (
                                    "committed",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("spent"), "*", models.Value(-1)
                                    ),
                                ),
                                ("kind", "spend"),
                                ("reserved", 0),
                                ("spent__gt", 0),
                            ),
                            models.Q(
                                (
                                    "committed",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("spent"), "*", models.Value(-1)
                                    ),
                                ),
                                ("kind", "unspend"),
                                ("reserved", 0),
                                ("spent__lt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="posting_moves_money_the_way_it_says",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("serial", models.PositiveIntegerField(default=1)),
                ("is_on", models.BooleanField(default=True)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_feed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Custodian",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.CharField(max_length=100)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="custodians",
                        to="panel.budget",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="custodies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="custody_ends_after_it_starts",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("budget", "="),
                            (
                                models.Func(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_upper=True
                                    ),
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_custodian_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelMeeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("starts_at", models.TimeField()),
                ("place", models.CharField(max_length=100)),
                ("papers_due_at", models.DateTimeField()),
                ("minutes_an_item", models.PositiveSmallIntegerField(default=10)),
                ("break_at", models.TimeField(blank=True, null=True)),
                ("break_minutes", models.PositiveSmallIntegerField(default=15)),
                (
                    "state",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("planned", "Planned"),
                            ("open", "In progress"),
                            ("closed", "Closed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "chaired_by",
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
                    models.Index(fields=["-held_on", "-id"], name="meeting_newest"),
                    models.Index(fields=["state", "held_on", "id"], name="meeting_by_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("held_on",),
                        name="one_meeting_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(default=10, help_text="Planned for it"),
                ),
                (
                    "late_reason",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True,
                        case="request",
                        help_text="Why the chair took it after the papers' cut-off",
                        max_length=300,
                    ),
                ),
                (
                    "state",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("waiting", "To come"),
                            ("open", "Being discussed"),
                            ("closed", "Decided"),
                            ("not_reached", "Not reached"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1)),
                (
                    "opened_at",
                    models.DateTimeField(help_text="From then on members see all views", null=True),
                ),
                (
                    "closed_at",
                    models.DateTimeField(help_text="Its decisions were released then", null=True),
                ),
                (
                    "reopen_reason",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", max_length=300
                    ),
                ),
                (
                    "present",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        default=list,
                        help_text="The attendances that counted when it was closed",
                        size=None,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="referrals.supportrequest",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="panel.panelmeeting",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("meeting", "position"),
                        name="one_item_per_position",
                    ),
                    models.UniqueConstraint(
                        fields=("meeting", "request"), name="one_item_per_request"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("meeting",),
                        name="one_item_open_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("opened_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="closed_item_was_opened",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 1), ("position__gte", 1)),
                        name="item_has_a_place_and_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "open"), _negated=True),
                            ("opened_at__isnull", False),
                            _connector="OR",
                        ),
                        name="open_item_was_opened",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PackageReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("contract_reference", models.CharField(max_length=12)),
                ("ends_on", models.DateField()),
                ("brought_on", models.DateField()),
                (
                    "outcome",
                    mdps.core.one_of.OneOfField(
                        blank=True,
                        choices=[
                            ("end", "Let it end"),
                            ("continue", "Continue, by a supplementary request"),
                            ("change", "Change it"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "reasons",
                    mdps.core.cases.fields.EncryptedTextField(blank=True, case="line.request"),
                ),
                ("reviewed_on", models.DateField(null=True)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="referrals.requestline",
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
                    "meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="package_reviews",
                        to="panel.panelmeeting",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("outcome", "")),
                        fields=["ends_on", "id"],
                        name="review_to_hold",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract_reference", "ends_on"),
                        name="one_review_per_contract_and_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("meeting", None),
                                ("outcome", ""),
                                ("reasons", ""),
                                ("reviewed_by", None),
                                ("reviewed_on", None),
                            ),
                            models.Q(
                                ("meeting__isnull", False),
                                ("reviewed_by__isnull", False),
                                ("reviewed_on__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("reasons", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="review_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_on", None),
                            ("reviewed_on__gte", models.F("brought_on")),
                            _connector="OR",
                        ),
                        name="reviewed_after_it_was_brought",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MinutesCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=1000)),
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="panel.panelmeeting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "version"), name="one_correction_per_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version__gt", 1), models.Q(("words", ""), _negated=True)
                        ),
                        name="correction_comes_after_the_first_version",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "opinion",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("support", "Support"),
                            ("with_changes", "Support with changes"),
                            ("not_support", "Do not support"),
                            ("question", "A question first"),
                        ],
                        max_length=14,
                    ),
                ),
                ("words", mdps.core.cases.fields.EncryptedTextField(blank=True, case="request")),
                ("given_at", models.DateTimeField()),
                ("voided_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="views",
                        to="referrals.supportrequest",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="views",
                        to="panel.panelmeeting",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("voided_at", None)),
                        fields=["person", "meeting"],
                        name="view_by_person",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("meeting", "request", "person"),
                        name="one_view_per_member",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opinion", "support"),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="view_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "words",
                    mdps.core.cases.fields.EncryptedTextField(case="request", max_length=300),
                ),
                ("declared_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="referrals.supportrequest",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="panel.panelmeeting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "person"), name="one_interest_per_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                (
                    "area",
                    mdps.core.one_of.OneOfField(
                        blank=True,
                        choices=[
                            ("safeguarding", "Safeguarding"),
                            ("education", "Education"),
                            ("health", "Health"),
                            ("commissioning", "Commissioning"),
                            ("finance", "Finance"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "counts",
                    models.BooleanField(default=False, help_text="A member, so towards the quorum"),
                ),
                (
                    "status",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("present", "Present"),
                            ("apologies", "Apologies"),
                            ("left", "Left"),
                        ],
                        max_length=10,
                    ),
                ),
                ("arrived_at", models.DateTimeField(null=True)),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="panel.panelmeeting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("meeting", "person"),
                        name="one_attendance_per_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person", None)),
                        fields=("meeting", "name"),
                        name="one_attendance_per_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("counts", False), ("person__isnull", False), _connector="OR"
                        ),
                        name="only_members_count",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_at", None), ("arrived_at__isnull", False), _connector="OR"
                        ),
                        name="who_left_had_come",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("holds_from", models.DateField(unique=True)),
                (
                    "least_members",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                (
                    "areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("safeguarding", "Safeguarding"),
                                ("education", "Education"),
                                ("health", "Health"),
                                ("commissioning", "Commissioning"),
                                ("finance", "Finance"),
                            ],
                            max_length=14,
                        ),
                        blank=True,
                        size=None,
                    ),
                ),
                (
                    "minutes_an_item",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                ("papers_days", models.PositiveSmallIntegerField()),
                ("papers_at", models.TimeField(default=datetime.time(12, 0))),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("least_members__gte", 1), ("minutes_an_item__gte", 1)),
                        name="quorum_of_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "areas__contained_by",
                                [
                                    "safeguarding",
                                    "education",
                                    "health",
                                    "commissioning",
                                    "finance",
                                ],
                            )
                        ),
                        name="quorum_of_known_areas",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelSeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "area",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("safeguarding", "Safeguarding"),
                            ("education", "Education"),
                            ("health", "Health"),
                            ("commissioning", "Commissioning"),
                            ("finance", "Finance"),
                        ],
                        max_length=14,
                    ),
                ),
                ("is_deputy", models.BooleanField(default=False)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_seat",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReasonCode",
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
                            ("approve", "Approve"),
                            ("approve_in_part", "Approve in part"),
                            ("approve_with_conditions", "Approve with conditions"),
                            ("in_principle", "In principle"),
                            ("defer", "Defer"),
                            ("decline", "Decline"),
                            ("redirect", "Redirect"),
                            ("withdrawn", "Withdrawn"),
                            ("ratify", "Ratify"),
                            ("overturn", "Overturn"),
                        ],
                        max_length=24,
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("words", models.CharField(max_length=120)),
                ("is_usual", models.BooleanField(default=False)),
                ("is_offered", models.BooleanField(default=True)),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "code"), name="one_reason_per_code"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_usual", True)),
                        fields=("kind",),
                        name="one_usual_reason_a_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "route",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("meeting", "At a meeting"),
                            ("chair", "Endorsed by the chair"),
                            ("urgent", "Urgent, between meetings"),
                        ],
                        default="meeting",
                        max_length=8,
                    ),
                ),
                (
                    "kind",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("approve", "Approve"),
                            ("approve_in_part", "Approve in part"),
                            ("approve_with_conditions", "Approve with conditions"),
                            ("in_principle", "In principle"),
                            ("defer", "Defer"),
                            ("decline", "Decline"),
                            ("redirect", "Redirect"),
                            ("withdrawn", "Withdrawn"),
                            ("ratify", "Ratify"),
                            ("overturn", "Overturn"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=12),
                ),
                ("units", models.PositiveIntegerField(default=0)),
                ("review_on", models.DateField(null=True)),
                ("reasons", mdps.core.cases.fields.EncryptedTextField(case="line.request")),
                (
                    "redirect_to",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="line.request", max_length=150
                    ),
                ),
                (
                    "in_house_alternative",
                    mdps.core.cases.fields.EncryptedTextField(blank=True, case="line.request"),
                ),
                (
                    "assessed_need",
                    mdps.core.cases.fields.EncryptedTextField(blank=True, case="line.request"),
                ),
                (
                    "more_reason",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="line.request", help_text="Why more than was requested"
                    ),
                ),
                (
                    "overspend_reason",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="line.request", help_text="The chair's, beyond the budget"
                    ),
                ),
                (
                    "urgent_reason",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="line.request", help_text="Why it could not wait"
                    ),
                ),
                ("decided_on", models.DateField()),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "round",
                    models.PositiveSmallIntegerField(default=1, help_text="That of the item then"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="panel.agendaitem",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="referrals.requestline",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="panel.paneldecision",
                    ),
                ),
                (
                    "reason_code",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="panel.reasoncode",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["decided_on", "kind"], name="decision_by_day"),
                    models.Index(fields=["-decided_on", "-id"], name="decision_newest"),
                    models.Index(fields=["line", "id"], name="decision_by_line"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("route", "meeting")),
                        fields=("item", "line", "round"),
                        name="one_decision_per_item_line_and_round",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("route", "urgent")),
                        fields=("line",),
                        name="one_urgent_decision_per_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount__gt", 0),
                                (
                                    "kind__in",
                                    [
                                        "approve",
                                        "approve_in_part",
                                        "approve_with_conditions",
                                        "in_principle",
                                        "ratify",
                                    ],
                                ),
                            ),
                            models.Q(
                                ("amount", 0),
                                (
                                    "kind__in",
                                    ["defer", "decline", "redirect", "withdrawn", "overturn"],
                                ),
                                ("units", 0),
                            ),
                            _connector="OR",
                        ),
                        name="approval_has_an_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("item", None),
                                (
                                    "kind__in",
                                    ["approve", "approve_in_part", "approve_with_conditions"],
                                ),
                                ("route", "urgent"),
                                models.Q(("urgent_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("route", "urgent"), _negated=True),
                                ("item__isnull", False),
                                ("urgent_reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="urgent_decision_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("route", "chair"), _negated=True),
                            ("supersedes__isnull", False),
                            _connector="OR",
                        ),
                        name="chair_endorses_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "redirect"), _negated=True),
                            models.Q(("redirect_to", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="redirected_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_on", None),
                            ("review_on__gte", models.F("decided_on")),
                            _connector="OR",
                        ),
                        name="reviewed_after_it_is_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supersedes", None),
                            models.Q(("supersedes", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_replaces_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionCondition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "words",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="decision.line.request", max_length=300
                    ),
                ),
                ("before_award", models.BooleanField(default=True)),
                ("role", models.CharField(max_length=30)),
                ("met_on", models.DateField(null=True)),
                (
                    "met_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conditions",
                        to="panel.paneldecision",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="condition_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("met_by", None), ("met_on", None)),
                            models.Q(("met_by__isnull", False), ("met_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="condition_met_by_somebody_on_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApprovalExtension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("was_until", models.DateField()),
                ("until", models.DateField()),
                ("reason", mdps.core.cases.fields.EncryptedTextField(case="line.request")),
                ("extended_on", models.DateField()),
                (
                    "extended_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="referrals.requestline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("was_until"))),
                        name="extended_to_a_later_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="extension_says_why"
                    ),
                ],
            },
        ),
    ]
