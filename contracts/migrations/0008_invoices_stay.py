"""Invoices and payments only grow; a mistake is set right by a credit note or another line."""

from django.db import migrations

from mdps.core import grants


class Migration(migrations.Migration):
    dependencies = [("contracts", "0007_invoices")]

    operations = [
        grants.append_only("contracts_invoice"),
        grants.append_only("contracts_payment"),
    ]
