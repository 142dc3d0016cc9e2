"""What awards rest on, and what was delivered and paid for, only grows.

A standing authority is never changed, so that a contract shows for ever what allowed it; another
one follows it.
"""

from django.db import migrations

from mdps.core.grants import append_only, never_deleted


class Migration(migrations.Migration):
    dependencies = [("contracts", "0005_competitions_stay")]

    operations = [
        append_only(
            "contracts_cabinetdecision",
            "contracts_delivery",
            "contracts_directawardauthorisation",
            "contracts_historicalexception",
            "contracts_invoice",
            "contracts_payment",
            "contracts_separatenessrecord",
            "contracts_separatenessrecord_contracts",
            "contracts_spotpurchase",
            "contracts_standingauthority",
            "contracts_standingauthority_lots",
            "contracts_variation",
        ),
        never_deleted("contracts_cabinetrequest", "contracts_packagesafeguard"),
    ]
