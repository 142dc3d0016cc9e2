"""The scheme is Cabinet's: the application extends it, and changes none of its limits.

There is one scheme, made by the next migration, since a second one would bring a cap of its own.
Lots, categories and services come with the migrations too; the application reads them. What is
committed is written by the ledger's trigger alone.

What was in force stays as it was: versions, their rows and the rules of a lot only grow. A round is
changed before it opens and never vanishes; a lot may leave it.
"""

from django.conf import settings
from django.db import migrations

from mdps.core.grants import append_only, never_changed, never_deleted, read_only

APP = settings.DATABASE_APP_ROLE

SCHEME = f"""
REVOKE ALL ON lots_scheme FROM PUBLIC, {APP};
GRANT SELECT, UPDATE (name, planned_per_year, extension_ends, extension_decision_id)
    ON lots_scheme TO {APP};
CREATE TRIGGER mdps_append_only BEFORE DELETE OR TRUNCATE ON lots_scheme
    FOR EACH STATEMENT EXECUTE FUNCTION mdps_refuse();

-- At most two years more (CR 2), also for a script; without an extension it says yes, not that it
-- does not know.
ALTER TABLE lots_scheme ADD CONSTRAINT mdps_extension_two_years
    CHECK (extension_ends IS NULL
           OR extension_ends <= (initial_term_ends + interval '2 years')::date);
"""
UNDO = f"""
ALTER TABLE lots_scheme DROP CONSTRAINT mdps_extension_two_years;
DROP TRIGGER mdps_append_only ON lots_scheme;
GRANT SELECT, INSERT, UPDATE, DELETE ON lots_scheme TO {APP};
"""


class Migration(migrations.Migration):
    dependencies = [("lots", "0001_initial"), ("core", "0002_rows_stay")]

    operations = [
        migrations.RunSQL(SCHEME, UNDO),
        read_only("lots_lot", "lots_requestcategory", "lots_service"),
        append_only("lots_clause", "lots_lotrule", "lots_lotversion", "lots_selectioncriterion"),
        never_deleted("lots_admissionround"),
        never_changed("lots_lotinround"),
    ]
