"""A report stays what it was: in the database, for the owner's role too (ADR 6).

What it is of never changes. What it says may be written while it is being made; a failed report
that is tried again forgets its figures and gets new ones. Once it is made, nothing of it changes
but its way from draft to published and superseded. It is never deleted.
"""

from django.conf import settings
from django.db import migrations

from mdps.core import grants

APP = settings.DATABASE_APP_ROLE
CHANGING = (
    "as_at, state, figures, figures_sha256, file_id, published_by_id, published_at, attempts, "
    "token, heartbeat_at, step, steps_done, steps_all, error"
)

STAYS = f"""
CREATE FUNCTION mdps_report_stays() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made CONSTANT text[] := ARRAY['draft', 'published', 'superseded'];
BEGIN
    IF (NEW.kind, NEW.period_start, NEW.period_end, NEW.version, NEW.requested_by_id,
            NEW.requested_at)
        IS DISTINCT FROM (OLD.kind, OLD.period_start, OLD.period_end, OLD.version,
            OLD.requested_by_id, OLD.requested_at)
    OR OLD.state = ANY (made) AND (NOT NEW.state = ANY (made) OR
        (NEW.as_at, NEW.figures, NEW.figures_sha256, NEW.file_id)
        IS DISTINCT FROM (OLD.as_at, OLD.figures, OLD.figures_sha256, OLD.file_id))
    OR OLD.figures IS NOT NULL
        AND (NEW.as_at, NEW.figures, NEW.figures_sha256)
            IS DISTINCT FROM (OLD.as_at, OLD.figures, OLD.figures_sha256)
        AND NOT (OLD.state = 'failed' AND NEW.state = 'queued'
            AND NEW.figures IS NULL AND NEW.figures_sha256 = '')
    THEN
        RAISE EXCEPTION 'report % does not change any more', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mdps_report_stays',
                  TABLE = 'reporting_report', SCHEMA = 'public';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mdps_report_stays BEFORE UPDATE ON reporting_report
    FOR EACH ROW EXECUTE FUNCTION mdps_report_stays();
CREATE TRIGGER mdps_append_only BEFORE DELETE OR TRUNCATE ON reporting_report
    FOR EACH STATEMENT EXECUTE FUNCTION mdps_refuse();
REVOKE UPDATE, DELETE ON reporting_report FROM {APP};
GRANT UPDATE ({CHANGING}) ON reporting_report TO {APP};
"""

UNDO = f"""
GRANT UPDATE, DELETE ON reporting_report TO {APP};
DROP TRIGGER mdps_append_only ON reporting_report;
DROP TRIGGER mdps_report_stays ON reporting_report;
DROP FUNCTION mdps_report_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial"), ("core", "0001_initial")]

    operations = [
        migrations.RunSQL(STAYS, UNDO),
        grants.append_only("reporting_panelhistory"),
    ]
