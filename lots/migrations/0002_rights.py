"""The scheme is Cabinet's: the application extends it, and changes none of its limits.

There is one scheme, made by the next migration, since a second one would bring a cap of its own.
Lots, criteria, categories and services come with the migrations too; the application reads them.
What is committed is written by the ledger's trigger alone.
"""

from django.conf import settings
from django.db import migrations

APP = settings.DATABASE_APP_ROLE
READ_ONLY = "lots_lot, lots_selectioncriterion, lots_requestcategory, lots_service"

RIGHTS = f"""
REVOKE ALL ON lots_scheme FROM PUBLIC, {APP};
GRANT SELECT, UPDATE (name, planned_per_year, extension_ends, extension_decision_id)
    ON lots_scheme TO {APP};
REVOKE INSERT, UPDATE, DELETE ON {READ_ONLY} FROM {APP};
CREATE TRIGGER mdps_append_only BEFORE DELETE OR TRUNCATE ON lots_scheme
    FOR EACH STATEMENT EXECUTE FUNCTION mdps_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("lots", "0001_initial"), ("core", "0001_initial")]

    operations = [
        migrations.RunSQL(RIGHTS, "DROP TRIGGER mdps_append_only ON lots_scheme;"),
    ]
