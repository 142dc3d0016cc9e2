"""Volume discounts and extras on the rate card, lines taken back before they hold, and volumes."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from mdps.core import grants

APP = settings.DATABASE_APP_ROLE


class Migration(migrations.Migration):
    dependencies = [
        ("lots", "0007_versions_stay"),
        ("suppliers", "0009_standing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ExtraRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("effective_from", models.DateField()),
                ("effective_to", models.DateField(null=True)),
                (
                    "cancelled_on",
                    models.DateField(help_text="Taken back before it came into force", null=True),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("travel", "Travel, for one mile"),
                            ("report", "Report"),
                            ("court", "Court attendance, for half a day"),
                            ("missed", "Missed appointment"),
                        ],
                        max_length=10,
                    ),
                ),
                ("price", models.DecimalField(decimal_places=2, max_digits=12)),
            ],
            options={
                "abstract": False,
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="VolumeDiscount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_units", models.PositiveIntegerField()),
                ("percent", models.DecimalField(decimal_places=2, max_digits=4)),
            ],
            options={
                "ordering": ["line", "from_units"],
            },
        ),
        migrations.CreateModel(
            name="VolumePosting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scheme_year", models.PositiveSmallIntegerField()),
                ("units", models.IntegerField()),
                ("source", models.CharField(max_length=40)),
                ("on", models.DateField()),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
        ),
        migrations.AlterModelOptions(name="rateline", options={"default_manager_name": "objects"}),
        migrations.RemoveConstraint(
            model_name="rateline",
            name="one_price_at_a_time",
        ),
        migrations.RemoveConstraint(
            model_name="rateline",
            name="rate_ends_after_it_starts",
        ),
        migrations.AddField(
            model_name="rateline",
            name="cancelled_on",
            field=models.DateField(help_text="Taken back before it came into force", null=True),
        ),
        migrations.AddIndex(
            model_name="rateline",
            index=models.Index(fields=["-effective_from", "-id"], name="rate_newest"),
        ),
        migrations.AddConstraint(
            model_name="rateline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("effective_to", None),
                    ("effective_to__gte", models.F("effective_from")),
                    _connector="OR",
                ),
                name="rateline_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="rateline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cancelled_on", None),
                    ("cancelled_on__lt", models.F("effective_from")),
                    _connector="OR",
                ),
                name="rateline_cancelled_before_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="rateline",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("cancelled_on", None)),
                expressions=[
                    ("supplier", "="),
                    ("service", "="),
                    (
                        models.Func(
                            "effective_from",
                            "effective_to",
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_upper=True
                            ),
                            function="DATERANGE",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="one_price_at_a_time",
            ),
        ),
        migrations.AddField(
            model_name="extrarate",
            name="service",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extra_rates",
                to="lots.service",
            ),
        ),
        migrations.AddField(
            model_name="extrarate",
            name="supplier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extra_rates",
                to="suppliers.supplier",
            ),
        ),
        migrations.AddField(
            model_name="volumediscount",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="discounts",
                to="suppliers.rateline",
            ),
        ),
        migrations.AddField(
            model_name="volumeposting",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="volumeposting",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="lots.service"
            ),
        ),
        migrations.AddField(
            model_name="volumeposting",
            name="supplier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="volumes",
                to="suppliers.supplier",
            ),
        ),
        migrations.AddIndex(
            model_name="extrarate",
            index=models.Index(fields=["supplier", "effective_from"], name="extra_by_supplier"),
        ),
        migrations.AddConstraint(
            model_name="extrarate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("effective_to", None),
                    ("effective_to__gte", models.F("effective_from")),
                    _connector="OR",
                ),
                name="extrarate_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="extrarate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cancelled_on", None),
                    ("cancelled_on__lt", models.F("effective_from")),
                    _connector="OR",
                ),
                name="extrarate_cancelled_before_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="extrarate",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("cancelled_on", None)),
                expressions=[
                    ("supplier", "="),
                    (django.db.models.functions.comparison.Coalesce("service", 0), "="),
                    ("kind", "="),
                    (
                        models.Func(
                            "effective_from",
                            "effective_to",
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_upper=True
                            ),
                            function="DATERANGE",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="one_extra_price_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="extrarate",
            constraint=models.CheckConstraint(
                condition=models.Q(("price__gt", 0)), name="extra_price_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="volumediscount",
            constraint=models.UniqueConstraint(
                fields=("line", "from_units"), name="one_discount_a_tier"
            ),
        ),
        migrations.AddConstraint(
            model_name="volumediscount",
            constraint=models.UniqueConstraint(
                fields=("line", "percent"), name="one_tier_a_discount"
            ),
        ),
        migrations.AddConstraint(
            model_name="volumediscount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_units__gte", 2), ("percent__gt", 0), ("percent__lt", 100)
                ),
                name="discount_is_a_part",
            ),
        ),
        migrations.AddIndex(
            model_name="volumeposting",
            index=models.Index(
                fields=["service", "scheme_year", "supplier"],
                include=("units",),
                name="volume_ordered",
            ),
        ),
        migrations.AddIndex(
            model_name="volumeposting",
            index=models.Index(fields=["source", "-id"], name="volume_by_source"),
        ),
        migrations.AddConstraint(
            model_name="volumeposting",
            constraint=models.CheckConstraint(
                condition=models.Q(("units", 0), _negated=True), name="volume_is_something"
            ),
        ),
        grants.append_only("suppliers_volumediscount"),
        grants.append_only("suppliers_volumeposting"),
        migrations.RunSQL(
            f"""
            REVOKE ALL ON suppliers_extrarate FROM PUBLIC, {APP};
            GRANT SELECT, INSERT, UPDATE (effective_to, cancelled_on) ON suppliers_extrarate
                TO {APP};
            GRANT UPDATE (cancelled_on) ON suppliers_rateline TO {APP};
            """,
            f"REVOKE UPDATE (cancelled_on) ON suppliers_rateline FROM {APP};",
        ),
    ]
