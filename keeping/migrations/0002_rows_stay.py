"""Holds and disposals stay: what was held and disposed of, by whom, can be shown for ever."""

from django.db import migrations

from mdps.core import grants


class Migration(migrations.Migration):
    dependencies = [("keeping", "0001_initial")]

    operations = [grants.never_deleted("keeping_disposal", "keeping_hold")]
