"""A report stays what it was: in the database, for the owner's role too (ADR 6).

What it is of, and what a version corrects, never changes. What it says may be written while it is
being made; a failed report that is tried again forgets its figures and gets new ones. Once it is
made, nothing of it changes but its way from draft to published and superseded. It is never deleted.

Only what is signed off is published, and nobody signs off a report whose commentary they wrote.
Commentary only grows.
"""

from django.db import migrations

from mdps.core.grants import append_only, written

CHANGING = (
    "as_at, state, figures, figures_sha256, file_id, published_by_id, published_at, attempts, "
    "token, heartbeat_at, step, steps_done, steps_all, error, sent_back_why, reviewed_by_id, "
    "reviewed_at, signed_off_by_id, signed_off_at"
)

STAYS = """
CREATE FUNCTION mdps_report_stays() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made CONSTANT text[] := ARRAY['draft', 'reviewed', 'signed_off', 'published', 'superseded'];
BEGIN
    IF (NEW.kind, NEW.period_start, NEW.period_end, NEW.version, NEW.requested_by_id,
            NEW.requested_at, NEW.correction)
        IS DISTINCT FROM (OLD.kind, OLD.period_start, OLD.period_end, OLD.version,
            OLD.requested_by_id, OLD.requested_at, OLD.correction)
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
    IF NEW.state = 'published' AND OLD.state NOT IN ('signed_off', 'published')
    OR NEW.state = 'signed_off' AND EXISTS (
        SELECT FROM public.reporting_commentary
        WHERE report_id = NEW.id AND written_by_id = NEW.signed_off_by_id)
    THEN
        RAISE EXCEPTION 'report % has not been signed off by a second person', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mdps_report_is_signed_off',
                  TABLE = 'reporting_report', SCHEMA = 'public';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mdps_report_stays BEFORE UPDATE ON reporting_report
    FOR EACH ROW EXECUTE FUNCTION mdps_report_stays();
"""
UNDO = """
DROP TRIGGER mdps_report_stays ON reporting_report;
DROP FUNCTION mdps_report_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial"), ("core", "0002_rows_stay")]

    operations = [
        migrations.RunSQL(STAYS, UNDO),
        written("reporting_report", CHANGING, is_kept=True),
        append_only(
            "reporting_commentary",
            "reporting_exemptannex",
            "reporting_panelhistory",
            "reporting_publicform",
        ),
    ]
