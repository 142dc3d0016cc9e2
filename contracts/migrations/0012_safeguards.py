"""What becomes of each call-off whose supplier is suspended for safeguarding."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from mdps.core import grants


def protected(to, **options):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=to, **options)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("contracts", "0011_earliest_cabinet_day"),
        ("suppliers", "0009_standing"),
    ]

    operations = [
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
                    models.CharField(
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
                ("reason", models.TextField(blank=True)),
                ("chosen_on", models.DateField(null=True)),
                ("chosen_by", protected(settings.AUTH_USER_MODEL, null=True, related_name="+")),
                ("contract", protected("contracts.calloffcontract", related_name="safeguards")),
                ("owner", protected(settings.AUTH_USER_MODEL, related_name="+")),
                (
                    "suspension",
                    protected("suppliers.admissionsuspension", related_name="packages"),
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
        grants.never_deleted("contracts_packagesafeguard"),
    ]
