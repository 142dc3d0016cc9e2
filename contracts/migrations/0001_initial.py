"""Awards, competitions, call-offs, the ledger, deliveries and invoices."""

from decimal import Decimal

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import mdps.core.cases.fields
import mdps.core.one_of

# What the parts of an award or an increase come to; the rows' CHECKs use it.
SUMS = """
CREATE FUNCTION mdps_amount_of(parts jsonb) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(sum((part ->> 'amount')::numeric), 0) FROM jsonb_array_elements(parts) AS part
$$;
CREATE FUNCTION mdps_units_of(parts jsonb) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(sum((part ->> 'units')::bigint), 0)::bigint
    FROM jsonb_array_elements(parts) AS part
$$;
"""
NO_SUMS = "DROP FUNCTION mdps_amount_of(jsonb); DROP FUNCTION mdps_units_of(jsonb);"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("core", "__first__"),
        ("lots", "0001_initial"),
        ("referrals", "0001_initial"),
        ("suppliers", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(SUMS, NO_SUMS),
        migrations.CreateModel(
            name="CabinetDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("minute", models.CharField(help_text="Reference of the minute", max_length=60)),
                ("decided_on", models.DateField()),
                ("highest_value", models.DecimalField(decimal_places=2, max_digits=12)),
                ("effective_from", models.DateField(help_text="First day after call-in")),
                (
                    "conditions",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="line.request", blank=True, help_text="What Cabinet made a condition"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cabinet_decisions",
                        to="referrals.requestline",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_on", "id"],
                "indexes": [
                    models.Index(fields=["-decided_on", "-id"], name="cabinet_decision_newest")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("line", "minute"), name="one_minute_per_line"),
                    models.CheckConstraint(
                        condition=models.Q(("effective_from__gt", models.F("decided_on"))),
                        name="cabinet_decision_after_call_in",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("highest_value__gt", 0)),
                        name="cabinet_decides_on_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CabinetRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="The highest value Cabinet is asked for",
                        max_digits=12,
                    ),
                ),
                (
                    "meeting_on",
                    models.DateField(help_text="The Cabinet meeting it is meant for", null=True),
                ),
                ("reasons", mdps.core.cases.fields.EncryptedTextField(case="line.request")),
                (
                    "state",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("raised", "Raised"),
                            ("noticed", "Notice published"),
                            ("decided", "Decided"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="raised",
                        max_length=10,
                    ),
                ),
                ("state_since", models.DateField()),
                ("raised_on", models.DateField()),
                ("notice_on", models.DateField(null=True)),
                (
                    "earliest_on",
                    models.DateField(help_text="First day Cabinet may decide", null=True),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="request",
                        to="contracts.cabinetdecision",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cabinet_requests",
                        to="referrals.requestline",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-raised_on", "-id"], name="cabinet_request_newest")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["raised", "noticed"])),
                        fields=("line",),
                        name="one_open_cabinet_request_per_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision__isnull", False), ("state", "decided")),
                            models.Q(
                                models.Q(("state", "decided"), _negated=True), ("decision", None)
                            ),
                            _connector="OR",
                        ),
                        name="decided_request_has_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["raised", "withdrawn"]),
                            models.Q(
                                ("earliest_on__gt", models.F("notice_on")),
                                ("earliest_on__isnull", False),
                                ("notice_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="noticed_request_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__gt", 0), models.Q(("reasons", ""), _negated=True)
                        ),
                        name="cabinet_is_asked_for_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DirectAwardAuthorisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("highest_value", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "authorised_by",
                    models.CharField(
                        help_text="The Director of Policy, Performance and Governance, by name",
                        max_length=150,
                    ),
                ),
                ("authorised_on", models.DateField()),
                (
                    "reason",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("not_cheapest", "The cheapest supplier does not meet the need"),
                            ("court", "The court named the expert"),
                            ("continuity", "Continuity for the child"),
                            ("specialism", "Only this supplier has the specialism"),
                        ],
                        max_length=15,
                    ),
                ),
                ("explanation", mdps.core.cases.fields.EncryptedTextField(case="line.request")),
                ("recorded_on", models.DateField()),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.privatefile",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="direct_authorisations",
                        to="referrals.requestline",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="direct_authorisations",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-authorised_on", "-id"], name="authorisation_newest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("highest_value__gt", 0)), name="authorises_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("authorised_on__lte", models.F("recorded_on"))),
                        name="authorised_before_recorded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LimitDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("minute", models.CharField(help_text="Reference of the minute", max_length=60)),
                ("decided_on", models.DateField()),
                ("effective_from", models.DateField(help_text="First day after call-in")),
                ("was_cap", models.DecimalField(decimal_places=2, max_digits=12)),
                ("cap", models.DecimalField(decimal_places=2, max_digits=12)),
                ("was_threshold", models.DecimalField(decimal_places=2, max_digits=12)),
                ("cabinet_threshold", models.DecimalField(decimal_places=2, max_digits=12)),
                ("conditions", models.TextField(blank=True)),
                ("recorded_on", models.DateField()),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="limit_decisions",
                        to="lots.scheme",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-recorded_on", "-id"], name="limit_decision_newest")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "minute"), name="one_limit_per_minute"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cabinet_threshold__gte", 0), ("cap__gte", 0)),
                        name="limits_are_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_from__gt", models.F("decided_on")),
                            ("recorded_on__gte", models.F("effective_from")),
                        ),
                        name="limits_after_call_in",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RouteRule",
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
                        choices=[("direct", "Direct award"), ("competition", "Mini-competition")],
                        max_length=12,
                    ),
                ),
                ("from_value", models.DecimalField(decimal_places=2, max_digits=12)),
                ("to_value", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("effective_from", models.DateField()),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="route_rules",
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
                "ordering": ["lot__number", "route", "-effective_from"],
                "indexes": [
                    models.Index(fields=["-effective_from", "-id"], name="route_rule_newest")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lot", "route", "effective_from"), name="one_route_rule_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_value__gte", 0),
                            models.Q(
                                ("to_value", None),
                                ("to_value__gte", models.F("from_value")),
                                _connector="OR",
                            ),
                        ),
                        name="route_band_runs_upward",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeparatenessRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("highest_value", models.DecimalField(decimal_places=2, max_digits=12)),
                ("reasons", mdps.core.cases.fields.EncryptedTextField(case="line.request")),
                ("recorded_on", models.DateField()),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="separateness_records",
                        to="referrals.requestline",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="separateness_records",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-recorded_on", "-id"], name="separateness_newest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("highest_value__gt", 0), models.Q(("reasons", ""), _negated=True)
                        ),
                        name="separateness_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SpotPurchase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("line", "On an approved line"),
                            ("found", "Found afterwards"),
                            ("finance", "From the finance system"),
                            ("earlier", "From before the scheme"),
                        ],
                        default="line",
                        max_length=10,
                    ),
                ),
                ("provider_name", models.CharField(max_length=200)),
                ("provider_key", models.CharField(max_length=200)),
                ("units", models.PositiveIntegerField(null=True)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "reason",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("no_lot", "The service has no lot"),
                            ("not_admitted", "The provider is not admitted"),
                            ("cap_or_term", "The cap or the term of the scheme is spent"),
                            ("unapproved", "Nobody asked the panel beforehand"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "explanation",
                    mdps.core.cases.fields.EncryptedTextField(case="line.request", optional=True),
                ),
                (
                    "approver",
                    models.CharField(help_text="Who approved the spending", max_length=150),
                ),
                ("finance_reference", models.CharField(max_length=60, null=True, unique=True)),
                ("purchased_on", models.DateField()),
                (
                    "authorised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lots.requestcategory",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spot_purchases",
                        to="referrals.requestline",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lots.service",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spot_purchases",
                        to="suppliers.supplier",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.team",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-purchased_on", "-id"], name="spot_newest"),
                    models.Index(fields=["provider_key", "purchased_on"], name="spot_by_provider"),
                    models.Index(fields=["team", "-purchased_on", "-id"], name="spot_by_team"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper("provider_name"),
                            name="gin_trgm_ops",
                        ),
                        name="spot_provider_search",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0),
                            models.Q(("units", None), ("units__gt", 0), _connector="OR"),
                        ),
                        name="spot_purchase_has_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("authorised_by__isnull", False),
                                ("finance_reference", None),
                                ("line__isnull", False),
                                ("service__isnull", False),
                                ("source", "line"),
                                ("units__isnull", False),
                            ),
                            models.Q(("line", None), ("source", "found")),
                            models.Q(
                                ("finance_reference__isnull", False),
                                ("line", None),
                                ("source__in", ["finance", "earlier"]),
                            ),
                            _connector="OR",
                        ),
                        name="spot_purchase_is_of_its_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingAuthority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("highest_value", models.DecimalField(decimal_places=2, max_digits=12)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.decisionrecord",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing_authorities",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lots",
                    models.ManyToManyField(related_name="standing_authorities", to="lots.lot"),
                ),
            ],
            options={
                "verbose_name_plural": "standing authorities",
                "ordering": ["-starts_on", "id"],
                "indexes": [
                    models.Index(fields=["-starts_on", "-id"], name="authority_newest"),
                    models.Index(fields=["-ends_on", "-id"], name="authority_by_end"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="authority_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("highest_value__gt", 0)),
                        name="authority_is_for_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CallOffContract",
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
                            ("awarded", "Awarded"),
                            ("accepted", "Accepted"),
                            ("active", "Running"),
                            ("completed", "Completed"),
                            ("terminated", "Terminated"),
                            ("unawarded", "Un-awarded"),
                        ],
                        default="awarded",
                        max_length=12,
                    ),
                ),
                ("state_since", models.DateField()),
                ("units", models.PositiveIntegerField()),
                ("unit_price", models.DecimalField(decimal_places=2, max_digits=12)),
                ("value", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "extras",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        help_text="Of the value: what extras may come to in all",
                        max_digits=12,
                    ),
                ),
                (
                    "parts",
                    models.JSONField(
                        default=list,
                        help_text="Units at each volume discount, with what the council commits",
                    ),
                ),
                ("awarded_on", models.DateField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(help_text="Last day of delivery")),
                (
                    "route",
                    mdps.core.one_of.OneOfField(
                        choices=[("direct", "Direct award"), ("competition", "Mini-competition")],
                        default="direct",
                        max_length=12,
                    ),
                ),
                (
                    "reason",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True,
                        case="line.request",
                        help_text="Why this supplier, where not the cheapest",
                    ),
                ),
                (
                    "bespoke",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True,
                        case="line.request",
                        help_text="Why the price is above the rate card",
                    ),
                ),
                (
                    "comparison",
                    models.JSONField(default=list, help_text="The prices that were on screen"),
                ),
                ("purchase_order", models.CharField(blank=True, max_length=30)),
                (
                    "earlier_reference",
                    models.CharField(
                        blank=True,
                        help_text="Of one carried over: its reference before",
                        max_length=40,
                    ),
                ),
                (
                    "awarded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cabinet_decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="contracts.cabinetdecision",
                    ),
                ),
                (
                    "delivered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries_due",
                        to="suppliers.supplier",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="referrals.requestline",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="lots.lot",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="lots.service",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="suppliers.supplier",
                    ),
                ),
                (
                    "authorisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="contracts.directawardauthorisation",
                    ),
                ),
                (
                    "separateness",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="contracts.separatenessrecord",
                    ),
                ),
                (
                    "standing_authority",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="contracts.standingauthority",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-awarded_on", "-id"], name="contract_newest"),
                    models.Index(fields=["-value", "-id"], name="contract_largest"),
                    models.Index(fields=["lot", "-awarded_on", "-id"], name="contract_by_lot"),
                    models.Index(
                        fields=["supplier", "-awarded_on", "-id"], name="contract_by_supplier"
                    ),
                    models.Index(fields=["ends_on", "id"], name="contract_by_end"),
                    models.Index(
                        condition=models.Q(("state__in", ["awarded", "accepted", "active"])),
                        fields=["ends_on", "id"],
                        name="contract_not_over_by_end",
                    ),
                    models.Index(fields=["state", "-awarded_on", "-id"], name="contract_by_state"),
                    models.Index(fields=["delivered_by", "state"], name="contract_by_deliverer"),
                    models.Index(fields=["route", "-awarded_on", "-id"], name="contract_by_route"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper("earlier_reference"),
                            name="gin_trgm_ops",
                        ),
                        name="contract_earlier_search",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit_price__gt", 0), ("units__gt", 0), ("value__gt", 0)
                        ),
                        name="contract_has_value",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="contract_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "units",
                                models.Func(
                                    models.F("parts"),
                                    function="mdps_units_of",
                                    output_field=models.IntegerField(),
                                ),
                            ),
                            (
                                "value",
                                django.db.models.expressions.CombinedExpression(
                                    models.Func(
                                        models.F("parts"),
                                        function="mdps_amount_of",
                                        output_field=models.DecimalField(),
                                    ),
                                    "+",
                                    models.F("extras"),
                                ),
                            ),
                        ),
                        name="parts_make_the_contract",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("extras__gte", 0)),
                        name="extras_are_something_or_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("standing_authority__isnull", False),
                            models.Q(("earlier_reference", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contract_rests_on_an_authority",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Upper("earlier_reference"),
                        condition=models.Q(("earlier_reference", ""), _negated=True),
                        name="one_contract_per_earlier_reference",
                    ),
                    models.UniqueConstraint(
                        fields=("cabinet_decision",), name="one_contract_per_cabinet_decision"
                    ),
                    models.UniqueConstraint(
                        fields=("authorisation",), name="one_contract_per_authorisation"
                    ),
                    models.UniqueConstraint(
                        fields=("separateness",), name="one_contract_per_separateness_record"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
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
                            ("award", "Award"),
                            ("increase", "Increase"),
                            ("decrease", "Decrease"),
                            ("release", "Release"),
                            ("termination", "Early termination"),
                            ("unaward", "Un-award"),
                        ],
                        max_length=12,
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("on", models.DateField()),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="contracts.calloffcontract",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="lots.scheme",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-on", "-id"], name="commitment_newest"),
                    models.Index(fields=["kind", "-on", "-id"], name="commitment_by_kind"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__gt", 0), ("kind__in", ["award", "increase"])),
                            models.Q(
                                ("amount__lt", 0),
                                ("kind__in", ["decrease", "release", "termination", "unaward"]),
                            ),
                            _connector="OR",
                        ),
                        name="commitment_sign",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "award")),
                        fields=("contract",),
                        name="one_award_per_contract",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Competition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("units", models.PositiveIntegerField()),
                (
                    "specification",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="line.request",
                        help_text="What is needed; nothing that points to the child",
                    ),
                ),
                ("criteria", models.JSONField(default=list)),
                ("quality_weight", models.PositiveSmallIntegerField(default=60)),
                ("price_weight", models.PositiveSmallIntegerField(default=40)),
                (
                    "closes_at",
                    models.DateTimeField(help_text="The last moment at which a quote is received"),
                ),
                (
                    "shorter_because",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True,
                        case="line.request",
                        help_text="Why there are fewer than 10 days",
                    ),
                ),
                ("questions_until", models.DateField(help_text="The last day for questions")),
                ("standstill_days", models.PositiveSmallIntegerField(default=0)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(help_text="Last day of delivery")),
                (
                    "state",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("draft", "Draft"),
                            ("open", "Open for quotes"),
                            ("opened", "Quotes opened"),
                            ("scored", "Ranked"),
                            ("awarded", "Awarded"),
                            ("ended", "Ended without award"),
                        ],
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("state_since", models.DateField()),
                ("drafted_on", models.DateField()),
                ("invited_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                (
                    "ranking",
                    models.JSONField(default=list, help_text="As it was settled, the winner first"),
                ),
                ("ranked_at", models.DateTimeField(null=True)),
                (
                    "tie_reason",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True,
                        case="line.request",
                        help_text="Why this one of those that were equal",
                    ),
                ),
                (
                    "taken_up_because",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="line.request", help_text="Why the scoring began anew"
                    ),
                ),
                (
                    "standstill_until",
                    models.DateField(help_text="Last day of the standstill", null=True),
                ),
                (
                    "ended_as",
                    mdps.core.one_of.OneOfField(
                        blank=True,
                        choices=[
                            ("no_quotes", "No quotes came"),
                            ("all_rejected", "All quotes were rejected"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "ended_because",
                    mdps.core.cases.fields.EncryptedTextField(blank=True, case="line.request"),
                ),
                (
                    "contract",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="competition",
                        to="contracts.calloffcontract",
                    ),
                ),
                (
                    "drafted_by",
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
                        related_name="competitions",
                        to="referrals.requestline",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="competitions",
                        to="lots.lot",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ranked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="competitions",
                        to="lots.service",
                    ),
                ),
                (
                    "winner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-drafted_on", "-id"], name="competition_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "open", "opened", "scored"])),
                        fields=("line",),
                        name="one_running_competition_per_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "quality_weight",
                                django.db.models.expressions.CombinedExpression(
                                    models.Value(100), "-", models.F("price_weight")
                                ),
                            )
                        ),
                        name="competition_weights_are_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__gte", models.F("starts_on")),
                            ("units__gt", 0),
                            models.Q(("specification", ""), _negated=True),
                        ),
                        name="competition_asks_for_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("invited_at", None), ("state", "draft")),
                            ("state", "ended"),
                            models.Q(
                                ("invited_at__isnull", False),
                                ("invited_at__lt", models.F("closes_at")),
                                ("state__in", ["open", "opened", "scored", "awarded"]),
                            ),
                            _connector="OR",
                        ),
                        name="open_competition_has_invited",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("opened_at", None),
                                ("opened_by", None),
                                ("state__in", ["draft", "open", "ended"]),
                            ),
                            models.Q(
                                ("opened_at__gt", models.F("closes_at")),
                                ("opened_at__isnull", False),
                                ("opened_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="quotes_are_opened_after_the_deadline",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ranked_at__isnull", False),
                                ("state__in", ["scored", "awarded"]),
                                ("winner__isnull", False),
                            ),
                            models.Q(
                                ("state__in", ["draft", "open", "opened", "ended"]),
                                ("winner", None),
                            ),
                            _connector="OR",
                        ),
                        name="ranked_competition_has_its_winner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contract__isnull", False), ("state", "awarded")),
                            models.Q(
                                models.Q(("state", "awarded"), _negated=True), ("contract", None)
                            ),
                            _connector="OR",
                        ),
                        name="awarded_competition_has_its_contract",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "ended"),
                                models.Q(("ended_as", ""), _negated=True),
                                models.Q(("ended_because", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "ended"), _negated=True),
                                ("ended_as", ""),
                                ("ended_because", ""),
                            ),
                            _connector="OR",
                        ),
                        name="ended_competition_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CompetitionInterest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("has_conflict", models.BooleanField()),
                (
                    "words",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="competition.line.request", blank=True
                    ),
                ),
                ("declared_at", models.DateTimeField()),
                (
                    "competition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="contracts.competition",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("has_conflict", False),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="conflict_in_competition_has_words",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CompetitionInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "closes_at",
                    models.DateTimeField(help_text="The deadline that the supplier was told"),
                ),
                (
                    "competition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="contracts.competition",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations_to_quote",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-closes_at", "-id"], name="quote_invitation_by_close")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("competition", "supplier"),
                        name="one_invitation_to_quote_per_supplier",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CompetitionQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "question",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="invitation.competition.line.request"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="contracts.competitioninvitation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CompetitionAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "question",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="asked.invitation.competition.line.request"
                    ),
                ),
                (
                    "answer",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="asked.invitation.competition.line.request"
                    ),
                ),
                ("answered_at", models.DateTimeField()),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered",
                        to="contracts.competitionquestion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("units", models.IntegerField()),
                ("missed", models.IntegerField(default=0, verbose_name="missed appointments")),
                (
                    "extras",
                    models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=12),
                ),
                (
                    "correction",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True,
                        case="contract.line.request",
                        help_text="Why it is corrected",
                        max_length=200,
                    ),
                ),
                ("recorded_on", models.DateField()),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="contracts.calloffcontract",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
                "ordering": ["until", "id"],
                "indexes": [
                    models.Index(fields=["contract", "until", "id"], name="delivery_by_contract")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="delivery_days_run_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("extras", 0), ("missed", 0), ("units", 0), _negated=True
                        ),
                        name="delivery_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("extras__gte", 0), ("missed__gte", 0), ("units__gte", 0)),
                            models.Q(("correction", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="less_delivered_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalException",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("demand", models.TextField()),
                ("source", models.CharField(blank=True, max_length=60)),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="historical_exceptions",
                        to="contracts.calloffcontract",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "code"), name="one_historical_exception_a_rule"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="invoice number")),
                ("invoiced_on", models.DateField()),
                ("units", models.IntegerField()),
                ("net", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "extras",
                    models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=12),
                ),
                ("vat", models.DecimalField(decimal_places=2, max_digits=12)),
                ("gross", models.DecimalField(decimal_places=2, max_digits=12)),
                ("recorded_on", models.DateField()),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="contracts.calloffcontract",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-invoiced_on", "-id"], name="invoice_newest"),
                    models.Index(fields=["contract", "id"], name="invoice_by_contract"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "number"), name="one_invoice_a_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "gross",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("net"), "+", models.F("vat")
                                ),
                            )
                        ),
                        name="invoice_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("extras__gte", 0),
                                ("net__gt", 0),
                                ("units__gt", 0),
                                ("vat__gte", 0),
                            ),
                            models.Q(
                                ("extras__gt", 0), ("net__gt", 0), ("units", 0), ("vat__gte", 0)
                            ),
                            models.Q(
                                ("extras__lte", 0),
                                ("net__lt", 0),
                                ("units__lte", 0),
                                ("vat__lte", 0),
                            ),
                            _connector="OR",
                        ),
                        name="invoice_or_credit_note",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PackageSafeguard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField()),
                (
                    "choice",
                    mdps.core.one_of.OneOfField(
                        blank=True,
                        choices=[
                            ("continue", "Continue with safeguards"),
                            ("pause", "Pause"),
                            ("transfer", "Transfer to another supplier"),
                            ("end", "End"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="contract.line.request"
                    ),
                ),
                ("chosen_on", models.DateField(null=True)),
                (
                    "chosen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="safeguards",
                        to="contracts.calloffcontract",
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
                    "suspension",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packages",
                        to="suppliers.admissionsuspension",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["choice", "due_on", "id"], name="safeguard_undecided")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("suspension", "contract"),
                        name="one_choice_per_package_and_suspension",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("choice", ""),
                                ("chosen_by", None),
                                ("chosen_on", None),
                                ("reason", ""),
                            ),
                            models.Q(
                                models.Q(("choice", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                                ("chosen_by__isnull", False),
                                ("chosen_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="choice_has_its_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("paid_on", models.DateField()),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="contracts.invoice",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["invoice", "id"], name="payment_by_invoice")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True),
                        name="payment_is_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_withdrawal", models.BooleanField(default=False)),
                ("received_at", models.DateTimeField()),
                ("by_email", models.BooleanField(default=False, help_text="Entered by an officer")),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="contracts.competitioninvitation",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="contracts.quote",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaces", None)),
                        fields=("invitation",),
                        name="one_first_quote",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QuoteContent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_price", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "extras",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="What extras are expected to come to in all",
                        max_digits=12,
                    ),
                ),
                (
                    "extras_words",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="quote.invitation.competition.line.request", blank=True
                    ),
                ),
                (
                    "answers_words",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="quote.invitation.competition.line.request",
                        db_column="answers",
                        help_text="As JSON",
                    ),
                ),
                (
                    "availability",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="quote.invitation.competition.line.request"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.privatefile",
                    ),
                ),
                (
                    "quote",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sealed",
                        to="contracts.quote",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("extras__gte", 0), ("unit_price__gt", 0)),
                        name="quote_has_a_price",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QuoteDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_accepted", models.BooleanField()),
                (
                    "explanation",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="quote.invitation.competition.line.request", blank=True
                    ),
                ),
                (
                    "reasons",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="quote.invitation.competition.line.request"
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="contracts.quote",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True),
                        name="quote_decision_has_reasons",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QuoteScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("criterion", models.PositiveSmallIntegerField()),
                ("points", models.PositiveSmallIntegerField()),
                (
                    "reasons",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="quote.invitation.competition.line.request"
                    ),
                ),
                ("scored_at", models.DateTimeField()),
                (
                    "evaluator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="contracts.quote",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("criterion__gte", 1),
                            ("points__lte", 5),
                            models.Q(("reasons", ""), _negated=True),
                        ),
                        name="score_is_from_nought_to_five",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Variation",
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
                            ("increase", "More units"),
                            ("decrease", "Fewer units"),
                            ("dates", "Other dates"),
                            ("novation", "Another supplier"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "ground",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("a", "(a) A clear review clause allows it"),
                            ("b", "(b) More services became necessary"),
                            ("c", "(c) It could not be foreseen"),
                            ("d", "(d) Another contractor takes its place"),
                            ("e", "(e) It is not substantial"),
                            ("f", "(f) It is below the threshold and at most 10%"),
                        ],
                        max_length=1,
                        verbose_name="reg 72 ground",
                    ),
                ),
                ("units", models.IntegerField(default=0)),
                ("unit_price", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=12),
                ),
                (
                    "parts",
                    models.JSONField(
                        default=list, help_text="Of an increase, as those of a contract"
                    ),
                ),
                ("was_starts_on", models.DateField()),
                ("was_ends_on", models.DateField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("notice_published", models.BooleanField(default=False)),
                (
                    "reasons",
                    mdps.core.cases.fields.EncryptedTextField(case="contract.line.request"),
                ),
                ("varied_on", models.DateField()),
                (
                    "authorisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="variations",
                        to="contracts.directawardauthorisation",
                    ),
                ),
                (
                    "cabinet_decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="variations",
                        to="contracts.cabinetdecision",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="variations",
                        to="contracts.calloffcontract",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        help_text="The line by which the panel approved an increase",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="variations",
                        to="referrals.requestline",
                    ),
                ),
                (
                    "separateness",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="variations",
                        to="contracts.separatenessrecord",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suppliers.supplier",
                    ),
                ),
                (
                    "varied_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "was_supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["contract", "id"], name="variation_by_contract")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount__gt", 0),
                                ("kind", "increase"),
                                ("line__isnull", False),
                                ("units__gt", 0),
                            ),
                            models.Q(("amount__lte", 0), ("kind", "decrease"), ("units__lt", 0)),
                            models.Q(
                                ("amount", 0), ("kind__in", ["dates", "novation"]), ("units", 0)
                            ),
                            _connector="OR",
                        ),
                        name="variation_is_of_its_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "increase"),
                                (
                                    "amount",
                                    models.Func(
                                        models.F("parts"),
                                        function="mdps_amount_of",
                                        output_field=models.DecimalField(),
                                    ),
                                ),
                                (
                                    "units",
                                    models.Func(
                                        models.F("parts"),
                                        function="mdps_units_of",
                                        output_field=models.IntegerField(),
                                    ),
                                ),
                            ),
                            models.Q(models.Q(("kind", "increase"), _negated=True), ("parts", [])),
                            _connector="OR",
                        ),
                        name="parts_make_the_increase",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="varied_dates_run_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "novation"),
                                models.Q(("supplier", models.F("was_supplier")), _negated=True),
                            ),
                            models.Q(
                                models.Q(("kind", "novation"), _negated=True),
                                ("supplier", models.F("was_supplier")),
                            ),
                            _connector="OR",
                        ),
                        name="novation_has_another_supplier",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("was_ends_on__gte", models.F("was_starts_on"))),
                        name="dates_ran_forward_before",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwardLimits",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("effective_from", models.DateField(unique=True)),
                ("direct_award_above", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "published_above",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("5000.00"), max_digits=12
                    ),
                ),
                (
                    "contracts_finder_above",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("25000.00"), max_digits=12
                    ),
                ),
                (
                    "light_touch_above",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("552950.00"), max_digits=12
                    ),
                ),
                ("notice_days", models.PositiveSmallIntegerField()),
                ("call_in_days", models.PositiveSmallIntegerField()),
                ("together_months", models.PositiveSmallIntegerField()),
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
                "verbose_name_plural": "award limits",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("direct_award_above__gte", 0), ("together_months__gte", 1)
                        ),
                        name="award_limits_are_some",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contracts_finder_above__gte", models.F("published_above")),
                            ("light_touch_above__gte", models.F("contracts_finder_above")),
                            ("published_above__gte", 0),
                        ),
                        name="thresholds_run_upward",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="separatenessrecord",
            name="contracts",
            field=models.ManyToManyField(
                related_name="separate_from", to="contracts.calloffcontract"
            ),
        ),
    ]
