"""Meetings stay; only an item may be taken off an agenda, as long as nothing was decided on it."""

from django.db import migrations

from mdps.core import grants


class Migration(migrations.Migration):
    dependencies = [("panel", "0001_initial")]

    operations = [grants.never_deleted("panel_panelmeeting")]
