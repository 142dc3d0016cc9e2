"""Parts sum to what was agreed, and stay what they were with the award."""

from django.db import migrations, models

from contracts.migrations._stays import AWARDED, also_stay


def sums_to(amount: str) -> models.Q:
    parts = models.F("parts")
    return models.Q(
        **{
            "units": models.Func(
                parts, function="mdps_units_of", output_field=models.IntegerField()
            ),
            amount: models.Func(
                parts, function="mdps_amount_of", output_field=models.DecimalField()
            ),
        }
    )


IS_INCREASE = models.Q(kind="increase")


class Migration(migrations.Migration):
    dependencies = [("contracts", "0015_parts")]

    operations = [
        migrations.AddConstraint(
            "calloffcontract",
            models.CheckConstraint(condition=sums_to("value"), name="parts_make_the_contract"),
        ),
        migrations.AddConstraint(
            "variation",
            models.CheckConstraint(
                condition=IS_INCREASE & sums_to("amount") | ~IS_INCREASE & models.Q(parts=[]),
                name="parts_make_the_increase",
            ),
        ),
        also_stay("parts", besides=AWARDED),
    ]
