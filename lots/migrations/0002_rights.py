"""The application may not write what is committed, nor change the cap or the threshold."""

from django.conf import settings
from django.db import migrations

APP = settings.DATABASE_APP_ROLE
COLUMNS = (
    "name, operational_from, initial_term_ends, extension_ends, extension_decision_id, "
    "statutory_end, planned_per_year"
)

RIGHTS = f"""
REVOKE ALL ON lots_scheme FROM PUBLIC, {APP};
GRANT SELECT, INSERT (id, cap, cabinet_threshold, {COLUMNS}), UPDATE ({COLUMNS})
    ON lots_scheme TO {APP};
CREATE TRIGGER mdps_append_only BEFORE DELETE OR TRUNCATE ON lots_scheme
    FOR EACH STATEMENT EXECUTE FUNCTION mdps_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("lots", "0001_initial"), ("core", "0001_initial")]

    operations = [
        migrations.RunSQL(RIGHTS, "DROP TRIGGER mdps_append_only ON lots_scheme;"),
    ]
