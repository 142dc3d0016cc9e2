"""Documents that suppliers send in stay, also when nobody has verified them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from mdps.core import grants


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_quarantine"),
        ("suppliers", "0003_joining"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EvidenceOffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("dbs", "Enhanced DBS check"),
                            ("registration", "Professional registration"),
                            ("public_liability", "Public liability insurance"),
                            ("indemnity", "Professional indemnity insurance"),
                            ("ico", "ICO registration"),
                            ("ukas", "UKAS accreditation"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="reference number")),
                ("valid_from", models.DateField()),
                ("expires_on", models.DateField(help_text="The last day on which it is valid")),
                ("offered_on", models.DateField()),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.privatefile",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_offers",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["supplier", "-offered_on", "-id"], name="offer_newest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_on__gte", models.F("valid_from"))),
                        name="offer_ends_after_it_starts",
                    )
                ],
            },
        ),
        grants.never_deleted("suppliers_evidenceoffer"),
    ]
