"""A provider proposes the prices of extras too; of the services' as before."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lots", "0007_versions_stay"),
        ("suppliers", "0011_price_proposals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="priceproposal",
            name="one_open_proposal_a_price",
        ),
        migrations.RemoveConstraint(
            model_name="priceproposal",
            name="accepted_proposal_is_a_line",
        ),
        migrations.AddField(
            model_name="priceproposal",
            name="extra",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposal",
                to="suppliers.extrarate",
            ),
        ),
        migrations.AddField(
            model_name="priceproposal",
            name="extra_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("travel", "Travel, for one mile"),
                    ("report", "Report"),
                    ("court", "Court attendance, for half a day"),
                    ("missed", "Missed appointment"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="priceproposal",
            name="service",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="lots.service",
            ),
        ),
        migrations.AddConstraint(
            model_name="priceproposal",
            constraint=models.UniqueConstraint(
                models.F("supplier"),
                django.db.models.functions.comparison.Coalesce("service", 0),
                models.F("extra_kind"),
                condition=models.Q(("state", "open")),
                name="one_open_proposal_a_price",
            ),
        ),
        migrations.AddConstraint(
            model_name="priceproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("extra", None),
                        ("extra_kind", ""),
                        ("line__isnull", False),
                        ("state", "accepted"),
                    ),
                    models.Q(
                        models.Q(("extra_kind", ""), _negated=True),
                        ("extra__isnull", False),
                        ("line", None),
                        ("state", "accepted"),
                    ),
                    models.Q(
                        models.Q(("state", "accepted"), _negated=True),
                        ("extra", None),
                        ("line", None),
                    ),
                    _connector="OR",
                ),
                name="accepted_proposal_is_on_the_card",
            ),
        ),
        migrations.AddConstraint(
            model_name="priceproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("extra_kind", ""), ("service__isnull", False)),
                    models.Q(models.Q(("extra_kind", ""), _negated=True), ("tier_units__len", 0)),
                    _connector="OR",
                ),
                name="proposed_unit_price_is_of_a_service",
            ),
        ),
    ]
