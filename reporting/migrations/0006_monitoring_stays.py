"""What a round found, what was answered and how it was rated stays, in the database too.

A return keeps the figures it was opened with, and its answers while it is submitted or accepted.
"""

from django.conf import settings
from django.db import migrations

from mdps.core import grants

APP = settings.DATABASE_APP_ROLE
WRITTEN = {
    "reporting_monitoringreturn": "state, answers, submitted_on, submitted_by_id, paper_id, "
    "accepted_on, accepted_by_id",
    "reporting_monitoringaction": "done_on, done_by_id, outcome",
}

STAYS = """
CREATE FUNCTION mdps_return_stays() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.round_id, NEW.supplier_id, NEW.figures)
        IS DISTINCT FROM (OLD.round_id, OLD.supplier_id, OLD.figures)
    OR OLD.state IN ('submitted', 'accepted')
        AND (NEW.answers, NEW.submitted_on, NEW.submitted_by_id, NEW.paper_id)
            IS DISTINCT FROM (OLD.answers, OLD.submitted_on, OLD.submitted_by_id, OLD.paper_id)
    OR OLD.state = 'accepted' AND NEW.state <> 'accepted'
    THEN
        RAISE EXCEPTION 'return % does not change any more', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mdps_return_stays',
                  TABLE = 'reporting_monitoringreturn', SCHEMA = 'public';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mdps_return_stays BEFORE UPDATE ON reporting_monitoringreturn
    FOR EACH ROW EXECUTE FUNCTION mdps_return_stays();
"""
GOES = """
DROP TRIGGER mdps_return_stays ON reporting_monitoringreturn;
DROP FUNCTION mdps_return_stays();
"""


def only(table: str, columns: str) -> migrations.RunSQL:
    """The application writes these columns of the table, and takes no row away."""
    return migrations.RunSQL(
        f"""
        REVOKE ALL ON {table} FROM PUBLIC, {APP};
        GRANT SELECT, INSERT ON {table} TO {APP};
        GRANT UPDATE ({columns}) ON {table} TO {APP};
        """,
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP};",
    )


class Migration(migrations.Migration):
    dependencies = [("reporting", "0005_monitoring")]

    operations = [
        *(only(table, columns) for table, columns in WRITTEN.items()),
        grants.append_only("reporting_monitoringround"),
        grants.append_only("reporting_returnquestion"),
        grants.append_only("reporting_supplierrating"),
        grants.append_only("reporting_packagerating"),
        migrations.RunSQL(STAYS, GOES),
    ]
