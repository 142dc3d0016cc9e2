"""The application makes no scheme: a second one would bring a cap of its own."""

from django.conf import settings
from django.db import migrations

APP = settings.DATABASE_APP_ROLE


class Migration(migrations.Migration):
    dependencies = [("lots", "0003_the_scheme")]

    operations = [
        migrations.RunSQL(
            f"REVOKE INSERT ON lots_scheme FROM {APP};"
            # A right to columns is taken back column by column.
            f"REVOKE INSERT (id, name, operational_from, initial_term_ends, extension_ends,"
            f" extension_decision_id, statutory_end, cap, cabinet_threshold, planned_per_year)"
            f" ON lots_scheme FROM {APP};",
            migrations.RunSQL.noop,
        ),
    ]
