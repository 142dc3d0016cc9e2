"""Cabinet authorises one contract, not every contract of a line (CR 4)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contracts", "0002_ledger")]

    operations = [
        migrations.AddConstraint(
            model_name="calloffcontract",
            constraint=models.UniqueConstraint(
                fields=("cabinet_decision",), name="one_contract_per_cabinet_decision"
            ),
        ),
    ]
