"""Holds and disposals stay: what was held and disposed of, by whom, can be shown for ever."""

from django.db import migrations

from mdps.core.grants import never_deleted


class Migration(migrations.Migration):
    dependencies = [("keeping", "0001_initial"), ("core", "0002_rows_stay")]

    operations = [never_deleted("keeping_disposal", "keeping_hold")]
