"""Contracts from before this service: without an authority, and with what their record lacks."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from contracts.migrations._stays import AWARDED, also_stay
from mdps.core import grants


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0016_parts_stay"),
        ("core", "0010_keeping_after_notice"),
        ("lots", "0007_versions_stay"),
        ("referrals", "0008_carried_over"),
        ("suppliers", "0011_price_proposals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
        ),
        migrations.RemoveConstraint(
            model_name="spotpurchase",
            name="spot_purchase_is_of_its_source",
        ),
        migrations.AddField(
            model_name="calloffcontract",
            name="earlier_reference",
            field=models.CharField(
                blank=True, help_text="Of one carried over: its reference before", max_length=40
            ),
        ),
        migrations.AlterField(
            model_name="calloffcontract",
            name="standing_authority",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contracts",
                to="contracts.standingauthority",
            ),
        ),
        migrations.AlterField(
            model_name="spotpurchase",
            name="source",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="calloffcontract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("standing_authority__isnull", False),
                    models.Q(("earlier_reference", ""), _negated=True),
                    _connector="OR",
                ),
                name="contract_rests_on_an_authority",
            ),
        ),
        migrations.AddConstraint(
            model_name="calloffcontract",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Upper("earlier_reference"),
                condition=models.Q(("earlier_reference", ""), _negated=True),
                name="one_contract_per_earlier_reference",
            ),
        ),
        migrations.AddConstraint(
            model_name="spotpurchase",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddField(
            model_name="historicalexception",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="historical_exceptions",
                to="contracts.calloffcontract",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalexception",
            constraint=models.UniqueConstraint(
                fields=("contract", "code"), name="one_historical_exception_a_rule"
            ),
        ),
        grants.append_only("contracts_historicalexception"),
        also_stay("earlier_reference", besides=f"{AWARDED}, parts"),
    ]
