"""What was asked about an application, and answered, stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from mdps.core import grants


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_quarantine"),
        ("lots", "0003_the_scheme"),
        ("suppliers", "0004_evidence_offer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Clarification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.TextField()),
                ("asked_on", models.DateField()),
                ("answer", models.TextField(blank=True)),
                ("answered_on", models.DateField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="application",
            name="one_open_application_per_lot",
        ),
        migrations.AlterField(
            model_name="application",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("submitted", "Submitted"),
                    ("under_assessment", "Under assessment"),
                    ("clarification", "Clarification"),
                    ("recommended", "Assessed"),
                    ("admitted", "Admitted"),
                    ("rejected", "Rejected"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="submitted",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ["submitted", "under_assessment", "clarification", "recommended"])
                ),
                fields=("supplier", "lot"),
                name="one_open_application_per_lot",
            ),
        ),
        migrations.AddField(
            model_name="clarification",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="clarification",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clarifications",
                to="suppliers.application",
            ),
        ),
        migrations.AddField(
            model_name="clarification",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="clarification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_by", None), ("answered_on", None)),
                    models.Q(
                        ("answered_by__isnull", False),
                        ("answered_on__gte", models.F("asked_on")),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="clarification_answered_whole",
            ),
        ),
        grants.never_deleted("suppliers_clarification"),
    ]
