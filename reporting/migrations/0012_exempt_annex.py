import django.db.models.deletion
from django.db import migrations, models

from mdps.core import grants


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0010_keeping_after_notice"),
        ("reporting", "0011_action_is_given_on"),
    ]

    operations = [
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
        grants.append_only("reporting_exemptannex"),
    ]
