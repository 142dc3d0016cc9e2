"""Extras with a ceiling of their own: part of a call-off's value, reported, invoiced."""

from decimal import Decimal

import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from contracts.migrations._stays import AWARDED, also_stay


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0020_competitions_stay"),
        ("lots", "0007_versions_stay"),
        ("referrals", "0008_carried_over"),
        ("suppliers", "0012_extras_are_proposed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="calloffcontract",
            name="parts_make_the_contract",
        ),
        migrations.RemoveConstraint(
            model_name="delivery",
            name="delivery_says_something",
        ),
        migrations.RemoveConstraint(
            model_name="delivery",
            name="less_delivered_has_reason",
        ),
        migrations.RemoveConstraint(
            model_name="invoice",
            name="invoice_or_credit_note",
        ),
        migrations.AddField(
            model_name="calloffcontract",
            name="extras",
            field=models.DecimalField(
                decimal_places=2,
                default=Decimal("0.00"),
                help_text="Of the value: what extras may come to in all",
                max_digits=12,
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="extras",
            field=models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=12),
        ),
        migrations.AddField(
            model_name="invoice",
            name="extras",
            field=models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=12),
        ),
        migrations.AddConstraint(
            model_name="calloffcontract",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="calloffcontract",
            constraint=models.CheckConstraint(
                condition=models.Q(("extras__gte", 0)), name="extras_are_something_or_nothing"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("extras", 0), ("missed", 0), ("units", 0), _negated=True),
                name="delivery_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("extras__gte", 0), ("missed__gte", 0), ("units__gte", 0)),
                    models.Q(("correction", ""), _negated=True),
                    _connector="OR",
                ),
                name="less_delivered_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("extras__gte", 0), ("net__gt", 0), ("units__gt", 0), ("vat__gte", 0)),
                    models.Q(("extras__gt", 0), ("net__gt", 0), ("units", 0), ("vat__gte", 0)),
                    models.Q(
                        ("extras__lte", 0), ("net__lt", 0), ("units__lte", 0), ("vat__lte", 0)
                    ),
                    _connector="OR",
                ),
                name="invoice_or_credit_note",
            ),
        ),
        also_stay("extras", besides=f"{AWARDED}, parts, earlier_reference"),
    ]
