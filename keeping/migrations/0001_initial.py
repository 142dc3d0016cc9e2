"""Holds, and what is disposed of."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mdps.core.one_of


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Disposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_reference", models.CharField(max_length=14)),
                (
                    "state",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("disposed", "Disposed of"),
                            ("refused", "Refused"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("basis", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("reason", models.CharField(max_length=300)),
                ("proposed_on", models.DateField()),
                ("decided_on", models.DateField(null=True)),
                ("decided_because", models.CharField(blank=True, max_length=300)),
                ("requests", models.PositiveIntegerField(default=0)),
                ("files", models.PositiveIntegerField(default=0)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "id"], name="disposal_by_state")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("case_reference",),
                        name="one_proposed_disposal_per_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_by", None), ("decided_on", None), ("state", "proposed")
                            ),
                            models.Q(
                                ("decided_by__isnull", False),
                                ("decided_on__gte", models.F("proposed_on")),
                                ("decided_on__isnull", False),
                                models.Q(("state", "proposed"), _negated=True),
                                models.Q(("decided_because", ""), _negated=True),
                                models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="disposal_is_decided_by_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__lte", models.F("proposed_on")),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="disposal_is_due_when_proposed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_reference", models.CharField(max_length=14)),
                (
                    "kind",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("litigation", "Legal proceedings"),
                            ("inquiry", "An inquiry or review"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("placed_on", models.DateField()),
                ("lifted_on", models.DateField(null=True)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_on", None)),
                        fields=("case_reference", "kind"),
                        name="one_hold_of_a_kind_per_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_by", None), ("lifted_on", None)),
                            models.Q(
                                ("lifted_by__isnull", False),
                                ("lifted_on__gte", models.F("placed_on")),
                                ("lifted_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="hold_is_lifted_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="hold_says_why"
                    ),
                ],
            },
        ),
    ]
