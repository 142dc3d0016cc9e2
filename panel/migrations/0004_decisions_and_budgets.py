"""Every kind of decision with its reasons and conditions; urgent ones, budgets, package reviews."""

from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_papers_stay"),
        ("panel", "0003_held_meetings"),
        ("referrals", "0007_line_approvals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ("reason", models.TextField()),
                ("extended_on", models.DateField()),
            ],
        ),
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
                    models.CharField(
                        choices=[
                            ("section_17", "Section 17 budget"),
                            ("children_in_care", "Children in care discretionary budget"),
                        ],
                        max_length=20,
                    ),
                ),
                ("financial_year", models.CharField(max_length=7)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
            ],
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
                    models.CharField(
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
            ],
            options={
                "ordering": ["starts_on"],
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
                ("words", models.CharField(max_length=300)),
                ("before_award", models.BooleanField(default=True)),
                ("role", models.CharField(max_length=30)),
                ("met_on", models.DateField(null=True)),
            ],
            options={
                "ordering": ["id"],
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
                    models.CharField(
                        blank=True,
                        choices=[
                            ("end", "Let it end"),
                            ("continue", "Continue, by a supplementary request"),
                            ("change", "Change it"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reasons", models.TextField(blank=True)),
                ("reviewed_on", models.DateField(null=True)),
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
                    models.CharField(
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
            },
        ),
        migrations.RemoveConstraint(
            model_name="paneldecision",
            name="approval_has_an_amount",
        ),
        migrations.RemoveConstraint(
            model_name="paneldecision",
            name="one_decision_per_item_line_and_round",
        ),
        migrations.AddField(
            model_name="paneldecision",
            name="assessed_need",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="paneldecision",
            name="in_house_alternative",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="paneldecision",
            name="more_reason",
            field=models.TextField(blank=True, help_text="Why more than was requested"),
        ),
        migrations.AddField(
            model_name="paneldecision",
            name="overspend_reason",
            field=models.TextField(blank=True, help_text="The chair's, beyond the budget"),
        ),
        migrations.AddField(
            model_name="paneldecision",
            name="redirect_to",
            field=models.CharField(blank=True, max_length=150),
        ),
        migrations.AddField(
            model_name="paneldecision",
            name="review_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="paneldecision",
            name="route",
            field=models.CharField(
                choices=[
                    ("meeting", "At a meeting"),
                    ("chair", "Endorsed by the chair"),
                    ("urgent", "Urgent, between meetings"),
                ],
                default="meeting",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="paneldecision",
            name="units",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="paneldecision",
            name="urgent_reason",
            field=models.TextField(blank=True, help_text="Why it could not wait"),
        ),
        migrations.AlterField(
            model_name="paneldecision",
            name="item",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="panel.agendaitem",
            ),
        ),
        migrations.AlterField(
            model_name="paneldecision",
            name="kind",
            field=models.CharField(
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
        migrations.AddField(
            model_name="approvalextension",
            name="extended_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="approvalextension",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extensions",
                to="referrals.requestline",
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalterms",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__gte", 1)), name="approval_lasts"
            ),
        ),
        migrations.AddField(
            model_name="budget",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="budgets",
                to="core.team",
            ),
        ),
        migrations.AddField(
            model_name="budgetposting",
            name="budget",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="postings",
                to="panel.budget",
            ),
        ),
        migrations.AddField(
            model_name="budgetposting",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="budgetposting",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="postings",
                to="referrals.requestline",
            ),
        ),
        migrations.AddField(
            model_name="custodian",
            name="budget",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="custodians",
                to="panel.budget",
            ),
        ),
        migrations.AddField(
            model_name="custodian",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="custodies",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decisioncondition",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conditions",
                to="panel.paneldecision",
            ),
        ),
        migrations.AddField(
            model_name="decisioncondition",
            name="met_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="packagereview",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="referrals.requestline",
            ),
        ),
        migrations.AddField(
            model_name="packagereview",
            name="meeting",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="package_reviews",
                to="panel.panelmeeting",
            ),
        ),
        migrations.AddField(
            model_name="packagereview",
            name="reviewed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="reasoncode",
            constraint=models.UniqueConstraint(fields=("kind", "code"), name="one_reason_per_code"),
        ),
        migrations.AddConstraint(
            model_name="reasoncode",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_usual", True)),
                fields=("kind",),
                name="one_usual_reason_a_kind",
            ),
        ),
        migrations.AddField(
            model_name="paneldecision",
            name="reason_code",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="panel.reasoncode",
            ),
        ),
        migrations.AddIndex(
            model_name="paneldecision",
            index=models.Index(fields=["-decided_on", "-id"], name="decision_newest"),
        ),
        migrations.AddIndex(
            model_name="paneldecision",
            index=models.Index(fields=["line", "id"], name="decision_by_line"),
        ),
        migrations.AddConstraint(
            model_name="paneldecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("route", "meeting")),
                fields=("item", "line", "round"),
                name="one_decision_per_item_line_and_round",
            ),
        ),
        migrations.AddConstraint(
            model_name="paneldecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("route", "urgent")),
                fields=("line",),
                name="one_urgent_decision_per_line",
            ),
        ),
        migrations.AddConstraint(
            model_name="paneldecision",
            constraint=models.CheckConstraint(
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
                        ("kind__in", ["defer", "decline", "redirect", "withdrawn", "overturn"]),
                        ("units", 0),
                    ),
                    _connector="OR",
                ),
                name="approval_has_an_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="paneldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("item", None),
                        ("kind__in", ["approve", "approve_in_part", "approve_with_conditions"]),
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
        ),
        migrations.AddConstraint(
            model_name="paneldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("route", "chair"), _negated=True),
                    ("supersedes__isnull", False),
                    _connector="OR",
                ),
                name="chair_endorses_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="paneldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "redirect"), _negated=True),
                    models.Q(("redirect_to", ""), _negated=True),
                    _connector="OR",
                ),
                name="redirected_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="paneldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("review_on", None), ("review_on__gte", models.F("decided_on")), _connector="OR"
                ),
                name="reviewed_after_it_is_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalextension",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("was_until"))),
                name="extended_to_a_later_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalextension",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="extension_says_why"
            ),
        ),
        migrations.AddIndex(
            model_name="budget",
            index=models.Index(fields=["-financial_year", "-id"], name="budget_newest"),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.UniqueConstraint(
                fields=("fund", "financial_year", "team"),
                name="one_budget_a_year",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", Decimal("0.00"))), name="budget_is_not_negative"
            ),
        ),
        migrations.AddIndex(
            model_name="budgetposting",
            index=models.Index(fields=["-on", "-id"], name="posting_newest"),
        ),
        migrations.AddIndex(
            model_name="budgetposting",
            index=models.Index(
                fields=["budget", "line"],
                include=("reserved", "committed", "spent"),
                name="posting_sums",
            ),
        ),
        migrations.AddIndex(
            model_name="budgetposting",
            index=models.Index(fields=["line", "id"], name="posting_by_line"),
        ),
        migrations.AddConstraint(
            model_name="budgetposting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("committed", 0), ("kind", "reserve"), ("reserved__gt", 0), ("spent", 0)
                    ),
                    models.Q(
                        ("committed", 0), ("kind", "release"), ("reserved__lt", 0), ("spent", 0)
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
            ),
        ),
        migrations.AddConstraint(
            model_name="custodian",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="custody_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="custodian",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="decisioncondition",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="condition_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="decisioncondition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("met_by", None), ("met_on", None)),
                    models.Q(("met_by__isnull", False), ("met_on__isnull", False)),
                    _connector="OR",
                ),
                name="condition_met_by_somebody_on_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="packagereview",
            index=models.Index(
                condition=models.Q(("outcome", "")), fields=["ends_on", "id"], name="review_to_hold"
            ),
        ),
        migrations.AddConstraint(
            model_name="packagereview",
            constraint=models.UniqueConstraint(
                fields=("contract_reference", "ends_on"), name="one_review_per_contract_and_end"
            ),
        ),
        migrations.AddConstraint(
            model_name="packagereview",
            constraint=models.CheckConstraint(
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
        ),
    ]
