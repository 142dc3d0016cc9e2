"""The thresholds of procurement law as data, with the figures that awards are measured by."""

from decimal import Decimal

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0017_carried_over"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="awardlimits",
            name="contracts_finder_above",
            field=models.DecimalField(decimal_places=2, default=Decimal("25000.00"), max_digits=12),
        ),
        migrations.AddField(
            model_name="awardlimits",
            name="light_touch_above",
            field=models.DecimalField(
                decimal_places=2, default=Decimal("552950.00"), max_digits=12
            ),
        ),
        migrations.AddField(
            model_name="awardlimits",
            name="published_above",
            field=models.DecimalField(decimal_places=2, default=Decimal("5000.00"), max_digits=12),
        ),
        migrations.AddConstraint(
            model_name="awardlimits",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("contracts_finder_above__gte", models.F("published_above")),
                    ("light_touch_above__gte", models.F("contracts_finder_above")),
                    ("published_above__gte", 0),
                ),
                name="thresholds_run_upward",
            ),
        ),
    ]
