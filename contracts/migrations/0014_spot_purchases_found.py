"""Spot purchases that were found afterwards, with the team, the category and the provider's key.

The table only grows; the owner takes the trigger off for as long as the new columns are filled.
"""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, Q

FILL = """
    ALTER TABLE contracts_spotpurchase DISABLE TRIGGER mdps_append_only;
    UPDATE contracts_spotpurchase p SET
        team_id = r.team_id,
        category_id = s.category_id,
        service_id = s.id,
        approver = u.name,
        provider_key = regexp_replace(
            btrim(regexp_replace(replace(lower(p.provider_name), '&', ' and '),
                                 '[^a-z0-9]+', ' ', 'g')),
            '( (ltd|limited|llp|plc|cic|cio))+$', '')
    FROM referrals_requestline l
    JOIN referrals_supportrequest r ON r.id = l.request_id
    JOIN lots_service s ON s.id = l.service_id, core_user u
    WHERE l.id = p.line_id AND u.id = p.authorised_by_id;
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
    ALTER TABLE contracts_spotpurchase ENABLE TRIGGER mdps_append_only;
"""


def foreign_key(to: str, name: str = "+", *, null: bool = True) -> models.ForeignKey:
    return models.ForeignKey(to, PROTECT, null=null, related_name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0013_decrease_of_released_units"),
        ("lots", "0001_initial"),
        ("suppliers", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint("spotpurchase", "spot_purchase_has_amount"),
        migrations.AlterField(
            "spotpurchase", "line", foreign_key("referrals.requestline", "spot_purchases")
        ),
        migrations.AlterField(
            "spotpurchase", "authorised_by", foreign_key(settings.AUTH_USER_MODEL)
        ),
        migrations.AlterField("spotpurchase", "units", models.PositiveIntegerField(null=True)),
        migrations.AlterField(
            "spotpurchase",
            "reason",
            models.CharField(
                max_length=20,
                choices=[
                    ("no_lot", "The service has no lot"),
                    ("not_admitted", "The provider is not admitted"),
                    ("cap_or_term", "The cap or the term of the scheme is spent"),
                    ("unapproved", "Nobody asked the panel beforehand"),
                ],
            ),
        ),
        migrations.AddField(
            "spotpurchase",
            "source",
            models.CharField(
                max_length=10,
                default="line",
                choices=[
                    ("line", "On an approved line"),
                    ("found", "Found afterwards"),
                    ("finance", "From the finance system"),
                ],
            ),
        ),
        migrations.AddField("spotpurchase", "team", foreign_key("core.team")),
        migrations.AddField("spotpurchase", "category", foreign_key("lots.requestcategory")),
        migrations.AddField("spotpurchase", "service", foreign_key("lots.service")),
        migrations.AddField(
            "spotpurchase", "supplier", foreign_key("suppliers.supplier", "spot_purchases")
        ),
        migrations.AddField(
            "spotpurchase", "provider_key", models.CharField(max_length=200, default="")
        ),
        migrations.AddField(
            "spotpurchase",
            "approver",
            models.CharField(max_length=150, default="", help_text="Who approved the spending"),
        ),
        migrations.AddField(
            "spotpurchase",
            "finance_reference",
            models.CharField(max_length=60, null=True, unique=True),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("spotpurchase", "team", foreign_key("core.team", null=False)),
        migrations.AlterField(
            "spotpurchase", "category", foreign_key("lots.requestcategory", null=False)
        ),
        migrations.AlterField("spotpurchase", "provider_key", models.CharField(max_length=200)),
        migrations.AlterField(
            "spotpurchase",
            "approver",
            models.CharField(max_length=150, help_text="Who approved the spending"),
        ),
        migrations.AddConstraint(
            "spotpurchase",
            models.CheckConstraint(
                name="spot_purchase_has_amount",
                condition=Q(amount__gt=0) & (Q(units=None) | Q(units__gt=0)),
            ),
        ),
        migrations.AddConstraint(
            "spotpurchase",
            models.CheckConstraint(
                name="spot_purchase_is_of_its_source",
                condition=Q(
                    source="line",
                    line__isnull=False,
                    service__isnull=False,
                    units__isnull=False,
                    authorised_by__isnull=False,
                    finance_reference=None,
                )
                | Q(source="found", line=None)
                | Q(source="finance", line=None, finance_reference__isnull=False),
            ),
        ),
        migrations.AddIndex(
            "spotpurchase",
            models.Index(fields=["provider_key", "purchased_on"], name="spot_by_provider"),
        ),
        migrations.AddIndex(
            "spotpurchase",
            models.Index(fields=["team", "-purchased_on", "-id"], name="spot_by_team"),
        ),
        migrations.AddIndex(
            "spotpurchase",
            django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("provider_name"), name="gin_trgm_ops"
                ),
                name="spot_provider_search",
            ),
        ),
    ]
