"""Accounts are closed, never deleted; a stored file stays what it was; migrations are the owner's."""

from django.conf import settings
from django.db import migrations

from mdps.core import grants

APP = settings.DATABASE_APP_ROLE


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        grants.never_deleted("core_user", "core_team"),
        grants.append_only("core_privatefile"),
        migrations.RunSQL(
            f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APP};",
            migrations.RunSQL.noop,
        ),
    ]
